"""What part of the board the wall shows: what the console shows, a saved place, or its own."""

from __future__ import annotations

from collections.abc import Callable
from math import exp
from time import monotonic
from typing import Literal

from PySide6.QtCore import QObject, QPointF, QTimer, Signal

from stormdesk.desktop.canvas.camera import LARGEST, Camera
from stormdesk.desktop.canvas.glide import between
from stormdesk.desktop.canvas.viewport import Viewport
from stormdesk.desktop.wall.wall_view import WallView
from stormdesk.layout.geometry import Box
from stormdesk.model.session import Place

Mode = Literal["follow", "free", "place"]

_FRAME = 16
_SETTLING = 0.11
"""Seconds in which the way that is left shrinks to a third: no leap of the console is a jerk."""
_STILL = 0.3
_SAME_SCALE = 1e-3
_LONGEST_STEP = 0.05


class WallCamera(QObject):
    """Leads the wall's view there smoothly; ``turned`` tells that it is led by something else."""

    turned = Signal()

    def __init__(
        self, view: WallView, console: Viewport, clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__(view)
        self._view = view
        self._console = console
        self._clock = clock
        self._before = 0.0
        self._free = Camera()
        self._focus: Box | None = None
        self._down = 0.5
        self._glance: Camera | None = None
        self._is_placed = False
        self.is_smooth = True
        self.mode: Mode = "follow"
        self.place: Place | None = None
        self._frames = QTimer(self, interval=_FRAME)
        self._frames.timeout.connect(self._step)
        console.zoomed.connect(self._follow)
        view.resized.connect(self.arrive)
        view.pulled.connect(self.pull)
        view.zoomed.connect(self.zoom)

    def follow(self) -> None:
        """Show what the console shows, wherever it goes."""
        self._turn("follow")

    def stay(self) -> None:
        """Show what is shown, until the wall itself is led elsewhere."""
        self.free(self.aim())

    def show_console(self) -> None:
        """Show what the console shows now, and stay there."""
        self.free(self._of_console())

    def free(self, camera: Camera) -> None:
        """Show a part of the board, whatever the console shows."""
        self._free = camera
        self._turn("free")

    def show_box(self, box: Box) -> None:
        """Show a part of the board as large as it fits."""
        self.free(self._view.camera.showing(box, self._view.area()))

    def go_to(self, place: Place) -> None:
        """Show a saved place: as much round it as the console did."""
        self.place = place
        self._turn("place")

    def focus(self, box: Box | None, down: float = 0.5) -> None:
        """Keep one place in sight for as long as a walk stands there, whatever else leads.

        ``down`` is how far down the view that is, in heights of it.
        """
        if box != self._focus:
            self._focus, self._down = box, down
            self.settle()

    def bring_into_view(self, box: Box) -> None:
        """Have a place in view that the room shall look at, until the console goes elsewhere."""
        if not self._view.area().contains(self.aim().on_screen(box)):
            self._glance = self._view.centred(*box.center, self.aim().scale)
            self.settle()

    def pull(self, dx: float, dy: float) -> None:
        """Pull the board by some pixels of the wall."""
        self.free(self.aim().panned(dx, dy))
        self.arrive()

    def zoom(self, factor: float, around: QPointF) -> None:
        """Come nearer by a factor, or go farther."""
        self.free(self.aim().zoomed(factor, around))

    def zoom_middle(self, factor: float) -> None:
        """Come nearer by a factor round the middle."""
        self.zoom(factor, self._view.area().center())

    def aim(self) -> Camera:
        """Return where the wall is led to."""
        if self._focus is not None:
            there = QPointF(self._view.width() / 2, self._view.height() * self._down)
            return self._view.centred(*self._focus.center, self._led().scale, there)
        return self._glance or self._led()

    def settle(self) -> None:
        """Set out for where the wall is led to."""
        if not self.is_smooth or not self._is_placed:
            self.arrive()
        elif not self._frames.isActive():
            self._before = self._clock()
            self._frames.start()

    def arrive(self) -> None:
        """Be where the wall is led to, at once."""
        self._frames.stop()
        self._is_placed = self._view.width() > 0 and self._view.isVisible()
        self._view.look(self.aim())

    def _led(self) -> Camera:
        if self.mode == "place" and self.place is not None:
            wall, console = self._view.area(), self._console.area()
            larger = min(
                wall.width() / max(1.0, console.width()), wall.height() / max(1.0, console.height())
            )
            scale = min(LARGEST, self.place.zoom * max(0.05, larger))
            return self._view.centred(self.place.x, self.place.y, scale)
        if self.mode == "free":
            return self._free
        return self._of_console()

    def _of_console(self) -> Camera:
        console = self._console
        aim = console.glide.aim(console.camera)
        box = aim.on_board(console.area())
        return self._view.camera.showing(box, self._view.area(), LARGEST)

    def _turn(self, mode: Mode) -> None:
        self.mode = mode
        self._glance = None
        self.settle()
        self.turned.emit()

    def _follow(self) -> None:
        if self.mode == "follow":
            self._glance = None
            self.settle()

    def _step(self) -> None:
        now = self._clock()
        passed = min(now - self._before, _LONGEST_STEP)
        self._before = now
        here, there = self._view.camera, self.aim()
        if _is_as_good_as(here, there):
            self.arrive()
        else:
            self._view.look(between(here, there, 1 - exp(-passed / _SETTLING)))


def _is_as_good_as(here: Camera, there: Camera) -> bool:
    apart = max(abs(here.x - there.x), abs(here.y - there.y)) * there.scale
    return apart < _STILL and abs(here.scale / there.scale - 1) < _SAME_SCALE
