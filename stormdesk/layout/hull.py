"""The line round stickies that an area is drawn with: an outline without dents."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot

from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.glyphs import Curve, Line, Move, Path

Hull = tuple[Point, ...]

AROUND = 36.0
"""How far the line keeps from the stickies inside, in board units."""

_ROUND = 30.0


def hull_of(arrangement: Arrangement, ids: Iterable[str]) -> Hull:
    """Return the line round some stickies as its corners; what is parked stays outside."""
    boxes = arrangement.boxes
    return hull(boxes[i] for i in ids if i in boxes and not arrangement.is_parked(i))


def hull(boxes: Iterable[Box]) -> Hull:
    """Return the smallest outline without dents round some boxes and the room they keep."""
    corners: set[Point] = set()
    for box in boxes:
        x, y, width, height = box.inflated(AROUND)
        corners |= {Point(x, y), Point(x + width, y)}
        corners |= {Point(x, y + height), Point(x + width, y + height)}
    there = sorted(corners)
    if not there:
        return ()
    return (*_half(there), *_half(there[::-1]))


def rounded_hull(line: Hull) -> Path:
    """Return an outline of three corners or more, each of them cut by a curve."""
    path: list[Move | Line | Curve] = []
    for number, corner in enumerate(line):
        before, after = line[number - 1], line[(number + 1) % len(line)]
        start, end = _towards(corner, before, _ROUND), _towards(corner, after, _ROUND)
        path.append(("L", start.x, start.y) if number else ("M", start.x, start.y))
        bend, leave = _between(start, corner, 2 / 3), _between(end, corner, 2 / 3)
        path.append(("C", bend.x, bend.y, leave.x, leave.y, end.x, end.y))
    return (*path, ("Z",))


def contains(line: Hull, point: Point) -> bool:
    """Tell whether a point lies inside an outline without dents."""
    if len(line) < 3:
        return False
    ends = zip(line, (*line[1:], line[0]), strict=True)
    return all(_turn(one, other, point) >= 0 for one, other in ends)


def _half(points: list[Point]) -> list[Point]:
    line: list[Point] = []
    for point in points:
        while len(line) > 1 and _turn(line[-2], line[-1], point) <= 0:
            line.pop()
        line.append(point)
    return line[:-1]


def _towards(start: Point, goal: Point, distance: float) -> Point:
    length = hypot(goal.x - start.x, goal.y - start.y) or 1.0
    return _between(start, goal, min(distance / length, 0.5))


def _between(one: Point, other: Point, share: float) -> Point:
    return one.moved((other.x - one.x) * share, (other.y - one.y) * share)


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
