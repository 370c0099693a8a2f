"""Laser, spotlight and pulse, painted over a view of the board."""

from __future__ import annotations

from itertools import pairwise
from math import sin, tau

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QRadialGradient

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.pointing import TRAIL, Pointing

_LASER = "#E4002B"
_DARK = QColor(0, 0, 0, 150)
_DOT, _TRAIL_WIDTH, _RING = 7.0, 9.0, 5.0
_RINGS = 3
_SPREAD = 46.0


class PointingPainter:
    """Paints where a speaker points; ``size`` makes it larger for a room."""

    def __init__(self, pointing: Pointing, size: float = 1.0) -> None:
        self._pointing = pointing
        self.size = size

    def paint(self, painter: QPainter, camera: Camera, area: QRectF) -> None:
        """Paint it over an area of the widget, in pixels."""
        if self._pointing.is_idle:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        if self._pointing.light == "spotlight":
            self._paint_dark(painter, camera, area)
        self._paint_pulse(painter, camera)
        self._paint_laser(painter, camera)
        painter.restore()

    def _paint_dark(self, painter: QPainter, camera: Camera, area: QRectF) -> None:
        if self._pointing.at is None:
            return
        middle = camera.to_screen(*self._pointing.at)
        reach = self._pointing.reach * camera.scale
        shadow = QPainterPath()
        shadow.addRect(area)
        shadow.addEllipse(middle, reach, reach)
        painter.fillPath(shadow, _DARK)

    def _paint_laser(self, painter: QPainter, camera: Camera) -> None:
        trail, red = self._pointing.trail, QColor(_LASER)
        places = [camera.to_screen(*beam.place) for beam in trail]
        for (one, other), beam in zip(pairwise(places), trail[1:], strict=True):
            fresh = 1 - beam.age / TRAIL
            red.setAlphaF(max(0.0, 0.8 * fresh))
            # Round ends would lie over one another and show as beads.
            pen = QPen(red, self.size * _TRAIL_WIDTH * fresh)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(one, other)
        if self._pointing.light == "laser" and self._pointing.at is not None:
            self._paint_dot(painter, camera.to_screen(*self._pointing.at))

    def _paint_dot(self, painter: QPainter, at: QPointF) -> None:
        glow = QRadialGradient(at, 3 * _DOT * self.size)
        red = QColor(_LASER)
        red.setAlpha(150)
        glow.setColorAt(0, red)
        red.setAlpha(0)
        glow.setColorAt(1, red)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(glow)
        painter.drawEllipse(at, 3 * _DOT * self.size, 3 * _DOT * self.size)
        painter.setBrush(QColor(_LASER))
        painter.drawEllipse(at, _DOT * self.size, _DOT * self.size)

    def _paint_pulse(self, painter: QPainter, camera: Camera) -> None:
        pulse = self._pointing.pulse
        if pulse is None:
            return
        rect, part = camera.on_screen(pulse[0]), pulse[1]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ring in range(_RINGS):
            own = part * _RINGS - ring
            if not 0 <= own < 1:
                continue
            off = self.size * _SPREAD * own
            colour = QColor(_LASER)
            colour.setAlphaF(sin(tau / 2 * (0.15 + 0.85 * own)) ** 0.5 * (1 - own * own))
            pen = QPen(colour, self.size * _RING)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            corner = self.size * 6 + off
            painter.drawRoundedRect(rect.adjusted(-off, -off, off, off), corner, corner)
