"""What the rules make of a board, how ready it is, and what its flows say."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from time import perf_counter
from types import MappingProxyType

from boards import big_board
from detailed import detailed_board
from measure import Row, row, times

from stormdesk.analysis.findings import check
from stormdesk.analysis.readiness import readiness
from stormdesk.cli.flow_summary import flow_summary
from stormdesk.model.board import Board

SIZES = (1_000, 10_000)
CHECK_TARGETS = {1_000: 0.15, 10_000: 1.5}
GRAPH_TARGETS = {10_000: 1.0}
SAMPLES = 7
COLD_SAMPLES = 5
TODAY = date(2026, 11, 2)
BOARDS: Mapping[str, Callable[[int], Board]] = MappingProxyType(
    {"": big_board, "-detailed": detailed_board}
)


def rows(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Measure rules, readiness and flows of boards that nothing is remembered of yet.

    Cold rows are of processes that have not yet looked at any word, each in one of its own.
    """
    for n in sizes:
        for suffix, made in BOARDS.items():
            records = [*made(n).records.values()]
            check(Board.of(records), today=TODAY)  # word forms are loaded once a process
            # A board of its own each time: what rules remember of one would flatter the next.
            boards = iter([Board.of(records) for _ in range(3 * SAMPLES)])
            checking = times(lambda boards=boards: check(next(boards), today=TODAY), SAMPLES)
            yield row(f"check{suffix}", n, checking, CHECK_TARGETS.get(n))
            judging = times(lambda boards=boards: readiness(next(boards)), SAMPLES)
            yield row(f"readiness{suffix}", n, judging, None)
            following = times(lambda boards=boards: flow_summary(next(boards)), SAMPLES)
            yield row(f"graph{suffix}", n, following, GRAPH_TARGETS.get(n))
            yield row(f"check{suffix}-cold", n, _cold(suffix, n), CHECK_TARGETS.get(n))


def _cold(suffix: str, n: int) -> list[float]:
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as processes:
        return [*processes.map(_first_check, [suffix] * COLD_SAMPLES, [n] * COLD_SAMPLES)]


def _first_check(suffix: str, n: int) -> float:
    """Return how many seconds the first check of a process takes."""
    board = BOARDS[suffix](n)
    gc.collect()
    begin = perf_counter()
    check(board, today=TODAY)
    return perf_counter() - begin
