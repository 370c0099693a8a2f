"""Routes of flows: the arrows between stickies, as points that screen and paper both draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import hypot
from typing import Literal, NamedTuple

from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.glyphs import Curve, Line, Move, Path
from stormdesk.layout.lane_index import LaneIndex
from stormdesk.layout.spatial_index import SpatialIndex
from stormdesk.layout.two_way import answer_to, kept_right, leading
from stormdesk.layout.ways import best_way, straight
from stormdesk.model.context import Flow

HEAD_LENGTH = 12.0
HEAD_WIDTH = 10.0
RADIUS = 12.0
"""Of a route's corners, in board units."""

_TOUCH = 1.0
_SPREAD = 22.0
_EDGE = 16.0

Index = SpatialIndex | LaneIndex
Obstacles = Callable[[Box], Mapping[str, Box]]


class Route(NamedTuple):
    """An arrow's corners from the edge of its source to the edge of its target."""

    points: tuple[Point, ...]
    kind: Literal["straight", "elbow", "loop"]

    def moved(self, dx: float, dy: float) -> Route:
        """Return the route that far away."""
        return Route(tuple([Point(x + dx, y + dy) for x, y in self.points]), self.kind)

    @property
    def head(self) -> tuple[Point, Point, Point]:
        """The arrow head's tip and its two other corners."""
        before, tip = self.points[-2:]
        length = hypot(tip.x - before.x, tip.y - before.y) or 1.0
        dx, dy = (tip.x - before.x) / length, (tip.y - before.y) / length
        foot = tip.moved(-dx * HEAD_LENGTH, -dy * HEAD_LENGTH)
        half = HEAD_WIDTH / 2
        return tip, foot.moved(-dy * half, dx * half), foot.moved(dy * half, -dx * half)

    @property
    def path(self) -> Path:
        """The line with rounded corners, up to the foot of the arrow head."""
        path: list[Move | Line | Curve] = [("M", self.points[0].x, self.points[0].y)]
        corners = zip(self.points, self.points[1:], self.points[2:], strict=False)
        for before, corner, following in corners:
            radius = min(RADIUS, _apart(before, corner) / 2, _apart(corner, following) / 2)
            start, end = _towards(corner, before, radius), _towards(corner, following, radius)
            # a quarter circle, nearly
            bend, leave = (
                _towards(start, corner, 0.55 * radius),
                _towards(end, corner, 0.55 * radius),
            )
            path.append(("L", start.x, start.y))
            path.append(("C", bend.x, bend.y, leave.x, leave.y, end.x, end.y))
        _, one, other = self.head
        path.append(("L", (one.x + other.x) / 2, (one.y + other.y) / 2))
        return tuple(path)

    @property
    def bounds(self) -> Box:
        """The smallest box round the route and its head."""
        xs, ys = zip(*self.points, *self.head, strict=True)
        return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def route(
    flow: Flow, boxes: Mapping[str, Box], obstacles: Obstacles, entry_y: float | None = None
) -> Route | None:
    """Return the arrow of a flow, or None where its stickies touch or one of them has no box.

    ``obstacles`` tells what stands in an area, by id; it is asked for the way alone. ``entry_y``
    is where on the target's left edge it arrives, in the middle unless others arrive there too.
    """
    source, target = boxes.get(flow.source), boxes.get(flow.target)
    if source is None or target is None or source.inflated(_TOUCH).intersects(target):
        return None
    ends = {flow.source, flow.target}

    def blocking(area: Box) -> list[Box]:
        return [box for box_id, box in obstacles(area).items() if box_id not in ends]

    line = straight(source, target, entry_y, blocking)
    if line is not None:
        return Route(line, "straight")
    y = target.center.y if entry_y is None else entry_y
    way = best_way(source, target, y, flow.loop, blocking)
    return Route(way, "loop" if flow.loop else "elbow")


def routes(flows: Iterable[Flow], arrangement: Arrangement, index: Index) -> dict[str, Route]:
    """Return the arrows of some flows by id.

    Those of stickies that touch are left out, and those between the wall and the parking lot.
    """
    entries: dict[str, dict[str, float]] = {}
    result: dict[str, Route] = {}

    def found(flow: Flow) -> Route | None:
        if flow.target not in entries:
            entries[flow.target] = _entries(flow.target, arrangement)
        entry_y = entries[flow.target].get(flow.id)
        return route(flow, arrangement.boxes, index.found, entry_y)

    for flow in flows:
        way = None if is_parted(flow, arrangement) else found(flow)
        if way is None:
            continue
        answer = answer_to(flow, arrangement.board)
        if answer is not None:
            first = leading(flow, answer, arrangement.boxes)
            shared = way if first is flow else found(first) or way
            if shared.kind == "straight" or not (flow.loop or answer.loop):
                way = Route(kept_right(shared.points, back=first is not flow), way.kind)
        result[flow.id] = way
    return result


def is_parted(flow: Flow, arrangement: Arrangement) -> bool:
    """Tell whether one end of a flow is parked and the other is not: no arrow joins these."""
    return arrangement.is_parked(flow.source) != arrangement.is_parked(flow.target)


def route_all(arrangement: Arrangement) -> dict[str, Route]:
    """Return the arrows of all flows by id, those of stickies that touch left out."""
    flows = arrangement.board.flows.values()
    return routes(flows, arrangement, SpatialIndex(arrangement.boxes))


def _entries(target_id: str, arrangement: Arrangement) -> dict[str, float]:
    """Return where flows arrive at a left edge that several share: a level one in the middle."""
    boxes = arrangement.boxes
    target = boxes.get(target_id)
    incoming = [
        flow
        for flow in arrangement.board.incoming(target_id)
        if flow.source in boxes and not is_parted(flow, arrangement)
    ]
    if target is None or len(incoming) < 2:
        return {}
    middle = target.center.y
    coming = sorted(
        (boxes[flow.source].center.y, flow.id)
        for flow in incoming
        if boxes[flow.source].right <= target.x
    )
    if len(coming) < 2:
        return {}
    level = min(range(len(coming)), key=lambda rank: abs(coming[rank][0] - middle))
    faces = abs(coming[level][0] - middle) < target.height / 2
    anchor = float(level) if faces else (len(coming) - 1) / 2
    widest = max(anchor, len(coming) - 1 - anchor)
    step = min(_SPREAD, (target.height / 2 - _EDGE) / widest)
    return {flow_id: middle + (rank - anchor) * step for rank, (_, flow_id) in enumerate(coming)}


def _apart(one: Point, other: Point) -> float:
    return hypot(one.x - other.x, one.y - other.y)


def _towards(start: Point, goal: Point, distance: float) -> Point:
    length = _apart(start, goal) or 1.0
    return start.moved(
        (goal.x - start.x) / length * distance, (goal.y - start.y) / length * distance
    )
