"""Words set in lines of some width, each once however often they come."""

from __future__ import annotations

from typing import NamedTuple

from stormdesk.exchange.paper.operators import blended, fill, rounded, stroke
from stormdesk.exchange.paper.pdf_structure import Element
from stormdesk.exchange.paper.report.sheet import Sheet
from stormdesk.exchange.paper.report.style import INK, LINK, Style
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Box
from stormdesk.layout.typesetting import Line, set_line, set_text

_CHIP = 0.85  # of its words' size
_AFTER_CHIP = 0.45


class Piece(NamedTuple):
    """Words in one style; ``target`` is the entry that they lead to, ``chip`` a colour before them.

    Where the report has no such entry they are just words.
    """

    text: str
    style: Style
    target: str = ""
    chip: str = ""


class Words(NamedTuple):
    """A piece set in lines, all alike in height."""

    piece: Piece
    lines: tuple[Line, ...]
    pitch: float
    indent: float

    @property
    def height(self) -> float:
        """How high all lines are."""
        return len(self.lines) * self.pitch

    @property
    def width(self) -> float:
        """How wide the widest line is, chip included."""
        return self.indent + max((line.x + line.width for line in self.lines), default=0.0)

    def part(self, start: int, end: int) -> Words:
        """Return some of its lines; only the first of all has the chip."""
        piece = self.piece if start == 0 else self.piece._replace(chip="")
        return self._replace(piece=piece, lines=self.lines[start:end])

    def draw(self, sheet: Sheet, x: float, y: float, element: Element) -> None:
        """Draw the lines with their upper left corner there, as part of an element."""
        piece, style = self.piece, self.piece.style
        leads = bool(piece.target) and piece.target in sheet.spots
        if piece.chip:
            side = style.size * _CHIP
            box = Box(x, y + (self.pitch - side) / 2, side, side)
            edge = stroke(blended(INK, piece.chip, 0.3), 0.4)
            sheet.decorate(fill(piece.chip), edge, rounded(box, 1), "B")
        if leads:
            element = element.add("Link")
        left = x + self.indent
        with sheet.marked(element):
            placed = [(line, left, y + n * self.pitch) for n, line in enumerate(self.lines)]
            sheet.write(placed, LINK if leads else style.colour)
        if leads:
            for n, line in enumerate(self.lines):
                box = Box(left + line.x, y + n * self.pitch, line.width, self.pitch)
                sheet.link(box, piece.target, line.text, element)


class Compositor:
    """Sets pieces with some typefaces."""

    def __init__(self, typefaces: Typefaces) -> None:
        self.typefaces = typefaces
        self._set: dict[tuple[Piece, float], Words] = {}

    def words(self, piece: Piece, width: float) -> Words:
        """Return a piece in as many lines of some width as it needs."""
        key = (piece, width)
        found = self._set.get(key)
        if found is None:
            found = self._set[key] = self._words(piece, width)
        return found

    def line(self, text: str, style: Style, most: float | None = None) -> Line:
        """Return a text on one line, cut where it would be too wide."""
        return set_line(text, style.size, self.typefaces, bold=style.bold, max_width=most)

    def _words(self, piece: Piece, width: float) -> Words:
        style = piece.style
        indent = style.size * (_CHIP + _AFTER_CHIP) if piece.chip else 0.0
        setting = set_text(
            piece.text, max(width - indent, style.size), 0, self.typefaces,
            sizes=(style.size,), bold=style.bold, align="start", vertical="top",
            line_spacing=style.leading,
        )  # fmt: skip
        pitch = setting.height / len(setting.lines)
        lines = tuple(
            line._replace(baseline=line.baseline - n * pitch)
            for n, line in enumerate(setting.lines)
        )
        return Words(piece, lines, pitch, indent)
