"""Loops: a sticky once more at another place, kept equal to its original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stormdesk.editor.entry import place_after, place_at
from stormdesk.editor.minting import minted_id
from stormdesk.model.repetition import original_of

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor


def repeat(editor: Editor) -> None:
    """Put the selected sticky once more where the pointer is, linked to its original.

    Where a sticky is under the pointer already, it goes to the next free place after that one.
    """
    chosen = editor.selected_sticky
    if chosen is None:
        return
    original = original_of(editor.board, chosen)
    at, wall = editor.pointer, editor.wall
    under = wall.at(at.point)
    if under is not None:
        place = place_after(wall, under, original.kind)
    else:
        place = place_at(wall, original.kind, at.x, at.y)
    again = place.revised(
        id=minted_id(original.text or original.kind.value, editor.board),
        text=original.text,
        sign=original.sign,
        pinned_to=None,
        again=original.id,
    )
    with editor.document.edit("Repeat") as edit:
        edit.put(again)
    editor.select([again.id])


def is_repetition(editor: Editor) -> bool:
    """Tell whether the sticky that is selected alone repeats another one."""
    return editor.selected_sticky is not None and editor.selected_sticky.again is not None
