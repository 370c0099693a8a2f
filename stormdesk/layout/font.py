"""One face of a font file: its glyphs, how wide they are and how they join."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz

from stormdesk.layout.scripts import IGNORABLE, UNSHAPED

# The compiled module carries no types.
hb: Any = uharfbuzz
# Their pictures are no outlines (or hide empty ones), so paper could not show what the screen does.
COLOUR_TABLES = frozenset({"CBDT", "sbix", "COLR", "SVG "})
OUTLINE_TABLES = frozenset({"glyf", "CFF ", "CFF2"})
SHAPES_KEPT = 20_000


class Shape(NamedTuple):
    """A shaped run from its left edge rightwards; lengths are units of its font, y grows upwards.

    `clusters` gives for every glyph the index of the character it stands for; `top` and `bottom`
    are where its ink ends.
    """

    glyphs: tuple[int, ...]
    xs: tuple[int, ...]
    ys: tuple[int, ...]
    clusters: tuple[int, ...]
    advance: int
    top: int
    bottom: int


class Font:
    """One face of a font file; lengths are its own units, `units_per_em` to the type size.

    `ascent` and `descent` grow upwards, so `descent` is negative.

    Raises OSError where the file cannot be read and ValueError where it holds no outlines.
    """

    def __init__(self, path: Path, index: int = 0) -> None:
        try:
            face = hb.Face(hb.Blob.from_file_path(str(path)), index)
        except hb.HarfBuzzError as error:
            raise OSError(f"{path}: the font cannot be read; check the file") from error
        tables = frozenset(face.table_tags)
        if not face.glyph_count or not tables & OUTLINE_TABLES or tables & COLOUR_TABLES:
            raise ValueError(f"{path}: the font has no plain outlines; choose another")
        self._font = hb.Font(face)
        extents = self._font.get_font_extents("ltr")
        self.path = path
        self.index = index
        self.name: str = face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem
        self.family: str = face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or self.name
        self.units_per_em: int = face.upem
        self.ascent: int = extents.ascender
        self.descent: int = extents.descender
        self.has_outlines_truetype = "glyf" in tables
        self._glyphs: dict[int, int] = {}
        self._advances: dict[int, int] = {}
        self._shapes: dict[tuple[str, bool], Shape] = {}

    def __repr__(self) -> str:
        return f"Font({self.name})"

    def glyph(self, codepoint: int) -> int:
        """The glyph of a character, 0 where the font has none."""
        glyph = self._glyphs.get(codepoint)
        if glyph is None:
            glyph = self._glyphs[codepoint] = self._font.get_nominal_glyph(codepoint) or 0
        return glyph

    def advance(self, glyph: int) -> int:
        """The width of a glyph in units."""
        advance = self._advances.get(glyph)
        if advance is None:
            advance = self._advances[glyph] = self._font.get_glyph_h_advance(glyph)
        return advance

    def covers(self, text: str) -> bool:
        """Whether the font has a glyph for every character of the text."""
        return all(self.glyph(ord(character)) for character in text)

    def characters(self) -> Iterable[str]:
        """All the characters the font has a glyph for."""
        return map(chr, self._font.face.unicodes)

    def shape(self, text: str, *, right_to_left: bool) -> Shape:
        """The glyphs of a run of one script, joined, stacked and ordered as its script asks."""
        key = (text, right_to_left)
        shape = self._shapes.get(key)
        if shape is None:
            if len(self._shapes) >= SHAPES_KEPT:
                self._shapes.clear()
            shape = self._shapes[key] = self._shaped(text, right_to_left)
        return shape

    def _shaped(self, text: str, right_to_left: bool) -> Shape:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction = "rtl" if right_to_left else "ltr"
        # Left unset, the language would come from the machine's locale and so would the glyphs.
        buffer.language = "und"
        buffer.guess_segment_properties()
        # Unshaped characters stand side by side; one mark among them must not bring kerning back.
        plain = UNSHAPED.match(text)
        hb.shape(self._font, buffer, {"kern": False, "liga": False} if plain else {})
        glyphs: list[int] = []
        clusters: list[int] = []
        xs: list[int] = []
        ys: list[int] = []
        pen = top = bottom = 0
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyphs.append(info.codepoint)
            clusters.append(info.cluster)
            xs.append(pen + position.x_offset)
            ys.append(position.y_offset)
            pen += position.x_advance
            ink = self._font.get_glyph_extents(info.codepoint)
            if ink is not None:
                top = max(top, position.y_offset + ink.y_bearing)
                bottom = min(bottom, position.y_offset + ink.y_bearing + ink.height)
        return Shape(tuple(glyphs), tuple(xs), tuple(ys), tuple(clusters), pen, top, bottom)


class LatinTable:
    """The glyphs and advances of all characters of Roboto that need no shaping, in ems."""

    def __init__(self, font: Font) -> None:
        em = font.units_per_em
        self.font = font
        self.ascent = font.ascent / em
        self.descent = -font.descent / em
        self.glyphs = {
            character: font.glyph(ord(character))
            for character in font.characters()
            if character >= " " and UNSHAPED.match(character) and not IGNORABLE.match(character)
        }
        self.advances = {c: font.advance(glyph) / em for c, glyph in self.glyphs.items()}
