"""Boards on paper and as pictures, from the board to the bytes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from boards import big_board
from detailed import detailed_board
from measure import Row, row, times
from qt_pdf import drawn_by_qt

from stormdesk.exchange.format import write
from stormdesk.exchange.formats import format_named
from stormdesk.exchange.paper.options import PosterOptions
from stormdesk.model.board import Board

SIZES = (1_000, 10_000)
TARGETS = {1_000: 1.0, 10_000: 4.0}
_REPORT, _TILES, _SVG = 500, 2_000, 10_000
_MOST_MEGABYTES = 400
_TIMES_QT = 3.0
_FREE_BYTES = 200_000
_BYTES_A_CHARACTER = 12.0
_PEAK = """
import re, sys
sys.path[:0] = {path!r}
from boards import big_board
from stormdesk.exchange.format import write
from stormdesk.exchange.formats import format_named
write(format_named("pdf"), big_board({n}))
status = open("/proc/self/status").read()
print(int(re.search("VmHWM:[ ]*([0-9]+)", status.replace("\\t", " "))[1]) / 1024)
"""


def rows(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Measure the exports of placed boards, fonts read anew each time."""
    poster = format_named("pdf")
    for n in sizes:
        board = big_board(n)
        samples = 8 if n <= 1_000 else 5
        taken = times(_export("pdf", board), samples)
        yield row("pdf-poster", n, taken, TARGETS.get(n))
        by_qt = times(lambda board=board: drawn_by_qt(board), 3)
        yield row("pdf-poster-by-qt", n, by_qt, None)
        ratio = min(taken) / min(by_qt)
        yield row("pdf-poster-to-qt", n, [ratio], _TIMES_QT, "times")
        yield row("pdf-poster-peak", n, [_peak(n)], _MOST_MEGABYTES, "MB")
        [data] = write(poster, board).values()
        letters = sum(len(sticky.text) for sticky in board.stickies.values())
        a_character = max(0, len(data) - _FREE_BYTES) / letters
        yield row("pdf-poster-bytes", n, [a_character], _BYTES_A_CHARACTER, "bytes/character")
    if sizes is not SIZES:
        return
    report = detailed_board(_REPORT)
    yield row("pdf-report", _REPORT, times(_export("pdf-report", report), 5), 3.0)
    tiled = PosterOptions(tiles="A4")
    board = big_board(_TILES)
    taken = times(lambda: write(poster, board, tiled), 5)
    yield row("pdf-tiles", _TILES, taken, 4.0)
    yield row("svg", _SVG, times(_export("svg", big_board(_SVG)), 5), 2.0)


def _export(name: str, board: Board) -> Callable[[], object]:
    return lambda: write(format_named(name), board)


def _peak(n: int) -> float:
    """Return the most memory, in megabytes, that a program needs to export so many stickies.

    The system's usage of resources would begin with what the process that starts it needs.
    """
    here = Path(__file__).parent
    code = _PEAK.format(path=[str(here), str(here.parents[1])], n=n)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)
