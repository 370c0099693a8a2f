"""Routes that were found once, kept for as long as they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.geometry import Box
from stormdesk.layout.routes import Route
from stormdesk.model.context import Flow


class _Kept(NamedTuple):
    """A route, None where its ends touch, and the top of its source's lane when it was found."""

    route: Route | None
    top: float

    def at(self, top: float) -> Route | None:
        if self.route is None or top == self.top:
            return self.route
        return self.route.moved(0.0, top - self.top)


class KeptRoutes:
    """The routes of flows that somebody asked for; a lane that moves takes its own along."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        # Those that may go through more than one lane: they do not hold where lanes part.
        self._across: set[str] = set()

    def __len__(self) -> int:
        return len(self._kept)

    def of(
        self, flow: Flow, arrangement: Arrangement, find: Callable[[Flow], Route | None]
    ) -> Route | None:
        """Return the route of a flow, found now where none is kept."""
        kept, top = self._kept.get(flow.id), _top(arrangement, flow)
        if kept is None:
            route = find(flow)
            self._keep(flow, arrangement, route, top)
            return route
        if kept.top != top:
            kept = self._kept[flow.id] = _Kept(kept.at(top), top)
        return kept.route

    def all(self) -> list[str]:
        """Return the flows of which one is kept."""
        return list(self._kept)

    def follow(
        self, before: Arrangement, after: Arrangement, gone: Iterable[str], *, carrying: bool
    ) -> dict[str, Route]:
        """Forget the routes of some flows, and those that lanes have torn; return all as they were.

        ``carrying`` keeps the shape of those of which both ends went the same way.
        """
        dropped: dict[str, Route] = {}
        for flow_id in {*gone, *self._torn(before, after)}:
            kept = self._kept.pop(flow_id, None)
            if kept is None:
                continue
            self._across.discard(flow_id)
            flow = before.board.flows[flow_id]
            route = kept.at(_top(before, flow))
            if route is not None:
                dropped[flow_id] = route
            is_there = after.board.flows.get(flow_id) is flow
            way = _distance(before, after, flow) if carrying and is_there else None
            if way is not None:
                moved = route.moved(*way) if route is not None else None
                self._kept[flow_id] = _Kept(moved, _top(after, flow))
                self._across.add(flow_id)
        return dropped

    def _keep(self, flow: Flow, arrangement: Arrangement, route: Route | None, top: float) -> None:
        self._kept[flow.id] = _Kept(route, top)
        bands = arrangement.boxes.bands_in(_reached(arrangement, flow, route))
        if len(bands) > 1:
            self._across.add(flow.id)

    def _torn(self, before: Arrangement, after: Arrangement) -> Iterable[str]:
        """Return the flows of which the lanes they go through no longer lie as they did."""
        old, new = before.boxes.bands, after.boxes.bands
        if [(b.home, b.collapsed) for b in old] != [(b.home, b.collapsed) for b in new]:
            return list(self._kept)
        shifts = [now.top - then.top for then, now in zip(old, new, strict=True)]
        if not any(shifts):
            return ()
        return [flow_id for flow_id in self._across if self._is_torn(before, flow_id, shifts)]

    def _is_torn(self, before: Arrangement, flow_id: str, shifts: list[float]) -> bool:
        flow = before.board.flows[flow_id]
        route = self._kept[flow_id].at(_top(before, flow))
        bands = before.boxes.bands_in(_reached(before, flow, route))
        return len({shifts[band.number] for band in bands}) > 1


def _reached(arrangement: Arrangement, flow: Flow, route: Route | None) -> Box:
    """Return the heights that a route goes through."""
    heights = [point.y for point in route.points] if route is not None else []
    for end in (flow.source, flow.target):
        box = arrangement.boxes.get(end)
        if box is not None:
            heights += (box.y, box.bottom)
    low, high = min(heights, default=0.0), max(heights, default=0.0)
    return Box(0.0, low, 0.0, high - low)


def _top(arrangement: Arrangement, flow: Flow) -> float:
    band = arrangement.boxes.band_of(flow.source)
    return band.top if band is not None else 0.0


def _distance(before: Arrangement, after: Arrangement, flow: Flow) -> tuple[float, float] | None:
    """Return how far a flow was carried as a whole; None where its ends went different ways."""
    ways: set[tuple[float, float]] = set()
    for end in (flow.source, flow.target):
        old, new = before.boxes.get(end), after.boxes.get(end)
        if old is None or new is None or (old.width, old.height) != (new.width, new.height):
            return None
        ways.add((round(new.x - old.x, 6), round(new.y - old.y, 6)))
    return ways.pop() if len(ways) == 1 else None
