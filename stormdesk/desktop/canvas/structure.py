"""Everything on the canvas that gives a board its structure, painted in its order."""

from __future__ import annotations

from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from stormdesk.desktop.canvas.area_painter import AreaPainter
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.flight import Flight
from stormdesk.desktop.canvas.mark_painter import MarkPainter, paint_hints
from stormdesk.desktop.canvas.name_entry import NameEntry
from stormdesk.desktop.canvas.paint import Paints
from stormdesk.editor.editor import Editor
from stormdesk.layout.geometry import Box
from stormdesk.model.board import Change


class Structure:
    """Areas, parking lot, marks, hints of tools, the entry for names, and stickies in flight."""

    def __init__(self, editor: Editor, canvas: QWidget) -> None:
        self._editor = editor
        self._font = QFont(canvas.font())
        self.flight = Flight(editor.wall, canvas)
        self.name = NameEntry(canvas, editor)

    def use(self, paints: Paints) -> None:
        """Paint in these colours from now on."""
        self._paints = paints
        self._areas = AreaPainter(self._editor.wall, paints, self._font)
        self._marks = MarkPainter(self._editor.wall, paints)

    def follow(self, change: Change, camera: Camera, *, in_flight: bool) -> None:
        """Go along with a change; ``in_flight`` says that stickies may fly to their places."""
        self._marks.follow(change)
        self.flight.follow(camera, is_wanted=in_flight)
        self.name.attend(camera)

    def paint_under(self, painter: QPainter, camera: Camera, view: Box) -> None:
        """Paint what lies under flows and stickies, in pixels."""
        self._areas.paint(painter, camera, view, self._editor.selection)
        self._areas.paint_lot(painter, camera, view, self._editor.overlay)
        painter.save()
        painter.setTransform(camera.transform, combine=True)
        self._marks.paint_under(painter, view, camera.scale)
        painter.restore()

    def paint_over(self, painter: QPainter, view: Box, scale: float) -> None:
        """Paint what lies over the stickies, in board units."""
        self._marks.paint(painter, view, scale)

    def paint_hints(self, painter: QPainter, camera: Camera) -> None:
        """Paint what the present tool is about to do, in pixels."""
        paint_hints(painter, self._editor, camera, self._paints)
