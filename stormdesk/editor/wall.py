"""Where everything on an open board is, kept up to date change by change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, zip_longest

from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.bands import Band
from stormdesk.layout.card import Cards
from stormdesk.layout.flow_index import FlowIndex
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.kept_routes import KeptRoutes
from stormdesk.layout.lane_index import LaneIndex
from stormdesk.layout.lanes import LaneBox
from stormdesk.layout.routes import Route, routes
from stormdesk.layout.spatial_index import SpatialIndex
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Flow
from stormdesk.model.layered import plain
from stormdesk.model.sticky import Sticky

_MANY = 4
"""Where more than one in so many moved, all routes are forgotten: that is faster."""
_LARGE = 12
"""So many stickies are carried before their arrows run straight on until they are put down."""
_BESIDE = 24.0
_NOTHING = SpatialIndex()


class Wall:
    """Boxes, lanes and routes of a board, with an index of what is near a place."""

    def __init__(self, board: Board, cards: Cards) -> None:
        self.cards = cards
        self.board = board
        self.arrangement = Arrangement.of(board, cards)
        self._stickies = LaneIndex(self.arrangement.boxes, Band.all_relative, _exactly)
        self._flows = FlowIndex(self.arrangement)
        self._routes = KeptRoutes()
        self._holds_lanes = False
        # Where those stood that were moved while lanes are held, None for new ones.
        self._carried: dict[str, Box | None] = {}
        self.touched_stickies: set[str] = set()
        self.touched_flows: set[str] = set()
        self.left: Mapping[str, Box] = {}
        self.dropped: Mapping[str, Route] = {}
        self.shifted_from: float | None = None
        self.pivotal = frozenset(s.id for s in board.stickies.values() if s.pivotal)
        self._between: dict[str, float] = {}
        for sticky in board.stickies.values():
            self._note_column(sticky)

    def follow(self, board: Board, change: Change) -> None:
        """Go along with a change, and tell what it touched.

        ``touched`` are the stickies and flows that changed or were moved, other than along with
        their lane; ``left`` is where stickies stood before. ``dropped`` are the routes that hold
        no more, as they were. Lanes from the height ``shifted_from`` on are elsewhere or of
        another size; None: all are as before.
        """
        before = self.arrangement
        after = before.after(board, change, hold_lanes=self._holds_lanes)
        self.board, self.arrangement = board, after
        self._note_marks(change)
        elsewhere = set(chain.from_iterable(after.moved.values()))
        others = change.others.items()
        stickies = elsewhere.union(
            change.placed, (i for i, pair in others if isinstance(pair[0] or pair[1], Sticky))
        )
        self.left = before.boxes
        moved = elsewhere.union(self._carried) if self._carried else elsewhere
        flows = self._touched_flows(moved, change)
        forgotten = set(flows)
        if self._holds_lanes:
            self._carry(after.moved.values())
        elif len(moved) * _MANY > len(board.stickies):
            self._carried = {}
            forgotten.update(self._routes.all())
        else:
            left = {i: before.boxes.get(i) for i in moved} | self._carried
            self._carried = {}
            forgotten |= self._hindered(left.values())
        self._stickies.follow(after.boxes, after.moved, after.shifted)
        self._flows.follow(after, flows)
        if not self._holds_lanes and len(moved) * _MANY <= len(board.stickies):
            forgotten |= self._hindered(after.boxes.of(moved).values())
        self.dropped = self._routes.follow(before, after, forgotten, carrying=self._holds_lanes)
        self.touched_stickies, self.touched_flows = stickies, flows
        self.shifted_from = _shifted_from(before, after)

    @property
    def touched(self) -> set[str]:
        """What the last change touched, stickies and flows together."""
        return self.touched_stickies | self.touched_flows

    @property
    def holds_lanes(self) -> bool:
        """Whether stickies are being carried, and lanes keep their place meanwhile."""
        return self._holds_lanes

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
        """Return the lane whose lower border is within reach of a height and may be drawn."""
        for lane in self.arrangement.lanes:
            if lane.context_id is not None and abs(lane.bottom - y) <= reach:
                is_locked = self.board.contexts[lane.context_id].locked
                return None if is_locked else lane.context_id
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

    def flows_over(self, box: Box) -> Iterable[str]:
        """Return the flows whose ends span a box, in no particular order."""
        return self._flows.found(box)

    def flows_in(self, box: Box) -> Iterator[tuple[Flow, Route]]:
        """Yield the flows whose ends span a box, with their routes."""
        for flow_id in sorted(self._flows.found(box)):
            flow = self.board.flows[flow_id]
            found = self.route_of(flow)
            if found is not None:
                yield flow, found

    def route_of(self, flow: Flow) -> Route | None:
        """Return the way of a flow; None where its stickies touch."""
        return self._routes.of(flow, self.arrangement, self._find_route)

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

    def _find_route(self, flow: Flow) -> Route | None:
        # A large load is on its way: what it passes over for a moment is no obstacle.
        passing = self._holds_lanes and len(self._carried) > _LARGE
        obstacles = _NOTHING if passing else self._stickies
        return routes([flow], self.arrangement, obstacles).get(flow.id)

    def _note_marks(self, change: Change) -> None:
        pivotal: set[str] = set()
        for sticky_id, (_, after) in change.others.items():
            if isinstance(after, Sticky):
                if after.pivotal:
                    pivotal.add(sticky_id)
                self._note_column(after)
            else:
                self._between.pop(sticky_id, None)
        stickies = plain(self.board.stickies, change.placed)
        for sticky_id in change.placed:
            self._note_column(stickies[sticky_id])
        if pivotal or not self.pivotal.isdisjoint(change.others):
            self.pivotal = self.pivotal.difference(change.others) | pivotal

    def _note_column(self, sticky: Sticky) -> None:
        at = sticky.at
        if at is not None and at % 1:
            self._between[sticky.id] = at
        elif self._between:
            self._between.pop(sticky.id, None)

    def _carry(self, moved: Iterable[Iterable[str]]) -> None:
        """Remember where those stood that are carried, as they were when taken up."""
        get = self.left.get
        self._carried = {i: get(i) for i in chain.from_iterable(moved)} | self._carried

    def _touched_flows(self, moved: Collection[str], change: Change) -> set[str]:
        touched: set[str] = set()
        for pair in change.others.values():
            for flow in pair:
                if isinstance(flow, Flow):
                    # Arrows into one sticky share its edge, and those there and back their way, so
                    # that one more or less moves the others.
                    touched.add(flow.id)
                    for end in (flow.source, flow.target):
                        touched.update(other.id for other in self.board.incoming(end))
        if len(moved) == len(self.board.stickies):
            touched.update(self.board.flows)
        elif len(moved) * _MANY > len(self.board.stickies):
            ends = ((f.id, f.source, f.target) for f in self.board.flows.values())
            touched.update(i for i, source, target in ends if source in moved or target in moved)
        else:
            for sticky_id in moved:
                touched.update(flow.id for flow in self.board.referrers(sticky_id, Flow))
        return touched

    def _hindered(self, boxes: Collection[Box | None]) -> set[str]:
        """Return the flows that have boxes in their way, or had them."""
        if not len(self._routes):
            return set()
        near = (self._flows.found(box.inflated(_BESIDE)) for box in boxes if box is not None)
        return set(chain.from_iterable(near))


def _exactly(band: Band, sticky_id: str) -> Box:
    return band.boxes[sticky_id]


def _shifted_from(before: Arrangement, after: Arrangement) -> float | None:
    """Return the height from which on lanes, with all in them, are not where or what they were."""
    above = max(before.boxes.above, after.boxes.above)
    for old, new in zip_longest(before.lanes, after.lanes):
        if old is None or new is None:
            rest = new if old is None else old
            return rest.top - above if rest is not None else None
        if (old.context_id, old.top, old.collapsed) != (new.context_id, new.top, new.collapsed):
            return min(old.top, new.top) - above
        if old.height != new.height:
            return min(old.bottom, new.bottom) - above
    return None


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
