"""The small discs at stickies, with their signs, and how many votes they have."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from stormdesk.desktop.canvas.paint import painter_path, round_pen
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.marks import (
    BADGE_GRID,
    BADGE_SIGNS,
    VOTE_GROUND,
    VOTE_INK,
    VOTE_ROUND,
    Badge,
    vote_place,
)

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


def paint_votes(painter: QPainter, box: Box, votes: int) -> None:
    """Paint how many votes the sticky in a box has, in board units."""
    place = vote_place(box, votes)
    if place is None:
        return
    flag, size = place
    rect = QRectF(flag.x, flag.y, flag.width, flag.height)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(VOTE_GROUND))
    painter.drawRoundedRect(rect, VOTE_ROUND, VOTE_ROUND)
    font = QFont("Roboto")
    font.setPixelSize(round(size))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(VOTE_INK))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(votes))
    painter.restore()
