"""A veil over everything but the stickies that somebody is looking for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QRegion, QTransform

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.paint import Paints, with_alpha
from stormdesk.editor.wall import Wall
from stormdesk.layout.appearance import SIDE, colour_of
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.geometry import Box
from stormdesk.layout.tilting import tilt_of
from stormdesk.model.sticky import Sticky

_VEIL = 196
_CUT_FROM = 72.0
"""Pixels an event must be wide before the veil is cut out round it; below it is painted again."""
_DOTS_BELOW = 6.0
_OFF = 1.5


class Light(NamedTuple):
    """The stickies that are lit, and whether a line is drawn round each of them."""

    ids: frozenset[str]
    outlined: bool


class DimPainter:
    """Paints the veil in pixels; far away all the lit stickies over it, in one call a colour."""

    def __init__(self, wall: Wall, paints: Paints) -> None:
        self._wall = wall
        self._paints = paints
        self._gathered_for: tuple[Light, Arrangement] | None = None
        self._by_colour: dict[str, list[QRectF]] = {}

    def paint(
        self,
        painter: QPainter,
        camera: Camera,
        area: QRectF,
        light: Light,
        paint_flows: Callable[[], None],
    ) -> None:
        """Dim an area of the widget but for the lit stickies; all in pixels.

        ``paint_flows`` paints the flows between them, which are seen again where nothing lies on
        them.
        """
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if camera.scale * SIDE >= _CUT_FROM:
            self._paint_near(painter, camera, area, light, paint_flows)
        else:
            self._paint_far(painter, camera, area, light, paint_flows)
        painter.restore()

    def _paint_far(
        self,
        painter: QPainter,
        camera: Camera,
        area: QRectF,
        light: Light,
        paint_flows: Callable[[], None],
    ) -> None:
        painter.fillRect(area, with_alpha(self._paints.palette.paper, _VEIL))
        paint_flows()
        painter.setTransform(camera.transform, combine=True)
        lit = self._gathered(light)
        if camera.scale * SIDE < _DOTS_BELOW:
            # A rectangle of less than a pixel would be lit in vain.
            for colour, rects in lit.items():
                painter.setPen(_dot(colour))
                painter.drawPoints(QPolygonF([rect.center() for rect in rects]))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        if light.outlined:
            # A filled rectangle behind takes a tenth of the time of a line round.
            off = 2 / camera.scale
            painter.setBrush(self._paints.accent)
            for rects in lit.values():
                painter.drawRects([rect.adjusted(-off, -off, off, off) for rect in rects])
        for colour, rects in lit.items():
            painter.setBrush(self._paints.brushes[colour])
            painter.drawRects(rects)

    def _paint_near(
        self,
        painter: QPainter,
        camera: Camera,
        area: QRectF,
        light: Light,
        paint_flows: Callable[[], None],
    ) -> None:
        veil = with_alpha(self._paints.palette.paper, _VEIL)
        view = camera.on_board(area).inflated(32)
        stickies, dark = self._wall.board.stickies, QRegion(area.toAlignedRect())
        free = QRegion(dark)
        found = [(stickies[i], box) for i, box in self._wall.found(view).items()]
        shapes: list[QPolygonF] = []
        # What is pinned lies before its host: there the veil is cut out last, or drawn again.
        for sticky, box in sorted(found, key=lambda pair: pair[0].pinned_to is not None):
            is_lit = sticky.id in light.ids
            shape = self._shape(sticky, box, camera)
            region = QRegion(shape.toPolygon())
            free -= region
            if is_lit or sticky.pinned_to is not None:
                dark = dark - region if is_lit else dark | (region & area.toAlignedRect())
            if is_lit:
                shapes.append(shape)
        painter.save()
        painter.setClipRegion(dark, Qt.ClipOperation.IntersectClip)
        painter.fillRect(area, veil)
        painter.setClipRegion(free, Qt.ClipOperation.IntersectClip)
        paint_flows()
        painter.restore()
        if light.outlined:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._paints.accent, 2))
            for shape in shapes:
                painter.drawPolygon(shape)

    def _shape(self, sticky: Sticky, box: Box, camera: Camera) -> QPolygonF:
        """Return the outline of a sticky in pixels, as tilted as it is painted."""
        tilt = tilt_of(sticky)
        rect = camera.on_screen(box).adjusted(-_OFF, -_OFF, _OFF, _OFF)
        middle = rect.center()
        turn = QTransform().translate(middle.x(), middle.y()).rotate(tilt)
        rect.translate(-middle)
        return turn.map(QPolygonF(rect))

    def _gathered(self, light: Light) -> dict[str, list[QRectF]]:
        """Return the lit rectangles by colour, gathered anew only when something changed."""
        now = (light, self._wall.arrangement)
        if self._gathered_for is None or any(
            a is not b for a, b in zip(self._gathered_for, now, strict=True)
        ):
            self._gathered_for = now
            by_colour: dict[str, list[QRectF]] = defaultdict(list)
            stickies = self._wall.board.stickies
            for sticky_id in sorted(light.ids & stickies.keys()):
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
