"""The glyphs of one face that a document uses, as a TrueType program of their own."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from itertools import islice
from typing import Any, NamedTuple

import uharfbuzz
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

from stormdesk.layout.font import Font

# The compiled module carries no types.
hb: Any = uharfbuzz
_CURVE_ERROR = 0.0005  # ems that an outline of cubic curves may be off
_MAPPED_AT_ONCE = 100  # a CMap allows no more in one block


class Program(NamedTuple):
    """A font program and what a reader must know to place its glyphs; lengths per mille of an em.

    Glyph 0 is empty, so that codes start at 1.
    """

    data: bytes
    widths: list[str]
    bounds: tuple[int, int, int, int]
    ascent: int
    descent: int


class EmbeddedFont:
    """Gives every glyph it is asked for a code, and makes the program that shows them.

    Outlines of any format become TrueType's, which every reader shows the same way.
    """

    def __init__(self, font: Font, name: str) -> None:
        self.font = font
        self.name = name
        self._codes: dict[int | str, int] = {}  # by glyph; by text where nothing shows
        self._texts: dict[int, str] = {}
        self._settled: dict[tuple[int, str], str] = {}
        self._per_mille = 1000 / font.units_per_em

    def code(self, glyph: int, text: str) -> tuple[int, bool]:
        """Return the code of a glyph, and whether a reader who looks it up finds this text."""
        code = self._codes.get(glyph)
        if code is None:
            code = self._codes[glyph] = len(self._codes) + 1
            self._texts[code] = text
        known = self._texts[code] == text
        if known:
            self._settled[glyph, text] = f"{code:04X}"
        return code, known

    def settled_codes(self, glyphs: Iterable[int], letters: str) -> str | None:
        """Return the codes of glyphs that stand for a letter each, None unless all have one.

        This is the quick way for the texts of most boards.
        """
        try:
            return "".join([self._settled[pair] for pair in zip(glyphs, letters, strict=True)])
        except KeyError:
            return None

    def silent_code(self, text: str) -> int:
        """Return the code of a text that takes no room and shows nothing."""
        code = self._codes.setdefault(text, len(self._codes) + 1)
        self._texts[code] = text
        return code

    def width(self, glyph: int) -> float:
        """Return how far a reader moves on after a glyph, in ems."""
        return self.font.advance(glyph) / self.font.units_per_em

    def program(self) -> Program:
        """Return the program of all glyphs that have a code."""
        font = self.font
        face = hb.Face(hb.Blob.from_file_path(str(font.path)), font.index)
        outlines = hb.Font(face)
        names = [".notdef", *(f"g{code}" for code in self._codes.values())]
        glyphs = {".notdef": TTGlyphPen(None).glyph()}
        metrics = {".notdef": (0, 0)}
        for glyph, code in self._codes.items():
            pen = TTGlyphPen(None)
            if isinstance(glyph, int):
                smooth = Cu2QuPen(pen, _CURVE_ERROR * font.units_per_em)
                outlines.draw_glyph_with_pen(glyph, smooth)
            shape = glyphs[f"g{code}"] = pen.glyph()
            shape.recalcBounds(None)
            metrics[f"g{code}"] = (self._advance(glyph), getattr(shape, "xMin", 0))
        builder = FontBuilder(font.units_per_em, isTTF=True)
        builder.setupGlyphOrder(names)
        builder.setupGlyf(glyphs)
        builder.setupHorizontalMetrics(metrics)
        builder.setupHorizontalHeader(ascent=font.ascent, descent=font.descent)
        head: Any = builder.font["head"]
        # Otherwise the builder stamps the time.
        head.created = head.modified = 0
        file = BytesIO()
        builder.font.save(file)
        return Program(
            file.getvalue(),
            [self._shown_width(glyph) for glyph in self._codes],
            (self._units(head.xMin), self._units(head.yMin),
             self._units(head.xMax), self._units(head.yMax)),
            self._units(font.ascent),
            self._units(font.descent),
        )  # fmt: skip

    def to_unicode(self) -> str:
        """Return the CMap by which a reader finds the text of every code."""
        mapped = iter((code, text) for code, text in self._texts.items() if text)
        blocks: list[str] = []
        while block := list(islice(mapped, _MAPPED_AT_ONCE)):
            lines = [f"<{code:04X}> <{text.encode('utf-16-be').hex()}>" for code, text in block]
            blocks.append("\n".join([f"{len(lines)} beginbfchar", *lines, "endbfchar"]))
        return "\n".join([_CMAP_START, *blocks, _CMAP_END])

    def _advance(self, glyph: int | str) -> int:
        return self.font.advance(glyph) if isinstance(glyph, int) else 0

    def _shown_width(self, glyph: int | str) -> str:
        return f"{self._advance(glyph) * self._per_mille:.3f}".rstrip("0").rstrip(".")

    def _units(self, length: float) -> int:
        return round(length * self._per_mille)


_CMAP_START = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange"""
_CMAP_END = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
