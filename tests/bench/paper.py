"""The poster as a PDF, from the board to the bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from boards import big_board
from measure import Row, row, times

from stormdesk.exchange.format import write
from stormdesk.exchange.formats import format_named

SIZES = (1_000, 10_000)
TARGETS = {1_000: 1.0, 10_000: 4.0}


def rows(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Measure the export of placed boards, fonts read anew each time."""
    poster = format_named("pdf")
    for n in sizes:
        board = big_board(n)
        samples = 8 if n <= 1_000 else 5
        taken = times(lambda board=board: write(poster, board), samples)
        yield row("pdf-poster", n, taken, TARGETS.get(n))
