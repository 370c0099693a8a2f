"""The ways an arrow can take between two boxes: along gutters, in upright and level pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from math import ceil

from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.timeline import COLUMN

Way = tuple[Point, ...]
Blocking = Callable[[Box], list[Box]]
"""The boxes in the way of an area, the arrow's own ends left out."""

STUB = 18.0
"""How far in front of an edge an arrow turns; half of the least gutter is about that wide."""

_CLEAR = 5.0
_TURN = 60.0
_HIT = 5_000.0
_CHANNELS = 10
_TRIED = 40
_FAR = 40 * COLUMN  # beyond this an arrow looks for no gaps on its way
_TRACKS = (0.0, -6.0, 6.0)
_ROW = 192.0


def best_way(source: Box, target: Box, entry_y: float, loop: bool, blocking: Blocking) -> Way:
    """Return the shortest way with few turns that crosses no box, or else as few as can be.

    ``entry_y`` is where it enters the target, should that be from the left.
    """
    best: Way = (source.center, target.center)
    cost = float("inf")
    ways = sorted((_length(way), way) for way in _ways(source, target, entry_y, loop, blocking))
    for length, way in ways[:_TRIED]:
        if length >= cost:
            break
        price = length
        for area in _areas(way):
            price += _HIT * len(blocking(area))
            if price >= cost:
                break
        else:
            best, cost = way, price
    return best


def straight(source: Box, target: Box, entry_y: float | None, blocking: Blocking) -> Way | None:
    """Return the level or upright line from box to box, if they face each other unhindered."""
    top, bottom = max(source.y, target.y), min(source.bottom, target.bottom)
    left, right = max(source.x, target.x), min(source.right, target.right)
    way: Way | None = None
    if bottom - top >= 2 * STUB and (source.right <= target.x or target.right <= source.x):
        middles = (entry_y, target.center.y, source.center.y, (top + bottom) / 2)
        y = next(y for y in middles if y is not None and top + _CLEAR < y < bottom - _CLEAR)
        if source.right <= target.x:
            way = (Point(source.right, y), Point(target.x, y))
        else:
            way = (Point(source.x, y), Point(target.right, y))
    elif right - left >= 2 * STUB and (source.bottom <= target.y or target.bottom <= source.y):
        x = (left + right) / 2
        if source.bottom <= target.y:
            way = (Point(x, source.bottom), Point(x, target.y))
        else:
            way = (Point(x, source.y), Point(x, target.bottom))
    if way is None or any(blocking(area) for area in _areas(way)):
        return None
    return way


def _ways(
    source: Box, target: Box, entry_y: float, loop: bool, blocking: Blocking
) -> Iterator[Way]:
    """Yield ways with no piece of no length in them."""
    track = _TRACKS[round(source.y / _ROW) % len(_TRACKS)]
    if target.x >= source.right:
        yield from map(_tidy, _forwards(source, target, entry_y, track, blocking))
    elif target.right <= source.x:
        yield from map(_tidy, _backwards(source, target, track, loop, blocking))
    else:
        yield from map(_tidy, _beside(source, target, track))
    if target.x < source.right or loop:
        yield from map(_tidy, _around(source, target, track, blocking))


def _forwards(
    source: Box, target: Box, entry_y: float, track: float, blocking: Blocking
) -> Iterator[Way]:
    start, end = Point(source.right, source.center.y), Point(target.x, entry_y)
    near = min(STUB, (target.x - source.right) / 2)
    track = track if near == STUB else 0.0
    before = end.x - near + track
    after = start.x + near + track
    gutter = COLUMN * ceil((start.x + 1) / COLUMN) - STUB + track
    firsts = [after, *([gutter] if after < gutter < before else [])]
    for x in {before, *firsts}:
        yield (start, Point(x, start.y), Point(x, end.y), end)
    if end.y > source.bottom + STUB and end.x > source.center.x:
        x = source.center.x
        yield (Point(x, source.bottom), Point(x, end.y), end)
    if before - after < STUB:
        return
    for y in _channels(source, target, Box(after, 0, before - after, 0), track, blocking):
        for x in firsts:
            yield (
                start,
                Point(x, start.y),
                Point(x, y),
                Point(before, y),
                Point(before, end.y),
                end,
            )


def _backwards(
    source: Box, target: Box, track: float, loop: bool, blocking: Blocking
) -> Iterator[Way]:
    if loop:
        return
    start, end = Point(source.x, source.center.y), Point(target.right, target.center.y)
    near = min(STUB, (source.x - target.right) / 2)
    track = track if near == STUB else 0.0
    before, after = end.x + near + track, start.x - near + track
    for x in (before, after):
        yield (start, Point(x, start.y), Point(x, end.y), end)
    if after - before < STUB:
        return
    for y in _channels(source, target, Box(before, 0, after - before, 0), track, blocking):
        level = (Point(after, start.y), Point(after, y), Point(before, y))
        yield (start, *level, Point(before, end.y), end)


def _beside(source: Box, target: Box, track: float) -> Iterator[Way]:
    """Yield the ways round what stands between two boxes of one column."""
    start, end = source.center.y, target.center.y
    right = max(source.right, target.right) + STUB + track
    gutter = COLUMN * ceil((right - STUB) / COLUMN) - STUB + track
    for x in {right, gutter}:
        yield (Point(source.right, start), Point(x, start), Point(x, end), Point(target.right, end))
    x = min(source.x, target.x) - STUB + track
    yield (Point(source.x, start), Point(x, start), Point(x, end), Point(target.x, end))


def _around(source: Box, target: Box, track: float, blocking: Blocking) -> Iterator[Way]:
    """Yield the ways over or under both boxes, and those that leave and arrive along gutters."""
    start, end = Point(source.right, source.center.y), Point(target.x, target.center.y)
    after, before = start.x + STUB + track, end.x - STUB + track
    gutter = COLUMN * ceil((start.x + 1) / COLUMN) - STUB + track
    span = Box(min(after, before), 0, abs(after - before), 0)
    x, goal = source.center.x, target.center.x
    for y in _channels(source, target, span, track, blocking):
        over = y < min(source.y, target.y)
        if over or y > max(source.bottom, target.bottom):
            first, last = (source.y, target.y) if over else (source.bottom, target.bottom)
            yield (Point(x, first), Point(x, y), Point(goal, y), Point(goal, last))
            yield (Point(x, first), Point(x, y), Point(before, y), Point(before, end.y), end)
        for turn in {after, gutter}:
            level = (Point(turn, start.y), Point(turn, y))
            yield (start, *level, Point(before, y), Point(before, end.y), end)
            if y > target.bottom or y < target.y:
                edge = target.bottom if y > target.bottom else target.y
                yield (start, *level, Point(goal, y), Point(goal, edge))


def _channels(source: Box, target: Box, span: Box, track: float, blocking: Blocking) -> list[float]:
    """Return heights at which a level piece may find its way: just above and below of boxes."""
    track = track / 2
    ends = (source, target)
    found = {y for box in ends for y in (box.y - STUB + track, box.bottom + STUB + track)}
    if span.width > _FAR:
        return sorted(found)
    frontier = sorted(found | {box.center.y for box in ends})
    for y in frontier:
        level = Box(span.x, y - _CLEAR, span.width, 2 * _CLEAR)
        for box in sorted(blocking(level))[:_CHANNELS]:
            found |= {box.y - STUB + track, box.bottom + STUB + track}
    return sorted(found)


def _tidy(way: Way) -> Way:
    """Return a way without corners at which it does not turn."""
    kept = [way[0]]
    for here, following in pairwise(way[1:]):
        last = kept[-1]
        turns = not (last.x == here.x == following.x or last.y == here.y == following.y)
        if turns and here != last:
            kept.append(here)
    return (*kept, way[-1])


def _length(way: Way) -> float:
    return sum(abs(a.x - b.x) + abs(a.y - b.y) for a, b in pairwise(way)) + _TURN * len(way)


def _areas(way: Way) -> Iterator[Box]:
    for a, b in pairwise(way):
        x, y = min(a.x, b.x), min(a.y, b.y)
        yield Box(x, y, abs(a.x - b.x), abs(a.y - b.y)).inflated(_CLEAR)
