"""The board as the canvas shows it: what lies on it, what is in the hand, and the frame."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QWidget

from stormdesk.desktop.canvas.board_sheet import BoardSheet
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.dim_painter import Light
from stormdesk.desktop.canvas.empty_hint import paint_empty_hint
from stormdesk.desktop.canvas.finding_marks import FindingMarks
from stormdesk.desktop.canvas.lane_painter import HEADER, RULER
from stormdesk.desktop.canvas.mark_painter import paint_hints
from stormdesk.desktop.canvas.observability_painter import ObservabilityPainter
from stormdesk.desktop.canvas.overlay_painter import paint_overlay
from stormdesk.desktop.canvas.paint import Paints
from stormdesk.desktop.canvas.pointing_painter import PointingPainter
from stormdesk.desktop.canvas.simulation_painter import SimulationPainter
from stormdesk.desktop.canvas.structure import Structure
from stormdesk.editor.editor import Editor
from stormdesk.model.board import Change

_FAINT = 0.25
"""How much is seen of the parking lot's frame while the stickies around it are dimmed."""

Marks = FindingMarks | ObservabilityPainter | SimulationPainter | PointingPainter


class Scene:
    """Paints the board for somebody who works on it."""

    def __init__(
        self,
        canvas: QWidget,
        editor: Editor,
        structure: Structure,
        marks: tuple[Marks, ...],
        paints: Paints,
        sheet: BoardSheet,
    ) -> None:
        self._canvas = canvas
        self._editor = editor
        self._structure = structure
        self._marks = marks
        self._paints = paints
        self._sheet = sheet
        self._typing: str | None = None

    def prepare(self) -> None:
        """Make ready what is seen from afar, while a board is opened and people wait anyway."""
        self._sheet.prepare()

    def follow(self, change: Change) -> None:
        """Take note of what a change of the wall touched."""
        self._sheet.follow(change)

    def torn(self, change: Change, camera: Camera) -> QRegion | None:
        """Return what a change has spoilt of the widget; None where anything may look different."""
        wall, ids = self._editor.wall, change.pairs.keys()
        is_text = len(ids) == 1 and self._typing in ids and wall.pivotal.isdisjoint(ids)
        if not is_text or wall.shifted_from is not None:
            return None
        return self._sheet.spoilt(camera)

    def paint(
        self,
        painter: QPainter,
        camera: Camera,
        typing: str | None,
        light: Light | None,
        exposed: QRegion,
    ) -> None:
        """Paint the canvas where it is exposed; everything but a part of what is being typed."""
        editor, sheet = self._editor, self._sheet
        self._typing = typing
        sheet.attend(typing, editor.selection, light)
        is_in_flight = self._structure.flight.is_under_way(camera)
        camera = camera.aligned(self._canvas.devicePixelRatioF())
        area = QRectF(self._canvas.rect())
        width, height = area.width(), area.height()
        sheet.paint(painter, camera, exposed, in_flight=is_in_flight)
        painter.setOpacity(1.0 if light is None else _FAINT)
        self._structure.paint_lot(painter, camera, area, editor.overlay)
        painter.setOpacity(1.0)
        sheet.stickies.paint_frames(painter, camera, area, editor.selection - sheet.lifted)
        if not is_in_flight:
            for marks in self._marks:
                marks.paint(painter, camera, area)
        paint_overlay(painter, editor, camera, self._paints)
        paint_hints(painter, editor, camera, self._paints)
        free = area.adjusted(HEADER, RULER, 0, 0)
        paint_empty_hint(painter, editor, camera, free, self._paints)
        bounds = exposed.boundingRect()
        if bounds.left() < HEADER:
            sheet.lanes.paint_headers(painter, camera, editor.selection, height)
        if bounds.top() < RULER:
            sheet.lanes.paint_ruler(painter, camera, width, height)
