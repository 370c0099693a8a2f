"""The widget that shows a board and hands mouse and keys to the editor."""

from __future__ import annotations

from itertools import islice

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
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

from stormdesk.desktop.canvas.board_sheet import BoardSheet
from stormdesk.desktop.canvas.caret import Caret
from stormdesk.desktop.canvas.dim_painter import Light
from stormdesk.desktop.canvas.finding_marks import FindingMarks
from stormdesk.desktop.canvas.glyph_text import GlyphText
from stormdesk.desktop.canvas.lane_painter import HEADER, RULER
from stormdesk.desktop.canvas.name_entry import NameEntry
from stormdesk.desktop.canvas.observability_painter import ObservabilityPainter
from stormdesk.desktop.canvas.paint import Paints
from stormdesk.desktop.canvas.pointing import Pointing
from stormdesk.desktop.canvas.pointing_painter import PointingPainter
from stormdesk.desktop.canvas.scene import Scene
from stormdesk.desktop.canvas.simulation_painter import SimulationPainter
from stormdesk.desktop.canvas.structure import Structure
from stormdesk.desktop.canvas.term_tip import TermTip
from stormdesk.desktop.canvas.touch import Touch
from stormdesk.desktop.canvas.typing_keys import take_key
from stormdesk.desktop.canvas.viewport import Viewport
from stormdesk.editor.editor import Editor
from stormdesk.editor.tools.lane import press_header
from stormdesk.editor.tools.name import rename
from stormdesk.editor.tools.type import Type
from stormdesk.editor.under import may_carry, select_under
from stormdesk.layout.appearance import DEFAULT_PALETTE, Palette
from stormdesk.layout.typesetting import Setting
from stormdesk.model.board import Change

_WHEEL_STEP = 1.0015
_CURSORS = {
    "arrow": Qt.CursorShape.ArrowCursor,
    "cross": Qt.CursorShape.CrossCursor,
    "closed-hand": Qt.CursorShape.ClosedHandCursor,
    "vertical": Qt.CursorShape.SizeVerCursor,
    "horizontal": Qt.CursorShape.SplitHCursor,
    "text": Qt.CursorShape.ArrowCursor,
}


class Canvas(Viewport):
    """Paints the board of an editor; what is outside the view costs nothing near by."""

    menu_wanted = Signal(QPointF)
    many_pasted = Signal()

    # Events come as soon as there is a child, so this is looked for before it is there.
    _touch: Touch | None = None

    def __init__(
        self, editor: Editor, palette: Palette = DEFAULT_PALETTE, parent: QWidget | None = None
    ) -> None:
        super().__init__(editor, parent)
        self._touch = Touch(self, self.pan, self.zoom_by, self._may_carry, editor.cancel)
        self._light: Light | None = None
        self._pan_from: QPointF | None = None
        self._space = False
        self._pressed = False
        self._was_fitted = False
        self.structure = Structure(editor.wall, self)
        self.pointing = Pointing(self)
        self.pointing.changed.connect(self.update)
        self._name = NameEntry(self, editor)
        self.marks = FindingMarks(editor.wall, self.update)
        self.observed = ObservabilityPainter(editor.wall, self.update)
        self.simulated = SimulationPainter(editor.wall, self.update)
        self._term_tip = TermTip(editor)
        self._use(palette)
        self._caret = Caret(self, self.font().family(), lambda event: take_key(editor, event))
        self._caret.textChanged.connect(self._text_changed)
        self._caret.many_pasted.connect(self.many_pasted)
        self._typing: str | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Board")
        editor.document.follow(self._follow)
        editor.watch(self._watch)

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

    def texts_in_view(self, most: int) -> list[Setting]:
        """Return how texts in view are set, of up to so many stickies."""
        view = self.camera.in_view(self.width(), self.height())
        stickies = self.editor.board.stickies
        ids = islice(self.editor.wall.found(view), most)
        return [self._texts.setting(stickies[i]) for i in ids if stickies[i].text]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in view."""
        # Ended whatever happens: Qt brings the program down where a painter is left open.
        with QPainter(self) as painter:
            exposed = event.region()
            self._scene.paint(painter, self.camera, self._typing, self._light, exposed)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the board, or its readable beginning, the first time."""
        super().showEvent(event)
        if not self._was_fitted:
            self._was_fitted = True
            self.look_first()
            self._scene.prepare()

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
            self.pan(delta.x(), delta.y())
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
            area = self.area()
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
        self.pan(dx, dy)

    def event(self, event: QEvent) -> bool:
        """Take fingers on the screen, and a pinch on the touchpad."""
        if self._touch is not None and self._touch.take(event):
            return True
        pinch = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._term_tip.tell(self, event)
            return True
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

    def camera_moved(self) -> None:
        """Keep the open text over its sticky."""
        self._lay_caret()
        self._name.attend(self.camera)
        super().camera_moved()

    def _may_carry(self, at: QPointF) -> bool:
        pointer = self.pointer_at(at, Qt.KeyboardModifier.NoModifier)
        return may_carry(self.editor, pointer, in_header=at.x() < HEADER)

    def _text_changed(self) -> None:
        if isinstance(self.editor.tool, Type):
            self.editor.tool.type(self.editor, self._caret.toPlainText())

    def _follow(self, change: Change) -> None:
        self._scene.follow(change)
        by_hand = self._pressed or self._typing is not None or not self.glide.is_smooth
        self.structure.follow(change, self.camera, in_flight=not by_hand)
        self._name.attend(self.camera)
        self._lay_caret()
        torn = self._scene.torn(change, self.camera)
        if torn is None:
            self.update()
        else:
            self.update(torn)

    def _watch(self) -> None:
        tool = self.editor.tool
        typed = tool.sticky_id if isinstance(tool, Type) else None
        if typed != self._typing:
            self._typing = typed
            if typed is None:
                self._caret.leave()
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.bring_into_view(typed)
                self._caret.visit(self.editor.board.stickies[typed])
            self._lay_caret()
        self._name.attend(self.camera)
        self.update()

    def _lay_caret(self) -> None:
        sticky = self.editor.board.stickies.get(self._typing or "")
        box = self.editor.wall.box(self._typing) if self._typing is not None else None
        if sticky is not None and box is not None:
            setting = self._texts.setting(sticky)
            # The board is painted from whole pixels on.
            camera = self.camera.aligned(self.devicePixelRatioF())
            rect, palette = camera.on_screen(box), self._paints.palette
            self._caret.lie(sticky, setting, rect, camera.scale, palette)

    def _use(self, palette: Palette) -> None:
        self._paints = Paints(palette)
        self._texts = GlyphText(self.editor.wall.cards)
        wall = self.editor.wall
        sheet = BoardSheet(self, wall, self.structure, self._paints, self._texts)
        marks = (self.marks, self.observed, self.simulated, PointingPainter(self.pointing))
        self._scene = Scene(self, self.editor, self.structure, marks, self._paints, sheet)

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
