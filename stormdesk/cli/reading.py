"""Boards that arguments name."""

from __future__ import annotations

import sys
from pathlib import Path

from stormdesk.document.file import from_bytes, load
from stormdesk.document.lines import MOST_BYTES
from stormdesk.exchange.format import read
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.source import STANDARD_INPUT, read_board
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput

OWN = "stormdesk"
READABLE = (OWN, *(form.name for form in FORMATS.values() if form.reader is not None))
"""The formats that a board can be said to be in."""


def board_at(name: str, form: str | None = None) -> Board:
    """Return the board of a file or, named ``-``, of standard input; in ``form`` if that is told.

    Raises BadInput.
    """
    if form is None:
        return read_board(name, _standard_input() if name == STANDARD_INPUT else None)
    where, data = contents_at(name)
    return from_bytes(data, where) if form == OWN else read(FORMATS[form], {where: data})


def contents_at(name: str) -> tuple[str, bytes]:
    """Return what a file or, named ``-``, standard input is called, and what it holds.

    Raises BadInput.
    """
    if name == STANDARD_INPUT:
        return "standard input", _standard_input()
    return name, load(Path(name))


def _standard_input() -> bytes:
    if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison]  # so where it is closed
        raise BadInput("standard input", "is closed; pipe a board in or name a file")
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise BadInput("standard input", f"is larger than {MOST_BYTES // 1_000_000} MB")
    return data
