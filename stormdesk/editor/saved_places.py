"""Views of the board that were given a name: kept on it, to go back to on console and wall.

``x`` and ``y`` of a place are the board's coordinates in the middle of the view.
"""

from __future__ import annotations

from pydantic import ValidationError

from stormdesk.editor.editor import Editor
from stormdesk.editor.minting import minted_id
from stormdesk.model.board import Board
from stormdesk.model.naming import folded
from stormdesk.model.problem import BadInput, explain
from stormdesk.model.session import Place

_DIGITS = 2


def saved_places(board: Board) -> list[Place]:
    """Return the saved places in the order in which they were saved."""
    return board.in_order(Place)


def save_place(editor: Editor, name: str, x: float, y: float, zoom: float) -> Place:
    """Save a view under a name, in place of one that has it, as one undoable step.

    Raises BadInput for a name that is none.
    """
    text, board = name.strip(), editor.board
    if not text:
        raise BadInput("place", "give it a name")
    before = next((p for p in saved_places(board) if folded(p.name) == folded(text)), None)
    middle: dict[str, object] = {"x": round(x, _DIGITS), "y": round(y, _DIGITS)}
    try:
        new = Place(id=minted_id(text, board), name=text, order=board.next_order(Place))
        place = (before or new).revised(name=text, zoom=round(zoom, 2 * _DIGITS), **middle)
    except ValidationError as error:
        raise BadInput("place", explain(error)) from None
    with editor.document.edit("Save place") as edit:
        edit.put(place)
    return place


def forget_place(editor: Editor, place_id: str) -> None:
    """Forget a saved place, as one undoable step."""
    if editor.board.get(place_id, Place) is not None:
        with editor.document.edit("Forget place") as edit:
            edit.remove(place_id)
