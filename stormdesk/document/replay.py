"""A journal's changes upon the board it builds on: the board as it was, and its history."""

from __future__ import annotations

from dataclasses import dataclass

from stormdesk.document.diff import Damaged, decoded
from stormdesk.document.journal import EntryKind, Journal, Row
from stormdesk.model.board import Board, Change
from stormdesk.model.record import Record

_MOST_PAST_RECORDS = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Replayed:
    """One change that was kept, as it was committed."""

    label: str
    kind: EntryKind
    change: Change


@dataclass(frozen=True, slots=True, eq=False)
class Replay:
    """The board with all kept changes, and the steps that its history can be made of.

    Every undo and redo in ``history`` finds its step in it. ``unsaved`` are the changes that
    the saved board lacks; ``lost`` counts those that could not be read.
    """

    board: Board
    history: tuple[Replayed, ...]
    unsaved: tuple[Replayed, ...]
    lost: int


def replay(journal: Journal, saved: Board) -> Replay:
    """Return the saved board with what came after, and what is known of how it came about."""
    try:
        rows = journal.rows()
    except Damaged:
        return Replay(saved, (), (), max(1, journal.last_row - journal.base_row))
    past = _past([row for row in rows if row.number <= journal.base_row], saved)
    waiting = [row for row in rows if row.number > journal.base_row]
    board, unsaved = _unsaved(waiting, saved)
    steps = [*past, *unsaved]
    history = steps[_start_of_whole_history(steps) :]
    return Replay(board, tuple(history), tuple(unsaved), len(waiting) - len(unsaved))


def _past(rows: list[Row], saved: Board) -> list[Replayed]:
    """Walk back from the saved board as far as is readable and not too long to wait for."""
    records = dict(saved.records)
    found: list[Replayed] = []
    count = 0
    for row in reversed(rows):
        try:
            change = _change(row, records, backward=True)
        except Damaged:
            break
        count += len(change)
        if count > _MOST_PAST_RECORDS:
            break
        _apply(change.reversed(), records)
        found.append(Replayed(row.label, row.kind, change))
    return found[::-1]


def _unsaved(rows: list[Row], saved: Board) -> tuple[Board, list[Replayed]]:
    records = dict(saved.records)
    first: dict[str, Record | None] = {}
    found: list[Replayed] = []
    for row in rows:
        try:
            change = _change(row, records, backward=False)
        except Damaged:
            break
        for record_id, before, _ in change:
            first.setdefault(record_id, before)
        _apply(change, records)
        found.append(Replayed(row.label, row.kind, change))
    whole = Change({i: (before, records.get(i)) for i, before in first.items()})
    return (saved.after(whole) if whole else saved), found


def _change(row: Row, records: dict[str, Record], *, backward: bool) -> Change:
    if row.data is None:
        raise Damaged("the change that this one repeats is gone")
    if row.is_reversed:
        return decoded(row.data, records, backward=not backward).reversed()
    return decoded(row.data, records, backward=backward)


def _apply(change: Change, records: dict[str, Record]) -> None:
    for record_id, _, after in change:
        if after is None:
            records.pop(record_id, None)
        else:
            records[record_id] = after


def _start_of_whole_history(steps: list[Replayed]) -> int:
    """Return where a history can begin so that each undo and redo finds its step."""
    start = done = undone = 0
    for index, step in enumerate(steps):
        match step.kind:
            case "edit":
                done, undone = done + 1, 0
            case "undo" if done:
                done, undone = done - 1, undone + 1
            case "redo" if undone:
                done, undone = done + 1, undone - 1
            case "log":
                pass
            case _:
                start, done, undone = index + 1, 0, 0
    return start
