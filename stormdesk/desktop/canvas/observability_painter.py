"""Signs at events and consumers: what is traced, measured, logged and audited, and what should."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.paint import round_pen
from stormdesk.desktop.canvas.sticky_painter import TEXT_FROM
from stormdesk.editor.wall import Wall
from stormdesk.layout.appearance import SIDE
from stormdesk.model.service import Observability

if TYPE_CHECKING:
    from stormdesk.analysis.observation import Observed

State = Literal["whole", "part", "none"]
"""Whether all that should be observed is, some of it, or nothing."""

STATES_FROM = 8.0
"""Pixels that an event must be wide to have a mark of its state; below, none could be told."""
_SHARE = 0.075
_SMALLEST, _LARGEST = 7.0, 11.0
_STATE = 11.0
_GAP = 2.0
_OVER = 4.0
"""Pixels by which signs lie over a corner, where little is pinned and no sign of a kind is."""
_INK, _PALE, _PAPER = QColor("#1F2933"), QColor("#6B7280"), QColor("#FFFFFF")
_VEIL = QColor(255, 255, 255, 215)

_Key = tuple["Observed", float, float]


class ObservabilityPainter:
    """Paints prepared signs on the upper edge of stickies; far away one mark of its state."""

    def __init__(self, wall: Wall, update: Callable[[], object]) -> None:
        self._wall = wall
        self._update = update
        self._observed: Mapping[str, Observed] = {}
        self._strips: dict[_Key, QPixmap] = {}

    def show(self, observed: Mapping[str, Observed]) -> None:
        """Show how these stickies are observed, and no others."""
        self._observed = observed
        self._update()

    def paint(self, painter: QPainter, camera: Camera, area: QRectF) -> None:
        """Paint the signs of what lies in an area of the widget, in pixels."""
        width = camera.scale * SIDE
        if not self._observed or width < STATES_FROM:
            return
        sharp = painter.device().devicePixelRatioF()
        radius = round(min(max(width * _SHARE, _SMALLEST), _LARGEST)) if width >= TEXT_FROM else 0.0
        observed, scale = self._observed, camera.scale
        for sticky_id, box in self._wall.found(camera.on_board(area).inflated(SIDE)).items():
            if sticky_id in observed:
                strip = self._strip(observed[sticky_id], radius, sharp)
                size = strip.deviceIndependentSize()
                x = (box.x - camera.x) * scale - _OVER
                y = (box.y - camera.y) * scale - size.height() + _OVER
                painter.drawPixmap(QPointF(x, y), strip)

    def _strip(self, observed: Observed, radius: float, sharp: float) -> QPixmap:
        key = (observed, radius, sharp)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = _drawn(observed, radius, sharp)
        return strip


def sign_picture(point: Observability, radius: float, sharp: float, *, is_there: bool) -> QPixmap:
    """Return the sign of one point as it is on the canvas, for a legend."""
    side = 2 * radius + 2
    picture = _blank(side, side, sharp)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw_sign(painter, QPointF(side / 2, side / 2), radius, point, is_there=is_there)
    painter.end()
    return picture


def state_picture(state: State, sharp: float) -> QPixmap:
    """Return the mark of a state, as it stands at a sticky that is too small for signs."""
    picture = _blank(_STATE, _STATE, sharp)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(_STATE / 2, _STATE / 2)
    painter.setPen(QPen(_PAPER if state == "whole" else _INK, 1.4))
    painter.setBrush(_INK if state == "whole" else _PAPER)
    if state == "part":
        triangle = [QPointF(0, -4.4), QPointF(4.6, 3.8), QPointF(-4.6, 3.8)]
        painter.drawConvexPolygon(triangle)
    elif state == "none":
        painter.drawRect(QRectF(-3.8, -3.8, 7.6, 7.6))
        painter.drawLine(QPointF(-3.8, -3.8), QPointF(3.8, 3.8))
        painter.drawLine(QPointF(-3.8, 3.8), QPointF(3.8, -3.8))
    else:
        painter.drawEllipse(QPointF(0, 0), 4.6, 4.6)
    painter.end()
    return picture


def _state(observed: Observed) -> State:
    if not observed.missing:
        return "whole"
    return "part" if observed.there else "none"


def _drawn(observed: Observed, radius: float, sharp: float) -> QPixmap:
    if not radius:
        return state_picture(_state(observed), sharp)
    points = [*((p, True) for p in observed.there), *((p, False) for p in observed.missing)]
    points.sort(key=lambda each: list(_SIGNS).index(each[0]))
    step = 2 * radius + _GAP
    picture = _blank(step * len(points) + 2, 2 * radius + 2, sharp)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, (point, is_there) in enumerate(points):
        at = QPointF(1 + radius + _GAP / 2 + number * step, radius + 1)
        _draw_sign(painter, at, radius, point, is_there=is_there)
    painter.end()
    return picture


def _draw_sign(
    painter: QPainter, at: QPointF, radius: float, point: Observability, *, is_there: bool
) -> None:
    """Draw a dark disc for what is there, and a pale one with a broken line for what is not."""
    painter.save()
    painter.translate(at)
    painter.scale(radius / 10, radius / 10)
    if is_there:
        painter.setPen(QPen(_PAPER, 1.4))
        painter.setBrush(_INK)
    else:
        edge = QPen(_PALE, 1.6)
        edge.setDashPattern([1.6, 1.4])
        painter.setPen(edge)
        painter.setBrush(_VEIL)
    painter.drawEllipse(QPointF(0, 0), 9.2, 9.2)
    painter.setPen(round_pen(_PAPER if is_there else _PALE, 1.7))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_SIGNS[point]())
    painter.restore()


def _blank(width: float, height: float, sharp: float) -> QPixmap:
    picture = QPixmap(ceil(width * sharp), ceil(height * sharp))
    picture.setDevicePixelRatio(sharp)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _trace() -> QPainterPath:
    """Return three points that a line joins."""
    path = QPainterPath(QPointF(-4, 3.5))
    path.lineTo(0, -3)
    path.lineTo(4, 2)
    for x, y in ((-4, 3.5), (0, -3), (4, 2)):
        path.addEllipse(QPointF(x, y), 1, 1)
    return path


def _metric() -> QPainterPath:
    """Return bars of different heights."""
    path = QPainterPath()
    for x, top in ((-4, 0.5), (0, -4), (4, -1.5)):
        path.moveTo(x, 4)
        path.lineTo(x, top)
    return path


def _log() -> QPainterPath:
    """Return lines of writing."""
    path = QPainterPath()
    for y, right in ((-3.5, 4), (0, 4), (3.5, 0.5)):
        path.moveTo(-4, y)
        path.lineTo(right, y)
    return path


def _audit() -> QPainterPath:
    """Return a tick in a shield."""
    path = QPainterPath(QPointF(0, -5.5))
    path.lineTo(4.5, -3.8)
    path.cubicTo(4.5, 1.5, 3, 4, 0, 5.8)
    path.cubicTo(-3, 4, -4.5, 1.5, -4.5, -3.8)
    path.closeSubpath()
    path.moveTo(-1.9, 0)
    path.lineTo(-0.4, 1.6)
    path.lineTo(2, -1.6)
    return path


_SIGNS: dict[Observability, Callable[[], QPainterPath]] = {
    "trace": _trace,
    "metric": _metric,
    "log": _log,
    "audit": _audit,
}
