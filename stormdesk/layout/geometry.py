"""Points and boxes in board units; y grows downwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple


class Point(NamedTuple):
    """A place on the board."""

    x: float
    y: float

    def moved(self, dx: float, dy: float) -> Point:
        """Return the point that far away."""
        return Point(self.x + dx, self.y + dy)


class Box(NamedTuple):
    """An upright rectangle, given by its top left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def center(self) -> Point:
        """The point in the middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def contains(self, point: Point) -> bool:
        """Tell whether a point lies inside or on the edge."""
        return self.x <= point.x <= self.right and self.y <= point.y <= self.bottom

    def intersects(self, other: Box) -> bool:
        """Tell whether two boxes share more than an edge."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def united(self, other: Box) -> Box:
        """Return the smallest box round both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def inflated(self, by: float) -> Box:
        """Return the box that much larger on every side, smaller where negative."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def moved(self, dx: float, dy: float) -> Box:
        """Return the box that far away."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)


boxed: Callable[[tuple[float, float, float, float]], Box] = partial(tuple.__new__, Box)
"""Makes a box of its four numbers, for where a whole board is: twice as fast as ``Box(…)``."""


def bounds_of(boxes: Iterable[Box]) -> Box:
    """Return the smallest box round all; an empty one at the origin where there are none."""
    all_boxes = list(boxes)
    if not all_boxes:
        return Box(0.0, 0.0, 0.0, 0.0)
    left = min(box[0] for box in all_boxes)
    top = min(box[1] for box in all_boxes)
    right = max(box[0] + box[2] for box in all_boxes)
    bottom = max(box[1] + box[3] for box in all_boxes)
    return Box(left, top, right - left, bottom - top)
