"""What stands in each lane, relative to its top, so that a lane that moves takes all along."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, ItemsView, Iterable, Iterator, Mapping, ValuesView
from functools import cached_property
from typing import NamedTuple

from stormdesk.layout.geometry import Box, boxed
from stormdesk.model.layered import revised

COLLAPSED_HEIGHT = 48.0
"""Height of a collapsed lane; its stickies are thin bars in it."""

_BAR_INSET = 8.0
_SLACK = 1.0
_MANY = 4
"""Where more than one in so many is asked for, all are put together: that is faster."""

# An id is one line and not empty, so neither of these is one.
UNNAMED = ""
"""The home of stickies without a context."""
LOT = "\n"
"""The home of parked stickies."""


class Members(NamedTuple):
    """The stickies of one lane relative to its top; none reaches above ``top`` or 0."""

    boxes: Mapping[str, Box] = {}
    top: float = 0.0
    bottom: float = 0.0

    def after(self, changes: Mapping[str, Box | None]) -> Members:
        """Return what stands there once some moved; None for one that left."""
        old = self.boxes
        boxes = revised(old, changes)
        coming = [box for box in changes.values() if box is not None]
        lowest = max((y + height for _, y, _, height in coming), default=0.0)
        bottom = self.bottom
        if lowest < bottom and any(
            (box := old.get(each)) is not None and box.bottom >= bottom for each in changes
        ):
            bottom = max((y + height for _, y, _, height in boxes.values()), default=0.0)
        top = min((box[1] for box in coming), default=0.0)
        return Members(boxes, min(self.top, top), max(bottom, lowest))


class Band(NamedTuple):
    """A lane or the parking lot with what stands in it; ``number`` counts them downwards."""

    home: str
    number: int
    top: float
    collapsed: bool
    boxes: Mapping[str, Box]

    def relative(self, sticky_id: str) -> Box | None:
        """Return the box of a sticky that stands here, relative to the top."""
        box = self.boxes.get(sticky_id)
        return _bar(box) if box is not None and self.collapsed else box

    def relative_boxes(self, ids: Iterable[str]) -> dict[str, Box]:
        """Return the boxes of some that stand here, relative to the top."""
        boxes = self.boxes
        if self.collapsed:
            return {i: _bar(boxes[i]) for i in ids}
        return {i: boxes[i] for i in ids}

    def all_relative(self) -> Mapping[str, Box]:
        """Return the boxes of all, relative to the top."""
        if not self.collapsed:
            return self.boxes
        return {i: _bar(box) for i, box in self.boxes.items()}


class Boxes(Mapping[str, Box]):
    """The boxes of all stickies in absolute board units.

    None reaches further out of its lane than ``above`` its top, or ``below`` its bottom.
    """

    def __init__(
        self, bands: tuple[Band, ...], homes: Mapping[str, str], above: float, below: float
    ) -> None:
        self.bands = bands
        self.above = above
        self._by_home = {band.home: band for band in bands}
        self._homes = homes
        self._tops = [band.top for band in bands]
        self._reach = max(above, below) + _SLACK

    def __getitem__(self, sticky_id: str) -> Box:
        band = self._by_home[self._homes[sticky_id]]
        x, y, width, height = band.boxes[sticky_id]
        if band.collapsed:
            y, height = _BAR_INSET, COLLAPSED_HEIGHT - 2 * _BAR_INSET
        return Box(x, y + band.top, width, height)

    def __contains__(self, sticky_id: object) -> bool:
        homes = self._homes
        return sticky_id in homes and homes[sticky_id] in self._by_home  # type: ignore[index]  # it is in it

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole)

    def __len__(self) -> int:
        return sum(len(band.boxes) for band in self.bands)

    def values(self) -> ValuesView[Box]:
        """Return the boxes of all."""
        return self._whole.values()

    def items(self) -> ItemsView[str, Box]:
        """Return the ids of all with their boxes."""
        return self._whole.items()

    def of(self, ids: Collection[str]) -> Mapping[str, Box]:
        """Return the boxes of those among some stickies that are there."""
        if len(ids) * _MANY > len(self):
            whole = self._whole
            return {i: whole[i] for i in ids if i in whole}
        return {i: self[i] for i in ids if i in self}

    def band_of(self, sticky_id: str) -> Band | None:
        """Return the lane or parking lot that a sticky stands in."""
        home = self._homes.get(sticky_id)
        return self._by_home.get(home) if home is not None else None

    def band(self, home: str) -> Band | None:
        """Return a lane or the parking lot."""
        return self._by_home.get(home)

    def bands_in(self, area: Box) -> tuple[Band, ...]:
        """Return those of which something may stand in an area; one that lies between is there."""
        first = bisect_right(self._tops, area.y - self._reach) - 1
        end = bisect_left(self._tops, area.y + area.height + self._reach)
        return self.bands[max(0, first) : end]

    @cached_property
    def _whole(self) -> dict[str, Box]:
        result: dict[str, Box] = {}
        for band in self.bands:
            top = band.top
            result |= {
                i: boxed((x, y + top, width, height))
                for i, (x, y, width, height) in band.all_relative().items()
            }
        return result


def _bar(box: Box) -> Box:
    return Box(box.x, _BAR_INSET, box.width, COLLAPSED_HEIGHT - 2 * _BAR_INSET)
