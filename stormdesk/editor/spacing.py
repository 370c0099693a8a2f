"""Room on the timeline: pushing apart what stands right of a line, and closing gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from stormdesk.editor.carrying import is_locked
from stormdesk.editor.wall import Wall
from stormdesk.layout.geometry import Box
from stormdesk.layout.pins import host_of, is_parked, lane_of
from stormdesk.layout.rows import GAP
from stormdesk.layout.timeline import COLUMN, LAST
from stormdesk.model.sticky import Sticky

_CATCH = 40.0
_STEP = 16.0
_ROW = 16.0
_FARTHEST = min(LAST, 30_000.0)


class Space:
    """What stands right of a line, in one lane or in all, and how far it can be pushed.

    Pushed left it never passes nor touches what stands left of the line, on the wall or in time.
    """

    def __init__(self, wall: Wall, x: float, lanes: Iterable[str | None]) -> None:
        self._wall = wall
        wanted = set(lanes)
        board, boxes = wall.board, wall.arrangement.boxes
        self.moving: dict[str, Sticky] = {}
        staying: list[Sticky] = []
        for sticky in board.stickies.values():
            if is_parked(board, sticky) or lane_of(board, sticky) not in wanted:
                continue
            right = boxes[host_of(board, sticky).id].center.x > x
            if right and not is_locked(board, sticky):
                self.moving[sticky.id] = sticky
            elif not right:
                staying.append(sticky)
        self._least = -self._room(staying)
        latest = max((column(s) for s in self.moving.values()), default=1.0)
        self._most = max(0.0, (_FARTHEST - latest) * COLUMN)

    def distance(self, dx: float, *, snapping: bool) -> float:
        """Return how far a push goes: in steps, and by whole columns where it is near one."""
        step = _STEP if snapping else 1.0
        whole = round(dx / COLUMN) * COLUMN
        if not snapping or abs(whole - dx) > _CATCH:
            whole = round(dx / step) * step
        return max(self._least, min(self._most, whole))

    def pushed(self, dx: float) -> list[Sticky]:
        """Return the stickies that far away; their columns go along."""
        columns = dx / COLUMN
        return [s.placed(x=(s.x or 0.0) + dx, at=column(s) + columns) for s in self.moving.values()]

    def _room(self, staying: list[Sticky]) -> float:
        boxes = self._wall.arrangement.boxes
        ends: dict[int, float] = {}
        for sticky in staying:
            box = boxes[sticky.id]
            for row in _rows(box):
                ends[row] = max(ends.get(row, box.right), box.right)
        room = float("inf")
        for sticky_id in self.moving:
            box = boxes[sticky_id]
            for row in _rows(box):
                if row in ends:
                    room = min(room, box.x - ends[row] - GAP)
        first = min((column(s) for s in self.moving.values()), default=1.0)
        last = max((column(s) for s in staying), default=0.0)
        return max(0.0, min(room, (first - last - 1) * COLUMN))


def closed_up(boxes: Mapping[str, Box], top: float) -> dict[str, float]:
    """Return how far each box moves up or down so that the first stands at ``top``, gaps closed.

    Only heights at which nothing stands are taken away; what is left of each is room to breathe.
    """
    shifts: dict[str, float] = {}
    reached = shift = 0.0
    for number, (sticky_id, box) in enumerate(sorted(boxes.items(), key=lambda b: (b[1].y, b[0]))):
        if number == 0:
            shift = top - box.y
        elif box.y > reached + GAP:
            shift -= box.y - reached - GAP
        reached = box.bottom if number == 0 else max(reached, box.bottom)
        shifts[sticky_id] = shift
    return shifts


def renumbered(columns: Iterable[float], *, whole: bool, closing: bool) -> dict[float, float]:
    """Return new numbers for columns, in the same order.

    ``whole`` makes every column a whole one; ``closing`` takes the empty ones away.
    """
    result: dict[float, float] = {}
    before = after = 0.0
    for each in sorted(set(columns)):
        apart = each - before
        if closing:
            apart = min(apart, 1.0)
        if whole:
            apart = max(1.0, float(int(apart)))
        if not result and not closing:
            apart = float(round(each)) if whole else each
        elif not result:
            apart = 1.0
        before, after = each, round(after + apart, 6)
        result[each] = after
    return result


def by_lane(wall: Wall, stickies: Iterable[Sticky]) -> dict[str | None, list[Sticky]]:
    """Return stickies by the lane they stand in."""
    result: dict[str | None, list[Sticky]] = defaultdict(list)
    for sticky in stickies:
        result[lane_of(wall.board, sticky)].append(sticky)
    return result


def column(sticky: Sticky) -> float:
    """Return the column of a sticky; the first where it names none."""
    return sticky.at if sticky.at is not None else 1.0


def _rows(box: Box) -> range:
    return range(int(box.y // _ROW), int(box.bottom // _ROW) + 1)
