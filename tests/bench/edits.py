"""One committed edit, durable in the journal when it returns."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from boards import big_board
from measure import Row, row

from stormdesk.document.document import Document
from stormdesk.document.opening import new_board
from stormdesk.editor.editor import Editor
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces

SIZES = (1_000, 10_000, 50_000)
TARGETS = {10_000: 2.0}
SAMPLES = 200


def rows(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Measure moves and new texts, alone and with an editor that follows every change."""
    for n in sizes:
        with tempfile.TemporaryDirectory() as state:
            opened = new_board(big_board(n), Path(state))
            # As the window does after opening, so that no full collection falls into an edit.
            gc.collect()
            gc.freeze()
            yield row("edit-commit", n, _milliseconds(opened.document), TARGETS.get(n), "ms")
            Editor(opened.document, Cards(Typefaces.bundled_only()))
            yield row("edit-commit-followed", n, _milliseconds(opened.document), None, "ms")
            opened.document.dismiss()
            opened.close(discard=True)
            gc.unfreeze()


def _milliseconds(document: Document) -> list[float]:
    taken: list[float] = []
    ids = sorted(document.board.stickies)
    for number in range(SAMPLES):
        sticky = document.board.stickies[ids[number * 37 % len(ids)]]
        if number % 2:
            change = sticky.placed(x=(sticky.x or 0.0) + 16)
        else:
            change = sticky.revised(text=f"Renamed {number}")
        begin = perf_counter()
        with document.edit("Edit") as edit:
            edit.put(change)
        taken.append((perf_counter() - begin) * 1_000)
    return taken
