"""Giving every sticky of a board without geometry its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from boards import big_board
from measure import Row, row, times

from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces

SIZES = (1_000, 10_000, 50_000)
TARGETS = {10_000: 1.5, 50_000: 8.0}


def rows(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Measure from the bare board to the boxes, with no text measured before."""
    typefaces = Typefaces.bundled_only()
    for n in sizes:
        board = big_board(n, placed=False)
        samples = 5 if n <= 10_000 else 3
        taken = times(lambda board=board: Arrangement.of(board, Cards(typefaces)), samples)
        yield row("arrange", n, taken, TARGETS.get(n))
