"""Small font files made on the spot, so that tests need none of the machine's."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.DefaultTable import DefaultTable


def square(pen: TTGlyphPen | T2CharStringPen) -> None:
    pen.moveTo((0, 0))
    for corner in ((0, 500), (500, 500), (500, 0)):
        pen.lineTo(corner)
    pen.closePath()


def make_font(
    path: Path, characters: str, *, truetype: bool = True, colour_table: str | None = None
) -> Path:
    """Write a font whose glyphs are all squares, 600 units wide at 1000 to the em."""
    path.parent.mkdir(parents=True, exist_ok=True)
    names = [".notdef", *(f"u{ord(c):04X}" for c in characters)]
    builder = FontBuilder(1000, isTTF=truetype)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(c): f"u{ord(c):04X}" for c in characters})
    if truetype:
        pen = TTGlyphPen(None)
        square(pen)
        builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    else:
        drawing = T2CharStringPen(600, None)
        square(drawing)
        builder.setupCFF(path.stem, {}, dict.fromkeys(names, drawing.getCharString()), {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": path.stem, "styleName": "Regular", "psName": path.stem})
    builder.setupPost()
    if colour_table:
        table = DefaultTable(colour_table)
        table.data = b"\0" * 8
        builder.font[colour_table] = table
    builder.save(path)
    return path
