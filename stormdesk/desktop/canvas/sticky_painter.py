"""Stickies near by: the card with its words, and the frame round what is selected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QRegion

from stormdesk.desktop.canvas.block_painter import BlockPainter
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.glyph_text import GlyphText
from stormdesk.desktop.canvas.outline import outline, pinned_over
from stormdesk.desktop.canvas.paint import SHADOW, Paints, with_alpha
from stormdesk.editor.wall import Wall
from stormdesk.layout.appearance import SIDE, colour_of
from stormdesk.layout.bands import COLLAPSED_HEIGHT
from stormdesk.layout.geometry import Box
from stormdesk.layout.tilting import tilt_of
from stormdesk.model.sticky import Kind, Sticky

_TALLEST = 80
"""Pixels: what lets through is filled by several threads above 95, which takes far longer."""
TEXT_FROM = 72.0
"""Pixels an event must be wide before its text is set; bars below that."""
_AROUND = 40.0
_FEW = 50
_FRAME, _OFF = 2.5, 4.0
"""Width of the frame round what is selected, and how far outside it begins, in pixels."""


class InHand(NamedTuple):
    """What the hand is at: the sticky that is typed, those selected, and those held up."""

    typing: str | None = None
    selected: frozenset[str] = frozenset()
    lifted: frozenset[str] = frozenset()


class StickyPainter:
    """Paints the stickies of a wall; follows its changes and computes nothing anew in a frame."""

    def __init__(self, wall: Wall, paints: Paints, texts: GlyphText) -> None:
        self._wall = wall
        self._paints = paints
        self._texts = texts
        self._blocks = BlockPainter(wall, paints)

    def prepare(self) -> None:
        """Make ready what is seen from afar."""
        self._blocks.prepare()

    def follow(self, touched: Iterable[str]) -> None:
        """Take note of what changed on the wall."""
        self._blocks.follow(touched)

    def lift(self, ids: frozenset[str]) -> None:
        """Leave out these stickies, which somebody else paints, and no others."""
        self._blocks.lift(ids)

    def paint(
        self, painter: QPainter, camera: Camera, area: QRectF, hand: InHand, *, is_part: bool
    ) -> None:
        """Paint what lies in an area of the widget; a part is found by place, the whole at once."""
        view = camera.on_board(area)
        if is_part or camera.scale * SIDE >= TEXT_FROM:
            boxes = self._wall.found(view.inflated(_AROUND))
            if hand.lifted:
                boxes = {i: box for i, box in boxes.items() if i not in hand.lifted}
            self.paint_these(painter, camera, boxes, hand)
            return
        self._blocks.paint(painter, camera, view)

    def paint_these(
        self, painter: QPainter, camera: Camera, boxes: Mapping[str, Box], hand: InHand
    ) -> None:
        """Paint some stickies where these boxes are."""
        if camera.scale * SIDE >= TEXT_FROM:
            self._paint_near(painter, camera, boxes, hand)
            return
        self._blocks.paint_these(painter, camera, boxes)

    def paint_frames(
        self, painter: QPainter, camera: Camera, area: QRectF, ids: frozenset[str]
    ) -> None:
        """Paint a frame round the selected stickies in an area, in pixels."""
        wall = self._wall
        if len(ids) > _FEW:
            found = wall.found(camera.on_board(area))
            self.paint_frames_of(painter, camera, {i: box for i, box in found.items() if i in ids})
        elif ids:
            boxes = {i: box for i in ids if (box := wall.box(i)) is not None}
            self.paint_frames_of(painter, camera, boxes)

    def paint_frames_of(self, painter: QPainter, camera: Camera, boxes: Mapping[str, Box]) -> None:
        """Paint a frame round some stickies where these boxes are, in pixels."""
        sides, stickies = list[QRectF](), self._wall.board.stickies
        has_words = camera.scale * SIDE >= TEXT_FROM
        for sticky_id, box in boxes.items():
            if has_words and self._paint_special_frame(painter, camera, stickies[sticky_id], box):
                continue
            x, y, right, bottom = camera.on_screen(box).getCoords()
            x, y, right, bottom = x - _OFF, y - _OFF, right + _OFF, bottom + _OFF
            sides.append(QRectF(x, y, right - x, _FRAME))
            sides.append(QRectF(x, bottom - _FRAME, right - x, _FRAME))
            sides.append(QRectF(x, y + _FRAME, _FRAME, bottom - y - 2 * _FRAME))
            sides.append(QRectF(right - _FRAME, y + _FRAME, _FRAME, bottom - y - 2 * _FRAME))
        # Qt takes ten times longer for the line round a rectangle than for four thin ones.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._paints.accent)
        painter.drawRects(sides)

    def _paint_special_frame(
        self, painter: QPainter, camera: Camera, sticky: Sticky, box: Box
    ) -> bool:
        """Paint a frame that is tilted or runs beneath something pinned; tell whether it does."""
        covered = pinned_over(self._wall, sticky, box, camera, _OFF)
        if covered.isEmpty() and not tilt_of(sticky):
            return False
        frame = outline(sticky, box, camera, _OFF - _FRAME / 2)
        around = frame.boundingRect().toAlignedRect().adjusted(-2, -2, 2, 2)
        painter.save()
        painter.setClipRegion(QRegion(around) - covered, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        pen = QPen(self._paints.accent, _FRAME)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(frame)
        painter.restore()
        return True

    def _paint_near(
        self, painter: QPainter, camera: Camera, boxes: Mapping[str, Box], hand: InHand
    ) -> None:
        stickies = self._wall.board.stickies
        alone = _lying_alone(boxes)
        flat: list[tuple[Sticky, Box]] = []
        piled: list[tuple[Sticky, Box]] = []
        for sticky_id, box in boxes.items():
            sticky = stickies[sticky_id]
            tilted = bool(tilt_of(sticky))
            (flat if sticky_id in alone and not tilted else piled).append((sticky, box))
        self._paint_cards(painter, camera, flat)
        painter.save()
        painter.setTransform(camera.transform, combine=True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        self._paints.paint_signs(painter, flat, camera.scale)
        self._paint_words(painter, flat, hand.typing)
        painter.restore()
        piled.sort(key=lambda p: (p[0].pinned_to is not None, p[0].id in hand.selected, p[0].order))
        for pair in piled:
            self._paint_one(painter, camera, pair, hand.typing)

    def _paint_cards(
        self, painter: QPainter, camera: Camera, cards: list[tuple[Sticky, Box]]
    ) -> None:
        """Paint empty cards that no other one touches, one call for each colour.

        Two rectangles, because Qt takes ten times longer for the line round one; in whole pixels
        of the screen, because it fills such ones faster.
        """
        paints = self._paints
        sharp = painter.device().devicePixelRatioF()
        factor, line = camera.scale * sharp, max(1, round(sharp))
        left, top = camera.x * factor, camera.y * factor
        by_colour = defaultdict[str, list[QRect]](list)
        for sticky, (x, y, width, height) in cards:
            x0, y0 = round(x * factor - left), round(y * factor - top)
            x1, y1 = round((x + width) * factor - left), round((y + height) * factor - top)
            rect = QRect(x0, y0, x1 - x0, y1 - y0)
            by_colour[colour_of(sticky, paints.palette)].append(rect)
        painter.save()
        painter.scale(1 / sharp, 1 / sharp)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(paints.shadow)
        painter.drawRects(_shadows(by_colour.values(), factor))
        for colour, same in by_colour.items():
            painter.setBrush(paints.rims[colour])
            painter.drawRects(same)
            painter.setBrush(paints.brushes[colour])
            painter.drawRects([rect.adjusted(line, line, -line, -line) for rect in same])
        painter.restore()

    def _paint_words(
        self, painter: QPainter, cards: list[tuple[Sticky, Box]], typing: str | None
    ) -> None:
        """Paint what stands on some cards beside their signs, in board units."""
        painter.setPen(self._paints.ink)
        for sticky, box in cards:
            # There is no room for words on the bars of a collapsed lane.
            if sticky.id != typing and box.height > COLLAPSED_HEIGHT:
                self._texts.paint(painter, sticky, QPointF(box[0], box[1]))
        for sticky, box in cards:
            if sticky.again is not None or sticky.locked or sticky.pivotal:
                self._paint_marks(painter, sticky, box)

    def _paint_one(
        self, painter: QPainter, camera: Camera, card: tuple[Sticky, Box], typing: str | None
    ) -> None:
        sticky, box = card
        tilt = tilt_of(sticky) if sticky.id != typing else 0.0
        if not tilt:
            self._paint_cards(painter, camera, [card])
        painter.save()
        painter.setTransform(camera.transform, combine=True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        if tilt:
            self._paints.paint_tilted(painter, sticky, box, tilt, camera.scale)
            x, y = box.center
            painter.translate(x, y)
            painter.rotate(tilt)
            painter.translate(-x, -y)
        else:
            self._paints.paint_signs(painter, [card], camera.scale)
        self._paint_words(painter, [card], typing)
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


def _shadows(cards: Iterable[list[QRect]], scale: float) -> list[QRect]:
    """Return what is seen of the shadows of some cards: a strip on the right and one below.

    Whole shadows would take longer than all the rest, for they let through what is under them.
    """
    dx, dy = round(SHADOW[0] * scale), round(SHADOW[1] * scale)
    result: list[QRect] = []
    for same in cards:
        for rect in same:
            x, y, width, height = rect.getRect()
            end = y + dy + height
            for top in range(y + dy, end, _TALLEST):
                result.append(QRect(x + width, top, dx, min(_TALLEST, end - top)))
            result.append(QRect(x + dx, y + height, width - dx, dy))
    return result


def _lying_alone(boxes: Mapping[str, Box]) -> set[str]:
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
