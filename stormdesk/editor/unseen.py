"""New stickies that go into the inbox instead of onto the board, while a room writes in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from stormdesk.document.document import Document
from stormdesk.document.inbox import LONGEST, Waiting
from stormdesk.model.board import Change
from stormdesk.model.sticky import Sticky

Put = Callable[[Sequence[Waiting]], bool]
Batch = tuple[Waiting, ...]


class Unseen:
    """Hands new stickies to ``put``, which tells whether it took them; else they go on the board.

    ``take_out`` takes some of them out again.
    """

    def __init__(self, document: Document, put: Put, take_out: Callable[[Batch], object]) -> None:
        self._document = document
        self._put = put
        self._take_out = take_out
        self._batches: list[tuple[Batch, Change | None]] = []

    def take(self, stickies: Iterable[Waiting]) -> bool:
        """Take new stickies; return whether they were taken."""
        batch = tuple(stickies)
        if not batch or not self._put(batch):
            return False
        self._batches.append((batch, self._document.last_step))
        return True

    def take_stickies(self, stickies: Iterable[Sticky]) -> bool:
        """Take the texts of new stickies; return whether they were taken."""
        said = [(s.text.strip(), s.kind) for s in stickies if s.text.strip()]
        if any(len(text) > LONGEST for text, _ in said):
            return False
        return self.take(Waiting(text=text, kind=kind) for text, kind in said)

    @property
    def can_take_back(self) -> bool:
        """Whether the last thing done was to take stickies, and no step on the board since."""
        return bool(self._batches) and self._batches[-1][1] is self._document.last_step

    def take_back(self) -> None:
        """Take out what was taken last."""
        if self.can_take_back:
            batch, _ = self._batches.pop()
            self._take_out(batch)

    def forget(self) -> None:
        """Take nothing back any more: all is revealed."""
        self._batches.clear()
