"""Pens, brushes and glyph paths of one palette, made once."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap

from stormdesk.layout.appearance import LOOKS, Palette, colour_of, sign_of
from stormdesk.layout.geometry import Box
from stormdesk.layout.glyphs import GRID, STROKE, Path
from stormdesk.model.sticky import Kind, Sticky

SHADOW = (1.5, 4.0)
"""How far a sticky's shadow falls, in board units."""


class Paints:
    """What painters need of a palette, by colour name."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self.brushes: dict[str, QBrush] = _Brushes()
        self.ink = QColor(palette.ink)
        self.outer_ink = QColor(palette.outer_ink)
        self.faint = QColor(palette.faint_ink)
        self.paper = QColor(palette.paper)
        self.accent = QColor(palette.accent)
        self.accent_wash = with_alpha(palette.accent, 28)
        self.shadow = QBrush(QColor(40, 34, 24, 38))
        self.bar = QBrush(with_alpha(palette.ink, 96))
        self.edges: dict[str, QPen] = _Edges(palette.edge_depth)
        self.rims: dict[str, QBrush] = _Rims(palette.edge_depth)
        # Opaque, because Qt takes ten times longer for lines that let something through.
        self.far_flow = QPen(mixed(palette.flow, palette.lanes[0]), 0)
        self.flow = round_pen(QColor(palette.flow), 2.5 * palette.line_width)
        self.loop = QPen(QColor(palette.loop), 2.5 * palette.line_width)
        self.loop.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.glyph = round_pen(with_alpha(palette.ink, 175), STROKE * palette.line_width**0.5)
        self._signs: dict[tuple[Kind, str | None], QPixmap] = {}
        self._tilted: dict[tuple[Kind, str | None, float, float, float], QPixmap] = {}
        self._sharpness = 0.0

    def paint_signs(
        self, painter: QPainter, stickies: Iterable[tuple[Sticky, Box]], scale: float
    ) -> None:
        """Paint the signs of stickies in their corners, each from a picture of that size."""
        sharp = self._sharpened(painter, scale)
        for sticky, (x, y, _, _) in stickies:
            key = (sticky.kind, sticky.sign)
            picture = self._signs.get(key)
            place = LOOKS[sticky.kind].glyph_box
            if picture is None:
                picture = self._signs[key] = self.sign_picture(sticky, place, sharp)
            painter.drawPixmap(QPointF(x + place.x - 1, y + place.y - 1), picture)

    def sign_picture(self, sticky: Sticky, place: Box, sharp: float) -> QPixmap:
        """Return a picture of a sticky's sign with an edge of one unit round its place.

        ``sharp`` is the number of pixels for a unit.
        """
        width, height = place.width + 2, place.height + 2
        pixels = QSize(max(1, ceil(width * sharp)), max(1, ceil(height * sharp)))
        picture = QPixmap(pixels)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.scale(sharp, sharp)
        self._draw_sign(painter, sticky, place.moved(1 - place.x, 1 - place.y))
        painter.end()
        picture.setDevicePixelRatio(sharp)
        return picture

    def paint_tilted(
        self, painter: QPainter, sticky: Sticky, box: Box, degrees: float, scale: float
    ) -> None:
        """Paint a tilted sticky with its sign, but no text, from a picture of it at that size.

        Qt takes far longer to fill tilted rectangles than to copy a picture of one, and for a
        tilted picture of a sign it waits for other threads.
        """
        sharp = self._sharpened(painter, scale)
        side = (box.width**2 + box.height**2) ** 0.5 + 2 * max(SHADOW) + 4
        colour = colour_of(sticky, self.palette)
        key = (sticky.kind, sticky.sign, box.width, box.height, degrees)
        picture = self._tilted.get(key)
        if picture is None:
            pixels = max(1, ceil(side * sharp))
            picture = self._tilted[key] = QPixmap(pixels, pixels)
            picture.fill(Qt.GlobalColor.transparent)
            own = QPainter(picture)
            own.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
            own.scale(sharp, sharp)
            own.translate(side / 2, side / 2)
            own.rotate(degrees)
            rect = QRectF(-box.width / 2, -box.height / 2, box.width, box.height)
            own.fillRect(rect.translated(*SHADOW), self.shadow)
            own.setPen(self.edges[colour])
            own.setBrush(self.brushes[colour])
            own.drawRect(rect)
            place = LOOKS[sticky.kind].glyph_box
            self._draw_sign(own, sticky, place.moved(rect.x(), rect.y()))
            own.end()
            picture.setDevicePixelRatio(sharp)
        x, y = box.center
        painter.drawPixmap(QPointF(x - side / 2, y - side / 2), picture)

    def _draw_sign(self, painter: QPainter, sticky: Sticky, place: Box) -> None:
        painter.translate(place.x, place.y)
        painter.scale(place.width / GRID, place.height / GRID)
        sign = sign_of(sticky)
        painter.fillPath(painter_path(sign.solid), self.glyph.color())
        painter.strokePath(painter_path(sign.lines), self.glyph)

    def _sharpened(self, painter: QPainter, scale: float) -> float:
        sharp = scale * painter.device().devicePixelRatioF()
        if sharp != self._sharpness:
            self._sharpness = sharp
            self._signs.clear()
            self._tilted.clear()
        return sharp


class _Brushes(dict[str, QBrush]):
    def __missing__(self, colour: str) -> QBrush:
        brush = self[colour] = QBrush(QColor(colour))
        return brush


class _Edges(dict[str, QPen]):
    """Outlines are opaque: Qt takes twenty times longer for those that let something through."""

    def __init__(self, depth: int) -> None:
        super().__init__()
        self._depth = depth

    def __missing__(self, colour: str) -> QPen:
        pen = self[colour] = QPen(QColor(colour).darker(self._depth), 0)
        return pen


class _Rims(dict[str, QBrush]):
    def __init__(self, depth: int) -> None:
        super().__init__()
        self._depth = depth

    def __missing__(self, colour: str) -> QBrush:
        brush = self[colour] = QBrush(QColor(colour).darker(self._depth))
        return brush


def mixed(one: str, other: str) -> QColor:
    """Return the colour half way between two."""
    a, b = QColor(one), QColor(other)
    return QColor(
        (a.red() + b.red()) // 2, (a.green() + b.green()) // 2, (a.blue() + b.blue()) // 2
    )


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
