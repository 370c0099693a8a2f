"""What is done to lanes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from stormdesk.editor.minting import minted_id
from stormdesk.editor.relying import published_in
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.naming import context_slugs
from stormdesk.model.record import Record

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

LOWEST = 120.0
"""The least height of a lane, in board units."""


def add_lane(editor: Editor, name: str, *, for_all: bool = False) -> str:
    """Add a lane below all others and return its id; ``for_all``, the first takes in what stands.

    Else what has no lane stays so, as it does above the first lane of an outline.
    """
    lane = Context(
        id=minted_id(name, editor.board), name=name, order=editor.board.next_order(Context)
    )
    taken = editor.board.stickies.values() if for_all and not editor.board.contexts else ()
    with editor.document.edit("Add lane") as edit:
        edit.put(lane, *(sticky.placed(context=lane.id) for sticky in taken))
    editor.select([lane.id])
    return lane.id


def revise_lane(editor: Editor, lane_id: str, label: str, **changes: object) -> None:
    """Change fields of a lane; raises pydantic.ValidationError for a wrong value."""
    lane = editor.board.contexts[lane_id].revised(**changes)
    with editor.document.edit(label) as edit:
        edit.put(lane)


def rename_lane(editor: Editor, lane_id: str, name: str) -> None:
    """Give a lane another name."""
    if name.strip() and name.strip() != editor.board.contexts[lane_id].name:
        with editor.document.edit("Rename lane") as edit:
            edit.put(renamed_lane(editor.board, lane_id, name.strip()))


def renamed_lane(board: Board, lane_id: str, name: str) -> Context:
    """Return a lane under another name; its package keeps its own once others rely on it.

    Raises pydantic.ValidationError for what is no name.
    """
    lane = board.contexts[lane_id].revised(name=name)
    if lane.slug is None and published_in(board, lane_id):
        return lane.revised(slug=context_slugs(board)[lane_id])
    return lane


def resize_lane(editor: Editor, lane_id: str, height: float) -> None:
    """Set the height of a lane, in board units; it never gets lower than its stickies need.

    A collapsed lane opens.
    """
    revise_lane(editor, lane_id, "Resize lane", height=round(max(LOWEST, height)), collapsed=False)


def fit_lane(editor: Editor, lane_id: str) -> None:
    """Let the height of a lane follow from its stickies again."""
    revise_lane(editor, lane_id, "Fit lane", height=None)


def revise_lanes(editor: Editor, lane_ids: Iterable[str], label: str, **changes: object) -> None:
    """Change fields of some lanes as one step."""
    revised = [editor.board.contexts[i].revised(**changes) for i in lane_ids]
    if revised:
        with editor.document.edit(label) as edit:
            edit.put(*revised)


def toggle_collapsed(editor: Editor, lane_ids: Iterable[str]) -> None:
    """Make lanes narrow bars, or open them again if all are."""
    ids = list(lane_ids)
    wanted = not all(editor.board.contexts[i].collapsed for i in ids)
    revise_lanes(editor, ids, "Collapse lane" if wanted else "Open lane", collapsed=wanted)


def move_lane(editor: Editor, lane_id: str, gap: int) -> None:
    """Put a lane into the gap of that number, 0 being above the first lane."""
    lanes = editor.board.in_order(Context)
    place = next(i for i, lane in enumerate(lanes) if lane.id == lane_id)
    lane = lanes.pop(place)
    lanes.insert(gap - 1 if gap > place else gap, lane)
    changed: list[Record] = [
        lane.revised(order=i) for i, lane in enumerate(lanes) if lane.order != i
    ]
    if changed:
        with editor.document.edit("Reorder lanes") as edit:
            edit.put(*changed)


def remove_lane(editor: Editor, lane_id: str) -> None:
    """Remove a lane; its stickies go to the lane above, or else below."""
    lanes = editor.board.in_order(Context)
    place = next(i for i, lane in enumerate(lanes) if lane.id == lane_id)
    heir = lanes[place - 1] if place else (lanes[1] if len(lanes) > 1 else None)
    shift = 0.0
    if heir is not None:
        below = editor.wall.lane(heir.id)
        shift = below.height if below is not None else 0.0
    members = editor.board.members(lane_id)
    with editor.document.edit("Remove lane") as edit:
        edit.put(
            *(s.placed(context=heir.id if heir else None, y=(s.y or 0) + shift) for s in members)
        )
        edit.remove(lane_id)
