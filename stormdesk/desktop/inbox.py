"""The inbox of an open board: what this window, others and commands put into it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from stormdesk.document.file import load
from stormdesk.document.inbox import (
    Waiting,
    inbox_file,
    put_in,
    put_in_once,
    read_inbox,
    take_out,
)
from stormdesk.exchange.interview.answers import answers_of

_SOON = 100


class Inbox(QObject):
    """Keeps what waits at once; ``changed`` tells that it is other than before."""

    changed = Signal()

    def __init__(self, board_id: str, state: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board_id = board_id
        self._state = state
        self._waiting = read_inbox(board_id, state)
        self._due = QTimer(self, singleShot=True, interval=_SOON)
        self._due.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _: self._due.start())
        self._watch()

    @property
    def waiting(self) -> tuple[Waiting, ...]:
        """What waits."""
        return self._waiting

    def put_in(self, more: Sequence[Waiting]) -> None:
        """Put more in; raises BadInput where that is too much, and OSError."""
        put_in(self._board_id, self._state, more)
        self.look()

    def take_out(self, gone: Iterable[Waiting]) -> None:
        """Take some out; raises OSError."""
        take_out(self._board_id, self._state, gone)
        self.look()

    def take_answers(self, paths: Iterable[Path]) -> tuple[int, int]:
        """Put in what is answered on sheets; return how much was new, and how much was not.

        Raises BadInput and OSError, with nothing put in.
        """
        answers = [answers_of(load(path), path.name) for path in paths]
        new = put_in_once(self._board_id, self._state, [each.found for each in answers])
        self.look()
        return new, sum(len(each.found) for each in answers) - new

    def look(self) -> None:
        """See what others did to it."""
        self._watch()
        waiting = read_inbox(self._board_id, self._state)
        if waiting != self._waiting:
            self._waiting = waiting
            self.changed.emit()

    def _watch(self) -> None:
        """Watch its folder, or the one that this will be made in."""
        folder = inbox_file(self._board_id, self._state).parent
        wanted = str(folder if folder.is_dir() else folder.parent)
        watched = self._watcher.directories()
        if watched != [wanted]:
            if watched:
                self._watcher.removePaths(watched)
            if Path(wanted).is_dir():
                self._watcher.addPath(wanted)
