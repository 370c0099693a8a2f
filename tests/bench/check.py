"""What the rules make of a board, how ready it is, and what its flows say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from boards import big_board
from measure import Row, row, times

from stormdesk.analysis.findings import check
from stormdesk.analysis.readiness import readiness
from stormdesk.cli.flow_summary import flow_summary
from stormdesk.model.board import Board

SIZES = (1_000, 10_000)
CHECK_TARGETS = {1_000: 0.15, 10_000: 1.5}
GRAPH_TARGETS = {10_000: 1.0}
SAMPLES = 7
TODAY = date(2026, 11, 2)


def rows(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Measure rules, readiness and flows of boards that nothing is remembered of yet."""
    for n in sizes:
        records = [*big_board(n).records.values()]
        check(Board.of(records), today=TODAY)  # word forms are loaded once a process
        # A board of its own each time: what rules remember of one would flatter the next.
        boards = iter([Board.of(records) for _ in range(3 * SAMPLES)])
        checking = times(lambda boards=boards: check(next(boards), today=TODAY), SAMPLES)
        yield row("check", n, checking, CHECK_TARGETS.get(n))
        judging = times(lambda boards=boards: readiness(next(boards)), SAMPLES)
        yield row("readiness", n, judging, None)
        following = times(lambda boards=boards: flow_summary(next(boards)), SAMPLES)
        yield row("graph", n, following, GRAPH_TARGETS.get(n))
