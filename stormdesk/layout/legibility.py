"""Whether a room can read the wall: the visual angle of its smallest text from the last row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import atan, degrees, radians, tan
from typing import Literal

from stormdesk.layout.typesetting import Setting

LEAST_ANGLE = 5.0
"""Minutes of arc that a capital letter needs to be made out at all.

It is the letter of the 6/6 line of Snellen's chart, the limit of normal sight.
"""
COMFORTABLE_ANGLE = 10.0
"""Minutes of arc from which a capital letter is read without effort in a glance at a wall.

At twice the size that can just be made out, people read from a screen as fast as at four times that
size (Kochurova, Portello and Rosenfield, Displays 38, 2015); below it they slow down. ISO 9241-303
asks for 16 minutes and more, but for hours of reading at a desk.
"""
CAP_HEIGHT = 1456 / 2048
"""Height of a capital of Roboto, in type sizes."""

Reading = Literal["easy", "hard", "impossible"]


@dataclass(frozen=True, slots=True)
class Room:
    """Where the board is shown: the screen's width, and how far the last row is from it, in metres.

    ``pixels`` is the width of that screen in pixels, in the units that type is measured in.
    """

    screen_width: float
    distance: float
    pixels: float

    def angle(self, size: float) -> float:
        """Return the visual angle of a capital letter in minutes of arc; ``size`` in pixels."""
        height = size * CAP_HEIGHT * self.screen_width / self.pixels
        return degrees(2 * atan(height / (2 * self.distance))) * 60

    def size_at(self, angle: float) -> float:
        """Return the type size in pixels that has a visual angle; the reverse of ``angle``."""
        height = 2 * self.distance * tan(radians(angle / 60) / 2)
        return height * self.pixels / (self.screen_width * CAP_HEIGHT)

    def reading(self, size: float) -> Reading:
        """Tell how text of a size in pixels reads from the last row."""
        angle = self.angle(size)
        if angle >= COMFORTABLE_ANGLE:
            return "easy"
        return "hard" if angle >= LEAST_ANGLE else "impossible"

    def zoom_for(self, size: float) -> float:
        """Return the zoom, in pixels a board unit, that makes text of a size in units easy."""
        # A rounding error must not leave the zoom that was asked for just short of easy.
        return self.size_at(COMFORTABLE_ANGLE) / size * (1 + 1e-6)


def smallest_type(settings: Iterable[Setting]) -> float | None:
    """Return the smallest type size of some texts, in board units; None where there is none."""
    return min((setting.size for setting in settings if any(setting.lines)), default=None)
