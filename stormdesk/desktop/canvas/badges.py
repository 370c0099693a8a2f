"""The small discs at stickies, with their signs."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from stormdesk.desktop.canvas.paint import painter_path, round_pen
from stormdesk.layout.geometry import Point
from stormdesk.layout.marks import BADGE_GRID, BADGE_SIGNS, Badge

_GROUND = QColor("#FFFFFF")


def paint_badge(painter: QPainter, badge: Badge, middle: Point, radius: float, ink: QColor) -> None:
    """Paint a disc round a point, in board units."""
    sign = BADGE_SIGNS[badge]
    painter.save()
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(_GROUND)
    painter.drawEllipse(QPointF(*middle), radius, radius)
    painter.translate(*middle)
    painter.scale(radius / BADGE_GRID, radius / BADGE_GRID)
    painter.strokePath(painter_path(sign.lines), round_pen(ink, sign.width))
    if sign.solid:
        painter.fillPath(painter_path(sign.solid), ink)
    painter.restore()
