"""A veil over everything but the stickies that somebody is looking for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QRegion

from stormdesk.desktop.canvas.block_painter import BARS_FROM
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.outline import outline
from stormdesk.desktop.canvas.paint import Paints, with_alpha
from stormdesk.editor.wall import Wall
from stormdesk.layout.appearance import SIDE, colour_of
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.geometry import Box

_VEIL = 196
_CUT_FROM = 72.0
"""Pixels an event must be wide before the veil is cut out round it; below it is painted again."""
_DOTS_BELOW = 6.0
_OFF = 1.5
_AROUND = 32


class Light(NamedTuple):
    """The stickies that are lit, and whether a line is drawn round each of them."""

    ids: frozenset[str]
    outlined: bool


class _Cut(NamedTuple):
    """How a part of the widget is dimmed near by, in pixels.

    ``dark`` is veiled, ``free`` is where nothing lies, ``pinned`` where something pinned does.
    """

    dark: QRegion
    free: QRegion
    pinned: QRegion
    hosts: list[QPolygonF]
    pins: list[QPolygonF]


class DimPainter:
    """Paints the veil in pixels; far away all the lit stickies over it, in one call a colour."""

    def __init__(self, wall: Wall, paints: Paints) -> None:
        self._wall = wall
        self._paints = paints
        self._gathered_for: tuple[Light, Arrangement] | None = None
        self._by_colour: dict[str, list[QRectF]] = {}
        self._lifted: frozenset[str] = frozenset()

    def lift(self, ids: frozenset[str]) -> None:
        """Leave out these stickies, which are painted apart, and no others."""
        self._lifted = ids
        self._gathered_for = None

    def paint(
        self,
        painter: QPainter,
        camera: Camera,
        area: QRectF,
        light: Light,
        paint_flows: Callable[[], None],
        paint_stickies: Callable[[Mapping[str, Box]], None],
    ) -> None:
        """Dim an area of the widget but for the lit stickies; all in pixels.

        ``paint_flows`` paints the flows between them, which are seen again where nothing lies on
        them, and ``paint_stickies`` those that are given it.
        """
        veil = with_alpha(self._paints.palette.paper, _VEIL)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if camera.scale * SIDE >= _CUT_FROM:
            cut = self._cut(camera, area, light.ids)
            painter.save()
            painter.setClipRegion(cut.dark, Qt.ClipOperation.IntersectClip)
            painter.fillRect(area, veil)
            painter.setClipRegion(cut.free, Qt.ClipOperation.IntersectClip)
            paint_flows()
            painter.restore()
            if light.outlined:
                self._paint_outlines(painter, area, cut)
        else:
            painter.fillRect(area, veil)
            paint_flows()
            if camera.scale * SIDE >= BARS_FROM:
                found = self._found(camera.on_board(area))
                boxes = {i: box for i, box in found.items() if i in light.ids}
                rects = [QRectF(*box) for box in boxes.values()] if light.outlined else []
                self._paint_rims(painter, camera, rects)
                paint_stickies(boxes)
            else:
                self._paint_blocks(painter, camera, light)
        painter.restore()

    def _cut(self, camera: Camera, area: QRectF, lit: frozenset[str]) -> _Cut:
        stickies, whole = self._wall.board.stickies, QRegion(area.toAlignedRect())
        dark, free, pinned = QRegion(whole), QRegion(whole), QRegion()
        found = self._found(camera.on_board(area))
        hosts: list[QPolygonF] = []
        pins: list[QPolygonF] = []
        # What is pinned lies before its host: there the veil is cut out last, or drawn again.
        for sticky_id in sorted(found, key=lambda i: stickies[i].pinned_to is not None):
            sticky = stickies[sticky_id]
            shape = outline(sticky, found[sticky_id], camera, _OFF)
            region = QRegion(shape.toPolygon())
            is_lit, is_pinned = sticky_id in lit, sticky.pinned_to is not None
            free -= region
            if is_lit or is_pinned:
                dark = dark - region if is_lit else dark | (region & whole)
            if is_pinned:
                pinned += region
            if is_lit:
                (pins if is_pinned else hosts).append(shape)
        return _Cut(dark, free, pinned, hosts, pins)

    def _paint_outlines(self, painter: QPainter, area: QRectF, cut: _Cut) -> None:
        """Paint a line round what is lit, which crosses no word of what is pinned on it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._paints.accent, 2))
        painter.save()
        uncovered = QRegion(area.toAlignedRect()) - cut.pinned
        painter.setClipRegion(uncovered, Qt.ClipOperation.IntersectClip)
        for shape in cut.hosts:
            painter.drawPolygon(shape)
        painter.restore()
        for shape in cut.pins:
            painter.drawPolygon(shape)

    def _paint_blocks(self, painter: QPainter, camera: Camera, light: Light) -> None:
        lit = self._gathered(light)
        if light.outlined and camera.scale * SIDE >= _DOTS_BELOW:
            self._paint_rims(painter, camera, chain.from_iterable(lit.values()))
        painter.setTransform(camera.transform, combine=True)
        if camera.scale * SIDE < _DOTS_BELOW:
            # A rectangle of less than a pixel would be lit in vain.
            for colour, rects in lit.items():
                painter.setPen(_dot(colour))
                painter.drawPoints(QPolygonF([rect.center() for rect in rects]))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, rects in lit.items():
            painter.setBrush(self._paints.brushes[colour])
            painter.drawRects(rects)

    def _paint_rims(self, painter: QPainter, camera: Camera, rects: Iterable[QRectF]) -> None:
        """Paint what shows round stickies that are painted afterwards.

        A filled rectangle behind takes a tenth of the time of a line round.
        """
        off = 2 / camera.scale
        painter.save()
        painter.setTransform(camera.transform, combine=True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._paints.accent)
        painter.drawRects([rect.adjusted(-off, -off, off, off) for rect in rects])
        painter.restore()

    def _found(self, view: Box) -> dict[str, Box]:
        found = self._wall.found(view.inflated(_AROUND))
        return {i: box for i, box in found.items() if i not in self._lifted}

    def _gathered(self, light: Light) -> dict[str, list[QRectF]]:
        """Return the lit rectangles by colour, gathered anew only when something changed."""
        now = (light, self._wall.arrangement)
        if self._gathered_for is None or any(
            a is not b for a, b in zip(self._gathered_for, now, strict=True)
        ):
            self._gathered_for = now
            by_colour: dict[str, list[QRectF]] = defaultdict(list)
            stickies = self._wall.board.stickies
            for sticky_id in sorted((light.ids & stickies.keys()) - self._lifted):
                box = self._wall.box(sticky_id)
                if box is not None:
                    colour = colour_of(stickies[sticky_id], self._paints.palette)
                    by_colour[colour].append(QRectF(*box))
            self._by_colour = by_colour
        return self._by_colour


def _dot(colour: str) -> QPen:
    """Return a pen of two pixels, whatever the board is shown at."""
    pen = QPen(QColor(colour), 2)
    pen.setCosmetic(True)
    return pen
