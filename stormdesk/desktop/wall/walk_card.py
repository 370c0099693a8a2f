"""A step of a walk on the wall: its sticky large, its neighbours near, and what is asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.paint import round_pen, with_alpha
from stormdesk.desktop.canvas.sticky_painter import InHand, StickyPainter
from stormdesk.desktop.countdown import countdown
from stormdesk.desktop.wall.lettering import CENTRED, START, paint_text
from stormdesk.desktop.wall.moment import Told
from stormdesk.desktop.wall.plate import Plate
from stormdesk.desktop.words import tr
from stormdesk.layout.appearance import SIDE, Palette
from stormdesk.layout.card import Cards
from stormdesk.layout.geometry import Box
from stormdesk.model.board import Board
from stormdesk.model.sticky import Sticky

_LARGE, _WIDEST = 0.4, 0.34
"""How much of the picture the sticky takes at most, in its height and in its width."""
_NEAR = 0.54
"""How large a neighbour is beside it."""
MIDDLE = 0.33
"""How far down the middle of the sticky is, in heights of the picture."""
_ASKED, _FOOT = 0.68, 0.88
_GAP, _APART = 110.0, 26.0
_MOST = 3
_EDGE = 0.03
_VEIL = 222
"""How much is laid over the rest of the board, of 255."""
_OVER, _OUT = 0.4, 0.3
"""How far what is pinned lies over its host, and how far beside it."""
_MODES = {"forward": "Walk-through", "backward": "Reverse narrative"}

Boxes = dict[str, Box]


def show_narrator(plate: Plate, told: Told | None, palette: Palette, unit: float) -> None:
    """Show who tells, for how long, and how far the story has come."""
    if told is None:
        plate.want(is_wanted=False)
        return
    step = tr("{n} of {all}", n=told.step, all=told.steps) if told.step else ""
    mode = " · ".join(filter(None, (tr(_MODES[told.mode]), step)))
    time = countdown(told.left) if told.left is not None else ""
    who = told.by or ""
    is_over = told.left is not None and told.left < 0

    def draw(painter: QPainter, area: QRectF) -> None:
        ink = QColor(palette.outer_ink)
        sizes = (42 * unit, 32 * unit)
        third = area.width() / 3
        left = QRectF(area.x() + 40 * unit, area.y(), third - 40 * unit, area.height())
        paint_text(painter, left, mode, (34 * unit, 32 * unit), QColor(palette.faint_ink), START)
        middle = QRectF(area.x() + third, area.y(), third, area.height())
        paint_text(painter, middle, who, sizes, ink, CENTRED, bold=True)
        right = QRectF(area.x() + 2 * third, area.y(), third - 40 * unit, area.height())
        colour = QColor(palette.pivotal) if is_over else ink
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        paint_text(painter, right, time, sizes, colour, flags, bold=True)

    plate.lay((mode, who, time, palette.paper), draw, f"{who} {time}. {mode}")


class WalkCard:
    """Puts a step on a plate, with the painter and in the colours of one view of the board."""

    def __init__(
        self, plate: Plate, stickies: StickyPainter, cards: Cards, palette: Palette
    ) -> None:
        self.plate = plate
        self._stickies = stickies
        self._cards = cards
        self._palette = palette

    def show(self, told: Told | None, board: Board, unit: float) -> None:
        """Show the present step, or nothing of it."""
        if told is None:
            self.plate.want(is_wanted=False)
            return
        shown = tuple(board.stickies.get(i) for i in (told.sticky.id, *sorted(told.around.ids)))

        def draw(painter: QPainter, area: QRectF) -> None:
            self._draw(painter, area, told, board, unit)

        key = (shown, told.around, told.question, self._palette.paper, self._palette.ink)
        self.plate.lay(key, draw, f"{told.sticky.text}. {told.question}")

    def _draw(self, painter: QPainter, area: QRectF, told: Told, board: Board, unit: float) -> None:
        painter.fillRect(area, with_alpha(self._palette.paper, _VEIL))
        size = self._cards.size(told.sticky)
        height = _LARGE * area.height() / max(size[1], SIDE)
        scale = min(height, _WIDEST * area.width() / size[0])
        middle = QPointF(area.center().x(), area.y() + MIDDLE * area.height())
        wide, high = size[0] * scale, size[1] * scale
        place = QRectF(middle.x() - wide / 2, middle.y() - high / 2, wide, high)
        near = Camera(scale=_NEAR * scale)
        for ids, side in ((told.around.before, -1), (told.around.after, 1)):
            there = [board.stickies[i] for i in ids if i in board.stickies]
            if there:
                x = (place.left() if side < 0 else place.right()) + side * _GAP * unit
                edge = QPointF(x, middle.y())
                room = 2 * (MIDDLE - _EDGE) * area.height()
                fitting = self._fitting(there[:_MOST], near, room, unit)
                self._paint_side(painter, there, edge, side, fitting, unit)
        own = {told.sticky.id: Box(place.x() / scale, place.y() / scale, *size)}
        self._stickies.paint_these(painter, Camera(scale=scale), own, InHand())
        pinned = [board.stickies[i] for i in told.around.pinned if i in board.stickies]
        boxes = self._over(pinned[:_MOST], place, near.scale)
        self._stickies.paint_these(painter, near, boxes, InHand())
        asked = QRectF(
            area.x() + 90 * unit,
            area.y() + _ASKED * area.height(),
            area.width() - 180 * unit,
            (_FOOT - _ASKED) * area.height(),
        )
        sizes, ink = (68 * unit, 36 * unit), QColor(self._palette.outer_ink)
        paint_text(painter, asked, told.question, sizes, ink, bold=True)

    def _fitting(self, some: Sequence[Sticky], near: Camera, room: float, unit: float) -> Camera:
        """Return the camera for neighbours above one another that have so much room."""
        heights = sum(self._cards.size(sticky)[1] for sticky in some)
        return Camera(scale=min(near.scale, (room - _APART * unit * (len(some) - 1)) / heights))

    def _paint_side(
        self,
        painter: QPainter,
        neighbours: Sequence[Sticky],
        edge: QPointF,
        side: int,
        near: Camera,
        unit: float,
    ) -> None:
        """Paint neighbours above one another from an edge on, and the way of time to them."""
        shown = neighbours[:_MOST]
        boxes = self._stacked(shown, edge, side, near.scale, _APART * unit)
        self._stickies.paint_these(painter, near, boxes, InHand())
        faint = QColor(self._palette.faint_ink)
        _paint_chevron(painter, edge - QPointF(side * _GAP * unit / 2, 0), faint, unit)
        if len(neighbours) > _MOST:
            more = tr("and {n} more", n=len(neighbours) - _MOST)
            below = max(box.bottom for box in boxes.values()) * near.scale + 8 * unit
            left = edge.x() - 400 * unit if side < 0 else edge.x()
            words = QRectF(left, below, 400 * unit, 48 * unit)
            flags = Qt.AlignmentFlag.AlignRight if side < 0 else Qt.AlignmentFlag.AlignLeft
            paint_text(painter, words, more, (32 * unit, 32 * unit), faint, flags)

    def _stacked(
        self, some: Sequence[Sticky], edge: QPointF, side: int, scale: float, apart: float
    ) -> Boxes:
        sizes = [self._cards.size(sticky) for sticky in some]
        height = sum(high for _, high in sizes) * scale + apart * (len(sizes) - 1)
        y = edge.y() - height / 2
        boxes: Boxes = {}
        for sticky, (wide, high) in zip(some, sizes, strict=True):
            left = edge.x() - wide * scale if side < 0 else edge.x()
            boxes[sticky.id] = Box(left / scale, y / scale, wide, high)
            y += high * scale + apart
        return boxes

    def _over(self, pinned: Sequence[Sticky], place: QRectF, scale: float) -> Boxes:
        """Return the boxes of what is pinned, over the lower edge of its host."""
        boxes: Boxes = {}
        right = place.right() + _OUT * SIDE * scale
        for sticky in pinned:
            wide, high = self._cards.size(sticky)
            right -= wide * scale
            top = place.bottom() - _OVER * high * scale
            boxes[sticky.id] = Box(right / scale, top / scale, wide, high)
        return boxes


def _paint_chevron(painter: QPainter, at: QPointF, colour: QColor, unit: float) -> None:
    painter.setPen(round_pen(colour, 7 * unit))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    wide, high = 11 * unit, 24 * unit
    ends = [at + QPointF(-wide, -high), at + QPointF(wide, 0), at + QPointF(-wide, high)]
    painter.drawPolyline(QPolygonF(ends))
