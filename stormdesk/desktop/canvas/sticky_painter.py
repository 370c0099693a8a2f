"""Stickies at three distances: blocks of colour, bars for text, and the card with its words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from stormdesk.desktop.canvas.batches import ColouredRectangles, Rectangles, bars
from stormdesk.desktop.canvas.glyph_text import GlyphText
from stormdesk.desktop.canvas.paint import Paints, with_alpha
from stormdesk.editor.wall import Wall
from stormdesk.layout.appearance import LOOKS, colour_of
from stormdesk.layout.geometry import Box
from stormdesk.layout.glyphs import GRID
from stormdesk.model.sticky import Kind, Sticky

TEXT_FROM = 72.0
"""Pixels an event must be wide before its text is set; bars below that."""
BARS_FROM = 14.0
"""Pixels an event must be wide before its text is hinted at by bars."""
_SIDE = 160.0


class StickyPainter:
    """Paints the stickies of a wall; follows its changes and computes nothing anew in a frame."""

    def __init__(self, wall: Wall, paints: Paints, texts: GlyphText) -> None:
        self._wall = wall
        self._paints = paints
        self._texts = texts
        self._blocks = ColouredRectangles()
        self._first_bars = Rectangles()
        self._second_bars = Rectangles()
        self.follow(wall.arrangement.boxes)

    def follow(self, touched: Iterable[str]) -> None:
        """Take over what changed on the wall."""
        for sticky_id in touched:
            sticky = self._wall.board.stickies.get(sticky_id)
            box = self._wall.box(sticky_id)
            if sticky is None or box is None:
                self._blocks.remove(sticky_id)
                self._first_bars.remove(sticky_id)
                self._second_bars.remove(sticky_id)
                continue
            rect = QRectF(*box)
            first, second = bars(rect, len(sticky.text))
            self._blocks.put(sticky_id, colour_of(sticky, self._paints.palette), rect)
            self._first_bars.put(sticky_id, first)
            self._second_bars.put(sticky_id, second)

    def paint(self, painter: QPainter, view: Box, scale: float, typing: str | None) -> None:
        """Paint what is in view, in board units."""
        side = scale * _SIDE
        if side >= TEXT_FROM:
            self._paint_near(painter, view, typing)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._blocks.paint(painter, self._paints.brushes)
        if side >= BARS_FROM:
            painter.setBrush(self._paints.bar)
            painter.drawRects(self._first_bars.rects)
            painter.drawRects(self._second_bars.rects)

    def paint_selected(self, painter: QPainter, ids: Iterable[str], scale: float) -> None:
        """Paint a frame round the selected stickies."""
        pen = QPen(self._paints.accent, 2.5 / scale)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        off = 3 / scale
        frames = [QRectF(*b.inflated(off)) for i in ids if (b := self._wall.box(i))]
        if frames:
            painter.drawRects(frames)

    def _paint_near(self, painter: QPainter, view: Box, typing: str | None) -> None:
        stickies = self._wall.board.stickies
        ids = self._wall.in_box(view.inflated(32))
        shown = sorted(
            (stickies[i] for i in ids), key=lambda s: (s.pinned_to is not None, s.order, s.id)
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        for sticky in shown:
            box = self._wall.box(sticky.id)
            if box is not None:
                self._paint_card(painter, sticky, box, with_text=sticky.id != typing)

    def _paint_card(self, painter: QPainter, sticky: Sticky, box: Box, *, with_text: bool) -> None:
        look, paints = LOOKS[sticky.kind], self._paints
        tilted = bool(look.tilt) and with_text
        if tilted:
            painter.save()
            painter.translate(box.center.x, box.center.y)
            painter.rotate(look.tilt)
            painter.translate(-box.center.x, -box.center.y)
        rect = QRectF(*box)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(rect.translated(1.5, 4), paints.shadow)
        painter.fillRect(rect, paints.brushes[colour_of(sticky, paints.palette)])
        painter.setPen(paints.edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect)
        self._paint_sign(painter, sticky, box)
        if with_text:
            painter.setPen(paints.ink)
            self._texts.paint(painter, sticky, box.x, box.y)
        self._paint_marks(painter, sticky, box)
        if tilted:
            painter.restore()

    def _paint_sign(self, painter: QPainter, sticky: Sticky, box: Box) -> None:
        lines, solid = self._paints.glyph_paths(sticky)
        place = LOOKS[sticky.kind].glyph_box
        painter.save()
        painter.translate(box.x + place.x, box.y + place.y)
        painter.scale(place.width / GRID, place.height / GRID)
        if not solid.isEmpty():
            painter.fillPath(solid, self._paints.glyph.color())
        painter.strokePath(lines, self._paints.glyph)
        painter.restore()

    def _paint_marks(self, painter: QPainter, sticky: Sticky, box: Box) -> None:
        x, y = box.right - 16, box.y + 18
        pen = QPen(with_alpha(self._paints.palette.ink, 175), 2)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if sticky.again is not None:
            painter.drawArc(QRectF(x - 8, y - 8, 16, 16), 60 * 16, 285 * 16)
            painter.drawPolyline([QPointF(x + 1, y - 11), QPointF(x + 5, y - 7), QPointF(x, y - 3)])
            x -= 26
        if sticky.locked:
            painter.drawRoundedRect(QRectF(x - 6, y - 2, 12, 9), 2, 2)
            painter.drawArc(QRectF(x - 4, y - 8, 8, 12), 0, 180 * 16)
            x -= 26
        if sticky.kind is Kind.EVENT and sticky.pivotal:
            painter.setBrush(self._paints.brushes[self._paints.palette.pivotal])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRect(QRectF(box.x, box.y - 3, box.width, 6))
