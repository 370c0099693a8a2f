"""What lies on the lanes: areas with their names, and the frame of the parking lot."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.paint import Paints, painter_path, with_alpha
from stormdesk.desktop.words import tr
from stormdesk.editor.areas import NAME_SIZE, name_tag
from stormdesk.editor.pointer import Overlay
from stormdesk.editor.wall import Wall
from stormdesk.layout.geometry import Box, bounds_of
from stormdesk.layout.hull import Hull, hull_of, rounded_hull
from stormdesk.model.context import Area

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
        self._painted: dict[str, Box] = {}

    @property
    def has_painted(self) -> bool:
        """Whether any area was in view so far."""
        return bool(self._painted)

    def paint(self, painter: QPainter, camera: Camera, view: Box, selected: frozenset[str]) -> None:
        """Paint what is in view, under the stickies, in pixels."""
        areas = self._wall.board.in_order(Area)
        if areas:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        for number, area in enumerate(areas):
            line = hull_of(self._wall.arrangement, area.stickies)
            bounds = bounds_of(Box(*point, 0, 0) for point in line).inflated(40 / camera.scale)
            if line and bounds.intersects(view):
                self._painted[area.id] = bounds
                self._paint_area(painter, camera, area, line, number, area.id in selected)

    def paint_names(
        self, painter: QPainter, camera: Camera, view: Box, selected: frozenset[str]
    ) -> None:
        """Paint the names of what is in view, over the flows, in pixels."""
        lines = self._paints.palette.areas
        for number, area in enumerate(self._wall.board.in_order(Area)):
            tag = name_tag(self._wall, area, camera.scale)
            if tag is None or not tag.inflated(4 / camera.scale).intersects(view):
                continue
            rect = camera.on_screen(tag)
            colour = QColor(lines[number % len(lines)])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._paints.accent if area.id in selected else colour)
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
            self._font.setPixelSize(NAME_SIZE)
            painter.setFont(self._font)
            painter.setPen(self._paints.paper)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, area.name)

    def bounds(self, area_id: str, scale: float) -> list[Box]:
        """Return where an area was painted last, and where it is now, with its name."""
        found = [self._painted[area_id]] if area_id in self._painted else []
        area = self._wall.board.get(area_id, Area)
        line = hull_of(self._wall.arrangement, area.stickies) if area is not None else ()
        now = bounds_of(Box(*point, 0, 0) for point in line)
        return [*found, now.inflated(40 / scale)] if line else found

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
        path = camera.transform.map(painter_path(rounded_hull(line)))
        painter.setPen(QPen(self._paints.accent if is_selected else colour, 2.5))
        painter.setBrush(with_alpha(colour.name(), 26))
        painter.drawPath(path)
