"""The window as a wall: full screen, without bars and panels, for those with one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMainWindow, QToolBar, QWidget

from stormdesk.desktop.wall.foot import Foot
from stormdesk.desktop.wall.lettering import unit
from stormdesk.desktop.wall.moment import Moment
from stormdesk.desktop.wall.overlays import Overlays

if TYPE_CHECKING:
    from stormdesk.desktop.board_view import BoardView


_ANY_HEIGHT = (1 << 24) - 1
"""What Qt takes for no bound at all."""


class Presentation(QObject):
    """Takes everything round the canvas away for a while, and puts legend and clock below it."""

    def __init__(self, view: BoardView) -> None:
        super().__init__(view)
        self._view = view
        self._hidden: list[QWidget] = []
        self._was_full = False
        self.is_on = False
        self.foot = Foot()
        self.foot.hide()
        self.overlays = Overlays(view.canvas, is_smooth=False)
        view.stage.add_below(self.foot)
        view.projection.told.connect(self._show)
        view.leaving.connect(self.leave)
        view.canvas.installEventFilter(self)

    def toggle(self) -> None:
        """Present in this window, or go back to work."""
        if self.is_on:
            self.leave()
        else:
            self.enter()

    def enter(self) -> None:
        """Fill the screen with the board."""
        window, view = self._view.window(), self._view
        if self.is_on or not isinstance(window, QMainWindow):
            return
        self.is_on = True
        self._was_full = window.isFullScreen()
        around: list[QWidget] = [view.kinds, view.status, view.panes.side, view.contracts]
        around += window.findChildren(QToolBar)
        self._hidden = [widget for widget in around if not widget.isHidden()]
        for widget in self._hidden:
            widget.hide()
        # Not hidden: the keys of its rows would be gone with it.
        window.menuBar().setFixedHeight(0)
        window.showFullScreen()
        view.stage.map.want(False)
        view.canvas.marks.go_public(is_public=True)
        view.projection.watch("presentation", is_watched=True)
        self.foot.show()
        self._dress()
        view.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        view.changed.emit()

    def leave(self) -> None:
        """Put everything back where it was."""
        window, view = self._view.window(), self._view
        if not self.is_on or not isinstance(window, QMainWindow):
            return
        self.is_on = False
        view.projection.watch("presentation", is_watched=False)
        view.stage.want_map()
        view.canvas.marks.go_public(is_public=False)
        self.foot.hide()
        self.overlays.clear()
        window.menuBar().setMinimumHeight(0)
        window.menuBar().setMaximumHeight(_ANY_HEIGHT)
        for widget in self._hidden:
            widget.show()
        self._hidden = []
        if not self._was_full:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
        view.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go back to work on an Escape that the hand does not need; stay fitted to the canvas."""
        if not self.is_on:
            return False
        if event.type() == QEvent.Type.Resize:
            self._dress()
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and event.key() == Qt.Key.Key_Escape and self._is_idle:
            self.leave()
            return True
        return False

    @property
    def _is_idle(self) -> bool:
        editor = self._view.editor
        is_bare = editor.document.open_edit is None and type(editor.tool) is type(editor.idle())
        return is_bare and not editor.selection and self._view.canvas.pointing.light is None

    def _dress(self) -> None:
        palette = self._view.canvas.palette_shown
        size = unit(self._view.window().height())
        self.foot.use(palette, size)
        self.overlays.use(palette, size, is_smooth=self._view.canvas.glide.is_smooth)
        self.overlays.settle()
        self.foot.setFixedHeight(self.foot.height_for(self._view.canvas.width()))

    def _show(self, moment: Moment) -> None:
        if not self.is_on:
            return
        if self.foot.show_moment(moment, self._view.editor.board.profile):
            self.foot.setFixedHeight(self.foot.height_for(self._view.canvas.width()))
        self.overlays.show_moment(moment)
