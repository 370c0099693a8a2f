"""Where everything on an open board is, kept up to date change by change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stormdesk.layout.arrangement import Arrangement, LaneBox
from stormdesk.layout.card import Cards
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.routes import Route, routes
from stormdesk.layout.spatial_index import SpatialIndex
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Flow
from stormdesk.model.sticky import Sticky

_MANY = 4
"""Where more than one in so many moved, indexes are made anew: that is faster."""
_BESIDE = 24.0


class Wall:
    """Boxes, lanes and routes of a board, with an index of what is near a place."""

    def __init__(self, board: Board, cards: Cards) -> None:
        self.cards = cards
        self.board = board
        self.arrangement = Arrangement.of(board, cards)
        self._routes: dict[str, Route | None] = {}
        self._holds_lanes = False
        self.touched: set[str] = set()
        self.pivotal = frozenset(s.id for s in board.stickies.values() if s.pivotal)
        self._between: dict[str, float] = {}
        for sticky in board.stickies.values():
            self._note_column(sticky)
        self._file_all()

    def follow(self, board: Board, change: Change) -> None:
        """Go along with a change; ``touched`` then names the stickies and flows that moved."""
        before = self.arrangement
        self.board = board
        self.arrangement = before.after(board, change, hold_lanes=self._holds_lanes)
        self._note_marks(change)
        moved = self._moved(before, change)
        flows = self._touched_flows(moved, change)
        if len(moved) * _MANY > len(board.stickies):
            self._routes.clear()
            self._file_all()
        else:
            self._forget_routes(before, moved, flows)
            boxes = self.arrangement.boxes
            self._stickies.after({i: boxes.get(i) for i in moved})
            self._flows.after({i: self._span(board.flows.get(i)) for i in flows})
        self.touched = moved | flows

    def hold_lanes(self) -> None:
        """Keep all lanes where they are, whatever is carried over them."""
        self._holds_lanes = True

    def release_lanes(self) -> None:
        """Let lanes grow and shrink again by what lies in them now."""
        self._holds_lanes = False

    def box(self, sticky_id: str) -> Box | None:
        """Return the box of a sticky."""
        return self.arrangement.boxes.get(sticky_id)

    def lane_at(self, y: float) -> LaneBox | None:
        """Return the lane at a height."""
        return self.arrangement.lane_at(y)

    def lane(self, context_id: str | None) -> LaneBox | None:
        """Return the lane of a context."""
        return self.arrangement.lane(context_id)

    def lane_border_at(self, y: float, reach: float) -> str | None:
        """Return the lane whose lower border is within reach of a height."""
        for lane in self.arrangement.lanes:
            if lane.context_id is not None and abs(lane.bottom - y) <= reach:
                return lane.context_id
        return None

    def lane_gap_at(self, y: float) -> int:
        """Return the number of named lanes whose middle is above a height."""
        return sum(lane.top + lane.height / 2 < y for lane in self._named_lanes())

    def lane_gap(self, number: int) -> float:
        """Return the height of the gap that has so many named lanes above it."""
        lanes = self._named_lanes()
        return lanes[number].top if number < len(lanes) else lanes[-1].bottom

    def columns_in_use(self, but: Iterable[str]) -> set[float]:
        """Return the columns between whole ones in which other stickies than these stand."""
        skipped = set(but)
        return {at for sticky_id, at in self._between.items() if sticky_id not in skipped}

    def found(self, box: Box) -> dict[str, Box]:
        """Return the boxes of the stickies that touch a box."""
        return self._stickies.found(box)

    def in_box(self, box: Box) -> set[str]:
        """Return the stickies that touch a box."""
        return set(self._stickies.found(box))

    def at(self, point: Point) -> Sticky | None:
        """Return the frontmost sticky at a point; what is pinned lies before its host."""
        found = [self.board.stickies[i] for i in self._stickies.at(point)]
        return max(found, key=lambda s: (s.pinned_to is not None, s.order, s.id), default=None)

    def flows_in(self, box: Box) -> Iterator[tuple[Flow, Route]]:
        """Yield the flows whose ends span a box, with their routes."""
        for flow_id in sorted(self._flows.query(box)):
            flow = self.board.flows[flow_id]
            found = self.route_of(flow)
            if found is not None:
                yield flow, found

    def route_of(self, flow: Flow) -> Route | None:
        """Return the way of a flow; None where its stickies touch."""
        if flow.id not in self._routes:
            self._routes[flow.id] = routes([flow], self.arrangement, self._stickies).get(flow.id)
        return self._routes[flow.id]

    def flow_at(self, point: Point, reach: float) -> Flow | None:
        """Return the flow whose line passes within reach of a point."""
        near = Box(point.x - reach, point.y - reach, 2 * reach, 2 * reach)
        best: tuple[float, Flow] | None = None
        for flow, way in self.flows_in(near):
            distance = _distance(way.points, point)
            if distance <= reach and (best is None or distance < best[0]):
                best = (distance, flow)
        return best[1] if best else None

    def bounds_of(self, ids: Iterable[str]) -> Box | None:
        """Return the box round some stickies."""
        result: Box | None = None
        for sticky_id in ids:
            box = self.box(sticky_id)
            if box is not None:
                result = box if result is None else result.united(box)
        return result

    def _named_lanes(self) -> list[LaneBox]:
        return [lane for lane in self.arrangement.lanes if lane.context_id is not None]

    def _file_all(self) -> None:
        self._stickies = SpatialIndex(self.arrangement.boxes)
        self._flows = SpatialIndex(
            {flow.id: box for flow in self.board.flows.values() if (box := self._span(flow))}
        )

    def _note_marks(self, change: Change) -> None:
        pivotal: set[str] = set()
        for sticky_id, _, after in change:
            if isinstance(after, Sticky):
                if after.pivotal:
                    pivotal.add(sticky_id)
                self._note_column(after)
            else:
                self._between.pop(sticky_id, None)
        self.pivotal = self.pivotal.difference(change.pairs) | pivotal

    def _note_column(self, sticky: Sticky) -> None:
        at = sticky.at
        if at is not None and at != int(at):
            self._between[sticky.id] = at
        else:
            self._between.pop(sticky.id, None)

    def _moved(self, before: Arrangement, change: Change) -> set[str]:
        old, new = before.boxes, self.arrangement.boxes
        if before.lanes != self.arrangement.lanes:
            return {i for i in old.keys() | new.keys() if old.get(i) != new.get(i)}
        if len(change) * _MANY > len(new):
            return {i for i in old.keys() | new.keys() if old.get(i) != new.get(i)}
        moved = {i for i in change.pairs if old.get(i) != new.get(i)}
        for sticky_id in change.pairs:
            for pin in self.board.pinned(sticky_id):
                if old.get(pin.id) != new.get(pin.id):
                    moved.add(pin.id)
        return moved

    def _touched_flows(self, moved: set[str], change: Change) -> set[str]:
        touched: set[str] = set()
        for _, *pair in change:
            for flow in pair:
                if isinstance(flow, Flow):
                    # Arrows into one sticky share its edge, so one more or less moves the others.
                    touched.add(flow.id)
                    touched.update(other.id for other in self.board.incoming(flow.target))
        if len(moved) * _MANY > len(self.board.stickies):
            ends = ((f.id, f.source, f.target) for f in self.board.flows.values())
            touched.update(i for i, source, target in ends if source in moved or target in moved)
        else:
            for sticky_id in moved:
                touched.update(flow.id for flow in self.board.referrers(sticky_id, Flow))
        return touched

    def _forget_routes(self, before: Arrangement, moved: set[str], flows: set[str]) -> None:
        for flow_id in flows:
            self._routes.pop(flow_id, None)
        if self._holds_lanes:
            return
        # What was put down may stand in the way of others, or have been in it.
        for boxes in (before.boxes, self.arrangement.boxes):
            for sticky_id in moved:
                if sticky_id in boxes:
                    for flow_id in self._flows.found(boxes[sticky_id].inflated(_BESIDE)):
                        self._routes.pop(flow_id, None)

    def _span(self, flow: Flow | None) -> Box | None:
        if flow is None:
            return None
        source, target = self.box(flow.source), self.box(flow.target)
        return source.united(target) if source and target else None


def _distance(points: Iterable[Point], point: Point) -> float:
    best, last = float("inf"), None
    for each in points:
        if last is not None:
            best = min(best, _to_segment(point, last, each))
        last = each
    return best


def _to_segment(p: Point, a: Point, b: Point) -> float:
    dx, dy = b.x - a.x, b.y - a.y
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length))
    return ((p.x - a.x - t * dx) ** 2 + (p.y - a.y - t * dy) ** 2) ** 0.5
