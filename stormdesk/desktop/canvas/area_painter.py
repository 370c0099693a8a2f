"""What lies on the lanes: areas with their names, and the frame of the parking lot."""

from __future__ import annotations

from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.paint import Paints, with_alpha
from stormdesk.desktop.words import tr
from stormdesk.editor.areas import NAME_SIZE, Hull, hull_of, name_tag
from stormdesk.editor.pointer import Overlay
from stormdesk.editor.wall import Wall
from stormdesk.layout.geometry import Box, bounds_of
from stormdesk.model.context import Area

_ROUND = 30.0
_LOT_CORNER = 14.0
_LOT_NAME = 17.0
_LEAST_LOT_SCALE = 0.3


class AreaPainter:
    """Paints areas and the parking lot; there are few of them, so they are drawn anew."""

    def __init__(self, wall: Wall, paints: Paints, font: QFont) -> None:
        self._wall = wall
        self._paints = paints
        self._font = QFont(font)
        self._font.setWeight(QFont.Weight.DemiBold)

    def paint(self, painter: QPainter, camera: Camera, view: Box, selected: frozenset[str]) -> None:
        """Paint what is in view, under the stickies, in pixels."""
        areas = self._wall.board.in_order(Area)
        if areas:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        for number, area in enumerate(areas):
            line = hull_of(self._wall, area.stickies)
            bounds = bounds_of(Box(*point, 0, 0) for point in line)
            if line and bounds.inflated(40 / camera.scale).intersects(view):
                self._paint_area(painter, camera, area, line, number, area.id in selected)

    def paint_lot(self, painter: QPainter, camera: Camera, view: Box, overlay: Overlay) -> None:
        """Paint the frame of the parking lot, lit where something is about to be dropped there."""
        lot = overlay.lot or self._wall.arrangement.parking
        if lot is None or not lot.inflated(40).intersects(view):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        colour = self._paints.accent if overlay.is_over_lot else self._paints.faint
        pen = QPen(colour, max(1.0, 1.5 * camera.scale))
        pen.setDashPattern([6, 5])
        painter.setPen(pen)
        painter.setBrush(self._paints.accent_wash if overlay.is_over_lot else Qt.BrushStyle.NoBrush)
        rect, corner = camera.on_screen(lot), _LOT_CORNER * camera.scale
        painter.drawRoundedRect(rect, corner, corner)
        if camera.scale >= _LEAST_LOT_SCALE:
            self._font.setPixelSize(round(max(11.0, _LOT_NAME * camera.scale)))
            painter.setFont(self._font)
            painter.setPen(colour)
            height = self._font.pixelSize() * 1.4
            place = QRectF(rect.x() + 4, rect.y() - height - 1, 400, height)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, tr("Parking lot"))

    def _paint_area(
        self,
        painter: QPainter,
        camera: Camera,
        area: Area,
        line: Hull,
        number: int,
        is_selected: bool,
    ) -> None:
        lines = self._paints.palette.areas
        colour = QColor(lines[number % len(lines)])
        path = _rounded([camera.to_screen(*point) for point in line], _ROUND * camera.scale)
        painter.setPen(QPen(self._paints.accent if is_selected else colour, 2.5))
        painter.setBrush(with_alpha(colour.name(), 26))
        painter.drawPath(path)
        tag = name_tag(self._wall, area, camera.scale)
        if tag is None:
            return
        rect = camera.on_screen(tag)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._paints.accent if is_selected else colour)
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        self._font.setPixelSize(NAME_SIZE)
        painter.setFont(self._font)
        painter.setPen(self._paints.paper)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, area.name)


def _rounded(corners: list[QPointF], radius: float) -> QPainterPath:
    """Return the way round some corners, each of them cut by a curve."""
    path = QPainterPath()
    for number, corner in enumerate(corners):
        before, after = corners[number - 1], corners[(number + 1) % len(corners)]
        start, end = _towards(corner, before, radius), _towards(corner, after, radius)
        if number:
            path.lineTo(start)
        else:
            path.moveTo(start)
        path.quadTo(corner, end)
    path.closeSubpath()
    return path


def _towards(start: QPointF, goal: QPointF, radius: float) -> QPointF:
    way = goal - start
    length = hypot(way.x(), way.y()) or 1.0
    return start + way * (min(radius, length / 2) / length)
