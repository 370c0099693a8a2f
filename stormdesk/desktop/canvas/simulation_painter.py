"""Bars at consumers for what waits there in a simulation, and signs at events that are late."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.simulation_moments import Mark
from stormdesk.editor.wall import Wall
from stormdesk.layout.appearance import SIDE

_BARS_FROM, _SHORT_FROM, _WORDS_FROM = 12.0, 26.0, 64.0
"""Pixels that an event must be wide for a bar without words, a short word, and all of them."""
_FAR_HIGH, _SHORT_HIGH, _HIGH = 6.0, 14.0, 19.0
_SMALL, _LARGE = 10, 12
_PAD = 7.0
_INK, _PAPER, _FILL, _OVER = (QColor(c) for c in ("#1F2933", "#FFFFFF", "#F5C451", "#B3261E"))


class SimulationPainter:
    """Paints marks over the lower edge of stickies; without any it costs nothing."""

    def __init__(self, wall: Wall, update: Callable[[], object]) -> None:
        self._wall = wall
        self._update = update
        self._marks: Mapping[str, Mark] = {}

    def show(self, marks: Mapping[str, Mark]) -> None:
        """Show these marks, and no others."""
        if marks != self._marks:
            self._marks = marks
            self._update()

    def paint(self, painter: QPainter, camera: Camera, area: QRectF) -> None:
        """Paint the marks of what lies in an area of the widget, in pixels."""
        wide = camera.scale * SIDE
        if not self._marks or wide < _BARS_FROM:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(painter.font())
        font.setPixelSize(_LARGE if wide >= _WORDS_FROM else _SMALL)
        font.setWeight(QFont.Weight.Bold)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        found = self._wall.found(camera.on_board(area).inflated(2 * SIDE))
        for sticky_id, mark in self._marks.items():
            box = found.get(sticky_id)
            if box is not None:
                _paint_mark(painter, camera.on_screen(box), mark, metrics, wide)
        painter.restore()


def _paint_mark(
    painter: QPainter, sticky: QRectF, mark: Mark, metrics: QFontMetricsF, wide: float
) -> None:
    if wide >= _WORDS_FROM:
        text, high = mark.text, _HIGH
    elif wide >= _SHORT_FROM or mark.is_over:
        text, high = mark.short, _SHORT_HIGH
    else:
        text, high = "", _FAR_HIGH
    width = max(sticky.width(), metrics.horizontalAdvance(text) + 2 * _PAD)
    left, top = sticky.center().x() - width / 2, sticky.bottom() - high / 2
    draw_bar(painter, QRectF(round(left), round(top), round(width), high), mark, text)


def draw_bar(painter: QPainter, rect: QRectF, mark: Mark, text: str) -> None:
    """Draw a bar as full as a mark tells, with words; all of it strong where it is over."""
    round_by = min(rect.height() / 2, 5.0)
    outline = QPainterPath()
    outline.addRoundedRect(rect, round_by, round_by)
    painter.fillPath(outline, _OVER if mark.is_over else _PAPER)
    if not mark.is_over and mark.share:
        full = QRectF(rect.topLeft(), rect.size())
        full.setWidth(rect.width() * mark.share)
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(full, _FILL)
        painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_PAPER if mark.is_over else _INK, 1.2))
    painter.drawPath(outline)
    if text:
        painter.setPen(_PAPER if mark.is_over else _INK)
        painter.drawText(rect.translated(QPointF(0, -0.5)), Qt.AlignmentFlag.AlignCenter, text)
