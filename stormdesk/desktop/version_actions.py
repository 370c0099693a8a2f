"""The table of versions and of the pack at the end; menus, keys and the palette come from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.editor.action import Action

if TYPE_CHECKING:
    from stormdesk.desktop.window import Window

_PACK = "close-out"


def _has_board(window: Window) -> bool:
    return window.view is not None


def _export_pack(window: Window) -> None:
    window.opening.settings.change(export_format=_PACK)
    window.export()


VERSION_ACTIONS: tuple[Action[Window], ...] = (
    Action("versions", "Versions", "Workshop", lambda w: w.view and w.view.turn_to("versions"),
           ("Ctrl+Alt+S",), _has_board, separated=True,
           words="history save named restore compare snapshot milestone past"),
    Action("close-out", "Close-out pack…", "Workshop", _export_pack, ("Ctrl+Alt+O",), _has_board,
           words="finish results report hotspots next steps export folder hand over"),
)  # fmt: skip
