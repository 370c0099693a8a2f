"""Mouse, pen or finger on the board, and what a tool shows while it works."""

from __future__ import annotations

from dataclasses import dataclass

from stormdesk.layout.geometry import Box, Point

DRAG_START = 4
"""Pixels that a press must travel before it is a drag."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where it is in board units, how many pixels a unit is, and which keys are held."""

    x: float
    y: float
    scale: float = 1.0
    shift: bool = False
    ctrl: bool = False
    alt: bool = False

    @property
    def point(self) -> Point:
        """The place alone."""
        return Point(self.x, self.y)

    def reach(self, pixels: float) -> float:
        """Return a distance on the screen in board units."""
        return pixels / self.scale

    def has_left(self, start: Pointer) -> bool:
        """Return whether it moved far enough from a press to be a drag."""
        distance = ((self.x - start.x) ** 2 + (self.y - start.y) ** 2) ** 0.5
        return distance > self.reach(DRAG_START)


@dataclass(frozen=True, slots=True)
class Overlay:
    """What a tool draws over the board: a marquee, guides, a flow in the making, a target.

    ``joint`` is the edge at which two stickies become a strip, ``line`` one that is being drawn,
    ``lot`` the parking lot, ``space`` the room that is made, or closed where it is negative.
    """

    marquee: Box | None = None
    guides: tuple[tuple[Point, Point], ...] = ()
    arrow: tuple[Point, Point] | None = None
    target: str | None = None
    ghost: Box | None = None
    joint: tuple[Point, Point] | None = None
    line: tuple[Point, ...] = ()
    lot: Box | None = None
    is_over_lot: bool = False
    space: Box | None = None


NOTHING = Overlay()
