"""Measure, and print one JSON line for everything measured.

The lines are figures and no verdict on the code: the exit code is 0 though a target be missed.
"""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from collections.abc import Callable, Iterator, Sequence

import arrange
import canvas
import check
import contracts
import edits
import files
import operations
import paper
import start
from measure import Row

BENCHES: dict[str, Callable[..., Iterator[Row]]] = {
    "start": start.rows,
    "files": files.rows,
    "edits": edits.rows,
    "paper": paper.rows,
    "arrange": arrange.rows,
    "check": check.rows,
    "contracts": contracts.rows,
    "operations": operations.rows,
    "canvas": canvas.rows,
}


def main(arguments: Sequence[str]) -> int:
    """Run the benches named, or all, and return the exit code."""
    parser = argparse.ArgumentParser(prog="bench", description=f"Benches: {', '.join(BENCHES)}")
    parser.add_argument("names", nargs="*", metavar="NAME", help="all where none is named")
    parser.add_argument(
        "--n", type=_size, action="append", metavar="N", help="stickies; repeatable"
    )
    told = parser.parse_args(arguments)
    for name in told.names:
        if name not in BENCHES:
            near = difflib.get_close_matches(name, BENCHES, n=1, cutoff=0)[0]
            print(f"bench: there is no bench {name!r}; did you mean {near!r}?", file=sys.stderr)
            return 2
    for name in told.names or BENCHES:
        found = BENCHES[name](told.n) if told.n else BENCHES[name]()
        for row in found:
            print(row, flush=True)
    return 0


def _size(text: str) -> int:
    size = int(text)
    if size < 1:
        raise ValueError(text)
    return size


_size.__name__ = "number of stickies"


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main(sys.argv[1:]))
