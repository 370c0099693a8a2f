from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.scripts import cleaned
from stormdesk.layout.typesetting import SIZES, Line, Setting, set_line, set_text
from tests.layout.font_files import make_font

WIDTH, HEIGHT = 136.0, 120.0
ROBOTO = Typefaces.bundled_only()
SYSTEM = Typefaces.of_system()
ARABIC = "تمديقلطبنع"
HEBREW = "אבגדהוזחטיכלמנסעפצקרשתםןץףך"
SCRIPTS = [
    "aZé ÄßöſǺ-_/.,()09",
    "Кирил Ελλην",
    HEBREW + "\u05b8 (1)",
    ARABIC + " ،٣12%",
    "注文が確定、。「」ー！abc ",
    "สั่งซื้อเงิน",
    "ग्राहक",
    "🎉👩\u200d💻👍🏽🇩🇪→✓",
    "e\u0301\u00ad\u200b\u200f\u2067\u2069\u202e\n\t\r\x00\ud800",
]
texts = st.one_of(
    st.text(st.sampled_from("".join(SCRIPTS)), max_size=120),
    st.text(max_size=60),
    st.text(st.sampled_from("abcAB-_ \n"), max_size=400),
)
both = pytest.mark.parametrize("typefaces", [ROBOTO, SYSTEM], ids=["roboto", "system"])


def source(setting: Setting) -> str:
    return "".join(line.text for line in setting.lines)


def shown(text: str) -> str:
    return cleaned(text).replace(" ", "").replace("\n", "")


def hebrew_fonts(folder: Path) -> Typefaces:
    make_font(folder / "NotoSansHebrew-Regular.ttf", HEBREW)
    return Typefaces([folder])


def letters_from_left_to_right(line: Line) -> str:
    return "".join(run.text[at : at + 1] for run in line.runs for at in run.clusters)


@both
@given(text=texts)
def test_nothing_is_lost_and_everything_fits(typefaces: Typefaces, text: str):
    setting = set_text(text, WIDTH, HEIGHT, typefaces)
    assert source(setting).replace(" ", "") == shown(text)
    assert setting.size in SIZES
    assert setting.width >= WIDTH
    assert setting.height >= HEIGHT
    for line in setting.lines:
        assert line.width <= setting.width + 1e-6
        assert line.x >= -1e-6
        assert 0 < line.baseline < setting.height
        for run in line.runs:
            assert len(run.glyphs) == len(run.xs) == len(run.clusters)
            assert run.ys is None or len(run.ys) == len(run.glyphs)
            assert all(0 <= at <= len(run.text) for at in run.clusters)
    for above, below in pairwise(setting.lines):
        assert below.baseline - above.baseline >= setting.size


@both
@given(text=texts)
def test_the_same_text_is_set_the_same(typefaces: Typefaces, text: str):
    assert set_text(text, WIDTH, HEIGHT, typefaces) == set_text(text, WIDTH, HEIGHT, typefaces)


@both
@given(text=st.text(st.sampled_from("".join(SCRIPTS)), max_size=60), width=st.floats(20, 200))
def test_a_line_keeps_to_its_width(typefaces: Typefaces, text: str, width: float):
    line = set_line(text, 12, typefaces, max_width=width)
    assert line.width <= width + 1e-6
    whole = set_line(text, 12, typefaces)
    assert set_line(text, 12, typefaces, max_width=whole.width + 1e-6) == whole


def test_short_text_takes_the_largest_size_in_the_middle_of_the_box():
    setting = set_text("Order placed by customer", WIDTH, HEIGHT, ROBOTO)
    assert (setting.size, setting.width, setting.height) == (24, WIDTH, HEIGHT)
    assert [line.text for line in setting.lines] == ["Order", "placed by", "customer"]
    for line in setting.lines:
        assert line.x == pytest.approx((WIDTH - line.width) / 2)
    assert setting.missing == ()


def test_plain_text_stands_side_by_side_without_kerning():
    line = set_line("AVA", 10, ROBOTO)
    roboto = ROBOTO.roboto()
    advances = [roboto.advance(roboto.glyph(ord(c))) / 2048 * 10 for c in "AVA"]
    (run,) = line.runs
    assert run.xs == pytest.approx((0, advances[0], advances[0] + advances[1]))
    assert line.width == pytest.approx(sum(advances))
    assert run.glyphs == tuple(roboto.glyph(ord(c)) for c in "AVA")


def test_more_text_takes_a_smaller_size():
    words = "Reminder sent to every customer " * 5
    setting = set_text(words, WIDTH, HEIGHT, ROBOTO)
    assert SIZES[-1] < setting.size < SIZES[0]
    assert setting.height == HEIGHT


def test_text_that_fits_at_no_size_makes_the_box_grow_downwards():
    setting = set_text("Reminder sent to every customer " * 20, WIDTH, HEIGHT, ROBOTO)
    assert setting.size == SIZES[-1]
    assert setting.width == WIDTH
    assert setting.height == pytest.approx(len(setting.lines) * SIZES[-1] * 1.2)


def test_sizes_alignment_and_bold_are_the_callers():
    setting = set_text(
        "Paid", 100, 50, ROBOTO, sizes=(9.0,), bold=True, align="end", vertical="top"
    )
    (line,) = setting.lines
    assert setting.size == 9
    assert line.x + line.width == pytest.approx(100)
    assert line.baseline < 12
    assert line.runs[0].font is ROBOTO.roboto("Bold")
    assert set_text("Paid", 100, 50, ROBOTO, align="start").lines[0].x == 0


def test_words_stay_whole_where_a_smaller_size_allows_it():
    setting = set_text("Verfügbarkeitsprüfung", WIDTH, HEIGHT, ROBOTO, sizes=(24, 12, 8))
    assert [line.text for line in setting.lines] == ["Verfügbarkeitsprüfung"]
    assert setting.size == 12


def test_a_german_compound_is_cut_with_hyphens():
    word = "Kreditkartenabrechnungsdatenprüfungsverfahren"
    setting = set_text(word, WIDTH, HEIGHT, ROBOTO)
    hyphen = ROBOTO.roboto().glyph(ord("‐"))
    assert source(setting) == word
    assert len(setting.lines) > 1
    assert [line.runs[-1].glyphs[-1] == hyphen for line in setting.lines] == [
        *[True] * (len(setting.lines) - 1),
        False,
    ]
    assert setting.lines[0].runs[0].clusters[-1] == len(setting.lines[0].text)
    assert setting.height == HEIGHT


def test_an_unbroken_word_of_sixty_letters_fits():
    setting = set_text("x" * 60, WIDTH, HEIGHT, ROBOTO)
    assert source(setting) == "x" * 60
    assert setting.height == HEIGHT
    assert len(setting.lines[-1].text) > 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("OrderPlacedByCustomer", ["Order", "PlacedBy", "Customer"]),
        ("HTTPRequestFailed", ["HTTP", "Request", "Failed"]),
        ("order_placed", ["order_", "placed"]),
        ("orders/created", ["orders/", "created"]),
        ("check-out-done", ["check-", "out-done"]),
        ("Auf\u00adtrags\u00adbuch", ["Auf\u00adtrags\u00ad", "buch"]),
    ],
)
def test_long_words_part_where_they_read_well(text: str, lines: list[str]):
    setting = set_text(text, 45, 100, ROBOTO, sizes=(10,))
    assert [line.text for line in setting.lines] == lines


def test_only_a_soft_hyphen_that_parts_a_word_is_seen():
    hyphen = ROBOTO.roboto().glyph(ord("‐"))
    setting = set_text("Auf\u00adtrags\u00adbuch", 45, 100, ROBOTO, sizes=(10,))
    assert [run.glyphs.count(hyphen) for line in setting.lines for run in line.runs] == [1, 0]


def test_newlines_are_kept_and_empty_text_is_one_empty_line():
    lines = set_text("one\r\n\n two  \tthree\x00", WIDTH, HEIGHT, ROBOTO).lines
    assert [line.text for line in lines] == ["one", "", "two three"]
    assert [line.text for line in set_text("\n\n", WIDTH, HEIGHT, ROBOTO).lines] == ["", "", ""]
    (line,) = set_text("", WIDTH, HEIGHT, ROBOTO).lines
    assert (line.text, line.runs, line.width) == ("", (), 0)


def test_lone_surrogates_become_replacement_characters():
    setting = set_text("a\ud800b", WIDTH, HEIGHT, ROBOTO)
    assert source(setting) == "a\ufffdb"
    assert setting.missing == ()


def test_a_character_no_font_has_is_a_visible_box_and_reported():
    setting = set_text("paid \U00012000 \U00012001\U00012000", WIDTH, HEIGHT, ROBOTO)
    assert setting.missing == ("\U00012000", "\U00012001")
    boxes = [run for line in setting.lines for run in line.runs if 0 in run.glyphs]
    assert all(run.font is ROBOTO.roboto() for run in boxes)
    assert sum(run.glyphs.count(0) for run in boxes) == 3


def test_an_emoji_sequence_stays_together():
    programmer = "👩\u200d💻"
    setting = set_text(programmer * 30, WIDTH, HEIGHT, ROBOTO)
    assert all(len(line.text) % len(programmer) == 0 for line in setting.lines)
    assert setting.missing == ("👩", "💻")


def test_east_asian_text_breaks_anywhere_but_before_closing_punctuation():
    setting = set_text("注文が確定されました。" * 6, WIDTH, HEIGHT, ROBOTO)
    assert len(setting.lines) > 2
    assert not any(line.text.startswith("。") for line in setting.lines)
    opening = set_text("注文「確定」" * 9, WIDTH, HEIGHT, ROBOTO)
    assert not any(line.text.endswith("「") for line in opening.lines)


def test_hebrew_runs_from_the_right_and_its_numbers_from_the_left(tmp_path: Path):
    line = set_line("אבג 123 (דה)", 10, hebrew_fonts(tmp_path))
    assert letters_from_left_to_right(line) == ")הד( 123 גבא"
    roboto = ROBOTO.roboto()
    parentheses = [run.glyphs for run in line.runs if set("()") & set(run.text)]
    assert parentheses[0][0] == roboto.glyph(ord("("))
    assert parentheses[-1][-1] == roboto.glyph(ord(" "))


def test_hebrew_within_english_keeps_english_order(tmp_path: Path):
    line = set_line("paid by אבג today", 10, hebrew_fonts(tmp_path))
    assert letters_from_left_to_right(line) == "paid by גבא today"
    assert line.text == "paid by אבג today"


def test_every_run_advances_to_the_right(tmp_path: Path):
    line = set_line("אבג 123 abc דה", 10, hebrew_fonts(tmp_path))
    xs = [x for run in line.runs for x in run.xs]
    assert xs == sorted(xs)
    assert xs[0] == 0
    assert xs[-1] < line.width


def test_a_right_to_left_paragraph_starts_at_the_right(tmp_path: Path):
    typefaces = hebrew_fonts(tmp_path)
    hebrew, english = set_text("אבג\nabc", WIDTH, HEIGHT, typefaces, align="start").lines
    assert hebrew.x + hebrew.width == pytest.approx(WIDTH)
    assert english.x == 0


def test_marks_are_set_on_their_letters_and_not_beside_them():
    composed, apart = set_line("é", 10, ROBOTO), set_line("e\u0301", 10, ROBOTO)
    assert apart.width == pytest.approx(composed.width)
    assert apart.text == "e\u0301"


def test_an_ellipsis_ends_what_exceeds_the_width():
    line = set_line("Customer onboarding\nand more", 12, ROBOTO, max_width=80)
    assert line.text.endswith("…")
    assert "Customer onboarding".startswith(line.text[:-1])
    assert set_line("Customer\nonboarding", 12, ROBOTO).text == "Customer onboarding"
    assert set_line("Customer", 12, ROBOTO, max_width=1).text == "…"


@pytest.mark.parametrize(
    "text",
    ["Order placed " * 80_000, "x" * 1_000_000, "\u0301" * 100_000, "注文" * 30_000],
    ids=["words", "one-word", "marks", "east-asian"],
)
def test_a_megabyte_is_set_at_the_smallest_size(text: str):
    setting = set_text(text, WIDTH, HEIGHT, ROBOTO)
    assert setting.size == SIZES[-1]
    assert setting.height > HEIGHT
    assert source(setting).replace(" ", "") == shown(text)
