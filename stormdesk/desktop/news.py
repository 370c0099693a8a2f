"""What there is to say about a board when it is opened."""

from __future__ import annotations

from collections.abc import Callable

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.words import counted, tr
from stormdesk.document.recovery import Unsaved


def tell_news(
    view: BoardView, save_as: Callable[[], object], open_unsaved: Callable[[Unsaved], object]
) -> None:
    """Tell above a board that it is only viewed, was brought back, or has other changes beside."""
    opened = view.opened
    if opened.is_read_only:
        view.tell(
            tr("Another window has this board open. Here it can be viewed, not changed."),
            "warning",
            (tr("Save as…"), save_as),
            closable=False,
        )
    if opened.recovered:
        told = tr("What was not saved last time was brought back. Save to keep it in the file.")
        view.tell(told, "calm", passing=True)
    for note in opened.notes:
        view.tell(f"{note[:1].upper()}{note[1:]}.", "error")
    for unsaved in opened.beside:
        what = counted(unsaved.steps, "change", "changes")
        view.tell(
            tr(
                "{what} of {when} were made to another content of this file.",
                what=what,
                when=f"{unsaved.modified.astimezone():%d %B, %H:%M}",
            ),
            "calm",
            (tr("Open them beside"), lambda u=unsaved: open_unsaved(u)),
        )
