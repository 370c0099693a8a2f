"""The window for the projector: the board, and below it legend and clock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QWidget

from stormdesk.desktop.canvas.pointing import Pointing
from stormdesk.desktop.canvas.view import Canvas
from stormdesk.desktop.wall.foot import Foot
from stormdesk.desktop.wall.lettering import unit
from stormdesk.desktop.wall.moment import Moment, Told
from stormdesk.desktop.wall.overlays import Overlays
from stormdesk.desktop.wall.plate import Plate
from stormdesk.desktop.wall.pointing_layer import PointingLayer
from stormdesk.desktop.wall.walk_card import MIDDLE, WalkCard, show_narrator
from stormdesk.desktop.wall.wall_camera import WallCamera
from stormdesk.desktop.wall.wall_view import WallView
from stormdesk.desktop.words import tr
from stormdesk.layout.appearance import Palette

_NARRATOR = 0.12


class WallWindow(QWidget):
    """Takes no keys: they stay with the console, whatever is clicked here."""

    closed = Signal()

    def __init__(
        self, canvas: Canvas, palette: Palette, pointing: Pointing, *, is_smooth: bool
    ) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setMinimumSize(480, 300)
        self.view = WallView(canvas.editor, palette, self)
        self.foot = Foot(self)
        self.camera = WallCamera(self.view, canvas)
        self._is_smooth = is_smooth
        self._walk = Plate(self.view, is_smooth=is_smooth)
        self._narrator = Plate(self.view, is_smooth=is_smooth)
        self._card = WalkCard(self._walk, self.view.stickies, canvas.editor.wall.cards, palette)
        self.overlays = Overlays(self.view, is_smooth=is_smooth)
        self._pointing = PointingLayer(self.view, pointing)
        self._moment: Moment | None = None
        self._palette = palette
        self.view.enlarging.connect(self.toggle_full_screen)
        self.view.installEventFilter(self)
        self.use(palette, is_smooth=is_smooth)

    def use(self, palette: Palette, *, is_smooth: bool) -> None:
        """Look and move in another way from now on."""
        self._palette, self._is_smooth = palette, is_smooth
        if palette is not self.view.palette_shown:
            self.view.use_palette(palette)
        self._card = WalkCard(self._walk, self.view.stickies, self.view.editor.wall.cards, palette)
        for plate in (self._walk, self._narrator):
            plate.is_smooth = is_smooth
        self.camera.is_smooth = self.view.is_smooth = is_smooth
        self._dress()

    def entitle(self, title: str) -> None:
        """Say which board this is, to those who look for the window."""
        self.setWindowTitle(tr("{board} — wall", board=title))

    def show_moment(self, moment: Moment) -> None:
        """Show what belongs to a moment."""
        board = self.view.editor.board
        self._moment = moment
        if self.foot.show_moment(moment, board.profile):
            self._settle()
        told = moment.told
        box = self.view.editor.wall.box(told.sticky.id) if told is not None else None
        self.camera.focus(box, MIDDLE)
        self._show_told(told)
        self.overlays.show_moment(moment)

    def show_on(self, screen: QScreen | None) -> None:
        """Fill a screen; without one be a window that can be put anywhere."""
        if screen is None:
            self.setWindowState(Qt.WindowState.WindowNoState)
            self.resize(1280, 720)
            self.show()
            return
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        # Not by showFullScreen, which asks for the keyboard.
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or be a window on it."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give board and foot their room."""
        super().resizeEvent(event)
        self._dress()
        self._settle()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that there is no wall any more."""
        super().closeEvent(event)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what lies over the board where its size puts it."""
        if watched is self.view and event.type() == QEvent.Type.Resize:
            area = self.view.rect()
            self._walk.setGeometry(area)
            self._pointing.setGeometry(area)
            high = round(area.height() * _NARRATOR)
            self._narrator.setGeometry(QRect(0, area.height() - high, area.width(), high))
            self.overlays.settle()
            if self._moment is not None:
                self._show_told(self._moment.told)
        return super().eventFilter(watched, event)

    def _show_told(self, told: Told | None) -> None:
        size = unit(self.height())
        self._card.show(told, self.view.editor.board, size)
        show_narrator(self._narrator, told, self._palette, size)

    def _dress(self) -> None:
        size = unit(self.height())
        self.foot.use(self._palette, size)
        self.overlays.use(self._palette, size, is_smooth=self._is_smooth)

    def _settle(self) -> None:
        high = self.foot.height_for(self.width())
        self.view.setGeometry(0, 0, self.width(), self.height() - high)
        self.foot.setGeometry(0, self.height() - high, self.width(), high)
