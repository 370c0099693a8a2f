"""Paragraphs measured in glyphs, in ems: they know how wide a stretch is and how it is drawn."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol

from stormdesk.layout.font import Font, LatinTable

HYPHEN = "\u2010"
# A longer word has to be cut whatever its width.
LONGEST_WORD = 200


class GlyphRun(NamedTuple):
    """Glyphs of one font from left to right, in board units from the left end of the baseline.

    `ys` grow downwards; None means all on the baseline. `text` is the source of the run in reading
    order, and `clusters` gives for every glyph the index in it of the character it stands for;
    a hyphen that only shows a cut stands at its end.
    """

    font: Font
    size: float
    glyphs: tuple[int, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...] | None
    text: str
    clusters: Sequence[int]


class Word(NamedTuple):
    """A stretch of a paragraph that stays on one line where it can; its width in ems."""

    start: int
    end: int
    width: float


class Paragraph(Protocol):
    """One paragraph of cleaned text; all stretches are given by start and end in it."""

    text: str
    words: list[Word]
    space: float
    hyphen: float
    ascent: float
    descent: float
    right_to_left: bool
    missing: dict[str, None]

    def width(self, start: int, end: int) -> float:
        """The width of a stretch in ems."""
        ...

    def runs(
        self, start: int, end: int, hyphen: bool, size: float
    ) -> tuple[tuple[GlyphRun, ...], float]:
        """The glyphs of a line and its width in board units."""
        ...


class LatinParagraph:
    """A paragraph in Roboto from left to right: one glyph a character, side by side."""

    right_to_left = False

    def __init__(self, text: str, table: LatinTable) -> None:
        self.text = text
        self.missing: dict[str, None] = {}
        self._table = table
        self._advance = advance = table.advances.__getitem__
        self.space = advance(" ")
        self.hyphen = advance(HYPHEN)
        self.ascent = table.ascent
        self.descent = table.descent
        self.words: list[Word] = []
        start = 0
        for word in text.split(" "):
            end = start + len(word)
            self.words.append(Word(start, end, sum(map(advance, word))))
            start = end + 1

    def width(self, start: int, end: int) -> float:
        """The width of a stretch in ems."""
        return sum(map(self._advance, self.text[start:end]))

    def runs(
        self, start: int, end: int, hyphen: bool, size: float
    ) -> tuple[tuple[GlyphRun, ...], float]:
        """The glyphs of a line and its width in board units."""
        text = self.text[start:end]
        shown = text + HYPHEN if hyphen else text
        if not shown:
            return (), 0.0
        table = self._table
        pens = [pen * size for pen in accumulate(map(self._advance, shown), initial=0.0)]
        width = pens.pop()
        glyphs = tuple(map(table.glyphs.__getitem__, shown))
        run = GlyphRun(table.font, size, glyphs, tuple(pens), None, text, range(len(shown)))
        return (run,), width
