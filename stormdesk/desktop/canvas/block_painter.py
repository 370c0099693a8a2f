"""Stickies from afar: blocks of colour, with bars for their texts and larger signs nearer by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import floor

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from stormdesk.desktop.canvas.bars import bars
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.fields import Fields, whole
from stormdesk.desktop.canvas.paint import Paints
from stormdesk.editor.wall import Wall
from stormdesk.layout.appearance import LOOKS, SIDE, Look, Palette, colour_of
from stormdesk.layout.bands import COLLAPSED_HEIGHT
from stormdesk.layout.geometry import Box
from stormdesk.model.sticky import Kind, Sticky

BARS_FROM = 18.0
"""Pixels an event must be wide before its text is hinted at by bars."""
SIGNS_FROM = 36.0
"""Pixels an event must be wide before its sign is painted."""
_MANY, _MANY_SIGNS_FROM = 400, 50.0
"""Of more stickies, signs are painted only where a screen does not hold too many of them."""
_LARGE = 1.5
"""How much larger signs are than beside a text, which needs the room."""
_ON_TOP = (Kind.VALUE, Kind.OPPORTUNITY, Kind.ACTOR, Kind.HOTSPOT)
"""Kinds that are pinned on others, the uppermost last."""
_PALE = 26
"""A colour that differs by no more than this from a lane, of 255, is lost on it."""


class BlockPainter:
    """Paints the stickies of a wall far away, from rectangles that are kept by field."""

    def __init__(self, wall: Wall, paints: Paints) -> None:
        self._wall = wall
        self._paints = paints
        self._fields = Fields(wall, paints)
        self._lifted: frozenset[str] = frozenset()
        self._signs: dict[tuple[Kind, str | None, int], QPixmap] = {}
        self._rank = {paints.palette.kinds[kind]: n for n, kind in enumerate(_ON_TOP, 1)}
        self._pale = _pale_colours(paints.palette)

    def prepare(self) -> None:
        """Make ready what is seen from afar."""
        self._fields.prepare()

    def follow(self, touched: Iterable[str]) -> None:
        """Take note of what changed on the wall."""
        self._fields.follow(touched)

    def lift(self, ids: frozenset[str]) -> None:
        """Leave out these stickies, which somebody else paints, and no others."""
        self._lifted = ids
        self._fields.lift(ids)

    def paint(self, painter: QPainter, camera: Camera, view: Box) -> None:
        """Paint all that is in view."""
        wide = camera.scale * SIDE
        texts = self._fields.bars(view) if wide >= BARS_FROM else []
        self._paint_blocks(painter, camera, self._fields.blocks(view), texts)
        if self._has_signs(camera):
            boxes = self._wall.found(view)
            shown = (i for i in boxes if i not in self._lifted)
            self._paint_signs(painter, camera, shown, boxes)

    def paint_these(self, painter: QPainter, camera: Camera, boxes: Mapping[str, Box]) -> None:
        """Paint some stickies where these boxes are."""
        blocks, texts = defaultdict[str, list[QRect]](list), list[QRect]()
        stickies, palette = self._wall.board.stickies, self._paints.palette
        for sticky_id, box in boxes.items():
            sticky = stickies[sticky_id]
            rect = whole(box)
            blocks[colour_of(sticky, palette)].append(rect)
            for dx, dy, wide, high in bars(box.width, box.height, len(sticky.text)):
                texts.append(QRect(rect.x() + dx, rect.y() + dy, wide, high))
        self._paint_blocks(painter, camera, sorted(blocks.items()), texts)
        if self._has_signs(camera):
            self._paint_signs(painter, camera, boxes, boxes)

    def _has_signs(self, camera: Camera) -> bool:
        is_many = len(self._wall.board.stickies) > _MANY
        return camera.scale * SIDE >= (_MANY_SIGNS_FROM if is_many else SIGNS_FROM)

    def _paint_blocks(
        self,
        painter: QPainter,
        camera: Camera,
        blocks: list[tuple[str, list[QRect]]],
        texts: list[QRect],
    ) -> None:
        paints, is_middle = self._paints, camera.scale * SIDE >= BARS_FROM
        has_edges = is_middle and paints.palette.has_strong_edges
        painter.save()
        painter.setTransform(camera.transform, combine=True)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for colour, rects in sorted(blocks, key=lambda each: self._rank.get(each[0], 0)):
            is_pale = colour in self._pale
            is_edged = has_edges or (is_middle and is_pale)
            painter.setPen(paints.edges[colour] if is_edged else Qt.PenStyle.NoPen)
            is_dark = is_pale and not is_middle
            painter.setBrush(paints.rims[colour] if is_dark else paints.brushes[colour])
            painter.drawRects(rects)
        if is_middle:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(paints.bar)
            painter.drawRects(texts)
        painter.restore()

    def _paint_signs(
        self, painter: QPainter, camera: Camera, ids: Iterable[str], boxes: Mapping[str, Box]
    ) -> None:
        """Paint signs on whole pixels: a picture that has to be fitted takes three times longer."""
        stickies, sharp = self._wall.board.stickies, painter.device().devicePixelRatioF()
        signs: dict[tuple[Kind, str | None], tuple[float, float, QPixmap]] = {}
        left, top, scale = camera.x * camera.scale, camera.y * camera.scale, camera.scale
        for sticky_id in ids:
            sticky = stickies[sticky_id]
            key = (sticky.kind, sticky.sign)
            sign = signs.get(key)
            if sign is None:
                place = _enlarged(LOOKS[sticky.kind])
                picture = self._pictured(sticky, place, scale * sharp, sharp)
                sign = signs[key] = place.x * scale - left, place.y * scale - top, picture
            x, y, _, height = boxes[sticky_id]
            if height > COLLAPSED_HEIGHT:
                painter.drawPixmap(floor(x * scale + sign[0]), floor(y * scale + sign[1]), sign[2])

    def _pictured(self, sticky: Sticky, place: Box, scale: float, sharp: float) -> QPixmap:
        """Return the picture of a sign, kept for every size in whole pixels that it ever had."""
        pixels = round(place.width * scale)
        key = (sticky.kind, sticky.sign, pixels)
        picture = self._signs.get(key)
        if picture is None:
            picture = self._paints.sign_picture(sticky, place, pixels / place.width)
            self._signs[key] = picture
        picture.setDevicePixelRatio(sharp)
        return picture


def _enlarged(look: Look) -> Box:
    """Return where the sign of a kind stands when it is large: in the middle, or in its corner."""
    x, y, width, height = look.glyph_box
    wider, higher = width * (_LARGE - 1), height * (_LARGE - 1)
    left, top = x / (look.width - width), y / (look.height - height)
    return Box(x - wider * left, y - higher * top, width + wider, height + higher)


def _pale_colours(palette: Palette) -> frozenset[str]:
    """Return the colours of stickies that are hard to tell from a lane under them."""
    return frozenset(
        colour
        for colour in palette.kinds.values()
        if any(_difference(colour, lane) <= _PALE for lane in palette.lanes)
    )


def _difference(one: str, other: str) -> int:
    pairs = zip(QColor(one).getRgb(), QColor(other).getRgb(), strict=True)
    return max(abs(a - b) for a, b in pairs)
