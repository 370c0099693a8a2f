"""A small plot of a simulated value over time, with one before it for comparison."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from stormdesk.analysis.simulation.spelling import as_time
from stormdesk.desktop import look
from stormdesk.desktop.simulation_moments import as_short
from stormdesk.desktop.words import tr

_SPANS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30,
          60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400, 172800)  # fmt: skip
_FEWEST, _MOST = 2, 4
_HEAD, _FOOT, _LEFT, _RIGHT, _GAP = 19, 17, 48, 10, 6
_LOW, _HIGH = 80, 104
_AXIS_FONT, _HEAD_FONT = 11, 12


@dataclass(frozen=True, slots=True)
class Curve:
    """A value over time; ``limit`` is what its service level allows, ``before`` the run before.

    What stands ``beside`` is drawn as thin lines.
    """

    name: str
    times: Sequence[float]
    values: Sequence[float]
    before: Sequence[float] = ()
    limit: float | None = None
    is_time: bool = False
    beside: Sequence[Sequence[float]] = ()

    @property
    def most(self) -> float:
        """The largest of all its values, that of the level left out."""
        return max([0.0, *self.values, *self.before, *chain(*self.beside)])


class Plot(QWidget):
    """Paints a curve; pressing somewhere picks that moment."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve = Curve("", (), ())
        self._moment: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(_LOW)
        self.setMaximumHeight(_HIGH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def curve(self) -> Curve:
        """What is painted."""
        return self._curve

    def sizeHint(self) -> QSize:
        """Ask for room for a few ticks."""
        return QSize(240, _HIGH)

    def show_curve(self, curve: Curve, moment: int | None) -> None:
        """Paint another curve, and a line at a moment."""
        self._curve, self._moment = curve, moment
        self.setAccessibleName(f"{curve.name}. {self._told()}")
        self.update()

    def show_moment(self, moment: int | None) -> None:
        """Paint the line at another moment, or none."""
        if moment != self._moment:
            self._moment = moment
            self.setAccessibleDescription(self._told())
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the moment under the pointer."""
        self._pick(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on picking while the button is held."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pick(event.position().x())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint heading, axes, level and lines."""
        if not self._curve.times:
            return
        shades = look.shades_of(self.palette())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_head(painter, shades)
            painter.setFont(self._font(_AXIS_FONT))
            plane = self._plane()
            top = self._top()
            self._paint_axes(painter, plane, top, shades)
            self._paint_limit(painter, plane, top, shades)
            faint = QPen(QColor(shades.faint), 1.4, Qt.PenStyle.DashLine)
            self._paint_line(painter, plane, top, self._curve.before, faint)
            for values in self._curve.beside:
                self._paint_line(painter, plane, top, values, QPen(QColor(shades.accent), 0.8))
            self._paint_line(
                painter, plane, top, self._curve.values, QPen(QColor(shades.accent), 2)
            )
            self._paint_moment(painter, plane, top, shades)

    def _told(self) -> str:
        """Return what the value is at the moment looked at, or how large it got."""
        curve = self._curve
        spell = self._spell
        if self._moment is not None and self._moment < len(curve.values):
            now = spell(curve.values[self._moment])
            return tr("{value} at {time}", value=now, time=as_time(curve.times[self._moment]))
        most = spell(max(curve.values, default=0.0))
        if curve.before:
            return tr("most {n}, before {m}", n=most, m=spell(max(curve.before)))
        return tr("most {n}", n=most)

    @property
    def _spell(self) -> Callable[[float], str]:
        return _as_lag if self._curve.is_time else _as_whole

    def _paint_head(self, painter: QPainter, shades: look.Shades) -> None:
        rect = QRectF(0, 0, self.width() - _RIGHT, _HEAD)
        font = self._font(_HEAD_FONT)
        font.setWeight(QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(QColor(shades.ink))
        curve, name = self._curve, self._curve.name
        if curve.limit is not None and curve.limit > self._top():
            name = tr("{name} · level {n}", name=name, n=self._spell(curve.limit))
        told, small = self._told(), self._font(_HEAD_FONT)
        room = rect.width() - QFontMetricsF(small).horizontalAdvance(told) - _GAP
        name = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(small)
        painter.setPen(QColor(shades.faint))
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight, told)

    def _paint_axes(
        self, painter: QPainter, plane: QRectF, top: float, shades: look.Shades
    ) -> None:
        grid, words = QPen(QColor(shades.edge), 1), QColor(shades.faint)
        spell = as_time if self._curve.is_time else as_short
        for tick in ticks(top, is_time=self._curve.is_time):
            y = plane.bottom() - tick / top * plane.height()
            painter.setPen(grid)
            painter.drawLine(QPointF(plane.left(), y), QPointF(plane.right(), y))
            painter.setPen(words)
            where = QRectF(0, y - 8, plane.left() - _GAP, 16)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(where, right, spell(tick) if tick else "0")
        end = self._curve.times[-1]
        for tick in ticks(end, is_time=True):
            x = plane.left() + tick / end * plane.width()
            text = as_time(tick) if tick else "0"
            width = painter.fontMetrics().horizontalAdvance(text) + 2
            left = min(x - width / 2, self.width() - width - 1)
            painter.drawText(
                QRectF(left, plane.bottom() + 2, width, _FOOT), Qt.AlignmentFlag.AlignCenter, text
            )

    def _paint_limit(
        self, painter: QPainter, plane: QRectF, top: float, shades: look.Shades
    ) -> None:
        limit = self._curve.limit
        if limit is None or limit > top:
            return
        y = plane.bottom() - limit / top * plane.height()
        painter.setPen(QPen(QColor(shades.error), 1.4, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(plane.left(), y), QPointF(plane.right(), y))
        text = tr("level {n}", n=self._spell(limit))
        rect = QRectF(plane.left() + 4, y - 15, plane.width() - 8, 14)
        if rect.top() < plane.top() - 4:
            rect.moveTop(y + 1)
        width = painter.fontMetrics().horizontalAdvance(text) + 6
        ground = QColor(shades.paper)
        ground.setAlpha(210)
        painter.fillRect(QRectF(rect.right() - width, rect.top(), width, rect.height()), ground)
        painter.setPen(QColor(shades.error))
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_line(
        self, painter: QPainter, plane: QRectF, top: float, values: Sequence[float], pen: QPen
    ) -> None:
        if not values:
            return
        end = self._curve.times[-1]
        across, up = plane.width() / end, plane.height() / top
        points = [
            QPointF(plane.left() + time * across, plane.bottom() - value * up)
            for time, value in zip(self._curve.times, values, strict=False)
        ]
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(points))

    def _paint_moment(
        self, painter: QPainter, plane: QRectF, top: float, shades: look.Shades
    ) -> None:
        moment, curve = self._moment, self._curve
        if moment is None or moment >= len(curve.values):
            return
        x = plane.left() + curve.times[moment] / curve.times[-1] * plane.width()
        painter.setPen(QPen(QColor(shades.ink), 1))
        painter.drawLine(QPointF(x, plane.top()), QPointF(x, plane.bottom()))
        painter.setBrush(QColor(shades.accent))
        y = plane.bottom() - curve.values[moment] / top * plane.height()
        painter.drawEllipse(QPointF(x, y), 3.5, 3.5)

    def _plane(self) -> QRectF:
        """Return where the lines are, right of the words of the axis."""
        spell = as_time if self._curve.is_time else as_short
        metrics = self.fontMetrics()
        words = [spell(t) for t in ticks(self._top(), is_time=self._curve.is_time)]
        # Plots below one another have their times below one another.
        left = max([_LEFT, *(metrics.horizontalAdvance(word) + _GAP for word in words)])
        return QRectF(
            left, _HEAD + 4, self.width() - left - _RIGHT, self.height() - _HEAD - _FOOT - 6
        )

    def _top(self) -> float:
        """Return where the upright axis ends; the level is shown unless all is far below."""
        curve = self._curve
        most, limit = curve.most, curve.limit
        if limit is not None and most > limit / 10:
            most = max(most, limit * 1.1)
        return most * 1.05 or limit or 1.0

    def _font(self, size: int) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(size)
        return font

    def _pick(self, x: float) -> None:
        times = self._curve.times
        if times:
            plane = self._plane()
            time = (x - plane.left()) / max(plane.width(), 1.0) * times[-1]
            self.picked.emit(min(bisect_left(times, time), len(times) - 1))


def ticks(most: float, *, is_time: bool) -> list[float]:
    """Return two to four round values from 0 to at most so much."""
    step = _step(most / _MOST, is_time=is_time)
    found = [step * n for n in range(int(most / step + 1e-9) + 1)]
    while len(found) > _MOST + 1:
        found = found[::2]
    return found if len(found) >= _FEWEST else [0.0, most]


def _step(least: float, *, is_time: bool) -> float:
    if is_time:
        for span, after in pairwise(_SPANS):
            if span >= least:
                return float(span)
            if after >= least:
                return float(after)
        return float(_SPANS[-1])
    size = 1.0
    while size * 10 <= least:
        size *= 10
    return next(size * n for n in (1, 2, 5, 10) if size * n >= least or n == 10)


def _as_lag(value: float) -> str:
    return as_time(round(value) if value >= 10 else value)


def _as_whole(value: float) -> str:
    return f"{value:,.0f}"
