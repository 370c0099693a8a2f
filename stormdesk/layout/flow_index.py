"""Which flows span a place on the wall: those within a lane by lane, the others by their lanes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.bands import Band
from stormdesk.layout.geometry import Box
from stormdesk.layout.lane_index import LaneIndex
from stormdesk.layout.spatial_index import SpatialIndex
from stormdesk.model.context import Flow

_MANY = 4
"""Where more than one in so many moved, those across lanes are filed anew: that is faster."""
_SLACK = 0.001
_LANE = 256.0
"""The height of a lane to those that are filed by the numbers of their lanes."""


class FlowIndex:
    """The boxes round both ends of every flow.

    A flow from lane to lane is filed by the numbers of its lanes, whatever their heights; where
    exactly it is, is only asked for those that may be near.
    """

    def __init__(self, arrangement: Arrangement) -> None:
        self._arrangement = arrangement
        self._begin()

    def follow(self, arrangement: Arrangement, touched: Collection[str]) -> None:
        """Go along with a change that touched some flows or what is at their ends."""
        before, self._arrangement = self._arrangement, arrangement
        if len(touched) * _MANY > len(arrangement.board.flows):
            if not self._shift(before, arrangement):
                self._begin()
            return
        within: dict[str, dict[str, Box | None]] = defaultdict(dict)
        across: dict[str, Box | None] = {}
        was_there, is_there = before.board.flows, arrangement.board.flows
        moved = arrangement.moved.values()
        gone = {i for boxes in moved for i, box in boxes.items() if box is None}
        for flow_id in touched:
            one, other = was_there.get(flow_id), is_there.get(flow_id)
            new = _filed(arrangement, other)
            # Where both ends stay in their lanes it is filed in the place of what it was.
            if one is not other or (one is not None and (one.source in gone or one.target in gone)):
                old = _filed(before, one)
                if old is not None:
                    (across if old[0] is None else within[old[0]])[flow_id] = None
            if new is not None:
                (across if new[0] is None else within[new[0]])[flow_id] = new[1]
        self._within.follow(arrangement.boxes, within, {})
        if self._across is not None:
            if _order(before) != _order(arrangement) or len(across) * _MANY > len(self._across):
                self._across = None
            else:
                dx = self._across_shift
                self._across.after({i: box and box.moved(-dx, 0.0) for i, box in across.items()})

    def found(self, area: Box) -> dict[str, Box]:
        """Return the boxes that share more than an edge with an area, in no particular order."""
        result = self._within.found(area)
        bands = self._arrangement.boxes.bands_in(area)
        if not bands:
            return result
        if self._across is None:
            self._across, self._across_shift = self._all_across(), 0.0
        left = area.x - self._across_shift - _SLACK
        width = area.width + 2 * _SLACK
        top, bottom = bands[0].number * _LANE, (bands[-1].number + 1) * _LANE
        for flow_id in self._across.found(Box(left, top, width, bottom - top)):
            box = span(self._arrangement, self._arrangement.board.flows[flow_id])
            if box is not None and box.intersects(area):
                result[flow_id] = box
        return result

    def _begin(self) -> None:
        self._within = LaneIndex(self._arrangement.boxes, self._flows_within, self._flow_within)
        self._across: SpatialIndex | None = None
        self._across_shift = 0.0

    def _shift(self, before: Arrangement, after: Arrangement) -> bool:
        """Go along where all that has flows was shifted, and tell whether that was so."""
        homes = {band.home for band in after.boxes.bands if band.boxes}
        same_flows = before.board.flows is after.board.flows
        if not same_flows or homes != after.shifted.keys() or _order(before) != _order(after):
            return False
        self._within.follow(after.boxes, {}, after.shifted)
        # Those across lanes are filed by lane, so it only matters how far to the right they went.
        ways = {round(dx, 6) for dx, _ in after.shifted.values()}
        if len(ways) == 1:
            self._across_shift += next(iter(after.shifted.values()))[0]
        else:
            self._across = None
        return True

    def _flow_within(self, band: Band, flow_id: str) -> Box:
        flow = self._arrangement.board.flows[flow_id]
        return band.boxes[flow.source].united(band.boxes[flow.target])

    def _flows_within(self, band: Band) -> Mapping[str, Box]:
        board = self._arrangement.board
        boxes = band.all_relative()
        return {
            flow.id: boxes[sticky_id].united(boxes[flow.target])
            for sticky_id in boxes
            for flow in board.outgoing(sticky_id)
            if flow.target in boxes
        }

    def _all_across(self) -> SpatialIndex:
        band_of = self._arrangement.boxes.band_of
        flows = self._arrangement.board.flows.values()
        # Most flows stay in their lane, and need not be looked at any closer.
        across = (f for f in flows if band_of(f.source) is not band_of(f.target))
        found = ((flow.id, _filed(self._arrangement, flow)) for flow in across)
        return SpatialIndex({i: filed[1] for i, filed in found if filed})


def span(arrangement: Arrangement, flow: Flow) -> Box | None:
    """Return the box round both ends of a flow."""
    source, target = arrangement.boxes.get(flow.source), arrangement.boxes.get(flow.target)
    return source.united(target) if source is not None and target is not None else None


def _filed(arrangement: Arrangement, flow: Flow | None) -> tuple[str | None, Box] | None:
    """Return the lane that a flow is filed in, None for across, and the box it is filed by."""
    if flow is None:
        return None
    one = arrangement.boxes.band_of(flow.source)
    other = arrangement.boxes.band_of(flow.target)
    if one is None or other is None:
        return None
    source, target = one.relative(flow.source), other.relative(flow.target)
    if source is None or target is None:
        return None
    if one is other:
        return one.home, source.united(target)
    first, last = sorted((one.number, other.number))
    left = min(source.x, target.x)
    right = max(source.right, target.right)
    return None, Box(left, first * _LANE, right - left, (last - first + 1) * _LANE)


def _order(arrangement: Arrangement) -> list[str]:
    return [band.home for band in arrangement.boxes.bands]
