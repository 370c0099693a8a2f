"""The signs in the small discs at stickies, each round 0, 0 and within a radius of 9."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from stormdesk.desktop.canvas.paint import round_pen


def paint_lock(painter: QPainter, ink: QColor) -> None:
    """Paint a padlock: this must be secured."""
    painter.setPen(round_pen(ink, 1.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    shackle = QPainterPath(QPointF(-3, -1))
    shackle.lineTo(-3, -3.5)
    shackle.arcTo(QRectF(-3, -6.5, 6, 6), 180, -180)
    shackle.lineTo(3, -1)
    painter.drawPath(shackle)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(QRectF(-5, -1, 10, 7.5), 1.5, 1.5)


def paint_eye(painter: QPainter, ink: QColor) -> None:
    """Paint an eye: somebody watches this."""
    painter.setPen(round_pen(ink, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    lid = QPainterPath(QPointF(-8, 0))
    lid.quadTo(0, -8.5, 8, 0)
    lid.quadTo(0, 8.5, -8, 0)
    painter.drawPath(lid)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(0, 0), 2.7, 2.7)


def paint_roughly(painter: QPainter, ink: QColor) -> None:
    """Paint two waves, as before a number that is not sure: some of it is assumed."""
    painter.setPen(round_pen(ink, 1.8))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for y in (-2.6, 2.6):
        wave = QPainterPath(QPointF(-5.5, y + 1))
        wave.cubicTo(-2.5, y - 4, 2.5, y + 4, 5.5, y - 1)
        painter.drawPath(wave)
