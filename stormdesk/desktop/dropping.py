"""Files and texts dropped on the canvas: what they hold comes onto the board, or opens anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDropEvent

from stormdesk.desktop.canvas.view import Canvas
from stormdesk.desktop.dialogs.ask import ask, tell, tell_bad_input
from stormdesk.desktop.words import counted, tr
from stormdesk.document.file import load
from stormdesk.editor import typing
from stormdesk.editor.clipboard import paste_text
from stormdesk.editor.pasting import Spot, put_board, spot_at_pointer
from stormdesk.exchange.interview.received import is_sheet
from stormdesk.exchange.merging import all_appended
from stormdesk.exchange.source import read_board
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from stormdesk.model.sticky import Sticky

_BOARD = ".stormdesk"
SUFFIXES = (_BOARD, ".txt", ".md", ".csv", ".tsv", ".yaml", ".yml", ".svg")


class Dropping(QObject):
    """Takes drops on a canvas; ``opening`` tells which file is wanted as a board of its own.

    ``answered`` tells which files are sheets whose answers go into the inbox.
    """

    opening = Signal(Path)
    answered = Signal(list)

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._editor = canvas.editor
        canvas.setAcceptDrops(True)
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a drag that carries files or text, and the drop at its end."""
        kinds = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
        if event.type() not in kinds or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        paths, text = _paths(event.mimeData()), event.mimeData().text()
        if not paths and (not text.strip() or not self._editor.is_editable):
            return super().eventFilter(watched, event)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            pointer = self._canvas.pointer_at(event.position(), event.modifiers())
            typing.finish(self._editor)
            self._editor.pointer = pointer
            spot = spot_at_pointer(self._editor)
            # The program that the drag comes from waits until this returns, so no dialog here.
            later = (lambda: self.offer(paths, spot)) if paths else (lambda: self._put(text, spot))
            QTimer.singleShot(0, self, later)
        return True

    def offer(self, paths: Sequence[Path], spot: Spot) -> None:
        """Read files and ask what becomes of them; what is wrong with one is told."""
        window = self._canvas.window()
        try:
            boards = [_read(path) for path in paths]
            board = all_appended(boards)
        except (BadInput, OSError) as error:
            tell_bad_input(window, tr("This file cannot be imported"), error)
            return
        if not board.stickies:
            tell(window, tr("There is nothing to import"), tr("No sticky was found in it."))
            return
        into, anew, stay = tr("Into this board"), tr("As a new board"), tr("Cancel")
        if paths[0].suffix.lower() == _BOARD:
            anew = tr("Open it")
        sheets, unseen = all(map(_is_answered, paths)), tr("Into the inbox")
        choices = [into] if self._editor.is_editable else []
        choices += [anew] if len(paths) == 1 else []
        if self._editor.is_editable and (sheets or self._editor.unseen is not None):
            choices.insert(0, unseen)
        names = ", ".join(f"“{path.name}”" for path in paths)
        taken = ask(window, tr("Import {names}?", names=names), _told(board), [*choices, stay])
        if taken == into:
            label = f"Import {paths[0].name}" if len(paths) == 1 else "Import files"
            self._try(lambda: put_board(self._editor, board, spot, label))
        elif taken == unseen and sheets:
            self.answered.emit([*paths])
        elif taken == unseen and self._editor.unseen is not None:
            self._editor.unseen.take_stickies(board.in_order(Sticky))
        elif taken == anew:
            self.opening.emit(paths[0])

    def _put(self, text: str, spot: Spot) -> None:
        self._try(lambda: paste_text(self._editor, text, spot))

    def _try(self, put: Callable[[], object]) -> None:
        if self._editor.document.open_edit is not None:
            return
        try:
            put()
        except BadInput as error:
            tell_bad_input(self._canvas.window(), tr("This cannot be imported"), error)
        else:
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)


def _paths(carried: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in carried.urls() if url.isLocalFile()]


def _read(path: Path) -> Board:
    if path.is_file() and path.suffix.lower() not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise BadInput(path.name, f"is of a kind that cannot be imported; drop one of {known}")
    return read_board(str(path))


def _is_answered(path: Path) -> bool:
    return path.suffix.lower() in (".txt", ".md") and is_sheet(load(path))


def _told(board: Board) -> str:
    stickies = counted(len(board.stickies), "sticky", "stickies")
    if not board.contexts:
        return tr("It holds {stickies}.", stickies=stickies)
    lanes = counted(len(board.contexts), "lane", "lanes")
    return tr("It holds {stickies} in {lanes}.", stickies=stickies, lanes=lanes)
