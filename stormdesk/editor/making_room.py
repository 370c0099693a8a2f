"""Room on the timeline for stickies that come before others, so that nothing overlaps."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from stormdesk.editor.spacing import column
from stormdesk.editor.wall import Wall
from stormdesk.layout.geometry import Box
from stormdesk.layout.pins import host_of, is_parked, lane_of
from stormdesk.layout.rows import GAP
from stormdesk.layout.timeline import COLUMN
from stormdesk.model.board import Board, Change
from stormdesk.model.sticky import Sticky

_BESIDE = 8.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a new sticky is wanted: in the column before a host, or in its own below it.

    ``later_than`` are the stickies that lead to it, so that it stands after them.
    """

    sticky: Sticky
    host: Sticky
    later_than: tuple[Sticky, ...] = ()
    is_below: bool = False


def with_room(wall: Wall, spots: Iterable[Spot]) -> list[Sticky]:
    """Return the new stickies where they stand, and all that gives way to them, moved.

    A column is put into the timeline of all lanes where one before a host has no room. What
    stands in a later column moves along, locked or not, so that all keep their order in time.
    """
    spots = list(spots)
    crowded = {column(s.host) for s in spots if not s.is_below and not _has_room(wall, s)}
    moved = _pushed(wall.board, sorted(crowded))
    after = wall.board.after(Change({i: (wall.board.records[i], s) for i, s in moved.items()}))
    walls = Wall(after, wall.cards) if moved else wall
    taken: dict[tuple[str | None, int], list[Box]] = defaultdict(list)
    placed: list[Sticky] = []
    for spot in spots:
        host = after.stickies[spot.host.id]
        lane = lane_of(after, host)
        box = _wanted(walls, spot, host)
        key = (lane, round(box.x / COLUMN))
        near = [b for step in (-1, 0, 1) for b in taken[key[0], key[1] + step]]
        box = _free(walls, lane, box, near)
        taken[key].append(box)
        before = 0.0 if spot.is_below else 1.0
        placed.append(
            spot.sticky.placed(
                x=box.x, y=box.y - _top(walls, lane), at=column(host) - before, context=lane
            )
        )
    return [*moved.values(), *placed]


def _has_room(wall: Wall, spot: Spot) -> bool:
    before = column(spot.host) - 1
    if before < 1 or any(column(earlier) >= before for earlier in spot.later_than):
        return False
    box = _wanted(wall, spot, spot.host)
    return not _standing(wall, lane_of(wall.board, spot.host), box)


def _pushed(board: Board, crowded: list[float]) -> dict[str, Sticky]:
    moved: dict[str, Sticky] = {}
    for sticky in board.stickies.values() if crowded else ():
        columns = bisect_right(crowded, column(host_of(board, sticky)))
        if columns and not is_parked(board, sticky):
            x, at = (sticky.x or 0.0) + columns * COLUMN, column(sticky) + columns
            moved[sticky.id] = sticky.placed(x=x, at=at)
    return moved


def _wanted(wall: Wall, spot: Spot, host: Sticky) -> Box:
    at = wall.box(host.id) or Box(0.0, 0.0, 0.0, 0.0)
    width, height = wall.cards.size(spot.sticky)
    if spot.is_below:
        return Box(at.x, at.bottom + GAP, width, height)
    return Box(at.x - COLUMN, at.y, width, height)


def _free(wall: Wall, lane: str | None, box: Box, taken: list[Box]) -> Box:
    """Return a box, moved down below all that stands where it would be."""
    while True:
        around = box.inflated(_BESIDE)
        found = [*_standing(wall, lane, box), *(b for b in taken if b.intersects(around))]
        if not found:
            return box
        box = Box(box.x, max(b.bottom for b in found) + GAP, box.width, box.height)


def _standing(wall: Wall, lane: str | None, box: Box) -> list[Box]:
    board, stickies = wall.board, wall.board.stickies
    return [
        other
        for sticky_id, other in wall.found(box.inflated(_BESIDE)).items()
        if lane_of(board, stickies[sticky_id]) == lane and not is_parked(board, stickies[sticky_id])
    ]


def _top(wall: Wall, lane: str | None) -> float:
    box = wall.lane(lane)
    return box.top if box is not None else 0.0
