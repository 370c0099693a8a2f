"""Paragraphs of many scripts: fonts, directions and shaping chosen stretch by stretch."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, groupby, pairwise
from math import inf
from typing import NamedTuple

from bidi.mirror import MIRRORED

from stormdesk.layout.font import Font
from stormdesk.layout.fonts import Typefaces, shows, visible
from stormdesk.layout.paragraphs import HYPHEN, LONGEST_WORD, GlyphRun, Word
from stormdesk.layout.scripts import (
    IGNORABLE,
    UNSHAPED,
    chunks,
    graphemes,
    is_right_to_left,
    levels,
    visual_order,
)


class Atom(NamedTuple):
    """Glyphs of one font and one direction from left to right, in ems; y grows upwards."""

    start: int
    end: int
    level: int
    font: Font
    glyphs: tuple[int, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...] | None
    clusters: Sequence[int]
    width: float


class _Stretch(NamedTuple):
    """Neighbours in reading order with one level and one font; None where no font has them."""

    start: int
    end: int
    level: int
    font: Font | None
    shaped: bool


class MixedParagraph:
    """A paragraph of any scripts, fonts and directions."""

    def __init__(self, text: str, typefaces: Typefaces, bold: bool) -> None:
        table = typefaces.latin(bold)
        self.text = text
        self.missing: dict[str, None] = {}
        self.ascent = table.ascent
        self.descent = table.descent
        self.right_to_left = is_right_to_left(text)
        self.space = table.advances[" "]
        self.hyphen = table.advances[HYPHEN]
        self._typefaces = typefaces
        self._bold = bold
        self._roboto = table.font
        self._widths: dict[str, float] = {}
        self._stretches = self._itemised()
        self._starts = [stretch.start for stretch in self._stretches]
        self.words = [Word(start, end, self._word_width(start, end)) for start, end in chunks(text)]

    def _word_width(self, start: int, end: int) -> float:
        width = self.width(start, min(end, start + LONGEST_WORD))
        return width if end - start <= LONGEST_WORD else inf

    def width(self, start: int, end: int) -> float:
        """The width of a stretch in ems."""
        if end - start > 1:
            return sum(atom.width for atom in self._atoms(start, end))
        character = self.text[start:end]
        if character not in self._widths:
            self._widths[character] = sum(atom.width for atom in self._atoms(start, end))
        return self._widths[character]

    def runs(
        self, start: int, end: int, hyphen: bool, size: float
    ) -> tuple[tuple[GlyphRun, ...], float]:
        """The glyphs of a line and its width in board units."""
        atoms = list(self._atoms(start, end))
        if hyphen:
            level = atoms[-1].level if atoms else 0
            glyph = self._roboto.glyph(ord(HYPHEN))
            atoms.append(self._lone(end, end, level, glyph))
        ordered = [atoms[index] for index in visual_order([atom.level for atom in atoms])]
        pens = list(accumulate((atom.width for atom in ordered), initial=0.0))
        runs = [
            self._run([(atom, pen) for atom, pen, _ in group], size)
            for _, group in groupby(_linked(ordered, pens), key=lambda item: item[2])
        ]
        return tuple(runs), pens[-1] * size

    def _run(self, parts: list[tuple[Atom, float]], size: float) -> GlyphRun:
        start = min(atom.start for atom, _ in parts)
        end = max(atom.end for atom, _ in parts)
        ys = None
        if any(atom.ys for atom, _ in parts):
            ys = tuple(-y * size for atom, _ in parts for y in atom.ys or (0.0,) * len(atom.glyphs))
        return GlyphRun(
            font=parts[0][0].font,
            size=size,
            glyphs=tuple(chain.from_iterable(atom.glyphs for atom, _ in parts)),
            xs=tuple((pen + x) * size for atom, pen in parts for x in atom.xs),
            ys=ys,
            text=self.text[start:end],
            clusters=tuple(atom.start - start + at for atom, _ in parts for at in atom.clusters),
        )

    def _itemised(self) -> list[_Stretch]:
        """The whole paragraph parted where font, direction or the way of setting changes."""
        of_level = levels(self.text)
        choices: dict[str, tuple[Font | None, bool]] = {}
        stretches: list[_Stretch] = []
        begun, before = 0, (0, self._roboto, False)
        for start, end in graphemes(self.text, 0, len(self.text)):
            character = self.text[start:end]
            if character not in choices:
                choices[character] = self._choice(character)
            level = of_level if isinstance(of_level, int) else of_level[start]
            now = (level, *choices[character])
            # HarfBuzz gives up on runs without end.
            if now != before or (now[2] and start - begun >= LONGEST_WORD):
                stretches.append(_Stretch(begun, start, *before))
                begun, before = start, now
        stretches.append(_Stretch(begun, len(self.text), *before))
        return stretches

    def _choice(self, character: str) -> tuple[Font | None, bool]:
        if character == " " or IGNORABLE.fullmatch(character):
            return self._roboto, False
        font = self._typefaces.for_character(character, self._bold)
        if font is None and character.isspace():
            return self._roboto, False
        if font is None or not shows(font, character):
            lacking = (c for c in visible(character) if font is None or not font.covers(c))
            self.missing.update(dict.fromkeys(lacking))
        return font, len(character) > 1 or not UNSHAPED.match(character)

    def _atoms(self, start: int, end: int) -> Iterator[Atom]:
        """The atoms of a stretch in reading order."""
        number = bisect_right(self._starts, start) - 1
        while number < len(self._stretches) and self._starts[number] < end:
            stretch = self._stretches[number]
            number += 1
            first, last = max(start, stretch.start), min(end, stretch.end)
            if stretch.font is None:
                for box_start, box_end in graphemes(self.text, first, last):
                    yield self._lone(box_start, box_end, stretch.level, 0)
            elif stretch.shaped:
                yield self._shaped(first, last, stretch.level, stretch.font)
            else:
                yield self._side_by_side(first, last, stretch.level, stretch.font)

    def _lone(self, start: int, end: int, level: int, glyph: int) -> Atom:
        advance = self._roboto.advance(glyph) / self._roboto.units_per_em
        return Atom(start, end, level, self._roboto, (glyph,), (0.0,), None, (0,), advance)

    def _shaped(self, start: int, end: int, level: int, font: Font) -> Atom:
        shape = font.shape(self.text[start:end], right_to_left=level % 2 == 1)
        em = font.units_per_em
        self.ascent = max(self.ascent, shape.top / em)
        self.descent = max(self.descent, -shape.bottom / em)
        ys = tuple(y / em for y in shape.ys) if any(shape.ys) else None
        xs = tuple(x / em for x in shape.xs)
        width = shape.advance / em
        return Atom(start, end, level, font, shape.glyphs, xs, ys, shape.clusters, width)

    def _side_by_side(self, start: int, end: int, level: int, font: Font) -> Atom:
        glyphs: list[int] = []
        clusters: list[int] = []
        for at, character in enumerate(self.text[start:end]):
            if IGNORABLE.match(character):
                continue
            drawn = MIRRORED.get(character, character) if level % 2 else character
            glyph = font.glyph(ord(drawn)) or font.glyph(ord(character))
            # Only a space no font has is left: a common one does.
            glyphs.append(glyph or font.glyph(ord(" ")))
            clusters.append(at)
        if level % 2:
            glyphs.reverse()
            clusters.reverse()
        em = font.units_per_em
        pens = [pen / em for pen in accumulate(map(font.advance, glyphs), initial=0)]
        width = pens.pop()
        return Atom(start, end, level, font, tuple(glyphs), tuple(pens), None, clusters, width)


def _linked(atoms: list[Atom], pens: list[float]) -> list[tuple[Atom, float, int]]:
    """Atoms in visual order with their pens, numbered by the run they share with neighbours."""
    if not atoms:
        return []
    breaks = [0]
    for left, right in pairwise(atoms):
        adjacent = left.end == right.start if left.level % 2 == 0 else right.end == left.start
        same = left.font is right.font and left.level == right.level
        breaks.append(0 if same and adjacent else 1)
    return list(zip(atoms, pens, accumulate(breaks), strict=False))
