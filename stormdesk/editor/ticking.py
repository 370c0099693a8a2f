"""Ticks by hand: what people confirm that no board can know, with their name and the day."""

from __future__ import annotations

from datetime import date

from stormdesk.editor.editor import Editor
from stormdesk.model.board import Board
from stormdesk.model.session import Check


def answer(editor: Editor, item: str, *, met: bool, by: str, on: date) -> None:
    """Record what somebody says of an item, in place of what was said before.

    Raises pydantic.ValidationError, before any change, for a name that is none.
    """
    before = _check_of(editor.board, item)
    said = {"met": met, "confirmed_by": by.strip() or None, "date": on.isoformat()}
    if before is not None:
        after = before.revised(**said)
    else:
        order = editor.board.next_order(Check)
        after = Check(id=f"check:{item}", item=item, order=order).revised(**said)
    with editor.document.edit("Tick" if met else "Tick as not met") as edit:
        edit.put(after)


def take_back(editor: Editor, item: str) -> None:
    """Forget what was said of an item."""
    check = _check_of(editor.board, item)
    if check is not None:
        with editor.document.edit("Take back a tick") as edit:
            edit.remove(check.id)


def last_name(board: Board) -> str:
    """Return who ticked last, who is likely to tick again."""
    checks = [c for c in board.of_type(Check).values() if c.confirmed_by is not None]
    latest = max(checks, key=lambda c: (c.date or "", c.order), default=None)
    return (latest.confirmed_by or "") if latest is not None else ""


def _check_of(board: Board, item: str) -> Check | None:
    return next((c for c in board.in_order(Check) if c.item == item), None)
