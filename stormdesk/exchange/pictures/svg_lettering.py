"""Typeset text as text: every line where the layout put it, for a viewer's fonts to draw."""

from __future__ import annotations

from typing import NamedTuple

from stormdesk.exchange.paper.lettering import Lettering, is_leftwards
from stormdesk.exchange.paper.operators import number
from stormdesk.exchange.xml_text import xml_attribute, xml_text
from stormdesk.layout.paragraphs import HYPHEN, GlyphRun
from stormdesk.layout.typesetting import Line

FAMILY = "Roboto"
FALLBACKS = "Roboto, 'Helvetica Neue', Arial, 'Noto Sans', sans-serif"
"""What the text is set in, then what comes near; a viewer takes other scripts from its own."""

LINE = "Line"
"""The operator that shows a line; its operand is the line's number."""


class Piece(NamedTuple):
    """Letters of one font and direction; ``x`` is their left edge, lengths are board units."""

    text: str
    x: float
    y: float
    width: float
    size: float
    bold: bool
    family: str
    leftwards: bool

    @property
    def is_plain(self) -> bool:
        """Whether any viewer with the usual fonts draws it as wide as it was set."""
        return self.family == FAMILY and not self.leftwards


class SvgLettering(Lettering):
    """Keeps the lines that are written and names each by its number."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[Piece, ...]] = []

    def written(self, line: Line, left: float, top: float, meant: str | None = None) -> str:
        """Return the operator of a line whose box has its top left corner there."""
        pieces = _pieces(line, left + line.x, top + line.baseline)
        if not pieces:
            return ""
        self.lines.append(pieces)
        return f"{len(self.lines) - 1} {LINE}"


def shown(lines: list[tuple[Piece, ...]], colour: str, *, centred: bool) -> str:
    """Return lines that follow one another in one colour, as text elements.

    Centred ones stay so in whatever fonts a viewer has; others keep their width, for what stands
    behind them.
    """
    first = lines[0][0]
    if not all(len(line) == 1 and line[0].is_plain for line in lines):
        return "\n".join(
            f"<text{_font(piece, colour)}{_direction(piece)}"
            f"{_place(piece, by_middle=True, fixed=not (centred and piece.is_plain))}>"
            f"{xml_text(piece.text)}</text>"
            for line in lines
            for piece in line
        )
    anchor = ' text-anchor="middle"' if centred else ""
    places = [_place(piece, by_middle=centred, fixed=not centred) for (piece,) in lines]
    if len(lines) == 1:
        return f"<text{_font(first, colour)}{anchor}{places[0]}>{xml_text(first.text)}</text>"
    # The blanks between keep words apart for who reads or copies the text.
    spans = " ".join(
        f"<tspan{place}>{xml_text(piece.text)}</tspan>"
        for place, (piece,) in zip(places, lines, strict=True)
    )
    return f"<text{_font(first, colour)}{anchor}>{spans}</text>"


def _pieces(line: Line, left: float, baseline: float) -> tuple[Piece, ...]:
    # Some characters show nothing and have no glyph.
    runs = [run for run in line.runs if run.glyphs]
    starts = [run.xs[0] for run in runs]
    ends = [*starts[1:], line.width][: len(runs)]
    return tuple(
        Piece(
            _text(run), left + start, baseline, end - start, run.size,
            run.font.name.endswith("-Bold"), run.font.family, is_leftwards(run),
        )
        for run, start, end in zip(runs, starts, ends, strict=True)
    )  # fmt: skip


def _text(run: GlyphRun) -> str:
    return run.text + HYPHEN if len(run.text) in run.clusters else run.text


def _font(piece: Piece, colour: str) -> str:
    family = ""
    if piece.family != FAMILY:
        family = f" font-family={xml_attribute(f'{_quoted(piece.family)}, {FALLBACKS}')}"
    weight = ' font-weight="bold"' if piece.bold else ""
    return f' font-size="{number(piece.size)}"{weight} fill="{colour}"{family}'


def _quoted(family: str) -> str:
    """Return the name of a family as CSS writes it; the characters it could end at are left out."""
    return "'" + "".join(c for c in family if c not in "'\\" and c.isprintable()) + "'"


def _direction(piece: Piece) -> str:
    """Return the way the letters go; it was found for the whole paragraph, not for the piece."""
    way = "rtl" if piece.leftwards else "ltr"
    turned = "" if piece.is_plain else f' direction="{way}" unicode-bidi="bidi-override"'
    # Or else blanks beside the next piece would not count.
    kept = ' xml:space="preserve"' if piece.text != piece.text.strip(" ") else ""
    return f'{turned}{kept} text-anchor="middle"'


def _place(piece: Piece, *, by_middle: bool, fixed: bool) -> str:
    """Return where a piece stands, and how long it is where viewers must keep to that."""
    x = piece.x + piece.width / 2 if by_middle else piece.x
    length = f' textLength="{number(piece.width)}" lengthAdjust="spacingAndGlyphs"' if fixed else ""
    return f' x="{number(x)}" y="{number(piece.y)}"{length}'
