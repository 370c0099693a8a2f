"""One undoable step of a document, and what a removal takes with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Self

from stormdesk.model.board import Board, Change, Pair
from stormdesk.model.layered import plain
from stormdesk.model.record import Record
from stormdesk.model.sticky import Place


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
        self._change = Change({})
        self._is_open = True

    @property
    def is_open(self) -> bool:
        """Whether the step can still change the board."""
        return self._is_open

    @property
    def change(self) -> Change:
        """What the step has changed so far."""
        pairs = {i: pair for i, pair in self._change.pairs.items() if not _is_same(*pair)}
        placed = self._change.placed
        return Change(pairs, placed if len(pairs) == len(self._change) else placed & pairs.keys())

    def put(self, *records: Record) -> None:
        """Add records, or replace those of the same id.

        Raises ValueError where one refers to something that is not on the board.
        """
        self._step(Change(self._pairs_of(*records)))

    def place(self, places: Mapping[str, Place], *records: Record) -> None:
        """Put stickies elsewhere, and with them other records as ``put`` does."""
        stickies = plain(self._board().stickies, places)
        pairs: dict[str, Pair] = {}
        rehomed: list[Record] = []
        for sticky_id, (x, y, at, context) in places.items():
            before = stickies[sticky_id]
            was_nowhere = before.x is None or before.y is None or before.at is None
            if was_nowhere or before.context != context:
                rehomed.append(before.placed(x=x, y=y, at=at, context=context))
            else:
                pairs[sticky_id] = before, before.placed(x=x, y=y, at=at)
        others = self._pairs_of(*rehomed, *records)
        # A view of keys where it can be: in their order they are fetched faster than from a set.
        placed = pairs.keys() - others.keys() if others else pairs.keys()
        self._step(Change(pairs | others if others else pairs, placed))

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

    def _pairs_of(self, *records: Record) -> dict[str, Pair]:
        """Return what becomes of the board's own records where these are put."""
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
        return pairs

    def _step(self, change: Change) -> None:
        self._require_open()
        if change:
            self._change = self._change.then(change)
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
