"""Where a drag comes to lie: in line with its neighbours and with the columns."""

from __future__ import annotations

from dataclasses import dataclass

from stormdesk.editor.wall import Wall
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.timeline import COLUMN

_REACH = 8
_AROUND = 640


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
    along_x = [(edge, other) for other in near for edge in (other.x, other.center.x, other.right)]
    along_y = [(edge, other) for other in near for edge in (other.y, other.center.y, other.bottom)]
    dx, with_x = _nearest((box.x, box.center.x, box.right), along_x, reach)
    dy, with_y = _nearest((box.y, box.center.y, box.bottom), along_y, reach)
    if with_x is None:
        column = round(box.x / COLUMN) * COLUMN
        dx = column - box.x if abs(column - box.x) <= reach else 0.0
    there = box.moved(dx, dy)
    return Snap(dx, dy, (*_upright(there, with_x), *_level(there, with_y)))


def snap_reach(pixels_a_unit: float) -> float:
    """Return the distance that snaps, in board units."""
    return _REACH / pixels_a_unit


def _nearest(
    edges: tuple[float, ...], candidates: list[tuple[float, Box]], reach: float
) -> tuple[float, Box | None]:
    best: tuple[float, float, Box] | None = None
    for edge in edges:
        for target, other in candidates:
            distance = abs(target - edge)
            if distance <= reach and (best is None or distance < best[0]):
                best = (distance, target - edge, other)
    return (best[1], best[2]) if best else (0.0, None)


def _upright(box: Box, other: Box | None) -> tuple[tuple[Point, Point], ...]:
    if other is None:
        return ()
    pairs = [
        (a, b)
        for a in (box.x, box.center.x, box.right)
        for b in (other.x, other.center.x, other.right)
    ]
    x = next((a for a, b in pairs if abs(a - b) < 0.01), None)
    if x is None:
        return ()
    return ((Point(x, min(box.y, other.y)), Point(x, max(box.bottom, other.bottom))),)


def _level(box: Box, other: Box | None) -> tuple[tuple[Point, Point], ...]:
    if other is None:
        return ()
    pairs = [
        (a, b)
        for a in (box.y, box.center.y, box.bottom)
        for b in (other.y, other.center.y, other.bottom)
    ]
    y = next((a for a, b in pairs if abs(a - b) < 0.01), None)
    if y is None:
        return ()
    return ((Point(min(box.x, other.x), y), Point(max(box.right, other.right), y)),)
