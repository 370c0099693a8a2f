"""A board that is open: its document, its file, its journal and its lock, kept in step."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from stormdesk.document.backups import keep_backup
from stormdesk.document.document import Document
from stormdesk.document.file import load, read, resolved, sha256, to_bytes, write
from stormdesk.document.film import Film, filmed
from stormdesk.document.history import History
from stormdesk.document.journal import Journal
from stormdesk.document.keeping import Keeping
from stormdesk.document.lock import BoardLock
from stormdesk.document.record_types import RECORD_TYPES
from stormdesk.document.recovery import Recovery, Settle, Unsaved, recover, recover_unsaved
from stormdesk.document.replay import Replayed
from stormdesk.model.board import Board
from stormdesk.model.naming import derived_id
from stormdesk.model.problem import BadInput
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky


class ChangedOnDisk(Exception):
    """Somebody else wrote to the file since it was read or saved here."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class OpenBoard:
    """A document with the file it belongs to, if it was ever saved.

    ``recovered`` counts the changes brought back from an earlier run, those undone again left out;
    ``beside`` are boards to offer apart from this one, ``notes`` tell what went wrong. Without a
    journal it is a view.
    """

    def __init__(
        self,
        document: Document,
        state: Path,
        journal: Journal | None,
        *,
        path: Path | None = None,
        digest: str | None = None,
        lock: BoardLock | None = None,
        recovered: int = 0,
        beside: tuple[Unsaved, ...] = (),
        notes: tuple[str, ...] = (),
    ) -> None:
        self.document = document
        self.path = path
        self.recovered = recovered
        self.beside = beside
        self.notes = notes
        self.state = state
        self._digest = digest
        self._lock = lock
        self._keeping = Keeping(journal) if journal is not None else None
        document.keeper = self._keeping
        document.is_read_only = journal is None

    @property
    def is_read_only(self) -> bool:
        """Whether another window has the file, and this one only shows it."""
        return self._keeping is None

    @property
    def trouble(self) -> str | None:
        """Why the latest changes are not durable, if they are not."""
        return self._keeping.trouble if self._keeping is not None else None

    @property
    def is_unsaved(self) -> bool:
        """Whether closing would lose something that no file holds."""
        return self.document.is_modified and not self.is_read_only

    def film(self) -> Film:
        """Return how the board came about, as far as its journal reaches back.

        Raises BadInput where there is no journal, or it cannot be read.
        """
        if self._keeping is None:
            raise BadInput("history", "is kept by the window that has the board")
        return filmed(self._keeping.journal)

    def checkpoint(self, records: Sequence[Record]) -> None:
        """Keep records with the text that is being typed, so that a crash costs little of it."""
        kept = [(record.type_name, record.written()) for record in records]
        self.document.checkpoint(records[0].id, json.dumps(kept, ensure_ascii=False))

    def typing_ended(self) -> None:
        """Forget the text that was being typed: it was committed or given up."""
        if self._keeping is not None and self._keeping.trouble is None:
            self._keeping.journal.clear_text()

    def save(self, *, overwrite: bool = False) -> None:
        """Write the board to its file.

        Raises ChangedOnDisk unless ``overwrite``, OSError, and ValueError without a file.
        """
        if self.path is None or self._keeping is None:
            raise ValueError("the board has no file of its own to be saved to")
        if not overwrite and self._is_changed_on_disk(self.path):
            raise ChangedOnDisk(self.path)
        self._write(self.path, self._keeping.journal)

    def save_as(self, path: Path) -> None:
        """Write the board to another file, which is its own from now on.

        Raises BadInput where another window has that file open, and OSError.
        """
        if self._lock is not None and self.path is not None and _same(path, self.path):
            self.save(overwrite=True)
            return
        lock = BoardLock.acquire(path, self.state)
        if lock is None:
            raise BadInput(str(path), "is open in another window; choose another name")
        try:
            if self._keeping is None:
                self._write_copy(path)
            else:
                self._write(path, self._keeping.journal)
        except BaseException:
            lock.release()
            raise
        if self._lock is not None:
            self._lock.release()
        self._lock = lock

    def close(self, *, discard: bool = False) -> None:
        """Let go of file and journal; ``discard`` drops what was not saved, as the user wished."""
        if self._keeping is not None:
            journal = self._keeping.journal
            if self.path is None and (discard or journal.is_saved):
                journal.forget()
            else:
                if discard:
                    journal.discard_unsaved()
                journal.close()
        if self._lock is not None:
            self._lock.release()
        self._keeping = self._lock = self.document.keeper = None

    def _is_changed_on_disk(self, path: Path) -> bool:
        try:
            return sha256(load(path)) != self._digest
        except BadInput:
            # A file that is gone cannot be lost; one that turned into something else can.
            return path.exists()

    def _write(self, path: Path, journal: Journal) -> None:
        board = self.document.board
        data = to_bytes(board)
        keep_backup(path, board.profile.id, self.state)
        with journal.saving(path, data):
            write(path, data)
        self._saved(path, data, board)

    def _write_copy(self, path: Path) -> None:
        board = self.document.board
        data = to_bytes(board)
        keep_backup(path, board.profile.id, self.state)
        write(path, data)
        self._keeping = Keeping(Journal.create(self.state, board, data, path))
        self.document.keeper = self._keeping
        self.document.is_read_only = False
        self._saved(path, data, board)

    def _saved(self, path: Path, data: bytes, board: Board) -> None:
        self.path, self._digest = path, sha256(data)
        self.document.mark_saved(board)
        if self._keeping is not None:
            self._keeping.trouble = None


def new_board(board: Board, state: Path) -> OpenBoard:
    """Open a board that was never saved, such as a new one or one read from another format."""
    journal = Journal.create(state, board, to_bytes(board))
    return OpenBoard(Document(board), state, journal)


def open_board(path: Path, state: Path, settle: Settle) -> OpenBoard:
    """Open a board's file and bring back what was not saved; a view if another window has it.

    Raises BadInput.
    """
    lock = BoardLock.acquire(path, state)
    if lock is None:
        board, digest = read(path)
        return OpenBoard(Document(settle(board)), state, None, path=path, digest=digest)
    try:
        return _opened(recover(path, state, settle), state, path, lock)
    except BaseException:
        lock.release()
        raise


def open_unsaved(unsaved: Unsaved, state: Path, settle: Settle) -> OpenBoard:
    """Open what an earlier run left unsaved, as a board that has no file yet.

    Raises BadInput.
    """
    return _opened(recover_unsaved(unsaved, state, settle), state, None, None)


def _opened(
    recovery: Recovery, state: Path, path: Path | None, lock: BoardLock | None
) -> OpenBoard:
    replayed, journal = recovery.replay, recovery.journal
    document = Document(replayed.board, history=_history(replayed.history))
    typed = journal.typed
    steps = journal.steps() - (typed is not None)
    if steps or path is None:
        document.mark_unsaved()
    opened = OpenBoard(
        document,
        state,
        journal,
        path=path,
        digest=journal.sha256,
        lock=lock,
        recovered=steps + _bring_back(document, journal, typed),
        beside=recovery.beside,
        notes=recovery.notes,
    )
    opened.typing_ended()
    return opened


def _bring_back(document: Document, journal: Journal, typed: tuple[str, str] | None) -> int:
    """Commit the text that was being typed; return 1 if there was any."""
    try:
        kept: list[Any] = json.loads(typed[1]) if typed is not None else []
        records = [_typed_record(document.board, *each) for each in kept]
    except (ValidationError, ValueError, TypeError, KeyError):
        return 0
    found = [record for record in records if record is not None]
    if not found:
        return 0
    document.keeper = journal
    with document.edit("Recover text") as edit:
        edit.put(*found)
    return 1


def _typed_record(board: Board, type_name: str, fields: Any) -> Record | None:
    """Return a record with the text that was being typed; None for a sticky without any."""
    record: Record = RECORD_TYPES[type_name].model_validate(fields)
    if isinstance(record, Sticky) and not record.text.strip():
        return None
    for target in record.references():
        if target not in board.records:
            record = record.without(target) or record
    if isinstance(record, Sticky) and record.id not in board.records:
        record = record.revised(id=derived_id(record.text, "sticky", board.records))
    return record


def _history(steps: tuple[Replayed, ...]) -> History:
    history = History()
    for step in steps:
        match step.kind:
            case "edit":
                history.add(step.label, step.change)
            case "undo":
                history.undone(step.change.reversed())
            case "redo":
                history.redone(step.change)
            case "log":
                pass
    return history


def _same(path: Path, other: Path) -> bool:
    return resolved(path) == resolved(other)
