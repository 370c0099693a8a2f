"""Stickies that are carried together, with what is pinned on them, and where they come to lie."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

from stormdesk.editor.wall import Wall
from stormdesk.layout.geometry import Box
from stormdesk.layout.lanes import LaneBox
from stormdesk.layout.pins import host_of, lane_of
from stormdesk.layout.timeline import column_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.sticky import Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor


class Load:
    """Some stickies as they were when they were taken up.

    ``free`` are those that are pinned on nothing that is carried too.
    """

    def __init__(self, wall: Wall, stickies: list[Sticky]) -> None:
        self.wall = wall
        boxes = wall.arrangement.boxes.of({s.id for s in stickies})
        self.originals = {s.id: s for s in stickies if s.id in boxes}
        self._hosts = {
            i: host_of(wall.board, s) for i, s in self.originals.items() if s.pinned_to is not None
        }
        self.boxes = {
            i: _box(wall, s, self._hosts[i]) if i in self._hosts else boxes[i]
            for i, s in self.originals.items()
        }
        self.free = [
            i for i in self.boxes if i not in self._hosts or self._hosts[i].id not in self.boxes
        ]
        self._floors = self._least_heights()
        self._columns = wall.columns_in_use(self.boxes)

    def moved(self, dx: float, dy: float, into: LaneBox | None = None) -> list[Sticky]:
        """Return all of them that far away, as members of the lanes they come to lie in.

        ``into`` names the lane instead.
        """
        # Many stand in one row or column: each lane and column is looked up once.
        lanes: dict[float, LaneBox] = {}
        columns: dict[float, float] = {}
        places: dict[str, tuple[LaneBox, float]] = {}
        result: list[Sticky] = []

        originals, hosts, floors = self.originals, self._hosts, self._floors

        def put(sticky_id: str, x: float, y: float, context: str | None) -> None:
            at = columns.get(x)
            if at is None:
                at = columns[x] = column_of(x, self._columns)
            sticky = originals[sticky_id]
            if sticky.parked:
                sticky = sticky.revised(parked=False)
            result.append(sticky.placed(x=x, y=y, at=at, context=context))

        for sticky_id, (left, top, _, height) in self.boxes.items():
            if sticky_id in hosts:
                continue
            middle = top + dy + height / 2
            lane = into or lanes.get(middle)
            if lane is None:
                lane = lanes[middle] = nearest_lane(self.wall, middle)
            y = max(floors.get(sticky_id, 0.0), top + dy - lane.top)
            if lane.collapsed:
                y = originals[sticky_id].y or 0.0
            if hosts:
                places[sticky_id] = lane, y
            put(sticky_id, left + dx, y, lane.context_id)
        for sticky_id, host in hosts.items():
            box, original = self.boxes[sticky_id], originals[sticky_id]
            if host.id in places:
                lane, y = places[host.id]
                own, of_host = (box.y, self.boxes[host.id].y)
                if lane.collapsed:
                    own, of_host = original.y or 0.0, host.y or 0.0
                put(sticky_id, box.x + dx, y + own - of_host, lane.context_id)
            else:
                put(sticky_id, box.x + dx, box.y + dy - _top(self.wall, host), host.context)
        return result

    def _least_heights(self) -> dict[str, float]:
        """Return how far below the top of its lane a host stays, so that its pins do too."""
        result: dict[str, float] = {}
        for sticky_id, host in self._hosts.items():
            if host.id in self.boxes:
                above = self.boxes[host.id].y - self.boxes[sticky_id].y
                least = min(above, host.y or 0.0)
                result[host.id] = max(result.get(host.id, 0.0), least)
        return result


def nearest_lane(wall: Wall, y: float) -> LaneBox:
    """Return the lane at a height, or the first or last one beyond them all."""
    lanes = wall.arrangement.lanes
    return wall.lane_at(y) or (lanes[0] if y < lanes[0].top else lanes[-1])


def movable(editor: Editor) -> list[Sticky]:
    """Return the selected stickies, and those pinned on them, that are not locked."""
    found: dict[str, Sticky] = {}
    board = editor.board
    locked = {lane.id for lane in board.contexts.values() if lane.locked}
    pins = defaultdict[str, list[Sticky]](list)
    for sticky in board.stickies.values():
        if sticky.pinned_to is not None:
            pins[sticky.pinned_to].append(sticky)
    waiting = deque(editor.selected_stickies)
    while waiting:
        sticky = waiting.popleft()
        if sticky.id in found or sticky.locked or (locked and lane_of(board, sticky) in locked):
            continue
        found[sticky.id] = sticky
        if sticky.id in pins:
            waiting.extend(sorted(pins[sticky.id], key=lambda pin: pin.id))
    return list(found.values())


def is_locked(board: Board, sticky: Sticky) -> bool:
    """Tell whether a sticky stays where it is, by itself or with its whole lane."""
    if sticky.locked:
        return True
    lane = board.get(host_of(board, sticky).context, Context)
    return lane is not None and lane.locked


def _box(wall: Wall, sticky: Sticky, host: Sticky) -> Box:
    box = wall.arrangement.boxes[sticky.id]
    if host is sticky or not host.parked:
        return box
    # In the parking lot pins stand apart; taken out, they are again where they belong.
    at = wall.arrangement.boxes[host.id]
    dx, dy = (sticky.x or 0.0) - (host.x or 0.0), (sticky.y or 0.0) - (host.y or 0.0)
    return Box(at.x + dx, at.y + dy, box.width, box.height)


def _top(wall: Wall, sticky: Sticky) -> float:
    lane = wall.lane(sticky.context)
    return lane.top if lane is not None else 0.0
