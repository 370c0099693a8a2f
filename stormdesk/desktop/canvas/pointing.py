"""What a speaker points with: a laser that leaves a trail, a spotlight, and a pulse on a sticky.

All of it lies on the board, so that every view of the board shows it at the same place.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from stormdesk.layout.geometry import Box, Point

Light = Literal["laser", "spotlight"]

TRAIL = 0.9
"""Seconds after which a place where the laser was is dark again."""
PULSE = 2.4
"""Seconds that a pulse takes."""
_FRAME = 16
_MOST = 200


class Beam(NamedTuple):
    """A place where the laser was, and how long ago that is, in seconds."""

    place: Point
    age: float


class Pointing(QObject):
    """Where a speaker points; ``changed`` asks for a new frame, and nothing does while it rests.

    ``reach`` is how far the spotlight shines, in board units.
    """

    changed = Signal()
    turned = Signal()
    pulsed = Signal()

    def __init__(
        self, parent: QObject | None = None, clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._light: Light | None = None
        self._trail: deque[tuple[Point, float]] = deque(maxlen=_MOST)
        self._pulse: tuple[Box, float] | None = None
        self.at: Point | None = None
        self.reach = 240.0
        self._frames = QTimer(self, interval=_FRAME)
        self._frames.timeout.connect(self._fade)

    @property
    def light(self) -> Light | None:
        """What the hand holds."""
        return self._light

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to show."""
        return self._light is None and self._pulse is None and not self._trail

    @property
    def trail(self) -> list[Beam]:
        """Where the laser was a moment ago, the oldest place first."""
        now = self._clock()
        return [Beam(place, now - then) for place, then in self._trail if now - then < TRAIL]

    @property
    def pulse(self) -> tuple[Box, float] | None:
        """What the room shall look at, and how much of the pulse is over, from 0 to 1."""
        if self._pulse is None:
            return None
        part = (self._clock() - self._pulse[1]) / PULSE
        return (self._pulse[0], part) if part < 1 else None

    def turn(self, light: Light | None) -> None:
        """Take up the laser or the spotlight, or put down either."""
        if light == self._light:
            return
        self._light = light
        if light is None:
            self.at = None
        self.turned.emit()
        self.changed.emit()

    def point(self, place: Point) -> None:
        """Point to a place on the board."""
        self.at = place
        if self._light == "laser":
            self._trail.append((place, self._clock()))
            self._frames.start()
        self.changed.emit()

    def look_here(self, box: Box) -> None:
        """Have the room look at a part of the board."""
        self._pulse = (box, self._clock())
        self._frames.start()
        self.pulsed.emit()
        self.changed.emit()

    def _fade(self) -> None:
        now = self._clock()
        while self._trail and now - self._trail[0][1] >= TRAIL:
            self._trail.popleft()
        if self._pulse is not None and now - self._pulse[1] >= PULSE:
            self._pulse = None
        if not self._trail and self._pulse is None:
            self._frames.stop()
        self.changed.emit()
