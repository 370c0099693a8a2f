"""Stickies at three distances: blocks of colour, bars for text, and the card with its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

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
        boxes = self._wall.found(view.inflated(32))
        alone = _lying_alone(boxes)
        flat = [stickies[i] for i in alone if not LOOKS[stickies[i].kind].tilt]
        self._paint_flat(painter, flat, boxes, typing)
        piled = [stickies[i] for i in boxes if i not in alone or LOOKS[stickies[i].kind].tilt]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        for sticky in sorted(piled, key=lambda s: (s.pinned_to is not None, s.order, s.id)):
            self._paint_card(painter, sticky, boxes[sticky.id], with_text=sticky.id != typing)

    def _paint_flat(
        self, painter: QPainter, flat: list[Sticky], boxes: dict[str, Box], typing: str | None
    ) -> None:
        """Paint stickies that no other one touches, each layer of all of them at once."""
        paints, by_colour = self._paints, defaultdict[str, list[QRectF]](list)
        rects = [self._blocks.rect(sticky.id) for sticky in flat]
        for sticky, rect in zip(flat, rects, strict=True):
            by_colour[colour_of(sticky, paints.palette)].append(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(paints.shadow)
        painter.drawRects([rect.translated(1.5, 4) for rect in rects])
        for colour, same in by_colour.items():
            painter.setPen(paints.edges[colour])
            painter.setBrush(paints.brushes[colour])
            painter.drawRects(same)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.setPen(paints.ink)
        for sticky in flat:
            box = boxes[sticky.id]
            self._paint_sign(painter, sticky, box)
            if sticky.id != typing:
                self._texts.paint(painter, sticky, box.x, box.y)
        for sticky in flat:
            self._paint_marks(painter, sticky, boxes[sticky.id])

    def _paint_card(self, painter: QPainter, sticky: Sticky, box: Box, *, with_text: bool) -> None:
        look, paints = LOOKS[sticky.kind], self._paints
        tilted = bool(look.tilt) and with_text
        if tilted:
            painter.save()
            painter.translate(box.center.x, box.center.y)
            painter.rotate(look.tilt)
            painter.translate(-box.center.x, -box.center.y)
        rect = self._blocks.rect(sticky.id)
        painter.fillRect(rect.translated(1.5, 4), paints.shadow)
        colour = colour_of(sticky, paints.palette)
        painter.setPen(paints.edges[colour])
        painter.setBrush(paints.brushes[colour])
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
        if sticky.again is None and not sticky.locked and not sticky.pivotal:
            return
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


def _lying_alone(boxes: dict[str, Box]) -> set[str]:
    """Return the stickies that share no room with another one; their order does not matter."""
    alone = set(boxes)
    upright = sorted((box.x, box.y, sticky_id) for sticky_id, box in boxes.items())
    for number, (x, y, sticky_id) in enumerate(upright):
        _, _, width, height = boxes[sticky_id]
        for other_x, other_y, other_id in islice(upright, number + 1, None):
            if other_x >= x + width:
                break
            if other_y < y + height and y < other_y + boxes[other_id].height:
                alone -= {sticky_id, other_id}
    return alone
