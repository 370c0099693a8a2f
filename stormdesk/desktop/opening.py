"""What is asked and told when boards are opened, saved and closed."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from stormdesk.desktop.dialogs.ask import ask, tell_bad_input
from stormdesk.desktop.settings import SettingsFile
from stormdesk.desktop.words import tr
from stormdesk.document.opening import ChangedOnDisk, OpenBoard, new_board, open_board, open_unsaved
from stormdesk.document.recovery import Unsaved, forget
from stormdesk.exchange.source import read_board
from stormdesk.layout.arrange import arranged
from stormdesk.layout.card import Cards
from stormdesk.model.board import Board
from stormdesk.model.naming import slug
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Level, Profile
from stormdesk.resources import resource

SUFFIX = ".stormdesk"
TOUR = "templates/inventory-under-peak-load.yaml"


class Unopened(Exception):
    """A board could not be opened; ``title`` says which, ``error`` why."""

    def __init__(self, title: str, error: Exception) -> None:
        super().__init__(title)
        self.title = title
        self.error = error


class Opening:
    """Opens and saves boards for one window; what goes wrong with a save is told there.

    What opens a board raises Unopened where there is none.
    """

    def __init__(self, settings: SettingsFile, state: Path, cards: Cards) -> None:
        self.settings = settings
        self.state = state
        self.cards = cards

    def settled(self, board: Board) -> Board:
        """Return the board with a place for everything that has none."""
        change = arranged(board, self.cards)
        return board.after(change) if change else board

    def path(self, path: Path) -> OpenBoard:
        """Open a file: a board itself, or a copy of what another format holds."""
        try:
            if path.suffix.lower() == SUFFIX:
                opened = open_board(path, self.state, self.settled)
                self.settings.note_recent(path)
                return opened
            return new_board(self.settled(read_board(str(path))), self.state)
        except (BadInput, OSError) as error:
            if not path.exists():
                self.settings.forget_recent(path)
            raise Unopened(tr("This board cannot be opened"), error) from error

    def asked_path(self, window: QWidget) -> Path | None:
        """Ask which file to open."""
        kinds = ";;".join(
            (
                tr("Boards and models") + " (*.stormdesk *.yaml *.yml *.txt *.svg)",
                tr("Boards") + " (*.stormdesk)",
                tr("All files") + " (*)",
            )
        )
        name, _ = QFileDialog.getOpenFileName(
            window, tr("Open a board"), str(self._folder(None)), kinds
        )
        return Path(name) if name else None

    def blank(self, level: Level) -> OpenBoard:
        """Open a new, empty board."""
        profile = Profile(id=_new_id(), title=tr("Untitled board"), level=level)
        return new_board(Board.of([profile]), self.state)

    def template(self, path: Path) -> OpenBoard:
        """Open a new board that begins as a copy of a template."""
        try:
            board = read_board(str(path))
            others = [r for r in board.records.values() if r is not board.profile]
            board = Board.of([board.profile.revised(id=_new_id()), *others])
            return new_board(self.settled(board), self.state)
        except (BadInput, OSError) as error:
            raise Unopened(tr("This template cannot be opened"), error) from error

    def tour(self) -> OpenBoard:
        """Open a copy of the board that shows what a board can be."""
        return self.template(resource(TOUR))

    def unsaved(self, unsaved: Unsaved) -> OpenBoard:
        """Open what an earlier run left unsaved."""
        try:
            return open_unsaved(unsaved, self.state, self.settled)
        except (BadInput, OSError) as error:
            raise Unopened(tr("This board cannot be brought back"), error) from error

    def save(self, window: QWidget, opened: OpenBoard, reopen: Callable[[Path], object]) -> bool:
        """Save a board to its file, or ask for one; return whether it is saved now."""
        if opened.path is None or opened.is_read_only:
            return self.save_as(window, opened)
        try:
            opened.save()
        except ChangedOnDisk as changed:
            return self._resolve(window, opened, changed.path, reopen)
        except OSError as error:
            tell_bad_input(window, tr("The board could not be saved"), error)
            return False
        self.settings.note_recent(opened.path)
        return True

    def save_as(self, window: QWidget, opened: OpenBoard) -> bool:
        """Ask for a file and save the board to it; return whether it is saved now."""
        path = self._asked_target(window, opened)
        if path is None:
            return False
        try:
            opened.save_as(path)
        except (BadInput, OSError) as error:
            tell_bad_input(window, tr("The board could not be saved"), error)
            return False
        self.settings.note_recent(path)
        return True

    def may_close(
        self, window: QWidget, opened: OpenBoard, reopen: Callable[[Path], object]
    ) -> bool:
        """Ask what becomes of unsaved changes and close the board; False to keep it open."""
        discard = False
        if opened.is_unsaved:
            title = opened.document.board.profile.title
            save, drop, stay = tr("Save"), tr("Do not save"), tr("Cancel")
            taken = ask(
                window,
                tr("Save the changes to “{title}”?", title=title),
                tr("Without saving, what was changed since the last save is dropped."),
                [save, drop, stay],
                danger=drop,
            )
            if taken == stay or (taken == save and not self.save(window, opened, reopen)):
                return False
            discard = taken == drop
        opened.close(discard=discard)
        return True

    def forget(self, window: QWidget, opened: OpenBoard) -> bool:
        """Ask, and remove all that is kept of a board apart from its file; it is closed then."""
        yes, no = tr("Forget this board"), tr("Cancel")
        taken = ask(
            window,
            tr("Forget everything kept about this board?"),
            tr(
                "Its history, unsaved changes, backups and its place among the recent boards are"
                " removed from this computer. The board's own file stays where it is."
            ),
            [yes, no],
            danger=yes,
        )
        if taken != yes:
            return False
        board_id, path = opened.document.board.profile.id, opened.path
        opened.close(discard=True)
        try:
            paths = forget(board_id, self.state)
        except (BadInput, OSError) as error:
            tell_bad_input(window, tr("The board could not be forgotten wholly"), error)
            paths = []
        self.settings.forget_recent(*paths, *([path] if path is not None else []))
        self.settings.forget_exports(board_id)
        return True

    def _resolve(
        self, window: QWidget, opened: OpenBoard, path: Path, reopen: Callable[[Path], object]
    ) -> bool:
        other, over, again, stay = (
            tr("Save as…"), tr("Overwrite"), tr("Reload"), tr("Cancel"),
        )  # fmt: skip
        taken = ask(
            window,
            tr("{name} was changed by somebody else", name=path.name),
            tr(
                "Saving would replace their changes by yours. Reload shows theirs; yours are then"
                " offered as a board of their own."
            ),
            [other, over, again, stay],
            danger=over,
        )
        if taken == other:
            return self.save_as(window, opened)
        if taken == again:
            reopen(path)
            return False
        if taken != over:
            return False
        try:
            opened.save(overwrite=True)
        except OSError as error:
            tell_bad_input(window, tr("The board could not be saved"), error)
            return False
        return True

    def _asked_target(self, window: QWidget, opened: OpenBoard) -> Path | None:
        board = opened.document.board
        name = opened.path.name if opened.path else slug(board.profile.title, "board") + SUFFIX
        start = self._folder(opened.path) / name
        told, _ = QFileDialog.getSaveFileName(
            window, tr("Save the board"), str(start), tr("Boards") + " (*.stormdesk)"
        )
        if not told:
            return None
        path = Path(told)
        return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)

    def _folder(self, path: Path | None) -> Path:
        if path is not None:
            return path.parent
        recent = self.settings.value.recent
        folder = Path(recent[0]).parent if recent else Path.home()
        return folder if folder.is_dir() else Path.home()


def _new_id() -> str:
    return f"board-{secrets.token_hex(4)}"
