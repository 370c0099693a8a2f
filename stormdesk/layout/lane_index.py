"""What is near a place on the wall: an index for each lane, relative to its top."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from stormdesk.layout.arrangement import Way
from stormdesk.layout.bands import Band, Boxes
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.spatial_index import SpatialIndex

_MANY = 4
"""Where more than one in so many moved, a lane is filed anew: that is faster."""
_SLACK = 0.001  # what adding and taking away the top of a lane may cost, generously

_NO_WAY: Way = (0.0, 0.0)

Changes = Mapping[str, Mapping[str, Box | None]]


class LaneIndex:
    """Boxes filed lane by lane, so that a lane that moves takes them along.

    A lane is filed when somebody first looks there; ``boxes_of`` tells what stands in one, and
    ``box_of`` where exactly one of it is. Where all of a lane is shifted it stays filed as it was.
    """

    def __init__(
        self,
        boxes: Boxes,
        boxes_of: Callable[[Band], Mapping[str, Box]],
        box_of: Callable[[Band, str], Box],
    ) -> None:
        self._boxes = boxes
        self._boxes_of = boxes_of
        self._box_of = box_of
        self._lanes: dict[str, SpatialIndex] = {}
        self._shifts: dict[str, Way] = {}

    def follow(self, boxes: Boxes, changes: Changes, shifted: Mapping[str, Way]) -> None:
        """Go along with a change of the wall: where in their lanes some are, None for no more.

        ``shifted`` tells how far all of a lane went, which ``changes`` then need not.
        """
        old, self._boxes = self._boxes, boxes
        for home in list(self._lanes):
            before, after = old.band(home), boxes.band(home)
            if before is None or after is None or before.collapsed != after.collapsed:
                self._forget(home)
        for home, (dx, dy) in shifted.items():
            band = boxes.band(home)
            if home in self._lanes and band is not None:
                if band.collapsed:
                    self._forget(home)
                else:
                    x, y = self._shifts.get(home, _NO_WAY)
                    self._shifts[home] = x + dx, y + dy
        for home, moved in changes.items():
            lane = self._lanes.get(home)
            if lane is not None and home not in shifted:
                band = boxes.band(home)
                if len(moved) * _MANY > len(lane) or band is None or band.collapsed:
                    self._forget(home)
                else:
                    dx, dy = self._shifts.get(home, _NO_WAY)
                    lane.after({i: box and box.moved(-dx, -dy) for i, box in moved.items()})

    def found(self, area: Box) -> dict[str, Box]:
        """Return the boxes that share more than an edge with an area, in no particular order."""
        x, y = area.x, area.y
        x_end, y_end = x + area.width, y + area.height
        result: dict[str, Box] = {}
        for band in self._boxes.bands_in(area):
            top = band.top
            lane = self._lane(band)
            shift = self._shifts.get(band.home)
            dx, dy = shift or _NO_WAY
            dy += top
            left, right = x - dx - _SLACK, x_end - dx + _SLACK
            for filed in lane.near(left, y - dy - _SLACK, right, y_end - dy + _SLACK):
                for box_id, box in filed.items():
                    bx, within, width, height = box if shift is None else self._box_of(band, box_id)
                    by = within + top
                    if bx < x_end and x < bx + width and by < y_end and y < by + height:
                        result[box_id] = Box(bx, by, width, height)
        return result

    def at(self, point: Point) -> list[str]:
        """Return the ids of the boxes that a point lies in or on the edge of, sorted."""
        near = Box(point.x, point.y, 0, 0).inflated(1)
        return sorted(i for i, box in self.found(near).items() if box.contains(point))

    def _forget(self, home: str) -> None:
        self._lanes.pop(home, None)
        self._shifts.pop(home, None)

    def _lane(self, band: Band) -> SpatialIndex:
        lane = self._lanes.get(band.home)
        if lane is None:
            lane = self._lanes[band.home] = SpatialIndex(self._boxes_of(band))
        return lane
