"""The window's icons: line drawings of our own, and the signs of the kinds in their colours."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

from stormdesk.desktop.canvas.paint import painter_path, round_pen, with_alpha
from stormdesk.desktop.look import FAINT, INK
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.layout.glyphs import GRID, STROKE, glyph_of
from stormdesk.model.sticky import Kind
from stormdesk.resources import resource

_SIZES = (16, 24, 32)
_DISABLED = "#B4B7BD"


@cache
def icon(name: str, colour: str = INK) -> QIcon:
    """Return one of our drawings in a colour; that of a kind stands for the kind."""
    if name in set(Kind):
        return kind_icon(Kind(name))
    drawing = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    result = QIcon()
    for mode, stroke in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, _DISABLED)):
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", stroke).encode()))
        for size in _SIZES:
            pixmap = _blank(size)
            painter = QPainter(pixmap)
            renderer.render(painter, QRectF(0, 0, size, size))
            painter.end()
            result.addPixmap(pixmap, mode)
    return result


def faint_icon(name: str) -> QIcon:
    """Return one of our drawings for a place beside faint text."""
    return icon(name, FAINT)


@cache
def kind_icon(kind: Kind) -> QIcon:
    """Return a small sticky of a kind with its sign."""
    result = QIcon()
    for mode, alpha in ((QIcon.Mode.Normal, 255), (QIcon.Mode.Disabled, 70)):
        for size in _SIZES:
            result.addPixmap(_small_sticky(kind, size, alpha), mode)
    return result


def _small_sticky(kind: Kind, size: int, alpha: int) -> QPixmap:
    pixmap = _blank(size)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(with_alpha(DEFAULT_PALETTE.kinds[kind], alpha))
    painter.setPen(QPen(with_alpha(DEFAULT_PALETTE.ink, 90 * alpha // 255), 1))
    painter.drawRoundedRect(QRectF(0.5, 0.5, size - 1, size - 1), size * 0.12, size * 0.12)
    ink = QColor(DEFAULT_PALETTE.ink)
    ink.setAlpha(alpha)
    scale = size * 0.66 / GRID
    painter.translate(size * 0.17, size * 0.17)
    painter.scale(scale, scale)
    glyph = glyph_of(kind)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(round_pen(ink, STROKE))
    painter.drawPath(painter_path(glyph.lines))
    painter.fillPath(painter_path(glyph.solid), ink)
    painter.end()
    return pixmap


def _blank(size: int) -> QPixmap:
    # Twice the size, so that it is crisp on a dense screen too.
    pixmap = QPixmap(2 * size, 2 * size)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
