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
from stormdesk.model.sticky import Place, Sticky

if TYPE_CHECKING:
    from stormdesk.editor.editor import Editor


class Load:
    """Some stickies as they were when they were taken up.

    ``free`` are those that are pinned on nothing that is carried too.
    """

    def __init__(self, wall: Wall, stickies: list[Sticky]) -> None:
        self.wall = wall
        there = {s.id: s for s in stickies}
        boxes = wall.arrangement.boxes.of(there)
        self.originals = {i: s for i, s in there.items() if i in boxes}
        self._hosts = {
            i: host_of(wall.board, s) for i, s in self.originals.items() if s.pinned_to is not None
        }
        self.boxes = {i: boxes[i] for i in self.originals}
        self.boxes |= {i: _box(wall, self.originals[i], host) for i, host in self._hosts.items()}
        held = {i for i, host in self._hosts.items() if host.id in self.boxes}
        self.free = [i for i in self.boxes if i not in held]
        self._parked = [i for i, s in self.originals.items() if s.parked]
        self._floors = self._least_heights()
        self._columns = wall.columns_in_use(self.boxes)

    def moved(
        self, dx: float, dy: float, into: LaneBox | None = None
    ) -> tuple[dict[str, Place], list[Sticky]]:
        """Return where all go that far away, as members of the lanes they come to lie in.

        ``into`` names the lane instead. The second are those that come out of the parking lot.
        """
        places = self._free_places(dx, dy, into)
        for sticky_id, host in self._hosts.items():
            box, original = self.boxes[sticky_id], self.originals[sticky_id]
            if host.id in places:
                _, y, _, context = places[host.id]
                lane = self.wall.lane(context)
                own, of_host = (box.y, self.boxes[host.id].y)
                if lane is not None and lane.collapsed:
                    own, of_host = original.y or 0.0, host.y or 0.0
                y += own - of_host
            else:
                y, context = box.y + dy - _top(self.wall, host), host.context
            x = box.x + dx
            places[sticky_id] = x, y, column_of(x, self._columns), context
        taken_out: list[Sticky] = []
        for sticky_id in self._parked:
            x, y, at, context = places.pop(sticky_id)
            sticky = self.originals[sticky_id].revised(parked=False)
            taken_out.append(sticky.placed(x=x, y=y, at=at, context=context))
        return places, taken_out

    def _free_places(self, dx: float, dy: float, into: LaneBox | None) -> dict[str, Place]:
        # Many stand in one row or column: each lane and column is looked up once.
        lanes: dict[float, LaneBox] = {}
        columns: dict[float, float] = {}
        places: dict[str, Place] = {}
        hosts, floors = self._hosts, self._floors
        for sticky_id, (left, top, _, height) in self.boxes.items():
            if sticky_id in hosts:
                continue
            x, middle = left + dx, top + dy + height / 2
            lane = into or lanes.get(middle)
            if lane is None:
                lane = lanes[middle] = nearest_lane(self.wall, middle)
            at = columns.get(x)
            if at is None:
                at = columns[x] = column_of(x, self._columns)
            y = top + dy - lane.top
            least = floors.get(sticky_id, 0.0)
            if lane.collapsed:
                y = self.originals[sticky_id].y or 0.0
            elif y < least:
                y = least
            places[sticky_id] = x, y, at, lane.context_id
        return places

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
    board = editor.board
    locked = {lane.id for lane in board.contexts.values() if lane.locked}
    pins = defaultdict[str, list[Sticky]](list)
    for sticky in board.stickies.values():
        if sticky.pinned_to is not None:
            pins[sticky.pinned_to].append(sticky)

    def may_move(sticky: Sticky) -> bool:
        return not sticky.locked and not (locked and lane_of(board, sticky) in locked)

    found = {s.id: s for s in editor.selected_stickies if may_move(s)}
    waiting = deque(pin for i in found if i in pins for pin in pins[i])
    while waiting:
        pin = waiting.popleft()
        if pin.id not in found and may_move(pin):
            found[pin.id] = pin
            waiting.extend(pins.get(pin.id, ()))
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
