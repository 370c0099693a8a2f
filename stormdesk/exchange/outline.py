"""The outline: the text that people type and paste, one line a sticky, in time order."""

from __future__ import annotations

from stormdesk.exchange.format import Files, Options, only_file
from stormdesk.exchange.outline_line import EntryLine, parse_line
from stormdesk.exchange.outline_reader import read_text
from stormdesk.exchange.outline_writer import write_outline
from stormdesk.model.board import Board
from stormdesk.model.naming import slug
from stormdesk.model.problem import BadInput

__all__ = ["EntryLine", "parse_line", "read", "read_text", "write", "write_outline"]

MOST_BYTES = 10_000_000
SUFFIX = ".outline.txt"
"""Of the files that outlines are written to."""


def write(board: Board, options: Options | None = None) -> Files:
    """Return the outline as one file; what it cannot say stands in comments at its end."""
    text, missing = write_outline(board)
    if missing:
        text += "\n" + "".join(f"// left out: {each}\n" for each in missing)
    return {f"{slug(board.profile.title, 'board')}{SUFFIX}": text.encode()}


def read(files: Files) -> Board:
    """Return the board of one file; its name is the title where the text has none.

    Raises BadInput, with the line where something is wrong.
    """
    name, data = only_file(files)
    if len(data) > MOST_BYTES:
        raise BadInput(name, f"is larger than {MOST_BYTES // 1_000_000} MB; split the outline")
    if b"\0" in data:
        raise BadInput(name, "is binary and not text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput(f"{name}:{line}", "is not UTF-8; save it so") from None
    if not text.strip():
        raise BadInput(name, "is empty; write one line for each sticky")
    stem = name.replace("\\", "/").rsplit("/", 1)[-1]
    return read_text(text, name, stem.removesuffix(".txt").removesuffix(".outline"))
