"""The whole board in a corner of the canvas, with a frame round what is in view."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from stormdesk.desktop import look
from stormdesk.desktop.canvas.lane_painter import HEADER
from stormdesk.desktop.canvas.paint import with_alpha
from stormdesk.desktop.canvas.view import Canvas
from stormdesk.desktop.map_picture import Scale, picture_of
from stormdesk.desktop.words import tr
from stormdesk.layout.appearance import Palette
from stormdesk.layout.geometry import Box
from stormdesk.model.board import Change
from stormdesk.model.context import Context
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky

_WIDTH, _HEIGHT = 240.0, 150.0
_SHARE = 0.28
"""How much of the canvas the map may take at most, of its width and of its height."""
_LEAST_SIDE = 64.0
_LARGEST_SCALE = 0.05
_EDGE = 6.0
_ASIDE = 14.0
"""How far it keeps from the edges of the canvas."""
_PAUSE = 160
_SEEN = ("kind", "sign", "x", "y", "context", "pinned_to", "parked")


class Minimap(QWidget):
    """Paints from a picture that is made anew only when the board rests after a change.

    It hides while the whole board is in view. Long boards are squeezed along the timeline, so that
    their lanes stay apart.
    """

    def __init__(self, canvas: Canvas, parent: QWidget) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._editor = canvas.editor
        self._is_wanted = False
        self._is_held = False
        self._lit: frozenset[str] | None = None
        self._scale = Scale(Box(0, 0, 1, 1), _LARGEST_SCALE, _LARGEST_SCALE)
        self._picture = QPixmap()
        self._palette: Palette | None = None
        self._due = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due.timeout.connect(self.rebuild)
        self.setAccessibleName(tr("Map of the board"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tr("Click or drag to go there"))
        canvas.zoomed.connect(lambda _: self._look())
        self._editor.document.follow(self._follow)
        self._editor.watch(self._make_way)
        self.hide()

    def want(self, is_wanted: bool) -> None:
        """Show the map whenever there is something out of view, or never."""
        self._is_wanted = is_wanted
        self._due.start()

    def light(self, lit: frozenset[str] | None) -> None:
        """Dim all stickies but these; None dims nothing."""
        if lit != self._lit:
            self._lit = lit
            self._due.start(0)

    def rebuild(self) -> None:
        """Make the picture anew."""
        if not self._is_wanted:
            self.hide()
            return
        self._measure()
        self._paint_anew()
        self._look()
        self.update()

    def settle(self) -> None:
        """Take the lower right corner, or the left one where it would lie over the sticky in hand.

        It never leaves while it is dragged in.
        """
        if self._is_held:
            return
        room = self.parentWidget()
        y = room.height() - self.height() - _ASIDE
        right = QPointF(room.width() - self.width() - _ASIDE, y)
        left = QPointF(HEADER + _ASIDE, y)
        free = (corner for corner in (right, left) if not self._is_in_the_way(corner))
        self.move(next(free, right).toPoint())

    def make_room(self) -> None:
        """Take another size soon: that of the canvas changed."""
        self.settle()
        self._due.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, and the frame round what is in view."""
        if self._canvas.palette_shown is not self._palette:
            self._paint_anew()
        shades = look.shades_of(QGuiApplication.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(shades.strong_edge), 1))
        painter.setBrush(QColor(shades.paper))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
        painter.drawPixmap(QPointF(_EDGE, _EDGE), self._picture)
        # It lies on the picture of the board, which may be dark in a light window.
        accent = self._canvas.palette_shown.accent
        painter.setPen(QPen(QColor(accent), 1.5))
        painter.setBrush(with_alpha(accent, 26))
        painter.drawRoundedRect(self._frame(), 2, 2)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._is_held = True
            self._canvas.leave_place()
            self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Make way again where the map is in the way."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._is_held = False
            self.settle()

    def _go(self, pixel: QPointF) -> None:
        bounds, across, down = self._scale
        x, y = bounds.x + (pixel.x() - _EDGE) / across, bounds.y + (pixel.y() - _EDGE) / down
        self._canvas.look(self._canvas.centred(x, y, self._canvas.zoom))

    def _follow(self, change: Change) -> None:
        # Started anew by every change, so that nothing is painted in the midst of a drag.
        if any(_is_seen(before, after) for _, before, after in change):
            self._due.start()

    def _look(self) -> None:
        """Show or hide the map by whether anything is out of view."""
        is_shown = self._is_wanted and not self._is_all_in_view()
        if is_shown != self.isVisible():
            self.setVisible(is_shown)
            self.raise_()
        if is_shown:
            self.settle()
            self.update()

    def _make_way(self) -> None:
        if self.isVisible():
            self.settle()

    def _is_in_the_way(self, corner: QPointF) -> bool:
        sticky = self._editor.selected_sticky
        box = self._editor.wall.box(sticky.id) if sticky is not None else None
        if box is None:
            return False
        return QRectF(corner, self.size()).intersects(self._canvas.camera.on_screen(box))

    def _is_all_in_view(self) -> bool:
        canvas, bounds = self._canvas, self._editor.wall.arrangement.bounds
        area = canvas.camera.on_screen(bounds)
        return not bounds.width or QRectF(canvas.rect()).contains(area)

    def _measure(self) -> None:
        bounds = self._editor.wall.arrangement.bounds
        if not bounds.width or not bounds.height:
            self._scale = self._scale._replace(bounds=Box(0, 0, 0, 0))
            return
        bounds = bounds.inflated(80)
        room = self.parentWidget()
        width, height = min(_WIDTH, room.width() * _SHARE), min(_HEIGHT, room.height() * _SHARE)
        even = min(width / bounds.width, height / bounds.height, _LARGEST_SCALE)
        self._scale = Scale(
            bounds,
            min(_LARGEST_SCALE, max(even, _LEAST_SIDE / bounds.width)),
            min(_LARGEST_SCALE, max(even, _LEAST_SIDE / bounds.height)),
        )
        width, height = self._scale.size
        self.resize(round(width + 2 * _EDGE), round(height + 2 * _EDGE))
        self.settle()

    def _paint_anew(self) -> None:
        wall, palette = self._editor.wall, self._canvas.palette_shown
        self._palette = palette
        self._picture = picture_of(wall, palette, self._scale, self._lit, self.devicePixelRatioF())

    def _frame(self) -> QRectF:
        canvas = self._canvas
        view = canvas.camera.in_view(canvas.width(), canvas.height())
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        return self._scale.rect(view, 4.0).translated(_EDGE, _EDGE).intersected(room)


def _is_seen(before: Record | None, after: Record | None) -> bool:
    """Tell whether the map shows what became of a record; it shows neither texts nor flows."""
    if isinstance(before, Sticky) and isinstance(after, Sticky):
        return any(getattr(before, name) != getattr(after, name) for name in _SEEN)
    return isinstance(before or after, Sticky | Context)
