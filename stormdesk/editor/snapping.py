"""Where a drag comes to lie: in line with its neighbours and with the columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stormdesk.editor.wall import Wall
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.timeline import COLUMN

_REACH = 8
_AROUND = 640
_IN_LINE = 0.01

_Lines = Callable[[Box], tuple[float, float, float]]
"""Where a box's first edge, middle and last edge lie on one of the two axes."""


@dataclass(frozen=True, slots=True)
class Snap:
    """How much further a box moves to be in line, and the guides that show with what."""

    dx: float
    dy: float
    guides: tuple[tuple[Point, Point], ...]


def snapped(wall: Wall, box: Box, moving: frozenset[str] | set[str], reach: float) -> Snap:
    """Return how a box that is being moved snaps to what is near; ``reach`` in board units."""
    near = [
        b
        for i in sorted(wall.in_box(box.inflated(_AROUND)) - moving)
        if (b := wall.box(i)) is not None
    ]
    dx, with_x = _nearest(box, near, _across, reach)
    dy, with_y = _nearest(box, near, _down, reach)
    if with_x is None:
        column = round(box.x / COLUMN) * COLUMN
        dx = column - box.x if abs(column - box.x) <= reach else 0.0
    there = box.moved(dx, dy)
    upright = [
        (Point(x, top), Point(x, bottom))
        for x, top, bottom in _common(there, with_x, _across, _down)
    ]
    level = [
        (Point(left, y), Point(right, y))
        for y, left, right in _common(there, with_y, _down, _across)
    ]
    return Snap(dx, dy, (*upright, *level))


def snap_reach(pixels_a_unit: float) -> float:
    """Return the distance that snaps, in board units."""
    return _REACH / pixels_a_unit


def _across(box: Box) -> tuple[float, float, float]:
    return box.x, box.center.x, box.right


def _down(box: Box) -> tuple[float, float, float]:
    return box.y, box.center.y, box.bottom


def _nearest(box: Box, near: list[Box], lines: _Lines, reach: float) -> tuple[float, Box | None]:
    """Return how far a box moves along an axis to be in line, and with which of those near."""
    best: tuple[float, float, Box] | None = None
    targets = [(target, other) for other in near for target in lines(other)]
    for line in lines(box):
        for target, other in targets:
            distance = abs(target - line)
            if distance <= reach and (best is None or distance < best[0]):
                best = (distance, target - line, other)
    return (best[1], best[2]) if best else (0.0, None)


def _common(box: Box, other: Box | None, lines: _Lines, along: _Lines) -> list[tuple[float, ...]]:
    """Return the first line that two boxes share, as where it lies, begins and ends; or none."""
    if other is None:
        return []
    shared = [a for a in lines(box) for b in lines(other) if abs(a - b) < _IN_LINE]
    ends = (*along(box), *along(other))
    return [(line, min(ends), max(ends)) for line in shared[:1]]
