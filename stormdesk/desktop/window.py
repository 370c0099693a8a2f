"""The window: it puts bars round the view of one board, or the start screen, and no more."""

from __future__ import annotations

import base64
import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from stormdesk.desktop.bars import Bars
from stormdesk.desktop.board_exports import BoardExports
from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.command_palette import CommandPalette, commands_of
from stormdesk.desktop.contract_actions import ask
from stormdesk.desktop.dialogs.about import show_about
from stormdesk.desktop.dialogs.ask import tell_bad_input
from stormdesk.desktop.dialogs.keys import KeysDialog
from stormdesk.desktop.memory import Rest, settle_memory
from stormdesk.desktop.menus import Bound
from stormdesk.desktop.news import tell_news
from stormdesk.desktop.opening import Opening, Unopened
from stormdesk.desktop.start_screen import StartScreen
from stormdesk.desktop.way_actions import is_everywhere
from stormdesk.desktop.window_actions import WINDOW_ACTIONS
from stormdesk.document.opening import OpenBoard
from stormdesk.document.recovery import Unsaved
from stormdesk.editor.actions import ACTIONS
from stormdesk.model.profile import Level

_UNTIL_CALM = 800


class Window(QMainWindow):
    """Shows the start screen or one board; what is asked and told lies with ``opening``."""

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self.opening = opening
        self.view: BoardView | None = None
        self.exports: BoardExports | None = None
        self.start: StartScreen | None = None
        self.bound: Bound = Bound((), self, None)
        self._rest = Rest(self)
        self.setMinimumSize(760, 520)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.bars = Bars(self)
        geometry = opening.settings.value.geometry
        if not geometry or not self.restoreGeometry(QByteArray(base64.b64decode(geometry))):
            self.resize(1440, 900)

    def show_start(self) -> None:
        """Leave the board, if it may be left, for the start screen."""
        if not self._leave():
            return
        self.start = StartScreen(self.opening)
        self.start.opening_path.connect(self.open_path)
        self.start.opening_template.connect(self.open_template)
        self.start.opening_unsaved.connect(self.open_unsaved)
        self.start.making.connect(self.new)
        self.start.browsing.connect(self.open)
        self._assemble(self.start)
        QTimer.singleShot(_UNTIL_CALM, settle_memory)

    def show_board(self, opened: OpenBoard) -> None:
        """Show a board in place of what is shown."""
        self.view = BoardView(opened, self.opening.cards, self.opening.settings)
        self.exports = BoardExports(self.view, self.opening.settings)
        self.view.changed.connect(self._retitle)
        self.view.dropping.opening.connect(self.open_path)
        self.view.inspector.asking.connect(partial(ask, self))
        opened.document.follow(self._rest.put_off)
        self.view.canvas.zoomed.connect(self._rest.put_off)
        self._assemble(self.view)
        tell_news(self.view, self.save_as, self.open_unsaved)
        self.view.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(_UNTIL_CALM, settle_memory)

    def new(self, level: Level) -> None:
        """Begin an empty board."""
        self._replace(lambda: self.opening.blank(level))

    def open(self) -> None:
        """Ask for a file and open it."""
        path = self.opening.asked_path(self)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open a file."""
        self._replace(lambda: self.opening.path(path))

    def open_template(self, path: Path) -> None:
        """Begin a board as a copy of a template."""
        self._replace(lambda: self.opening.template(path))

    def open_tour(self) -> None:
        """Begin a board as a copy of the one that shows what a board can be."""
        self._replace(self.opening.tour)

    def open_unsaved(self, unsaved: Unsaved) -> None:
        """Open what an earlier run left unsaved."""
        self._replace(lambda: self.opening.unsaved(unsaved))

    def save(self) -> bool:
        """Save the board; return whether it is saved now."""
        return self._save(lambda o: self.opening.save(self, o, self._reload))

    def save_as(self) -> bool:
        """Save the board to another file; return whether it is saved now."""
        return self._save(lambda o: self.opening.save_as(self, o))

    def export(self) -> None:
        """Ask for a format and write the board in it."""
        if self.exports is not None:
            self.exports.choose(self)

    def forget(self) -> None:
        """Remove all that is kept of the board apart from its file, and leave it."""
        view = self.view
        if view is not None and self.opening.forget(self, view.opened):
            view.let_go()
            self.view = None
            self.show_start()

    def close_board(self) -> None:
        """Leave the board for the start screen."""
        self.show_start()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or give it back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def show_palette(self) -> None:
        """Let somebody choose from everything that can be done."""
        bounds = [self.bound]
        if self.view is not None:
            self.view.finish_typing()
            bounds.insert(0, self.view.bound)
        CommandPalette(commands_of(bounds), self).show()

    def show_keys(self) -> None:
        """Show all keys."""
        KeysDialog([*ACTIONS, *WINDOW_ACTIONS], self).exec()

    def show_about(self) -> None:
        """Show what this program is."""
        show_about(self)

    def event(self, event: QEvent) -> bool:
        """Take the keyboard back after a dialog; not every desktop gives it back."""
        if event.type() == QEvent.Type.WindowUnblocked:
            self.activateWindow()
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes, and remember the window's place."""
        if not self._leave():
            event.ignore()
            return
        geometry = base64.b64encode(self.saveGeometry().data()).decode()
        self.opening.settings.change(geometry=geometry)
        event.accept()

    def _replace(self, opened: Callable[[], OpenBoard]) -> None:
        """Leave the present board and show another; back to the start where there is none."""
        if not self._leave():
            return
        # Nothing that is made for a board is garbage; it is looked for once the window is calm.
        gc.disable()
        try:
            board = opened()
        except Unopened as trouble:
            # A message over an empty window would look like the end of the program.
            self.show_start()
            tell_bad_input(self, trouble.title, trouble.error)
        else:
            self.show_board(board)

    def _leave(self) -> bool:
        """Close what is shown; False where a person wants to stay."""
        if self.start is not None:
            self.start.close_task()
            self.start = None
        view = self.view
        if view is not None:
            view.finish_typing()
            if not self.opening.may_close(self, view.opened, self._reload):
                return False
            view.let_go()
            self.view = None
        return True

    def _reload(self, path: Path) -> None:
        view = self.view
        if view is not None:
            view.opened.close()
            view.let_go()
            self.view = None
        self.open_path(path)

    def _save(self, save: Callable[[OpenBoard], bool]) -> bool:
        if self.view is None:
            return False
        opened = self.view.opened
        was_view = opened.is_read_only
        with self.view.draft.set_aside():
            saved = save(opened)
        if was_view and saved:
            # It stopped being a view of somebody else's board, so all of it is made anew.
            self.view.let_go()
            self.show_board(opened)
        if self.view is not None:
            self.view.status.refresh()
        if self.view is not None and saved:
            self.view.forget_passing()
        self._retitle()
        return saved

    def _assemble(self, content: QWidget) -> None:
        if content is not self.view:
            self.exports = None
        place = content.canvas if isinstance(content, BoardView) else None
        self.bound = Bound(WINDOW_ACTIONS, self, place, everywhere=is_everywhere, parent=content)
        self.bars.fill()
        self.setCentralWidget(content)
        self._retitle()

    def _retitle(self) -> None:
        self.bound.refresh()
        if self.view is None:
            self.setWindowModified(False)
            self.setWindowTitle("stormdesk")
            return
        opened = self.view.opened
        name = opened.path.name if opened.path else opened.document.board.profile.title
        self.setWindowTitle(f"{name}[*] — stormdesk")
        self.setWindowModified(self.view.is_unsaved)
