"""The canvas under real Qt events: every frame from the event to the end of its paint."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from measure import Row

SIZES = (10_000,)
_RUN = Path(__file__).with_name("canvas_run.py")


def rows(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Measure both shapes of board, each in a process of its own so that memory is its own too."""
    for n in sizes:
        for shape in ("strip", "block"):
            done = subprocess.run(
                [sys.executable, str(_RUN), shape, str(n)],
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
            for line in done.stdout.splitlines():
                yield Row(**json.loads(line))
