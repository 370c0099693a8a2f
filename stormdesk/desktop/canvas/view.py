"""The widget that shows a board and hands mouse and keys to the editor."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.caret import Caret
from stormdesk.desktop.canvas.dim_painter import DimPainter, Light
from stormdesk.desktop.canvas.empty_hint import paint_empty_hint
from stormdesk.desktop.canvas.flow_painter import FlowPainter
from stormdesk.desktop.canvas.glide import Glide
from stormdesk.desktop.canvas.glyph_text import GlyphText
from stormdesk.desktop.canvas.lane_painter import HEADER, RULER, LanePainter, pivotal_events
from stormdesk.desktop.canvas.overlay_painter import paint_overlay
from stormdesk.desktop.canvas.paint import Paints
from stormdesk.desktop.canvas.sticky_painter import StickyPainter
from stormdesk.desktop.canvas.structure import Structure
from stormdesk.desktop.canvas.touch import Touch
from stormdesk.desktop.canvas.typing_keys import take_key
from stormdesk.editor.areas import with_members
from stormdesk.editor.editor import Editor
from stormdesk.editor.places import Places
from stormdesk.editor.pointer import Pointer
from stormdesk.editor.tools.lane import press_header
from stormdesk.editor.tools.name import rename
from stormdesk.editor.tools.type import Type
from stormdesk.editor.under import may_carry, select_under
from stormdesk.layout.appearance import DEFAULT_PALETTE, Palette, colour_of
from stormdesk.layout.geometry import Box
from stormdesk.layout.typesetting import Setting
from stormdesk.model.board import Change

_IDLE, _AT_ONCE = 40, 1_500
_WHEEL_STEP = 1.0015
_KEY_STEP = 1.25
_MARGIN = 40.0
_READABLE, _COMFORTABLE = 0.46, 0.6
_CURSORS = {
    "arrow": Qt.CursorShape.ArrowCursor,
    "cross": Qt.CursorShape.CrossCursor,
    "closed-hand": Qt.CursorShape.ClosedHandCursor,
    "vertical": Qt.CursorShape.SizeVerCursor,
    "horizontal": Qt.CursorShape.SplitHCursor,
    "text": Qt.CursorShape.ArrowCursor,
}


class Canvas(QWidget):
    """Paints the board of an editor; what is outside the view costs nothing near by."""

    zoomed = Signal(float)
    leapt = Signal()
    menu_wanted = Signal(QPointF)
    many_pasted = Signal()

    def __init__(
        self, editor: Editor, palette: Palette = DEFAULT_PALETTE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        # Events come as soon as there is a child, and Touch is the first.
        self._touch: Touch | None = None
        self._touch = Touch(self, self._pan, self.zoom_by, self._may_carry, editor.cancel)
        self.camera = Camera(-HEADER - _MARGIN, -RULER - _MARGIN)
        self.glide = Glide(self.look, self)
        self.places: Places[Camera] = Places()
        self._light: Light | None = None
        self._pan_from: QPointF | None = None
        self._space = False
        self._pressed = False
        self._was_fitted = False
        self.structure = Structure(editor, self)
        self._use(palette)
        self._caret = Caret(self, self.font().family(), lambda event: take_key(editor, event))
        self._caret.textChanged.connect(self._text_changed)
        self._caret.many_pasted.connect(self.many_pasted)
        self._typing: str | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Board")
        self._idle = QTimer(self)
        self._idle.setInterval(_IDLE)
        self._idle.timeout.connect(self._catch_up)
        self._stop = editor.document.follow(self._follow)
        editor.watch(self._watch)

    @property
    def zoom(self) -> float:
        """Pixels a board unit; 1 is 100 %."""
        return self.camera.scale

    def sizeHint(self) -> QSize:
        """Ask for plenty of room."""
        return QSize(1200, 800)

    @property
    def palette_shown(self) -> Palette:
        """The colours that the board is painted in."""
        return self._paints.palette

    def use_palette(self, palette: Palette) -> None:
        """Paint in other colours from now on."""
        if palette is not self._paints.palette:
            self._use(palette)
            self._lay_caret()
            self.update()

    def light(self, light: Light | None) -> None:
        """Dim everything but some stickies; None dims nothing."""
        self._light = light
        self.update()

    def type_on(self) -> None:
        """Go on behind the text that is open."""
        self._caret.type_on()

    def zoom_in(self) -> None:
        """Come nearer, around the pointer or the middle."""
        self._glide_by(_KEY_STEP)

    def zoom_out(self) -> None:
        """Go farther."""
        self._glide_by(1 / _KEY_STEP)

    def zoom_to_actual(self) -> None:
        """Show the board at 100 %."""
        self._glide_by(1 / self.glide.aim(self.camera).scale)

    def zoom_to_fit(self) -> None:
        """Show the whole board."""
        self.show_box(self.editor.wall.arrangement.bounds)

    def zoom_to(self, ids: Iterable[str]) -> None:
        """Show some stickies as large as they fit."""
        bounds = self.editor.wall.bounds_of(with_members(self.editor.board, ids))
        if bounds is not None:
            self.show_box(bounds.inflated(80))

    def reveal(self, record_id: str) -> None:
        """Select a record and bring it into view."""
        self.editor.select([record_id])
        flow = self.editor.board.flows.get(record_id)
        lane = self.editor.wall.lane(record_id)
        ids = [record_id] if flow is None else [flow.source, flow.target]
        box = self.editor.wall.bounds_of(ids)
        if box is None and lane is not None:
            box = Box(self.camera.x + 200, lane.top, 400, lane.height)
        scale = max(self.camera.scale, _COMFORTABLE)
        is_far = scale > self.camera.scale
        if box is not None and (is_far or not self._area().contains(self.camera.on_screen(box))):
            self.leap(self.centred(*box.center, scale))

    def leap(self, there: Camera) -> None:
        """Go to another place, from which one can go back to this one."""
        self.leave_place()
        self.glide.to(self.camera, there)

    def leave_place(self) -> None:
        """Remember the place that is in view, to go back to."""
        self.places.leave(self.camera)
        self.leapt.emit()

    def look(self, camera: Camera) -> None:
        """Show a part of the board."""
        self.camera = camera
        self._camera_moved()

    def centred(self, x: float, y: float, scale: float) -> Camera:
        """Return the camera that has a place on the board in the middle."""
        middle = self._area().center()
        return Camera(x - middle.x() / scale, y - middle.y() / scale, scale)

    def show_box(self, box: Box) -> None:
        """Show a part of the board as large as it fits."""
        self.leap(self.camera.showing(box, self._area()))

    def pull_into_view(self, box: Box) -> None:
        """Pan just as far as a box needs to be in view."""
        rect, area = self.camera.on_screen(box.inflated(24)), self._area()
        dx = min(0.0, area.right() - rect.right()) or max(0.0, area.left() - rect.left())
        dy = min(0.0, area.bottom() - rect.bottom()) or max(0.0, area.top() - rect.top())
        if dx or dy:
            self._pan(dx, dy)

    def texts_in_view(self, most: int) -> list[Setting]:
        """Return how texts in view are set, of up to so many stickies."""
        view = self.camera.in_view(self.width(), self.height())
        stickies = self.editor.board.stickies
        ids = islice(self.editor.wall.found(view), most)
        return [self._texts.setting(stickies[i]) for i in ids if stickies[i].text]

    def pointer_at(self, pixel: QPointF, modifiers: Qt.KeyboardModifier) -> Pointer:
        """Return the pointer for a pixel, as tools want it."""
        x, y = self.camera.to_board(pixel)
        held = Qt.KeyboardModifier
        return Pointer(
            x,
            y,
            self.camera.scale,
            shift=bool(modifiers & held.ShiftModifier),
            ctrl=bool(modifiers & held.ControlModifier),
            alt=bool(modifiers & held.AltModifier),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in view."""
        painter = QPainter(self)
        camera, editor = self.camera, self.editor
        width, height = float(self.width()), float(self.height())
        view = camera.in_view(width, height)
        events = pivotal_events(editor.wall, view)
        painter.fillRect(self.rect(), self._paints.paper)
        self._lanes.paint_bands(painter, camera, width)
        self._lanes.paint_columns(painter, camera, width, height)
        self._lanes.paint_pivotal(painter, camera, events, height)
        self.structure.paint_under(painter, camera, view)
        flight = self.structure.flight
        if flight.is_under_way(camera):
            flight.paint(painter, self._stickies)
        painter.save()
        painter.setTransform(camera.transform, combine=True)
        if not flight.is_under_way(camera):
            self._flows.paint(painter, view, camera.scale, editor.selection)
            self._stickies.paint(painter, view, camera.scale, self._typing, editor.selection)
            self.structure.paint_over(painter, view, camera.scale)
        if self._light is not None:
            self._dim.paint(painter, camera, QRectF(self.rect()), self._light)
        self._stickies.paint_selected(painter, view, editor.selection, camera.scale)
        painter.restore()
        paint_overlay(painter, editor, camera, self._paints)
        self.structure.paint_hints(painter, camera)
        paint_empty_hint(painter, editor, self._area(), self._paints)
        self._lanes.paint_headers(painter, camera, editor.selection, height)
        self._lanes.paint_ruler(painter, camera, events, width, height)
        painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the board, or its readable beginning, the first time."""
        super().showEvent(event)
        if not self._was_fitted:
            self._was_fitted = True
            self._look_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the open text over its sticky."""
        super().resizeEvent(event)
        self._lay_caret()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a pan, take up a lane by its header, or press the tool."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        at = event.position()
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or (self._space and event.button() == Qt.MouseButton.LeftButton):
            self._pan_from = at
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton and at.y() > RULER:
            self._pressed = True
            pointer = self.pointer_at(at, event.modifiers())
            if at.x() < HEADER and press_header(self.editor, pointer):
                return
            self.editor.press(pointer)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, or move the tool."""
        at = event.position()
        if self._pan_from is not None:
            delta = at - self._pan_from
            self._pan_from = at
            self._pan(delta.x(), delta.y())
            return
        pointer = self.pointer_at(at, event.modifiers())
        self.editor.move(pointer, pressed=self._pressed)
        if not self._pressed:
            self._show_cursor(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the pan, or release the tool."""
        if self._pan_from is not None and event.button() != Qt.MouseButton.RightButton:
            self._pan_from = None
            self._show_cursor(event.position())
        elif event.button() == Qt.MouseButton.LeftButton and self._pressed:
            self._pressed = False
            self.editor.release(self.pointer_at(event.position(), event.modifiers()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a text, or rename a lane."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        pointer = self.pointer_at(event.position(), event.modifiers())
        if event.position().x() < HEADER:
            lane = self.editor.wall.lane_at(pointer.y)
            if lane is not None and lane.context_id is not None:
                rename(self.editor, lane.context_id)
            return
        self.editor.double_click(pointer)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Select what is under the pointer and ask for its menu; by key, that of the selection."""
        at, place = QPointF(event.pos()), QPointF(event.globalPos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            box = self.editor.wall.bounds_of(self.editor.selection)
            area = self._area()
            corner = self.camera.on_screen(box).bottomLeft() if box else area.center()
            place = self.mapToGlobal(corner if area.contains(corner) else area.center())
        else:
            pointer = self.pointer_at(at, Qt.KeyboardModifier.NoModifier)
            select_under(self.editor, pointer, in_header=at.x() < HEADER)
        self.menu_wanted.emit(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Pan by the wheel or two fingers; with Ctrl, zoom to the pointer."""
        pixels, angle = event.pixelDelta(), event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(_WHEEL_STEP ** (angle.y() or pixels.y()), event.position())
            return
        dx, dy = (pixels.x(), pixels.y()) if not pixels.isNull() else (angle.x(), angle.y())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and dx == 0:
            dx, dy = dy, 0
        self._pan(dx, dy)

    def event(self, event: QEvent) -> bool:
        """Take fingers on the screen, and a pinch on the touchpad."""
        if self._touch is not None and self._touch.take(event):
            return True
        pinch = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == pinch:
            self.zoom_by(1 + event.value(), event.position())
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Escape, and Space to pan."""
        if event.key() == Qt.Key.Key_Escape:
            self.editor.cancel()
        elif event.key() == Qt.Key.Key_Space:
            self._space = True
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """End panning by Space."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self._show_cursor(QPointF(0, 0))
        super().keyReleaseEvent(event)

    def _may_carry(self, at: QPointF) -> bool:
        pointer = self.pointer_at(at, Qt.KeyboardModifier.NoModifier)
        return may_carry(self.editor, pointer, in_header=at.x() < HEADER)

    def _text_changed(self) -> None:
        if isinstance(self.editor.tool, Type):
            self.editor.tool.type(self.editor, self._caret.toPlainText())

    def _follow(self, change: Change) -> None:
        touched = self.editor.wall.touched
        self._stickies.follow(i for i in touched if not i.startswith("flow:"))
        self._stickies.follow(i for i in change.pairs if not i.startswith("flow:"))
        self._flows.follow(i for i in touched if i.startswith("flow:"))
        self._idle.start()
        by_hand = self._pressed or self._typing is not None or not self.glide.is_smooth
        self.structure.follow(change, self.camera, in_flight=not by_hand)
        self._lay_caret()
        self.update()

    def _catch_up(self) -> None:
        more = self._stickies.catch_up(_AT_ONCE)
        if not (self._flows.catch_up(_AT_ONCE) or more):
            self._idle.stop()

    def _watch(self) -> None:
        tool = self.editor.tool
        typed = tool.sticky_id if isinstance(tool, Type) else None
        if typed != self._typing:
            self._typing = typed
            if typed is None:
                self._caret.leave()
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self._bring_into_view(typed)
                self._caret.visit(self.editor.board.stickies[typed])
            self._lay_caret()
        self.structure.name.attend(self.camera)
        self.update()

    def _lay_caret(self) -> None:
        sticky = self.editor.board.stickies.get(self._typing or "")
        box = self.editor.wall.box(self._typing) if self._typing is not None else None
        if sticky is not None and box is not None:
            setting = self._texts.setting(sticky)
            rect = self.camera.on_screen(box)
            colour = colour_of(sticky, self._paints.palette)
            self._caret.lie(sticky, setting, rect, self.camera.scale, colour)

    def _bring_into_view(self, sticky_id: str) -> None:
        box = self.editor.wall.box(sticky_id)
        if box is None:
            return
        if self.camera.scale < 0.55:
            self.zoom_by(0.8 / self.camera.scale, self.camera.to_screen(*box.center))
        self.pull_into_view(box)

    def _use(self, palette: Palette) -> None:
        wall = self.editor.wall
        self._paints = Paints(palette)
        self.structure.use(self._paints)
        self._texts = GlyphText(wall.cards)
        self._stickies = StickyPainter(wall, self._paints, self._texts)
        self._flows = FlowPainter(wall, self._paints)
        self._lanes = LanePainter(wall, self._paints, self._texts, QFont(self.font()))
        self._dim = DimPainter(wall, self._paints)

    def _look_first(self) -> None:
        self.look(self.camera.showing(self.editor.wall.arrangement.bounds, self._area()))
        if self.camera.scale < _READABLE:
            bounds, area = self.editor.wall.arrangement.bounds, self._area()
            scale = max(_READABLE, min(_COMFORTABLE, area.height() / max(1.0, bounds.height)))
            x, y = bounds.x - _MARGIN - area.x() / scale, bounds.y - area.y() / scale
            self.camera = Camera(x, y, scale)
            self._camera_moved()

    def _glide_by(self, factor: float) -> None:
        aim = self.glide.aim(self.camera)
        self.glide.to(self.camera, aim.zoomed(factor, self._focus_point()))

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(HEADER + 16, RULER + 12, -16, -12)

    def _focus_point(self) -> QPointF:
        under = self.mapFromGlobal(self.cursor().pos())
        return QPointF(under) if self.rect().contains(under) else self._area().center()

    def zoom_by(self, factor: float, around: QPointF) -> None:
        """Come nearer by a factor, or go farther; what is under a pixel stays there."""
        self.glide.stop()
        self.camera = self.camera.zoomed(factor, around)
        self._camera_moved()

    def _pan(self, dx: float, dy: float) -> None:
        self.glide.stop()
        self.camera = self.camera.panned(dx, dy)
        self._camera_moved()

    def _camera_moved(self) -> None:
        # The board moved beneath the pointer; where that is elsewhere, the middle stands for it.
        self.editor.pointer = self.pointer_at(self._focus_point(), Qt.KeyboardModifier.NoModifier)
        self._lay_caret()
        self.structure.name.attend(self.camera)
        self.zoomed.emit(self.camera.scale)
        self.update()

    def _show_cursor(self, at: QPointF) -> None:
        if self._space:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif at.y() > RULER and self.editor.is_editable and self._on_border(at):
            self.setCursor(Qt.CursorShape.SizeVerCursor)
        else:
            self.setCursor(_CURSORS[self.editor.tool.cursor])

    def _on_border(self, at: QPointF) -> bool:
        pointer = self.pointer_at(at, Qt.KeyboardModifier.NoModifier)
        if self.editor.hovered is not None:
            return False
        return self.editor.wall.lane_border_at(pointer.y, pointer.reach(5)) is not None
