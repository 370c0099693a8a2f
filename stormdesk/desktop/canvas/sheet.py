"""A picture of the board as it lies, kept from frame to frame."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap, QRegion

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.layout.geometry import Box

_ROUND = 40.0
"""Board units that a sticky's shadow, tilt and marks reach beyond its box, at most."""
_EDGE = 3
"""Pixels that lines which do not shrink with the board reach beyond it."""
_MOST_PARTS = 8

Paint = Callable[[QPainter, Camera, QRectF], None]
"""Paints the part of the board that lies in a rectangle of the widget, in its pixels."""


class Sheet:
    """Only what was spoilt is painted again; a pan shifts the picture and paints its new edge.

    The camera has to be aligned to whole pixels of the screen, so that a shifted picture is
    the very one that would be painted anew. Regions are in pixels of the screen.
    """

    def __init__(self) -> None:
        self._picture = QPixmap()
        self.camera = Camera()
        self._spoilt = QRegion()

    def spoil(self) -> None:
        """Have everything painted again."""
        self._spoilt = QRegion(self._picture.rect())

    def spoil_box(self, box: Box) -> None:
        """Have what lies in a box and close round it painted again."""
        sharp = self._picture.devicePixelRatio()
        x, y, right, bottom = self.camera.on_screen(box.inflated(_ROUND)).getCoords()
        corner = floor(x * sharp) - _EDGE, floor(y * sharp) - _EDGE
        width, height = ceil(right * sharp) + _EDGE, ceil(bottom * sharp) + _EDGE
        rect = QRect(*corner, width - corner[0], height - corner[1])
        self._spoilt += rect & self._picture.rect()

    def spoil_column(self, x: float) -> None:
        """Have everything above and below a place painted again."""
        view = self._view
        self.spoil_box(Box(x, view.y, 0, view.height))

    def spoil_below(self, y: float) -> None:
        """Have everything below a height on the board painted again."""
        view = self._view
        if y < view.bottom:
            self.spoil_box(Box(view.x, y, view.width, view.bottom - y))

    def shows(self, box: Box) -> bool:
        """Tell whether a box was in view when the picture was painted last."""
        return self._view.intersects(box)

    def fresh(self, camera: Camera, size: QSize, sharp: float, paint: Paint) -> QPixmap:
        """Return the picture for a camera and a widget of that size, made good where it was not.

        ``sharp`` is the number of the screen's pixels for one of the widget.
        """
        pixels = QSize(ceil(size.width() * sharp), ceil(size.height() * sharp))
        if self._picture.size() != pixels or self._picture.devicePixelRatio() != sharp:
            self._picture = QPixmap(pixels)
            self._picture.setDevicePixelRatio(sharp)
            self.spoil()
        elif camera.scale != self.camera.scale:
            self.spoil()
        elif camera != self.camera:
            factor = camera.scale * sharp
            self._shift(
                round((self.camera.x - camera.x) * factor),
                round((self.camera.y - camera.y) * factor),
            )
        self.camera = camera
        if not self._spoilt.isEmpty():
            self._make_good(sharp, paint)
        return self._picture

    @property
    def _view(self) -> Box:
        return self.camera.in_view(self._picture.width(), self._picture.height())

    def _shift(self, dx: int, dy: int) -> None:
        whole = self._picture.rect()
        if abs(dx) >= whole.width() or abs(dy) >= whole.height():
            self.spoil()
            return
        self._picture.scroll(dx, dy, whole)
        shown = QRegion(whole.translated(dx, dy))
        self._spoilt = (self._spoilt.translated(dx, dy) + (QRegion(whole) - shown)) & whole

    def _make_good(self, sharp: float, paint: Paint) -> None:
        parts = list(self._spoilt)
        if len(parts) > _MOST_PARTS:
            parts = [self._spoilt.boundingRect()]
        self._spoilt = QRegion()
        for part in parts:
            painter = QPainter(self._picture)
            x, y, width, height = part.getRect()
            rect = QRectF(x / sharp, y / sharp, width / sharp, height / sharp)
            painter.setClipRect(rect)
            paint(painter, self.camera, rect)
            painter.end()
