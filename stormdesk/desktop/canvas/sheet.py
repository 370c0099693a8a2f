"""A picture of the board as it lies, kept from frame to frame."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor

from PySide6.QtCore import QMargins, QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap, QRegion

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.layout.geometry import Box

_ROUND = 40.0
"""Board units that a sticky's shadow, tilt and marks reach beyond its box, at most."""
_EDGE = 3
"""Pixels that lines which do not shrink with the board reach beyond it."""
_MOST_PARTS = 8
_STRIP = 0.2
"""A frame that paints no more than so much of what is seen paints ahead."""
_SPARE = 3
"""Parts are painted as one where that is no more than so many times their own room."""
_AHEAD = 256
"""Pixels of the screen that are painted beyond the edge over which a pan brings more into view."""

Paint = Callable[[QPainter, Camera, QRectF], None]
"""Paints the part of the board that lies in a rectangle of the widget, in its pixels."""


class Sheet:
    """Only what was spoilt is painted again, and only once it is in view.

    The picture reaches beyond the widget on all sides. What a pan brings into view is painted
    some way ahead, so that most frames of a pan paint nothing. Cameras have to be aligned to whole
    pixels of the screen, so that a shifted picture is the very one that would be painted anew.
    ``camera`` is the picture's own; regions are in its pixels, which are those of the screen.
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

    def spoilt(self, camera: Camera, sharp: float) -> QRegion:
        """Return what has to be painted again of what a camera shows, in pixels of the widget."""
        factor = camera.scale * sharp
        x = round((camera.x - self.camera.x) * factor)
        y = round((camera.y - self.camera.y) * factor)
        seen = self._picture.rect().adjusted(0, 0, -2 * _AHEAD, -2 * _AHEAD)
        result = QRegion()
        for part in self._spoilt.translated(-x, -y) & seen:
            left, top, right, bottom = part.getCoords()
            corner = QPoint(floor(left / sharp), floor(top / sharp))
            result += QRect(corner, QPoint(ceil(right / sharp), ceil(bottom / sharp)))
        return result

    def shows(self, box: Box) -> bool:
        """Tell whether a box lies on the picture."""
        return self._view.intersects(box)

    def fresh(
        self, camera: Camera, size: QSize, sharp: float, paint: Paint
    ) -> tuple[QPixmap, QPointF]:
        """Return the picture, good where a widget of that size shows it, and where its corner goes.

        ``sharp`` is the number of the screen's pixels for one of the widget.
        """
        factor = camera.scale * sharp
        pixels = QSize(ceil(size.width() * sharp), ceil(size.height() * sharp))
        whole = pixels.grownBy(QMargins(_AHEAD, _AHEAD, _AHEAD, _AHEAD))
        around = Camera(camera.x - _AHEAD / factor, camera.y - _AHEAD / factor, camera.scale)
        if self._picture.size() != whole or self._picture.devicePixelRatio() != sharp:
            self._picture = QPixmap(whole)
            self._picture.setDevicePixelRatio(sharp)
            self.camera = around
            self.spoil()
        elif camera.scale != self.camera.scale:
            self.camera = around
            self.spoil()
        x = round((camera.x - self.camera.x) * factor)
        y = round((camera.y - self.camera.y) * factor)
        if not (0 <= x <= 2 * _AHEAD and 0 <= y <= 2 * _AHEAD):
            self._shift(_AHEAD - x, _AHEAD - y)
            self.camera, x, y = around, _AHEAD, _AHEAD
        seen = QRect(x, y, pixels.width(), pixels.height())
        if self._spoilt.intersects(seen):
            self._make_good(self._wanted(seen), sharp, paint)
        return self._picture, QPointF(-x / sharp, -y / sharp)

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

    def _wanted(self, seen: QRect) -> QRegion:
        """Return what has to be painted: what is seen, and more beyond edges where it is little."""
        due = self._spoilt & seen
        if _room(due) > _STRIP * seen.width() * seen.height():
            return due
        edges, outer = seen.getCoords(), self._picture.rect().getCoords()
        wanted = QRegion()
        for part in due:
            sides = zip(part.getCoords(), edges, outer, strict=True)
            left, top, right, bottom = (end if side == edge else side for side, edge, end in sides)
            wanted += QRect(QPoint(left, top), QPoint(right, bottom))
        return wanted & self._spoilt

    def _make_good(self, wanted: QRegion, sharp: float, paint: Paint) -> None:
        for part in _parts(wanted):
            self._spoilt -= part
            x, y, width, height = part.getRect()
            rect = QRectF(x / sharp, y / sharp, width / sharp, height / sharp)
            with QPainter(self._picture) as painter:
                painter.setClipRect(rect)
                paint(painter, self.camera, rect)


def _parts(region: QRegion) -> list[QRect]:
    """Return the rectangles to paint one by one; what overlaps comes apart into many thin ones."""
    whole, parts = region.boundingRect(), list(region)
    is_dense = whole.width() * whole.height() <= _SPARE * _room(region)
    return [whole] if is_dense or len(parts) > _MOST_PARTS else parts


def _room(region: QRegion) -> int:
    return sum(part.width() * part.height() for part in region)
