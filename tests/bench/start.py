"""Whole processes, from their start to their end or to the first painted board."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import monotonic

from boards import big_board
from measure import Row, row

from stormdesk.document.file import to_bytes

SIZES = (60,)
TARGETS = {60: (0.8, 1.2)}  # a command, the window
FIRST_PAINT = Path(__file__).with_name("first_paint.py")
PROGRAM = [sys.executable, "-P", "-m", "stormdesk"]
SAMPLES = 12
_NO_BYTE_CODE = "PYTHONDONTWRITEBYTECODE"
"""Without byte code all of the program is compiled at every start, as no installed one is."""


def rows(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Measure the version, check, an export and the window, each in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield row("start-version", 0, _sampled(_whole, folder, "--version"), 0.3)
        for n in sizes:
            board = f"bench-{n}.stormdesk"
            folder.joinpath(board).write_bytes(to_bytes(big_board(n)))
            check = ("check", board, "--fail-on", "error")
            export = ("export", "yaml", board, "-o", f"bench-{n}.yaml", "--force")
            command, window = TARGETS.get(n, (None, None))
            yield row("start-check", n, _sampled(_whole, folder, *check), command)
            yield row("start-export-yaml", n, _sampled(_whole, folder, *export), command)
            yield row("start-window", n, _sampled(_until_painted, folder, board), window)


def _sampled(call: Callable[..., float], *arguments: object) -> list[float]:
    call(*arguments)  # the first run writes byte code and fills the system's caches
    return [call(*arguments) for _ in range(SAMPLES)]


def _whole(folder: Path, *arguments: str) -> float:
    begin = monotonic()
    _run(folder, [*PROGRAM, *arguments])
    return monotonic() - begin


def _until_painted(folder: Path, board: str) -> float:
    # The clock counts from the same moment in every process.
    return float(_run(folder, [sys.executable, str(FIRST_PAINT), board, repr(monotonic())]))


def _run(folder: Path, command: Sequence[str]) -> str:
    environment = {
        **{name: value for name, value in os.environ.items() if name != _NO_BYTE_CODE},
        "STORMDESK_STATE": str(folder / "state"),
        "STORMDESK_CONFIG": str(folder / "config"),
        "PYTHONPYCACHEPREFIX": str(folder / "byte-code"),
        "QT_LOGGING_RULES": "default.warning=false",  # of what a screen offscreen cannot do
    }
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout
