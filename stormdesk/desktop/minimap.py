"""The whole board in a corner of the canvas, with a frame round what is in view."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from stormdesk.desktop import look
from stormdesk.desktop.canvas.paint import with_alpha
from stormdesk.desktop.canvas.view import Canvas
from stormdesk.desktop.words import tr
from stormdesk.layout.appearance import Palette, colour_of, lane_colour
from stormdesk.layout.geometry import Box
from stormdesk.model.board import Change
from stormdesk.model.context import Context
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky

_WIDTH, _HEIGHT = 240.0, 150.0
_SHARE = 0.28
"""How much of the canvas the map may take at most, of its width and of its height."""
_LEAST_SIDE = 64.0
_LARGEST_SCALE = 0.05
_SMALLEST_STICKY = 1.6
_EDGE = 6.0
_PAUSE = 160
_DIMMED = 0.22
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
        self._lit: frozenset[str] | None = None
        self._bounds = Box(0, 0, 1, 1)
        self._scale_x = self._scale_y = _LARGEST_SCALE
        self._picture = QPixmap()
        self._palette: Palette | None = None
        self._due = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due.timeout.connect(self.rebuild)
        self.setAccessibleName(tr("Map of the board"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tr("Click or drag to go there"))
        canvas.zoomed.connect(lambda _: self._look())
        self._editor.document.follow(self._follow)
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
        self._picture = self._painted()
        self._look()
        self.update()

    def settle(self) -> None:
        """Take the place in the lower right corner."""
        parent = self.parentWidget()
        self.move(parent.width() - self.width() - 14, parent.height() - self.height() - 14)

    def make_room(self) -> None:
        """Take another size soon: that of the canvas changed."""
        self.settle()
        self._due.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, and the frame round what is in view."""
        if self._canvas.palette_shown is not self._palette:
            self._picture = self._painted()
        shades = look.shades_of(QGuiApplication.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(shades.strong_edge), 1))
        painter.setBrush(QColor(shades.paper))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
        painter.drawPixmap(QPointF(_EDGE, _EDGE), self._picture)
        painter.setPen(QPen(QColor(shades.accent), 1.5))
        painter.setBrush(with_alpha(shades.accent, 26))
        painter.drawRoundedRect(self._frame(), 2, 2)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._canvas.leave_place()
            self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position())

    def _go(self, pixel: QPointF) -> None:
        x = self._bounds.x + (pixel.x() - _EDGE) / self._scale_x
        y = self._bounds.y + (pixel.y() - _EDGE) / self._scale_y
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
            self.update()

    def _is_all_in_view(self) -> bool:
        canvas, bounds = self._canvas, self._editor.wall.arrangement.bounds
        area = canvas.camera.on_screen(bounds)
        return not bounds.width or QRectF(canvas.rect()).contains(area)

    def _measure(self) -> None:
        bounds = self._editor.wall.arrangement.bounds
        if not bounds.width or not bounds.height:
            self._bounds = Box(0, 0, 0, 0)
            return
        self._bounds = bounds = bounds.inflated(80)
        room = self.parentWidget()
        width, height = min(_WIDTH, room.width() * _SHARE), min(_HEIGHT, room.height() * _SHARE)
        even = min(width / bounds.width, height / bounds.height, _LARGEST_SCALE)
        self._scale_x = min(_LARGEST_SCALE, max(even, _LEAST_SIDE / bounds.width))
        self._scale_y = min(_LARGEST_SCALE, max(even, _LEAST_SIDE / bounds.height))
        width, height = bounds.width * self._scale_x, bounds.height * self._scale_y
        self.resize(round(width + 2 * _EDGE), round(height + 2 * _EDGE))
        self.settle()

    def _frame(self) -> QRectF:
        canvas = self._canvas
        view = canvas.camera.in_view(canvas.width(), canvas.height())
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        return self._rect(view, 4.0).translated(_EDGE, _EDGE).intersected(room)

    def _rect(self, box: Box, least: float = _SMALLEST_STICKY) -> QRectF:
        return QRectF(
            (box[0] - self._bounds.x) * self._scale_x,
            (box[1] - self._bounds.y) * self._scale_y,
            max(least, box[2] * self._scale_x),
            max(least, box[3] * self._scale_y),
        )

    def _painted(self) -> QPixmap:
        palette = self._palette = self._canvas.palette_shown
        sharp = self.devicePixelRatioF()
        width, height = self.width() - 2 * _EDGE, self.height() - 2 * _EDGE
        picture = QPixmap(max(1, round(width * sharp)), max(1, round(height * sharp)))
        picture.setDevicePixelRatio(sharp)
        picture.fill(QColor(palette.paper))
        painter = QPainter(picture)
        board, bounds = self._editor.board, self._bounds
        for index, lane in enumerate(self._editor.wall.arrangement.lanes):
            colour = QColor(lane_colour(board.contexts.get(lane.context_id or ""), index, palette))
            band = Box(bounds.x, lane.top, bounds.width, lane.height)
            painter.fillRect(self._rect(band), colour)
        painter.setPen(Qt.PenStyle.NoPen)
        for is_lit, rects in self._gathered(palette).items():
            painter.setOpacity(1.0 if is_lit else _DIMMED)
            for colour, same in rects.items():
                painter.setBrush(QColor(colour))
                painter.drawRects(same)
        painter.end()
        return picture

    def _gathered(self, palette: Palette) -> dict[bool, dict[str, list[QRectF]]]:
        """Return the stickies' rectangles by colour: dimmed ones first, and questions on top."""
        result: dict[bool, dict[str, list[QRectF]]] = {
            False: defaultdict(list),
            True: defaultdict(list),
        }
        boxes, lit = self._editor.wall.arrangement.boxes, self._lit
        left, top, across, down = *self._bounds[:2], self._scale_x, self._scale_y
        questions: list[tuple[bool, str, QRectF]] = []
        taken: set[tuple[bool, str, int, int]] = set()
        for sticky in self._editor.board.stickies.values():
            box = boxes.get(sticky.id)
            if box is None:
                continue
            x, y = (box[0] - left) * across, (box[1] - top) * down
            is_lit, colour = lit is None or sticky.id in lit, colour_of(sticky, palette)
            # On a long board many stickies of a colour share a pixel; one of them is enough.
            spot = (is_lit, colour, int(x), int(y))
            if spot in taken:
                continue
            taken.add(spot)
            if sticky.kind is Kind.HOTSPOT:
                questions.append((is_lit, colour, self._rect(box)))
            else:
                result[is_lit][colour].append(self._rect(box))
        for is_lit, colour, rect in questions:
            result[is_lit][colour].append(rect)
        return result


def _is_seen(before: Record | None, after: Record | None) -> bool:
    """Tell whether the map shows what became of a record; it shows neither texts nor flows."""
    if isinstance(before, Sticky) and isinstance(after, Sticky):
        return any(getattr(before, name) != getattr(after, name) for name in _SEEN)
    return isinstance(before or after, Sticky | Context)
