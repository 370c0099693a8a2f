"""Pens, brushes and glyph paths of one palette, made once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen

from stormdesk.layout.appearance import Palette, sign_of
from stormdesk.layout.glyphs import STROKE, Path
from stormdesk.model.sticky import Sticky

ACCENT = "#1D5FD1"
"""Selection, guides and everything else that belongs to the hand and not to the board."""


class Paints:
    """What painters need of a palette, by colour name."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self.brushes: dict[str, QBrush] = _Brushes()
        self.ink = QColor(palette.ink)
        self.faint = QColor(palette.faint_ink)
        self.paper = QColor(palette.paper)
        self.accent = QColor(ACCENT)
        self.accent_wash = with_alpha(ACCENT, 28)
        self.shadow = QBrush(QColor(40, 34, 24, 38))
        self.bar = QBrush(with_alpha(palette.ink, 96))
        self.edges: dict[str, QPen] = _Edges()
        self.flow = round_pen(QColor(palette.flow), 2.5)
        self.loop = round_pen(QColor(palette.loop), 2.5, Qt.PenStyle.DashLine)
        self.glyph = round_pen(with_alpha(palette.ink, 175), STROKE)
        self._glyphs: dict[tuple[str, str | None], tuple[QPainterPath, QPainterPath]] = {}

    def glyph_paths(self, sticky: Sticky) -> tuple[QPainterPath, QPainterPath]:
        """Return the lines and the solid parts of a sticky's sign, on its grid."""
        key = (sticky.kind.value, sticky.sign)
        found = self._glyphs.get(key)
        if found is None:
            sign = sign_of(sticky)
            found = self._glyphs[key] = painter_path(sign.lines), painter_path(sign.solid)
        return found


class _Brushes(dict[str, QBrush]):
    def __missing__(self, colour: str) -> QBrush:
        brush = self[colour] = QBrush(QColor(colour))
        return brush


class _Edges(dict[str, QPen]):
    """Outlines are opaque: Qt takes twenty times longer for those that let something through."""

    def __missing__(self, colour: str) -> QPen:
        pen = self[colour] = QPen(QColor(colour).darker(118), 0)
        return pen


def with_alpha(colour: str, alpha: int) -> QColor:
    """Return a colour that lets through what is under it; alpha from 0 to 255."""
    result = QColor(colour)
    result.setAlpha(alpha)
    return result


def round_pen(colour: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """Return a pen with round ends and joints."""
    return QPen(colour, width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def painter_path(path: Path) -> QPainterPath:
    """Return the layout's path as Qt's."""
    result = QPainterPath()
    for command in path:
        match command:
            case ("M", x, y):
                result.moveTo(x, y)
            case ("L", x, y):
                result.lineTo(x, y)
            case ("C", x1, y1, x2, y2, x, y):
                result.cubicTo(x1, y1, x2, y2, x, y)
            case _:
                result.closeSubpath()
    return result
