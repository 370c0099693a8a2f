"""Everything on the canvas that gives a board its structure, painted in its order."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from stormdesk.desktop.canvas.area_painter import AreaPainter
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.flight import Flight
from stormdesk.desktop.canvas.mark_painter import MarkPainter
from stormdesk.desktop.canvas.paint import Paints
from stormdesk.editor.pointer import NOTHING, Overlay
from stormdesk.editor.wall import Wall
from stormdesk.layout.geometry import Box
from stormdesk.model.board import Change


class Structure:
    """Areas, parking lot, marks, and stickies in flight."""

    def __init__(self, wall: Wall, canvas: QWidget) -> None:
        self._wall = wall
        self._font = QFont(canvas.font())
        self.flight = Flight(wall, canvas)

    def use(self, paints: Paints) -> None:
        """Paint in these colours from now on."""
        self._paints = paints
        self._areas = AreaPainter(self._wall, paints, self._font)
        self.marks = MarkPainter(self._wall, paints)

    def follow(self, change: Change, camera: Camera, *, in_flight: bool) -> None:
        """Go along with a change; ``in_flight`` says that stickies may fly to their places."""
        self.marks.follow(change)
        self.flight.follow(camera, is_wanted=in_flight)

    def paint_under(
        self, painter: QPainter, camera: Camera, area: QRectF, selected: frozenset[str]
    ) -> None:
        """Paint what lies under flows and stickies in an area, in pixels."""
        view = camera.on_board(area)
        self._areas.paint(painter, camera, view, selected)
        painter.save()
        painter.setTransform(camera.transform, combine=True)
        self.marks.paint_under(painter, view, camera.scale)
        painter.restore()

    def paint_names(
        self, painter: QPainter, camera: Camera, area: QRectF, selected: frozenset[str]
    ) -> None:
        """Paint what lies over flows and under stickies in an area, in pixels."""
        self._areas.paint_names(painter, camera, camera.on_board(area), selected)

    def paint_over(self, painter: QPainter, camera: Camera, area: QRectF) -> None:
        """Paint what lies over the stickies in an area, in pixels."""
        painter.save()
        painter.setTransform(camera.transform, combine=True)
        self.marks.paint(painter, camera.on_board(area), camera.scale)
        painter.restore()

    def paint_lot(
        self, painter: QPainter, camera: Camera, area: QRectF, overlay: Overlay = NOTHING
    ) -> None:
        """Paint the frame of the parking lot, in pixels."""
        self._areas.paint_lot(painter, camera, camera.on_board(area), overlay)

    @property
    def has_areas(self) -> bool:
        """Whether any area was ever painted."""
        return self._areas.has_painted

    def area_bounds(self, area_id: str, scale: float) -> list[Box]:
        """Return where an area was painted last, and where it is now."""
        return self._areas.bounds(area_id, scale)
