"""The board itself inside a picture: an element that other programs keep and stormdesk reads."""

from __future__ import annotations

from typing import Any
from xml.parsers import expat

from stormdesk.document.lines import from_bytes, to_bytes
from stormdesk.exchange.xml_text import NOT_IN_XML, xml_text
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput

SPACE = "urn:stormdesk:board"
"""The namespace of the element."""

_NAME = f"{SPACE} board"


def element_of(board: Board) -> str:
    """Return the element that holds the lines of the board's file."""
    # What XML cannot hold stands inside strings of JSON, which can spell it.
    text = NOT_IN_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", to_bytes(board).decode())
    return f'<board xmlns="{SPACE}" xml:space="preserve">{xml_text(text)}</board>'


def board_in(data: bytes, where: str) -> Board:
    """Return the board of the first such element of an XML document.

    Raises BadInput where the document is broken or unsafe, or has no board.
    """
    reader = _Reader()
    try:
        reader.read(data)
    except expat.ExpatError as error:
        raise BadInput(where, f"line {error.lineno}: is no valid SVG: {_reason(error)}") from None
    if reader.text is None:
        raise BadInput(where, "holds no board; export it from stormdesk with --embed-board")
    return from_bytes(reader.text.strip().encode() + b"\n", where)


class _Reader:
    """Collects the text of the element; nothing is built of what stands round it."""

    def __init__(self) -> None:
        self.text: str | None = None
        self._parts: list[str] | None = None
        # The parser carries no types.
        self._parser: Any = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._collect
        self._parser.EntityDeclHandler = self._refuse

    def read(self, data: bytes) -> None:
        self._parser.Parse(data, True)

    def _start(self, name: str, attributes: object) -> None:
        if name == _NAME and self.text is None:
            self._parts = []

    def _end(self, name: str) -> None:
        if name == _NAME and self._parts is not None:
            self.text, self._parts = "".join(self._parts), None

    def _collect(self, text: str) -> None:
        if self._parts is not None:
            self._parts.append(text)

    def _refuse(self, *declared: object) -> None:
        # A few lines of entities may stand for gigabytes.
        raise BadInput("the SVG", "declares entities; save it without them")


def _reason(error: expat.ExpatError) -> str:
    return expat.ErrorString(error.code)
