"""The wall of one open board: it opens and closes, and is told what time it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from stormdesk.desktop.agenda_shelf import FOLDER, AgendaShelf
from stormdesk.desktop.canvas.view import Canvas
from stormdesk.desktop.settings import SettingsFile
from stormdesk.desktop.wall import screens
from stormdesk.desktop.wall.moment import Moment, moment_of
from stormdesk.desktop.wall.wall_camera import WallCamera
from stormdesk.desktop.wall.wall_window import WallWindow
from stormdesk.editor.workshop.session import running
from stormdesk.layout.appearance import Palette
from stormdesk.layout.themes import palette_of
from stormdesk.model.board import Change

_SECOND = 1_000
_SOON = 80


class Projection(QObject):
    """Owns the wall's window while there is one; ``turned`` tells that what can be done differs.

    ``told`` hands on every moment to what else shows it.
    """

    turned = Signal()
    told = Signal(object)

    def __init__(
        self,
        canvas: Canvas,
        settings: SettingsFile,
        parent: QObject | None = None,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__(parent)
        self._console = canvas
        self._shown = canvas
        self._settings = settings
        self._clock = clock
        self.shelf = AgendaShelf(settings.path.parent / FOLDER)
        self.window: WallWindow | None = None
        self._watchers: set[str] = set()
        self._waiting = 0
        self._seconds = QTimer(self, interval=_SECOND)
        self._seconds.timeout.connect(self.look)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self.look)
        self._follow_board(canvas)
        canvas.pointing.pulsed.connect(self._look_there)
        self._was_lost = False
        self._anew = QTimer(self, singleShot=True, interval=0)
        self._anew.timeout.connect(self._place_anew)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._lose)
            app.screenAdded.connect(self._find)

    @property
    def is_open(self) -> bool:
        """Whether there is a wall."""
        return self.window is not None

    @property
    def camera(self) -> WallCamera | None:
        """What leads the wall's view."""
        return self.window.camera if self.window is not None else None

    @property
    def shows_ranking(self) -> bool:
        """Whether the ranking of the last ballot is on the wall."""
        return self.window is not None and self.window.overlays.shows_ranking

    def toggle(self) -> None:
        """Open the wall, or close it."""
        if self.window is None:
            self.open()
        else:
            self.close()

    def open(self) -> None:
        """Open the wall on the projector's screen."""
        if self.window is not None:
            return
        canvas = self._shown
        window = self.window = WallWindow(
            canvas, self._palette, self._console.pointing, is_smooth=self._is_smooth
        )
        window.entitle(canvas.editor.board.profile.title)
        window.closed.connect(self._forget)
        window.camera.turned.connect(self.turned)
        self.look()
        window.show_on(self._screen())
        window.camera.arrive()
        self._attend_clock()
        # Not every desktop leaves the keyboard where it was.
        self._console.window().activateWindow()
        self.turned.emit()

    def close(self) -> None:
        """Close the wall."""
        window = self.window
        if window is not None:
            window.close()

    def show_on(self, screen: QScreen) -> None:
        """Show the wall on a screen, now and the next time."""
        self._settings.change(wall_screen=screen.name())
        self.open()
        if self.window is not None:
            self.window.show_on(screen)

    def to_next_screen(self) -> None:
        """Show the wall on another screen than the one it is on."""
        there = QGuiApplication.screens()
        on = self.window.screen() if self.window is not None else self._console.window().screen()
        self.show_on(there[(there.index(on) + 1) % len(there)])

    def show_ranking(self, *, is_on: bool) -> None:
        """Show the ranking of the last ballot, or put it away."""
        if self.window is not None:
            self.window.overlays.show_ranking(is_on=is_on)
            self.turned.emit()

    def show_canvas(self, canvas: Canvas | None) -> None:
        """Show another board in place of the console's for a while; None goes back."""
        there = canvas or self._console
        if there is self._shown:
            return
        was_open = self.is_open
        self.close()
        self._shown = there
        if there is not self._console:
            self._follow_board(there)
        if was_open:
            self.open()

    def take_settings(self) -> None:
        """Look and behave as the settings say."""
        if self.window is not None:
            self.window.use(self._palette, is_smooth=self._is_smooth)
            self.look()

    @property
    def is_watched(self) -> bool:
        """Whether somebody beside the wall wants to be told every moment."""
        return bool(self._watchers)

    def watch(self, watcher: str, *, is_watched: bool) -> None:
        """Tell every moment although there is no wall, until that watcher wants it no longer."""
        if is_watched == (watcher in self._watchers):
            return
        self._watchers ^= {watcher}
        self._attend_clock()
        if is_watched:
            self.look()

    def now(self) -> datetime:
        """Return the time of the room."""
        return self._clock()

    def moment(self) -> Moment:
        """Return what belongs to this moment."""
        board = self._console.editor.board
        moment = moment_of(board, self.shelf.agenda_of(running(board)), self.now())
        return replace(moment, waiting=self._waiting)

    def show_waiting(self, number: int) -> None:
        """Tell the room how many stickies wait in the inbox, and nothing else of them."""
        self._waiting = number
        self.look()

    def look(self) -> None:
        """Show what belongs to this moment."""
        if self.window is None and not self.is_watched:
            return
        moment = self.moment()
        if self.window is not None:
            self.window.show_moment(moment)
        self.told.emit(moment)

    @property
    def _palette(self) -> Palette:
        settings = self._settings.value
        theme = settings.theme if settings.wall_theme == "same" else settings.wall_theme
        return palette_of(theme)

    @property
    def _is_smooth(self) -> bool:
        return not self._settings.value.reduced_motion

    def _screen(self) -> QScreen | None:
        console, wanted = self._console.window().screen(), self._settings.value.wall_screen
        return screens.chosen(QGuiApplication.screens(), console, wanted)

    def _attend_clock(self) -> None:
        if self.window is not None or self.is_watched:
            self._seconds.start()
        else:
            self._seconds.stop()

    def _follow_board(self, canvas: Canvas) -> None:
        canvas.editor.document.follow(lambda change: self._follow(canvas, change))

    def _follow(self, canvas: Canvas, change: Change) -> None:
        if self.window is not None and canvas is self._shown:
            self.window.view.follow(change)
        if self.window is not None or self.is_watched:
            self._soon.start()

    def _look_there(self) -> None:
        pulse = self._console.pointing.pulse
        if self.window is not None and pulse is not None:
            self.window.camera.bring_into_view(pulse[0])

    def _lose(self, screen: QScreen) -> None:
        if self.window is not None and self.window.isFullScreen():
            self._was_lost = True
            self._anew.start()

    def _find(self, screen: QScreen) -> None:
        if self._was_lost:
            self._anew.start()

    def _place_anew(self) -> None:
        """Go to the screen that the wall is for now; the system has moved windows by then."""
        if self.window is not None:
            screen = self._screen()
            self._was_lost = screen is None
            self.window.show_on(screen)

    def _forget(self) -> None:
        window, self.window = self.window, None
        if window is not None:
            window.deleteLater()
        self._attend_clock()
        self.turned.emit()
