"""The board as a room sees it: no selection, no handles, no findings, no caret."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from stormdesk.desktop.canvas.board_sheet import BoardSheet
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.glyph_text import GlyphText
from stormdesk.desktop.canvas.lane_painter import HEADER, RULER
from stormdesk.desktop.canvas.paint import Paints
from stormdesk.desktop.canvas.sticky_painter import StickyPainter
from stormdesk.desktop.canvas.structure import Structure
from stormdesk.desktop.wall.lettering import unit
from stormdesk.editor.editor import Editor
from stormdesk.editor.tools.type import Type
from stormdesk.layout.appearance import Palette
from stormdesk.model.board import Change

_FRAME = 1.75
"""How much larger the names of lanes are than on the console, at 1080 pixels of height."""
_MARGIN = 24.0
_WHEEL_STEP = 1.0015
_NOTHING = frozenset[str]()


class WallView(QWidget):
    """Paints the same wall as the console's canvas, in a view and in colours of its own.

    ``pulled`` and ``zoomed`` tell what a hand on this very screen wants.
    """

    resized = Signal()
    pulled = Signal(float, float)
    zoomed = Signal(float, QPointF)
    enlarging = Signal()

    def __init__(self, editor: Editor, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.camera = Camera()
        self._pulled_from: QPointF | None = None
        self._structure = Structure(editor.wall, self)
        self._texts = GlyphText(editor.wall.cards)
        self.is_smooth = True
        self.use_palette(palette)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Wall")

    @property
    def unit(self) -> float:
        """How large the picture is, where 1 is one of 1080 pixels."""
        return unit(self.window().height())

    @property
    def stickies(self) -> StickyPainter:
        """What paints stickies in the colours of this view."""
        return self._sheet.stickies

    @property
    def palette_shown(self) -> Palette:
        """The colours that the board is painted in."""
        return self._paints.palette

    def use_palette(self, palette: Palette) -> None:
        """Paint in other colours from now on."""
        self._paints = Paints(palette)
        self._sheet = BoardSheet(self, self.editor.wall, self._structure, self._paints, self._texts)
        self.update()

    def look(self, camera: Camera) -> None:
        """Show a part of the board."""
        if camera != self.camera:
            self.camera = camera
            self.update()

    def follow(self, change: Change) -> None:
        """Go along with a change of the board, after its wall did."""
        was_lifted = bool(self._sheet.lifted)
        self._sheet.follow(change)
        self._structure.follow(change, self.camera, in_flight=self.is_smooth)
        is_whole = (
            was_lifted or self._sheet.lifted or self._structure.flight.is_under_way(self.camera)
        )
        if is_whole or self.editor.wall.pivotal:
            self.update()
        else:
            self.update(self._sheet.spoilt(self.camera))

    def area(self) -> QRectF:
        """Return the part of the view, in pixels, in which the board is seen."""
        left = HEADER * self._frame if self._has_names else 0.0
        top = RULER * self._frame if self.editor.wall.pivotal else 0.0
        margin = _MARGIN * self.unit
        return QRectF(self.rect()).adjusted(left + margin, top + margin, -margin, -margin)

    def centred(self, x: float, y: float, scale: float, pixel: QPointF | None = None) -> Camera:
        """Return the camera that has a place on the board in the middle, or at another pixel."""
        middle = self.area().center() if pixel is None else pixel
        return Camera(x - middle.x() / scale, y - middle.y() / scale, scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in view."""
        with QPainter(self) as painter:
            self._paint(painter, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that another part of the board may be in view."""
        super().resizeEvent(event)
        self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the board."""
        self._pulled_from = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull the board."""
        if self._pulled_from is not None and event.buttons():
            way = event.position() - self._pulled_from
            self._pulled_from = event.position()
            self.pulled.emit(way.x(), way.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the board."""
        self._pulled_from = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the whole screen, or for a window."""
        self.enlarging.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Come nearer, or go farther."""
        self.zoomed.emit(_WHEEL_STEP ** event.angleDelta().y(), event.position())

    def _paint(self, painter: QPainter, event: QPaintEvent) -> None:
        sheet, structure = self._sheet, self._structure
        tool = self.editor.tool
        # The words of what is on its way into the inbox are for nobody yet.
        is_unseen = isinstance(tool, Type) and tool.is_new and self.editor.unseen is not None
        sheet.attend(tool.sticky_id if is_unseen else None, _NOTHING)
        in_flight = structure.flight.is_under_way(self.camera)
        camera = self.camera.aligned(self.devicePixelRatioF())
        area = QRectF(self.rect())
        sheet.paint(painter, camera, event.region(), in_flight=in_flight)
        structure.paint_lot(painter, camera, area)
        # Names and labels are the console's, larger.
        frame, painter_was = self._frame, painter.transform()
        painter.scale(frame, frame)
        larger = Camera(camera.x, camera.y, camera.scale / frame)
        wide, high = area.width() / frame, area.height() / frame
        bounds, has_ruler = event.region().boundingRect(), bool(self.editor.wall.pivotal)
        if self._has_names and bounds.left() < HEADER * frame:
            sheet.lanes.paint_headers(painter, larger, _NOTHING, high, RULER if has_ruler else 0.0)
        if has_ruler and bounds.top() < RULER * frame:
            sheet.lanes.paint_ruler(painter, larger, wide, high, has_columns=False)
        painter.setTransform(painter_was)

    @property
    def _frame(self) -> float:
        return _FRAME * self.unit

    @property
    def _has_names(self) -> bool:
        return any(lane.context_id is not None for lane in self.editor.wall.arrangement.lanes)
