"""A board from wherever it is named: a ``.stormdesk`` file, a YAML model or an outline."""

from __future__ import annotations

import re
from pathlib import Path

from stormdesk.document import file
from stormdesk.exchange.foreign import markdown
from stormdesk.exchange.format import read
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.interview.received import is_sheet
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput

STANDARD_INPUT = "-"
_LOOKED_AT = 100_000
_LINES = re.compile(rb'\s*\{\s*"format"\s*:\s*"stormdesk/[^"]*"\s*(\}|,[^\n]*\}\s*\n)')
_MODEL = re.compile(rb"""^(\{\s*)?["']?format["']?\s*:""", re.MULTILINE)


def read_board(name: str, standard_input: bytes | None = None) -> Board:
    """Return the board of a file, or of what came in where the name is ``-``.

    The suffix says what it is, and where it does not, the content does.
    Raises BadInput where there is no file, it cannot be read or it is wrong.
    """
    if name == STANDARD_INPUT:
        if standard_input is None:
            raise BadInput("standard input", "is not there to be read; name a file")
        return board_of("standard input", standard_input)
    if not name.strip():
        raise BadInput("board", "has an empty name; name a file")
    return board_of(name, file.load(Path(name)))


def board_of(name: str, data: bytes) -> Board:
    """Return the board that the contents of a named file hold.

    Raises BadInput.
    """
    suffix = Path(name).suffix.lower()
    start = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    if suffix == ".stormdesk":
        return file.from_bytes(data, name)
    if suffix in (".yaml", ".yml", ".json"):
        return read(FORMATS["yaml"], {name: data})
    if suffix in (".csv", ".tsv"):
        return read(FORMATS["table"], {name: data})
    if suffix == ".svg":
        return read(FORMATS["svg"], {name: data})
    if is_sheet(data):
        return read(FORMATS["interview"], {name: data})
    if _LINES.match(start):
        return file.from_bytes(data, name)
    if _MODEL.search(start):
        return read(FORMATS["yaml"], {name: data})
    if suffix in (".txt", ".md", ".markdown") and not name.lower().endswith(
        FORMATS["outline"].suffix
    ):
        # Bytes that are no text are for the outline to refuse.
        text = data.decode("utf-8-sig", "surrogateescape")
        data = markdown.outline_of(text).encode("utf-8", "surrogateescape")
        name = re.sub(r"\.(md|markdown)$", ".txt", name, flags=re.IGNORECASE)
    return read(FORMATS["outline"], {name: data})
