"""Opening a board's file and saving it, as the window does."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from boards import big_board
from measure import Row, row, times

from stormdesk.document.file import to_bytes
from stormdesk.document.opening import OpenBoard, open_board
from stormdesk.layout.arrange import arranged
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.board import Board

SIZES = (1_000, 10_000)
TARGETS = {10_000: 0.25}
SAMPLES = 15


def rows(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Measure opening with lock, journal and recovery, and saving that waits for the disk."""
    for n in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path, state = Path(folder, "bench.stormdesk"), Path(folder, "state")
            path.write_bytes(to_bytes(big_board(n)))
            opening = [_seconds_to_open(path, state) for _ in range(SAMPLES)]
            yield row("open-board", n, opening, TARGETS.get(n))
            opened = open_board(path, state, _settled)
            saving = [_seconds_to_save(opened, number) for number in range(SAMPLES)]
            opened.close()
            yield row("save-board", n, saving, TARGETS.get(n))


def _settled(board: Board) -> Board:
    return board.after(arranged(board, Cards(Typefaces.bundled_only())))


def _seconds_to_open(path: Path, state: Path) -> float:
    gc.collect()
    begin = perf_counter()
    opened = open_board(path, state, _settled)
    taken = perf_counter() - begin
    opened.close()
    return taken


def _seconds_to_save(opened: OpenBoard, number: int) -> float:
    sticky = next(iter(opened.document.board.stickies.values()))
    with opened.document.edit("Rename") as edit:
        edit.put(sticky.revised(text=f"Saved {number} times"))
    return times(opened.save, 1)[0]
