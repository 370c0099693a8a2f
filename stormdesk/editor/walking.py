"""From one sticky to the next: along the flows, through space, and from question to question."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from stormdesk.editor.wall import Wall
from stormdesk.layout.geometry import Box
from stormdesk.model.context import Context, Flow
from stormdesk.model.hotspot import open_hotspots
from stormdesk.model.sticky import Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor

Direction = Literal["left", "right", "up", "down"]

_REACHES = (700.0, 4_000.0, 30_000_000.0)
_ASIDE = 2.5
"""How much farther a sticky seems that lies to one side of the way."""


def walk(editor: Editor, direction: Direction) -> str | None:
    """Select the neighbour of what is selected and return its id; None where there is none.

    Right and left follow the flows where there are any; from a flow they lead to its ends. Where
    nothing is selected, the walk begins at the sticky nearest to the pointer.
    """
    found = _from_here(editor, direction)
    if found is not None:
        editor.select([found])
    return found


def neighbour(wall: Wall, sticky_id: str, direction: Direction) -> str | None:
    """Return the sticky that lies next in a direction, by flows first and then by space."""
    flows = {"right": wall.board.outgoing, "left": wall.board.incoming}.get(direction)
    if flows is not None:
        ends = (f.target if direction == "right" else f.source for f in flows(sticky_id))
        along = _nearest(wall, sticky_id, ends)
        if along is not None:
            return along
    return _beside(wall, sticky_id, direction)


def next_hotspot(editor: Editor, step: int) -> str | None:
    """Select the next open hotspot along the timeline, or with -1 the one before; return its id.

    After the last comes the first again.
    """
    waiting = (hotspot.id for hotspot in open_hotspots(editor.board))
    found = following(editor.wall, waiting, editor.selection, step)
    if found is not None:
        editor.select([found])
    return found


def following(wall: Wall, ids: Iterable[str], selection: frozenset[str], step: int) -> str | None:
    """Return what comes after the selection along the timeline, or before it, and then round."""
    way, here = _places(wall, ids), _places(wall, selection)
    if not way:
        return None
    if step > 0:
        ahead = [place for place in way if here and place > here[-1]]
        return (ahead[0] if ahead else way[0])[2]
    behind = [place for place in way if here and place < here[0]]
    return (behind[-1] if behind else way[-1])[2]


def place_among(wall: Wall, ids: Iterable[str], sticky_id: str) -> int:
    """Return the which of some stickies this one is along the timeline, counted from 1."""
    way = _places(wall, ids)
    return next((place for place, (_, _, each) in enumerate(way, 1) if each == sticky_id), 0)


def _from_here(editor: Editor, direction: Direction) -> str | None:
    board, wall = editor.board, editor.wall
    stickies = editor.selected_stickies
    if stickies:
        return neighbour(wall, _foremost(wall, stickies, direction), direction)
    chosen = next(iter(sorted(editor.selection)), None)
    flow, lane = board.get(chosen, Flow), board.get(chosen, Context)
    if flow is not None:
        return flow.source if direction in ("left", "up") else flow.target
    if lane is not None:
        return _from_lane(editor, lane, direction)
    x, y = editor.pointer.point
    return _nearest_to(wall, Box(x, y, 0, 0), board.stickies)


def _from_lane(editor: Editor, lane: Context, direction: Direction) -> str | None:
    if direction in ("up", "down"):
        lanes = [each.id for each in editor.board.in_order(Context)]
        place = lanes.index(lane.id) + (1 if direction == "down" else -1)
        return lanes[place] if 0 <= place < len(lanes) else None
    members = _places(editor.wall, (s.id for s in editor.board.members(lane.id)))
    return members[0][2] if members else None


def _foremost(wall: Wall, stickies: list[Sticky], direction: Direction) -> str:
    def reach(sticky: Sticky) -> float:
        box = wall.box(sticky.id)
        if box is None:
            return 0.0
        ends = {"left": -box.x, "right": box.right, "up": -box.y, "down": box.bottom}
        return ends[direction]

    return max(stickies, key=reach).id


def _places(wall: Wall, ids: Iterable[str]) -> list[tuple[float, float, str]]:
    """Return the places of those that have one, along the timeline and then downwards."""
    boxes = ((sticky_id, wall.box(sticky_id)) for sticky_id in ids)
    return sorted((box.x, box.y, sticky_id) for sticky_id, box in boxes if box is not None)


def _nearest(wall: Wall, sticky_id: str, ids: Iterable[str]) -> str | None:
    box = wall.box(sticky_id)
    return _nearest_to(wall, box, ids) if box is not None else None


def _nearest_to(wall: Wall, box: Box, ids: Iterable[str]) -> str | None:
    best: tuple[float, str] | None = None
    x, y = box.center
    for sticky_id in ids:
        other = wall.box(sticky_id)
        if other is not None:
            far = abs(other.center.x - x) + abs(other.center.y - y)
            best = min(best or (far, sticky_id), (far, sticky_id))
    return best[1] if best is not None else None


def _beside(wall: Wall, sticky_id: str, direction: Direction) -> str | None:
    """Return the nearest sticky within a right angle round a direction, in ever wider reach."""
    box = wall.box(sticky_id)
    if box is None:
        return None
    for reach in _REACHES:
        best: tuple[float, str] | None = None
        for other_id, other in wall.found(box.inflated(reach)).items():
            far = _distance(box, other, direction) if other_id != sticky_id else None
            if far is not None and far <= reach:
                best = min(best or (far, other_id), (far, other_id))
        if best is not None:
            return best[1]
    return None


def _distance(box: Box, other: Box, direction: Direction) -> float | None:
    dx, dy = other.center.x - box.center.x, other.center.y - box.center.y
    ways = {"right": (dx, dy), "left": (-dx, dy), "down": (dy, dx), "up": (-dy, dx)}
    ahead, aside = ways[direction]
    if ahead <= 0 or abs(aside) > ahead * 1.2:
        return None
    return ahead + _ASIDE * abs(aside)
