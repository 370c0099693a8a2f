"""A sheet with ground round it, as large as one likes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from stormdesk.desktop.look import shades_of
from stormdesk.desktop.preview.drawn import Drawn
from stormdesk.desktop.preview.sheets import Sheets

_ROUND = 14
"""Pixels of ground round a sheet."""
_LEAST, _MOST = 0.02, 16.0
_POINTS = 96 / 72
"""Pixels of a point at 100 %."""
_LONGEST = 30_000
"""Pixels along a side that a sheet is drawn with at most."""
_SHADOW = QColor(0, 0, 0, 40)
_NOTHING = (1.0, 1.0)


class SheetArea(QAbstractScrollArea):
    """Shows a sheet at once as far as it is drawn, and sharp as soon as it is."""

    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: Sheets | None = None
        self._number = 0
        self._is_fitted = True
        self._scale = 1.0
        self._drawn = Drawn(self)
        self._drawn.changed.connect(self._show_drawn)
        self._due = QTimer(self, singleShot=True, interval=60)
        self._due.timeout.connect(self._sharpen)
        self.setFrameShape(QFrame.Shape.NoFrame)

    @property
    def zoom(self) -> float:
        """How large a sheet is shown; 1 is as large as it is printed."""
        return self._scale

    @property
    def is_fitted(self) -> bool:
        """Whether all of a sheet is shown, however large there is room for it."""
        return self._is_fitted

    @property
    def is_drawn(self) -> bool:
        """Whether all of the present sheet can be seen."""
        return self._drawn.is_whole

    def fit(self) -> None:
        """Show all of the sheet, and go on doing so."""
        self._is_fitted = True
        self._place_sheet()

    def zoom_to(self, scale: float, at: QPoint | None = None) -> None:
        """Show the sheet so large; what is ``at`` a pixel, or in the middle, stays there."""
        at, before = at or self.viewport().rect().center(), self._place()
        if before.isEmpty():
            return
        x = (at.x() - before.x()) / before.width()
        y = (at.y() - before.y()) / before.height()
        self._is_fitted = False
        self._scale = self._bounded(scale)
        self._place_sheet()
        now = self._sheet_size()
        self.horizontalScrollBar().setValue(round(x * now.width()) + _ROUND - at.x())
        self.verticalScrollBar().setValue(round(y * now.height()) + _ROUND - at.y())

    def leave(self) -> None:
        """Draw nothing more."""
        self._due.stop()
        self._drawn.leave()

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the sheet as it has been drawn so far."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(shades_of(self.palette()).ground))
        if self._sheets is not None:
            place = self._place()
            painter.fillRect(place.adjusted(-1, -1, 2, 2), _SHADOW)
            painter.fillRect(place, Qt.GlobalColor.white)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for share, image in self._drawn.pictures:
                painter.drawImage(_part(place, share), image)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the sheet fitted, if it is."""
        super().resizeEvent(event)
        self._place_sheet()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Show another part of the sheet."""
        self._show_drawn()

    def _show(self, sheets: Sheets | None, number: int) -> None:
        """Draw all of a sheet as large as there is room; what is seen of it follows."""
        self._sheets, self._number = sheets, number
        self._place_sheet()
        ratio = self.devicePixelRatioF()
        size = (self._sheet_size() * ratio).scaled(
            self.viewport().size() * ratio, Qt.AspectRatioMode.KeepAspectRatio
        )
        self._drawn.begin(sheets, number, size.expandedTo(QSize(1, 1)))

    def _size(self) -> tuple[float, float]:
        return self._sheets.sizes[self._number] if self._sheets is not None else _NOTHING

    def _bounded(self, scale: float) -> float:
        most = _LONGEST / (max(self._size()) * _POINTS * self.devicePixelRatioF())
        return min(max(scale, _LEAST), _MOST, most)

    def _sheet_size(self) -> QSize:
        width, height = self._size()
        scale = self._scale * _POINTS
        return QSize(max(1, round(width * scale)), max(1, round(height * scale)))

    def _place(self) -> QRect:
        """Return where the whole sheet lies in the window, as far as it would reach."""
        if self._sheets is None:
            return QRect()
        size, room = self._sheet_size(), self.viewport().size()
        left, top = (room.width() - size.width()) // 2, (room.height() - size.height()) // 2
        x = left if left >= _ROUND else _ROUND - self.horizontalScrollBar().value()
        y = top if top >= _ROUND else _ROUND - self.verticalScrollBar().value()
        return QRect(QPoint(x, y), size)

    def _place_sheet(self) -> None:
        if self._is_fitted:
            room, (width, height) = self.maximumViewportSize(), self._size()
            across = (room.width() - 2 * _ROUND) / (width * _POINTS)
            down = (room.height() - 2 * _ROUND) / (height * _POINTS)
            self._scale = self._bounded(min(across, down))
        size, seen = self._sheet_size(), self.viewport().size()
        for bar, whole, room in (
            (self.horizontalScrollBar(), size.width(), seen.width()),
            (self.verticalScrollBar(), size.height(), seen.height()),
        ):
            bar.setPageStep(room)
            bar.setSingleStep(24)
            bar.setRange(0, 0 if self._is_fitted else max(0, whole + 2 * _ROUND - room))
        self._show_drawn()
        self.zoomed.emit()

    def _show_drawn(self) -> None:
        self.viewport().update()
        self._due.start()

    def _sharpen(self) -> None:
        ratio, place = self.devicePixelRatioF(), self._place()
        seen = QRectF(place.intersected(self.viewport().rect()).translated(-place.topLeft()))
        size = place.size() * ratio
        part = QRectF(seen.topLeft() * ratio, seen.size() * ratio).toAlignedRect()
        self._drawn.sharpen(size, part.intersected(QRect(QPoint(0, 0), size)))


def _part(place: QRect, share: QRectF) -> QRectF:
    """Return the pixels of a share of a sheet."""
    return QRectF(
        place.x() + share.x() * place.width(),
        place.y() + share.y() * place.height(),
        share.width() * place.width(),
        share.height() * place.height(),
    )
