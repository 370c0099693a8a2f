"""Which part of the board the canvas shows, and how large."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from stormdesk.layout.geometry import Box, Point

SMALLEST, LARGEST = 0.01, 6.0
"""Bounds of the zoom, in pixels a board unit."""


@dataclass(frozen=True, slots=True)
class Camera:
    """``x`` and ``y`` are the board's coordinates at the top left pixel of the widget."""

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0

    @property
    def transform(self) -> QTransform:
        """The way from board units to pixels."""
        return QTransform(self.scale, 0, 0, self.scale, -self.x * self.scale, -self.y * self.scale)

    def aligned(self, sharp: float) -> Camera:
        """Return the camera moved by less than a pixel, so that the board begins at a whole one.

        ``sharp`` is the number of the screen's pixels for one of the widget.
        """
        factor = self.scale * sharp
        return Camera(round(self.x * factor) / factor, round(self.y * factor) / factor, self.scale)

    def to_board(self, pixel: QPointF) -> Point:
        """Return the place on the board under a pixel."""
        return Point(pixel.x() / self.scale + self.x, pixel.y() / self.scale + self.y)

    def to_screen(self, x: float, y: float) -> QPointF:
        """Return the pixel of a place on the board."""
        return QPointF((x - self.x) * self.scale, (y - self.y) * self.scale)

    def on_screen(self, box: Box) -> QRectF:
        """Return a box in pixels."""
        return QRectF(self.to_screen(box.x, box.y), self.to_screen(box.right, box.bottom))

    def on_board(self, rect: QRectF) -> Box:
        """Return the part of the board that lies in a rectangle of the widget."""
        return Box(
            *self.to_board(rect.topLeft()), rect.width() / self.scale, rect.height() / self.scale
        )

    def in_view(self, width: float, height: float) -> Box:
        """Return the part of the board that a widget of that size in pixels shows."""
        return Box(self.x, self.y, width / self.scale, height / self.scale)

    def panned(self, dx: float, dy: float) -> Camera:
        """Return the camera after the board was pulled by some pixels."""
        return replace(self, x=self.x - dx / self.scale, y=self.y - dy / self.scale)

    def zoomed(self, factor: float, around: QPointF) -> Camera:
        """Return the camera nearer or farther; what is under ``around`` stays there."""
        scale = max(SMALLEST, min(LARGEST, self.scale * factor))
        x, y = self.to_board(around)
        return Camera(x - around.x() / scale, y - around.y() / scale, scale)

    def showing(self, box: Box, area: QRectF, largest: float = 1.0) -> Camera:
        """Return the camera that shows a whole box in the middle of an area of the widget."""
        width, height = max(box.width, 1.0), max(box.height, 1.0)
        scale = min(area.width() / width, area.height() / height, largest)
        scale = max(SMALLEST, min(LARGEST, scale))
        center = area.center()
        middle = box.center
        return Camera(middle.x - center.x() / scale, middle.y - center.y() / scale, scale)
