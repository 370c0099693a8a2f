"""The table of what leaves a board; menus, keys and the palette come from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.editor.action import Action

if TYPE_CHECKING:
    from stormdesk.desktop.window import Window


def _has_board(window: Window) -> bool:
    return window.exports is not None


EXPORT_ACTIONS: tuple[Action[Window], ...] = (
    Action("export", "Export…", "File", lambda w: w.export(), ("Ctrl+E",), _has_board,
           icon="export", separated=True,
           words="pdf report poster schema avro json yaml mermaid graphml csv svg png download"),
    Action("export-again", "Export again", "File",
           lambda w: w.exports and w.exports.repeat(w), ("Ctrl+Shift+X",), _has_board,
           words="repeat last export same"),
    Action("print", "Print…", "File",
           lambda w: w.exports and w.exports.choose(w, printing=True), ("Ctrl+Alt+P",), _has_board,
           words="printer paper poster report cards"),
    Action("copy-picture", "Copy as picture", "Edit",
           lambda w: w.exports and w.exports.copy_picture(), ("Ctrl+Alt+C",), _has_board,
           words="image png svg screenshot clipboard slide"),
)  # fmt: skip
