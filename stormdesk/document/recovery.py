"""What an earlier run left behind: changes to bring back, or to offer as a board beside."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from stormdesk.document.backups import forget_backups
from stormdesk.document.database import Blank, Busy, files_of, remove
from stormdesk.document.diff import Damaged
from stormdesk.document.file import from_bytes, load, sha256, to_bytes
from stormdesk.document.folders import key
from stormdesk.document.inbox import forget_inbox
from stormdesk.document.journal import Journal, journals
from stormdesk.document.notes import forget_notes
from stormdesk.document.replay import Replay, replay
from stormdesk.document.version_contents import forget_contents
from stormdesk.model.board import Board, Change
from stormdesk.model.problem import BadInput

Settle = Callable[[Board], Board]
"""Completes a board, such as by giving places to what has none; a complete one it returns."""

_MOST_CLEAN = 5


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A board with changes that no file holds; ``path`` is where it was saved last, if ever."""

    board_id: str
    title: str
    modified: datetime
    steps: int
    path: Path | None
    database: Path


@dataclass(frozen=True, slots=True, eq=False)
class Recovery:
    """A board as it was left, and its open journal.

    ``replay`` has the board to go on with and how it came about. ``beside`` are boards to offer
    apart from it: changes made to another content or place of this file. ``notes`` tell what
    went wrong.
    """

    journal: Journal
    replay: Replay
    beside: tuple[Unsaved, ...] = ()
    notes: tuple[str, ...] = ()


def as_it_is(board: Board) -> Board:
    """Return the board itself."""
    return board


def recover(path: Path, state: Path, settle: Settle = as_it_is) -> Recovery:
    """Open a board's file and bring back what was committed to it and not saved.

    Changes are replayed only upon the very content they were made to, in its very place.
    Raises BadInput where the file is no sound board.
    """
    data = load(path)
    board, digest = from_bytes(data, str(path)), sha256(data)
    matching: Journal | None = None
    beside: list[Unsaved] = []
    notes: list[str] = []
    clean = 0
    for database in journals(state, board.profile.id):
        try:
            journal = Journal.open(database)
        except Busy:
            continue
        except Blank:
            remove(database)
            continue
        except Damaged:
            notes.append(_set_aside(database))
            continue
        if matching is None and journal.builds_on(path, digest):
            matching = journal
        elif journal.steps():
            beside.append(_unsaved(journal))
            journal.close()
        elif clean < _MOST_CLEAN:
            clean += 1
            journal.close()
        else:
            journal.forget()
    journal = matching or Journal.create(state, board, data, path)
    found = _replayed(journal, board, data, state, settle)
    return replace(found, beside=tuple(beside), notes=(*notes, *found.notes))


def recover_unsaved(unsaved: Unsaved, state: Path, settle: Settle = as_it_is) -> Recovery:
    """Open a board with changes that no file holds, from its journal alone.

    Raises BadInput where another window has it open, or it cannot be read.
    """
    try:
        journal = Journal.open(unsaved.database)
    except Busy:
        raise BadInput(unsaved.title, "is open in another window") from None
    except Damaged:
        raise BadInput(unsaved.title, _set_aside(unsaved.database)) from None
    try:
        data = journal.base()
        board = from_bytes(data, unsaved.title)
    except (Damaged, BadInput):
        journal.close()
        raise BadInput(unsaved.title, _set_aside(unsaved.database)) from None
    return _replayed(journal, board, data, state, settle)


def unsaved_boards(state: Path) -> list[Unsaved]:
    """Return the boards with changes that no file holds and no window has open, newest first.

    Boards that were never saved and never changed are dropped on the way; those whose changes
    were all undone are not among them.
    """
    found: list[Unsaved] = []
    for database in journals(state):
        try:
            journal = Journal.open(database, patience=0)
        except (Busy, Damaged):
            continue
        if journal.steps():
            found.append(_unsaved(journal))
            journal.close()
        elif journal.path is None and journal.is_saved:
            journal.forget()
        else:
            journal.close()
    return sorted(found, key=lambda each: each.modified, reverse=True)


def forget(board_id: str, state: Path) -> list[Path]:
    """Remove all that is kept of a board apart from its files; return where those were.

    Raises BadInput, with nothing removed, while a window has it open.
    """
    paths: set[Path] = set()
    databases = journals(state, board_id)
    for database in databases:
        try:
            with closing(Journal.open(database)) as journal:
                if journal.path is not None:
                    paths.add(journal.path)
        except Busy:
            raise BadInput("board", "is open in a window; close it to forget it") from None
        except Damaged:
            continue
    for database in (state / "journals").glob(f"{key(board_id)}-*"):
        database.unlink()
    for thumbnail in (state / "thumbnails").glob(f"{key(board_id)}*"):
        thumbnail.unlink()
    forget_backups(board_id, state)
    forget_notes(board_id, state)
    forget_inbox(board_id, state)
    forget_contents(board_id, state)
    return sorted(paths)


def _unsaved(journal: Journal) -> Unsaved:
    return Unsaved(
        journal.board_id,
        journal.title,
        journal.modified,
        journal.steps(),
        journal.path,
        journal.database,
    )


def _replayed(journal: Journal, board: Board, data: bytes, state: Path, settle: Settle) -> Recovery:
    """Return what the journal makes of the board whose content ``data`` is.

    The journal's own copy of it counts where they differ: it may have been settled.
    """
    notes: tuple[str, ...] = ()
    try:
        base = journal.base()
        start = board if base == data else from_bytes(base, "journal")
    except (Damaged, BadInput):
        base, start = data, board
    found = replay(journal, start)
    if found.lost:
        journal, note = _salvaged(journal, found, state, start, base)
        notes = (note,)
    settled = settle(found.board)
    _keep_settled(journal, found.board, settled)
    return Recovery(journal, replace(found, board=settled), notes=notes)


def _keep_settled(journal: Journal, board: Board, settled: Board) -> None:
    """Let the journal know the very board that further changes are made to."""
    change = Change.between(board, settled)
    if not change:
        return
    if journal.last_row == journal.base_row:
        journal.rebase(to_bytes(settled))
    else:
        journal.append(change, "", "log")


def _salvaged(
    journal: Journal, found: Replay, state: Path, start: Board, base: bytes
) -> tuple[Journal, str]:
    """Return a sound journal with the changes that could be read, and what to tell."""
    journal.close()
    note = _set_aside(journal.database)
    fresh = Journal.create(state, start, base, journal.path, journal.sha256)
    for step in found.unsaved:
        fresh.append(step.change, step.label, step.kind)
    return fresh, f"{note}; {len(found.unsaved)} unsaved changes were brought back"


def _set_aside(database: Path) -> str:
    """Move a damaged journal out of the way, never over an earlier one; return what to tell."""
    for each in files_of(database):
        if each.exists():
            shutil.move(each, each.with_name(each.name + ".corrupt"))
    return f"the journal of unsaved changes is damaged and was kept as {database}.corrupt"
