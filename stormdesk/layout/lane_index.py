"""What is near a place on the wall: an index for each lane, relative to its top."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from stormdesk.layout.bands import Band, Boxes
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.spatial_index import SpatialIndex

_MANY = 4
"""Where more than one in so many moved, a lane is filed anew: that is faster."""
_SLACK = 0.001  # what adding and taking away the top of a lane may cost, generously

Changes = Mapping[str, Mapping[str, Box | None]]


class LaneIndex:
    """Boxes filed lane by lane, so that a lane that moves takes them along.

    A lane is filed when somebody first looks there; ``boxes_of`` tells what stands in one.
    """

    def __init__(self, boxes: Boxes, boxes_of: Callable[[Band], Mapping[str, Box]]) -> None:
        self._boxes = boxes
        self._boxes_of = boxes_of
        self._lanes: dict[str, SpatialIndex] = {}

    def follow(self, boxes: Boxes, changes: Changes) -> None:
        """Go along with a change of the wall: where in their lanes some are, None for no more."""
        old, self._boxes = self._boxes, boxes
        for home in list(self._lanes):
            before, after = old.band(home), boxes.band(home)
            if before is None or after is None or before.collapsed != after.collapsed:
                del self._lanes[home]
        for home, moved in changes.items():
            lane = self._lanes.get(home)
            if lane is not None:
                band = boxes.band(home)
                if len(moved) * _MANY > len(lane) or band is None or band.collapsed:
                    del self._lanes[home]
                else:
                    lane.after(moved)

    def found(self, area: Box) -> dict[str, Box]:
        """Return the boxes that share more than an edge with an area, in no particular order."""
        x, y = area.x, area.y
        x_end, y_end = x + area.width, y + area.height
        result: dict[str, Box] = {}
        for band in self._boxes.bands_in(area):
            top = band.top
            lane = self._lane(band)
            for filed in lane.near(x, y - top - _SLACK, x_end, y_end - top + _SLACK):
                for box_id, (bx, within, width, height) in filed.items():
                    by = within + top
                    if bx < x_end and x < bx + width and by < y_end and y < by + height:
                        result[box_id] = Box(bx, by, width, height)
        return result

    def at(self, point: Point) -> list[str]:
        """Return the ids of the boxes that a point lies in or on the edge of, sorted."""
        near = Box(point.x, point.y, 0, 0).inflated(1)
        return sorted(i for i, box in self.found(near).items() if box.contains(point))

    def _lane(self, band: Band) -> SpatialIndex:
        lane = self._lanes.get(band.home)
        if lane is None:
            lane = self._lanes[band.home] = SpatialIndex(self._boxes_of(band))
        return lane
