"""Stickies at three distances: blocks of colour, bars for text, and the card with its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from stormdesk.desktop.canvas.batches import Backlog, ColouredRectangles, Rectangles, bars
from stormdesk.desktop.canvas.glyph_text import GlyphText
from stormdesk.desktop.canvas.paint import SHADOW, Paints, with_alpha
from stormdesk.editor.wall import Wall
from stormdesk.layout.appearance import LOOKS, colour_of
from stormdesk.layout.geometry import Box
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
        self._backlog = Backlog()
        self._file(wall.arrangement.boxes)

    def follow(self, touched: Iterable[str]) -> None:
        """Take note of what changed on the wall."""
        self._backlog.add(touched)

    def catch_up(self, most: int) -> bool:
        """File some of what changed, while nobody waits; return whether there is more."""
        self._file(self._backlog.take(most))
        return len(self._backlog) > 0

    def paint(
        self,
        painter: QPainter,
        view: Box,
        scale: float,
        typing: str | None,
        selected: frozenset[str],
    ) -> None:
        """Paint what is in view, in board units."""
        side = scale * _SIDE
        if side >= TEXT_FROM:
            self._paint_near(painter, view, scale, typing, selected)
            return
        self.catch_up(len(self._backlog))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        paints, is_middle = self._paints, side >= BARS_FROM
        edges = paints.edges if is_middle and paints.palette.has_strong_edges else None
        self._blocks.paint(painter, paints.brushes, edges)
        if side >= BARS_FROM:
            painter.setBrush(self._paints.bar)
            painter.drawRects(self._first_bars.rects)
            painter.drawRects(self._second_bars.rects)

    def paint_selected(
        self, painter: QPainter, view: Box, ids: frozenset[str], scale: float
    ) -> None:
        """Paint a frame round the selected stickies in view."""
        if not ids:
            return
        pen = QPen(self._paints.accent, 2.5 / scale)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if len(ids) > _FEW:
            boxes = {i: box for i, box in self._wall.found(view).items() if i in ids}
        else:
            boxes = {i: box for i in ids if (box := self._wall.box(i)) is not None}
        off = 3 / scale
        upright: list[QRectF] = []
        for sticky_id, box in boxes.items():
            tilt = LOOKS[self._wall.board.stickies[sticky_id].kind].tilt
            frame = QRectF(*box.inflated(off))
            if tilt and scale * _SIDE >= TEXT_FROM:
                painter.save()
                _tilt(painter, box, tilt)
                painter.drawRect(frame)
                painter.restore()
            else:
                upright.append(frame)
        if upright:
            painter.drawRects(upright)

    def _file(self, ids: Iterable[str]) -> None:
        stickies, boxes = self._wall.board.stickies, self._wall.arrangement.boxes
        palette = self._paints.palette
        for sticky_id in ids:
            sticky, box = stickies.get(sticky_id), boxes.get(sticky_id)
            if sticky is None or box is None:
                for batch in (self._blocks, self._first_bars, self._second_bars):
                    batch.remove(sticky_id)
                continue
            first, second = bars(*box, len(sticky.text))
            self._blocks.put(sticky_id, colour_of(sticky, palette), QRectF(*box))
            self._first_bars.put(sticky_id, first)
            if second is None:
                self._second_bars.remove(sticky_id)
            else:
                self._second_bars.put(sticky_id, second)

    def _paint_near(
        self,
        painter: QPainter,
        view: Box,
        scale: float,
        typing: str | None,
        selected: frozenset[str],
    ) -> None:
        stickies = self._wall.board.stickies
        boxes = self._wall.found(view.inflated(32))
        alone = _lying_alone(boxes)
        flat: list[tuple[Sticky, Box]] = []
        piled: list[tuple[Sticky, Box]] = []
        for sticky_id, box in boxes.items():
            sticky = stickies[sticky_id]
            tilted = sticky.kind is Kind.HOTSPOT
            (flat if sticky_id in alone and not tilted else piled).append((sticky, box))
        self._paint_flat(painter, flat, scale, typing)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        piled.sort(key=lambda p: (p[0].pinned_to is not None, p[0].id in selected, p[0].order))
        for sticky, box in piled:
            self._paint_card(painter, sticky, box, scale, with_text=sticky.id != typing)

    def _paint_flat(
        self,
        painter: QPainter,
        flat: list[tuple[Sticky, Box]],
        scale: float,
        typing: str | None,
    ) -> None:
        """Paint stickies that no other one touches, each layer of all of them at once."""
        paints, by_colour = self._paints, defaultdict[str, list[QRectF]](list)
        for sticky, box in flat:
            by_colour[colour_of(sticky, paints.palette)].append(QRectF(*box))
        dx, dy = SHADOW
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(paints.shadow)
        painter.drawRects([QRectF(x + dx, y + dy, w, h) for _, (x, y, w, h) in flat])
        for colour, same in by_colour.items():
            painter.setPen(paints.edges[colour])
            painter.setBrush(paints.brushes[colour])
            painter.drawRects(same)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        paints.paint_signs(painter, flat, scale)
        painter.setPen(paints.ink)
        for sticky, box in flat:
            if sticky.id != typing:
                self._texts.paint(painter, sticky, box.x, box.y)
        for sticky, box in flat:
            if sticky.again is not None or sticky.locked or sticky.pivotal:
                self._paint_marks(painter, sticky, box)

    def _paint_card(
        self, painter: QPainter, sticky: Sticky, box: Box, scale: float, *, with_text: bool
    ) -> None:
        look, paints = LOOKS[sticky.kind], self._paints
        tilted = bool(look.tilt) and with_text
        colour = colour_of(sticky, paints.palette)
        if tilted:
            paints.paint_tilted(painter, box, colour, look.tilt, scale)
            painter.save()
            _tilt(painter, box, look.tilt)
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            rect = QRectF(*box)
            painter.fillRect(rect.translated(*SHADOW), paints.shadow)
            painter.setPen(paints.edges[colour])
            painter.setBrush(paints.brushes[colour])
            painter.drawRect(rect)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        paints.paint_signs(painter, [(sticky, box)], scale)
        if with_text:
            painter.setPen(paints.ink)
            self._texts.paint(painter, sticky, box.x, box.y)
        self._paint_marks(painter, sticky, box)
        if tilted:
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
        if sticky.kind is Kind.EVENT and sticky.pivotal:
            painter.setBrush(self._paints.brushes[self._paints.palette.pivotal])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRect(QRectF(box.x, box.y - 3, box.width, 6))


_FEW = 50


def _tilt(painter: QPainter, box: Box, degrees: float) -> None:
    x, y = box.center
    painter.translate(x, y)
    painter.rotate(degrees)
    painter.translate(-x, -y)


def _lying_alone(boxes: dict[str, Box]) -> set[str]:
    """Return the stickies that share no room with another one; their order does not matter."""
    alone = set(boxes)
    upright = sorted((x, y, x + w, y + h, i) for i, (x, y, w, h) in boxes.items())
    for number, (_, y, right, bottom, sticky_id) in enumerate(upright, 1):
        for x, other_y, _, other_bottom, other_id in islice(upright, number, None):
            if x >= right:
                break
            if other_y < bottom and y < other_bottom:
                alone.discard(sticky_id)
                alone.discard(other_id)
    return alone
