from __future__ import annotations

import ctypes
import re
from pathlib import Path

import pypdfium2
import pytest
from layout.font_files import make_font
from pypdfium2 import raw

from stormdesk.exchange.paper.lettering import Lettering
from stormdesk.exchange.paper.pdf_file import About, Page, written_pdf
from stormdesk.exchange.paper.pdf_resources import Resources
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.typesetting import GlyphRun, Line, set_line, set_text

# PDFium rounds the widths of a line's glyphs to a thousandth of their size.
OFF = 0.1

ROBOTO = Typefaces.bundled_only()


def actual(text: str) -> str:
    return f"/ActualText <FEFF{text.encode('utf-16-be').hex()}>"


def places(lettering: Lettering, written: str) -> list[tuple[float, float]]:
    """Where another program finds the visible characters, in units that grow downwards."""
    operators = f"1 0 0 -1 0 500 cm {written}"
    resources = Resources({}, {}, lettering.fonts, {})
    data = written_pdf([Page(500, 500, operators)], resources, About("T"))
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    found: list[tuple[float, float]] = []
    for index, character in enumerate(text.get_text_range()):
        if not character.isspace():
            raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
            found.append((x.value, 500 - y.value))
    return found


@pytest.mark.parametrize("text", ["AVATAR To fi ffl", "WAWA Ω Жук", "one two three four five"])
def test_every_letter_stands_where_the_layout_put_it(text: str) -> None:
    lettering = Lettering()
    lines = set_text(text, 120, 120, ROBOTO, sizes=(24,)).lines
    assert len(lines) > 1
    for _ in range(2):  # what was written before is written the quick way
        written = " ".join(lettering.written(line, 30, 40) for line in lines)
        wanted = [
            (30 + line.x + x, 40 + line.baseline)
            for line in lines
            for run in line.runs
            for x, character in zip(run.xs, run.text, strict=True)
            if character != " "
        ]
        found = places(lettering, written)
        assert [x for x, _ in found] == pytest.approx([x for x, _ in wanted], abs=OFF)
        assert [y for _, y in found] == pytest.approx([y for _, y in wanted], abs=0.02)


def test_glyphs_that_were_moved_by_shaping_stand_where_they_were_moved() -> None:
    font = ROBOTO.roboto()
    glyphs = tuple(font.glyph(ord(letter)) for letter in "abc")
    run = GlyphRun(font, 20, glyphs, (0, 30, 31), (0, 0, -8), "abc", (0, 1, 2))
    lettering = Lettering()
    written = lettering.written(Line((run,), 5, 15, 60, "abc"), 100, 200)
    operators = written.split("BDC", 1)[1].rsplit("EMC", 1)[0]
    assert places(lettering, f"BT {operators} ET") == [
        pytest.approx(place, abs=0.02) for place in ((105, 215), (135, 215), (136, 207))
    ]


def test_a_letter_keeps_its_code_and_a_font_its_name() -> None:
    lettering = Lettering()
    first = lettering.written(set_line("aba", 10, ROBOTO), 0, 0)
    assert "/F0 10 Tf" in first
    assert "<000100020001> Tj" in first
    assert "<0001> Tj" in lettering.written(set_line("a", 10, ROBOTO), 0, 0)
    assert "/F1 10 Tf <" not in first
    assert "/F1 10 Tf" in lettering.written(set_line("a", 10, ROBOTO, bold=True), 0, 0)
    assert [font.font.name for font in lettering.fonts] == ["Roboto-Regular", "Roboto-Bold"]


def test_a_cut_word_is_read_with_a_hyphen_that_readers_take_away() -> None:
    lettering = Lettering()
    setting = set_text("Bestellungsbestätigung", 100, 100, ROBOTO, sizes=(16,))
    assert len(setting.lines) > 1
    written = [lettering.written(line, 0, 0) for line in setting.lines]
    assert "ActualText" not in "".join(written)
    last = re.findall(r"<([0-9A-F]+)> Tj", written[0])[-1][-4:]
    assert f"<{last}> <002d>" in lettering.fonts[0].to_unicode()


def test_a_hyphen_of_the_text_stays_itself_beside_that_of_a_cut() -> None:
    lettering = Lettering()
    setting = set_text("Bestellungsbestätigung", 100, 100, ROBOTO, sizes=(16,))
    for line in setting.lines:
        lettering.written(line, 0, 0)
    assert actual("a\u2010b") in lettering.written(set_line("a\u2010b", 10, ROBOTO), 0, 0)


def test_what_runs_leftwards_is_read_letter_by_letter_without_help(tmp_path: Path) -> None:
    make_font(tmp_path / "Hebrew.ttf", "שלום")
    faces = Typefaces([tmp_path])
    lettering = Lettering()
    written = lettering.written(set_line("שלום", 10, faces), 0, 0)
    assert "ActualText" not in written
    [font] = lettering.fonts
    codes = re.findall("....", re.findall(r"<([0-9A-F]+)>", written)[0])
    cmap = dict(re.findall(r"<([0-9A-F]{4})> <([0-9a-f]+)>", font.to_unicode()))
    read = "".join(bytes.fromhex(cmap[code]).decode("utf-16-be") for code in codes)
    assert read == "שלום"[::-1]


def test_two_missing_characters_share_a_box_and_are_still_told_apart() -> None:
    lettering = Lettering()
    lettering.written(set_line("\u6ce8", 10, ROBOTO), 0, 0)
    assert actual("\u6587") in lettering.written(set_line("\u6587", 10, ROBOTO), 0, 0)


def test_a_shortened_line_is_read_as_what_it_stands_for() -> None:
    line = set_line("Order placed", 10, ROBOTO, max_width=30)
    assert line.text.endswith("…")
    assert actual("Order placed") in Lettering().written(line, 0, 0, "Order placed")
    assert Lettering().written(set_line("", 10, ROBOTO), 0, 0) == ""
