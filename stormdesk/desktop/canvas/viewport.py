"""A widget that looks at a board: its camera, and the ways to have it elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QWidget

from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.glide import Glide
from stormdesk.desktop.canvas.lane_painter import HEADER, RULER
from stormdesk.editor.areas import with_members
from stormdesk.editor.editor import Editor
from stormdesk.editor.places import Places
from stormdesk.editor.pointer import Pointer
from stormdesk.layout.geometry import Box, bounds_of
from stormdesk.layout.hull import hull_of
from stormdesk.model.context import Area

_KEY_STEP = 1.25
_MARGIN = 40.0
_READABLE, _COMFORTABLE = 0.46, 0.6


class Viewport(QWidget):
    """Pans, zooms and leaps over the board of an editor, and remembers the places it was at."""

    zoomed = Signal(float)
    leapt = Signal()

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.camera = Camera(-HEADER - _MARGIN, -RULER - _MARGIN)
        self.glide = Glide(self.look, self)
        self.places: Places[Camera] = Places()

    @property
    def zoom(self) -> float:
        """Pixels a board unit; 1 is 100 %."""
        return self.camera.scale

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
        arrangement = self.editor.wall.arrangement
        lines = (hull_of(arrangement, a.stickies) for a in arrangement.board.in_order(Area))
        corners = [Box(*corner, 0, 0) for line in lines for corner in line]
        bounds = arrangement.bounds
        self.show_box(bounds_of([bounds, *corners]) if corners else bounds)

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
        if box is not None and (is_far or not self.area().contains(self.camera.on_screen(box))):
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
        self.camera_moved()

    def centred(self, x: float, y: float, scale: float) -> Camera:
        """Return the camera that has a place on the board in the middle."""
        middle = self.area().center()
        return Camera(x - middle.x() / scale, y - middle.y() / scale, scale)

    def show_box(self, box: Box) -> None:
        """Show a part of the board as large as it fits."""
        self.leap(self.camera.showing(box, self.area()))

    def pull_into_view(self, box: Box) -> None:
        """Pan just as far as a box needs to be in view."""
        rect, area = self.camera.on_screen(box.inflated(24)), self.area()
        dx = min(0.0, area.right() - rect.right()) or max(0.0, area.left() - rect.left())
        dy = min(0.0, area.bottom() - rect.bottom()) or max(0.0, area.top() - rect.top())
        if dx or dy:
            self.pan(dx, dy)

    def bring_into_view(self, sticky_id: str) -> None:
        """Pan to a sticky that is to be typed in, and come near enough to read it."""
        box = self.editor.wall.box(sticky_id)
        if box is None:
            return
        if self.camera.scale < 0.55:
            self.zoom_by(0.8 / self.camera.scale, self.camera.to_screen(*box.center))
        self.pull_into_view(box)

    def zoom_by(self, factor: float, around: QPointF) -> None:
        """Come nearer by a factor, or go farther; what is under a pixel stays there."""
        self.glide.stop()
        self.camera = self.camera.zoomed(factor, around)
        self.camera_moved()

    def pan(self, dx: float, dy: float) -> None:
        """Pull the board by some pixels."""
        self.glide.stop()
        self.camera = self.camera.panned(dx, dy)
        self.camera_moved()

    def look_first(self) -> None:
        """Show the whole board, or where that is too small to read, its beginning."""
        self.look(self.camera.showing(self.editor.wall.arrangement.bounds, self.area()))
        if self.camera.scale < _READABLE:
            bounds, area = self.editor.wall.arrangement.bounds, self.area()
            scale = max(_READABLE, min(_COMFORTABLE, area.height() / max(1.0, bounds.height)))
            x, y = bounds.x - _MARGIN - area.x() / scale, bounds.y - area.y() / scale
            self.camera = Camera(x, y, scale)
            self.camera_moved()

    def area(self) -> QRectF:
        """Return the part of the widget, in pixels, in which the board is seen."""
        return QRectF(self.rect()).adjusted(HEADER + 16, RULER + 12, -16, -12)

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

    def camera_moved(self) -> None:
        """Tell that the camera is elsewhere."""
        # The board moved beneath the pointer; where that is elsewhere, the middle stands for it.
        self.editor.pointer = self.pointer_at(self._focus_point(), Qt.KeyboardModifier.NoModifier)
        self.zoomed.emit(self.camera.scale)
        self.update()

    def _glide_by(self, factor: float) -> None:
        aim = self.glide.aim(self.camera)
        self.glide.to(self.camera, aim.zoomed(factor, self._focus_point()))

    def _focus_point(self) -> QPointF:
        under = self.mapFromGlobal(self.cursor().pos())
        return QPointF(under) if self.rect().contains(under) else self.area().center()
