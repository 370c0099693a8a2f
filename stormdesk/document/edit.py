"""One undoable step of a document, and what a removal takes with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self

from stormdesk.model.board import Board, Change, Pair
from stormdesk.model.record import Record


class Edit:
    """A step held open: what is put shows at once, only a commit lasts.

    As a context manager it commits at the end and cancels when an exception leaves it.
    """

    def __init__(
        self,
        label: str,
        board: Callable[[], Board],
        apply: Callable[[Change], None],
        close: Callable[[Edit, Change], None],
    ) -> None:
        self.label = label
        self._board = board
        self._apply = apply
        self._close = close
        self._before: dict[str, Record | None] = {}
        self._is_open = True

    @property
    def is_open(self) -> bool:
        """Whether the step can still change the board."""
        return self._is_open

    @property
    def change(self) -> Change:
        """What the step has changed so far."""
        records = self._board().records
        pairs = {i: (before, records.get(i)) for i, before in self._before.items()}
        return Change({i: pair for i, pair in pairs.items() if not _is_same(*pair)})

    def put(self, *records: Record) -> None:
        """Add records, or replace those of the same id.

        Raises ValueError where one refers to something that is not on the board.
        """
        board = self._board()
        there = board.records
        batch = {record.id: record for record in records}
        pairs: dict[str, Pair] = {}
        for record_id, after in batch.items():
            before = there.get(record_id)
            if before is after:
                continue
            if before is None or not before.refers_like(after):
                _check_references(board, batch, after)
            pairs[record_id] = (before, after)
        self._step(Change(pairs))

    def remove(self, *record_ids: str) -> None:
        """Remove records, and from all others what referred to them."""
        self._step(removal(self._board(), record_ids))

    def commit(self) -> None:
        """Make the step last; without a change it leaves no trace."""
        self._require_open()
        self._is_open = False
        self._close(self, self.change)

    def cancel(self) -> None:
        """Take everything back that the step has changed."""
        self._require_open()
        self._is_open = False
        change = self.change
        if change:
            self._apply(change.reversed())
        self._close(self, Change({}))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self._is_open:
            return
        if kind is None:
            self.commit()
        else:
            self.cancel()

    def _step(self, change: Change) -> None:
        self._require_open()
        if not change:
            return
        first = self._before
        for record_id, (before, _) in change.pairs.items():
            if record_id not in first:
                first[record_id] = before
        self._apply(change)

    def _require_open(self) -> None:
        if not self._is_open:
            raise RuntimeError(f"the edit {self.label!r} is closed")


def removal(board: Board, record_ids: Iterable[str]) -> Change:
    """Return the change that removes records and everything that cannot be without them."""
    after: dict[str, Record | None] = {}
    waiting = [i for i in record_ids if i in board.records]
    while waiting:
        gone = waiting.pop()
        if gone in after and after[gone] is None:
            continue
        after[gone] = None
        for referrer in board.referrers(gone, Record):
            current = after.get(referrer.id, referrer)
            if current is None:
                continue
            left = current.without(gone)
            if left is None:
                waiting.append(referrer.id)
            else:
                after[referrer.id] = left
    return Change({i: (board.records[i], record) for i, record in after.items()})


def _is_same(before: Record | None, after: Record | None) -> bool:
    """Tell whether nothing changed; what did is mostly told by the first fields that differ."""
    if before is after:
        return True
    if before is None or after is None or before.__dict__ != after.__dict__:
        return False
    return before == after


def _check_references(board: Board, batch: dict[str, Record], record: Record) -> None:
    for target in record.references():
        if target not in batch and target not in board.records:
            raise ValueError(f"{record.type_name} {record.id!r} refers to the missing {target!r}")
