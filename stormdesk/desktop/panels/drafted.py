"""The board as it would be if what is being typed were taken now."""

from __future__ import annotations

from collections.abc import Sequence

from stormdesk.model.board import Board, Change
from stormdesk.model.record import Record


def drafted(board: Board, draft: Sequence[Record]) -> Board:
    """Return a board with some of its records as they are being typed."""
    pairs = {r.id: (board.records[r.id], r) for r in draft if r.id in board.records}
    return board.after(Change({i: pair for i, pair in pairs.items() if pair[0] != pair[1]}))
