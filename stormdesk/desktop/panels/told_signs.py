"""Signs, chevrons and buttons that are drawn into the rows of a tree."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen

from stormdesk.desktop import look

Sign = Literal["", "done", "open", "box", "ticked", "crossed", "offered"]
DEED_PAD = 9
"""Pixels at the left and right of the words of a button."""
_ASIDE = 6


def deed_box(rect: QRect, deed: str, font: QFont) -> QRect | None:
    """Return where the button of a row stands."""
    if not deed:
        return None
    words = QFontMetrics(small_font(font))
    width = words.horizontalAdvance(deed) + 2 * DEED_PAD
    right = rect.right() - _ASIDE
    return QRect(right - width, rect.y() + 5, width, words.height() + 6)


def draw_deed(painter: QPainter, box: QRect, deed: str, shades: look.Shades) -> None:
    """Draw a button with the name of what can be done about a row."""
    painter.setPen(QPen(QColor(shades.strong_edge), 1))
    painter.setBrush(QColor(shades.paper))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    painter.setPen(QColor(shades.accent))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, deed)
    painter.setPen(QColor(shades.faint))


def draw_chevron(painter: QPainter, at: QPointF, colour: str, *, is_open: bool) -> None:
    """Draw the sign of a group that is open or folded."""
    line = QPainterPath(at)
    if is_open:
        line.lineTo(at + QPointF(4, 4))
        line.lineTo(at + QPointF(8, 0))
    else:
        line = QPainterPath(at + QPointF(2, -2))
        line.lineTo(at + QPointF(6, 2))
        line.lineTo(at + QPointF(2, 6))
    painter.strokePath(line, QPen(QColor(colour), 1.6))


def draw_sign(painter: QPainter, box: QRectF, sign: Sign, shades: look.Shades) -> None:
    """Draw a circle for what the board judges and a square for what people tick."""
    is_full = sign in ("done", "ticked")
    if not sign:
        return
    if sign == "offered":
        painter.setPen(QPen(QColor(shades.hot_edge), 1.4))
        painter.drawLine(box.center() - QPointF(4, 0), box.center() + QPointF(4, 0))
        painter.drawLine(box.center() - QPointF(0, 4), box.center() + QPointF(0, 4))
        return
    painter.setPen(QPen(QColor(shades.accent if is_full else shades.hot_edge), 1.4))
    painter.setBrush(QColor(shades.accent) if is_full else Qt.BrushStyle.NoBrush)
    if sign in ("done", "open"):
        painter.drawEllipse(box)
    else:
        painter.drawRoundedRect(box, 3, 3)
    line = QPainterPath(box.topLeft() + QPointF(3.4, 7.2))
    if is_full:
        line.lineTo(box.topLeft() + QPointF(6.0, 9.8))
        line.lineTo(box.topLeft() + QPointF(10.6, 4.6))
        painter.strokePath(line, QPen(QColor(shades.on_primary), 1.6))
    elif sign == "crossed":
        line.lineTo(box.topLeft() + QPointF(10.6, 7.2))
        painter.strokePath(line, QPen(QColor(shades.faint), 1.6))


def head_font(font: QFont, *, is_group: bool) -> QFont:
    """Return the font of the first line of a row."""
    result = QFont(font)
    result.setPixelSize(13)
    result.setWeight(QFont.Weight.Bold if is_group else QFont.Weight.Medium)
    return result


def small_font(font: QFont) -> QFont:
    """Return the font of what stands below and aside."""
    result = QFont(font)
    result.setPixelSize(12)
    return result
