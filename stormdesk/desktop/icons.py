"""The window's icons: line drawings of our own, and the signs of the kinds in their colours."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QWidget

from stormdesk.desktop.canvas.paint import painter_path, round_pen, with_alpha
from stormdesk.desktop.look import shades_of
from stormdesk.layout.appearance import DEFAULT_PALETTE, Palette
from stormdesk.layout.glyphs import GRID, STROKE, glyph_of
from stormdesk.model.sticky import Kind
from stormdesk.resources import resource

_SIZES = (16, 24, 32)
_DISABLED = "#A3A7AE"


def icon(name: str, colour: str = "") -> QIcon:
    """Return one of our drawings in a colour, or else in the window's ink; a kind has its own."""
    if name in set(Kind):
        return kind_icon(Kind(name))
    return _drawn(name, colour or shades_of(QGuiApplication.palette()).ink)


def draw(button: QAbstractButton, name: str) -> None:
    """Give a button one of our drawings, and ``redraw`` a way to find it."""
    button.setProperty("drawing", name)
    button.setIcon(icon(name))


def redraw(root: QWidget) -> None:
    """Draw the icons of all buttons within anew, in the window's present ink."""
    for button in root.findChildren(QAbstractButton):
        name = button.property("drawing")
        if name:
            button.setIcon(icon(name))


def faint_icon(name: str) -> QIcon:
    """Return one of our drawings for a place beside faint text."""
    return _drawn(name, shades_of(QGuiApplication.palette()).faint)


def kind_icon(kind: Kind, palette: Palette = DEFAULT_PALETTE) -> QIcon:
    """Return a small sticky of a kind with its sign."""
    return _stuck(kind, palette.kinds[kind], palette.ink)


@cache
def _drawn(name: str, colour: str) -> QIcon:
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


@cache
def _stuck(kind: Kind, colour: str, ink: str) -> QIcon:
    result = QIcon()
    for mode, alpha in ((QIcon.Mode.Normal, 255), (QIcon.Mode.Disabled, 70)):
        for size in _SIZES:
            result.addPixmap(_small_sticky(kind, size, alpha, colour, ink), mode)
    return result


def _small_sticky(kind: Kind, size: int, alpha: int, colour: str, ink: str) -> QPixmap:
    pixmap = _blank(size)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(with_alpha(colour, alpha))
    painter.setPen(QPen(with_alpha(ink, 90 * alpha // 255), 1))
    painter.drawRoundedRect(QRectF(0.5, 0.5, size - 1, size - 1), size * 0.12, size * 0.12)
    stroke = with_alpha(ink, alpha)
    scale = size * 0.66 / GRID
    painter.translate(size * 0.17, size * 0.17)
    painter.scale(scale, scale)
    glyph = glyph_of(kind)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(round_pen(stroke, STROKE))
    painter.drawPath(painter_path(glyph.lines))
    painter.fillPath(painter_path(glyph.solid), stroke)
    painter.end()
    return pixmap


def _blank(size: int) -> QPixmap:
    # Twice the size, so that it is crisp on a dense screen too.
    pixmap = QPixmap(2 * size, 2 * size)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
