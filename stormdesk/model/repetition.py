"""A sticky that stands on the wall once more, and the one that it repeats."""

from __future__ import annotations

from stormdesk.model.board import Board
from stormdesk.model.sticky import Sticky


def original_of(board: Board, sticky: Sticky) -> Sticky:
    """Return the sticky that this one repeats; itself where it repeats none."""
    while (before := board.get(sticky.again, Sticky)) is not None:
        sticky = before
    return sticky


def repetitions_of(board: Board, original: str) -> list[Sticky]:
    """Return the stickies that repeat one."""
    return [s for s in board.referrers(original, Sticky) if s.again == original]
