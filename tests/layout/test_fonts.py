from collections.abc import Callable
from pathlib import Path

import pytest

from stormdesk.layout.font import Font
from stormdesk.layout.fonts import Typefaces, system_folders
from tests.layout.font_files import make_font

ALEF = "\u05d0"
QAMATS = "\u05b8"


def test_roboto_comes_along_in_its_weights():
    typefaces = Typefaces.bundled_only()
    regular, bold = typefaces.roboto(), typefaces.roboto("Bold")
    assert (regular.name, bold.name) == ("Roboto-Regular", "Roboto-Bold")
    assert regular.path.is_file()
    assert regular.index == 0
    assert regular.has_outlines_truetype
    assert (regular.units_per_em, regular.ascent, regular.descent) == (2048, 1900, -500)
    assert typefaces.roboto() is regular


def test_glyphs_and_advances_are_those_of_the_file():
    roboto = Typefaces.bundled_only().roboto()
    assert roboto.glyph(ord("A")) != roboto.glyph(ord("B"))
    assert roboto.advance(roboto.glyph(ord("A"))) == 1336
    assert roboto.glyph(ord(ALEF)) == 0


def test_roboto_alone_lacks_other_scripts():
    typefaces = Typefaces.bundled_only()
    assert typefaces.for_character("ß") is typefaces.roboto()
    assert typefaces.for_character("ß", bold=True) is typefaces.roboto("Bold")
    assert typefaces.for_character(ALEF) is None


def test_folders_are_read_when_roboto_lacks_a_character_and_not_before(tmp_path: Path):
    typefaces = Typefaces([tmp_path])
    assert typefaces.for_character("A") is typefaces.roboto()
    path = make_font(tmp_path / "deep" / "Some.ttf", ALEF)
    found = typefaces.for_character(ALEF)
    assert found is not None
    assert (found.path, found.name, found.units_per_em) == (path, "Some", 1000)


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        pytest.param("Arial.ttf", "NotoSansHebrew-Regular.ttf", id="noto-for-the-script"),
        pytest.param("NotoRashiHebrew-Regular.ttf", "NotoSansHebrew-Regular.ttf", id="sans"),
        pytest.param("Arial.ttf", "DejaVuSans.ttf", id="broad-family"),
        pytest.param("NotoSansHebrew-Bold.ttf", "NotoSansHebrew-Regular.ttf", id="weight"),
        pytest.param("AaaItalic.ttf", "Zzz.ttf", id="upright"),
    ],
)
def test_the_font_most_like_roboto_wins(tmp_path: Path, worse: str, better: str):
    make_font(tmp_path / worse, ALEF)
    expected = make_font(tmp_path / better, ALEF)
    found = Typefaces([tmp_path]).for_character(ALEF)
    assert found is not None
    assert found.path == expected


def test_bold_text_gets_a_bold_fallback(tmp_path: Path):
    make_font(tmp_path / "NotoSansHebrew-Regular.ttf", ALEF)
    bold = make_font(tmp_path / "NotoSansHebrew-Bold.ttf", ALEF)
    found = Typefaces([tmp_path]).for_character(ALEF, bold=True)
    assert found is not None
    assert found.path == bold


def test_outlines_that_a_pdf_can_embed_come_first(tmp_path: Path):
    make_font(tmp_path / "NotoSansHebrew-Regular.otf", ALEF + QAMATS, truetype=False)
    embeddable = make_font(tmp_path / "Zzz.ttf", ALEF)
    typefaces = Typefaces([tmp_path])
    found, pointed = typefaces.for_character(ALEF), typefaces.for_character(QAMATS)
    assert found is not None
    assert pointed is not None
    assert found.path == embeddable
    assert not pointed.has_outlines_truetype


def test_one_font_shows_a_character_with_its_marks(tmp_path: Path):
    make_font(tmp_path / "NotoSansHebrew-Regular.ttf", ALEF)
    both = make_font(tmp_path / "Zzz.ttf", ALEF + QAMATS)
    found = Typefaces([tmp_path]).for_character(ALEF + QAMATS)
    assert found is not None
    assert found.path == both


def test_a_character_stays_visible_though_no_font_has_its_mark(tmp_path: Path):
    letter = make_font(tmp_path / "Some.ttf", ALEF)
    found = Typefaces([tmp_path]).for_character(ALEF + QAMATS)
    assert found is not None
    assert found.path == letter


@pytest.mark.parametrize("table", ["CBDT", "sbix", "COLR"])
def test_colour_fonts_are_no_fonts_here(tmp_path: Path, table: str):
    path = make_font(tmp_path / "Emoji.ttf", "😀", colour_table=table)
    assert Typefaces([tmp_path]).for_character("😀") is None
    with pytest.raises(ValueError, match="no plain outlines"):
        Font(path)


def broken(folder: Path) -> None:
    (folder / "Broken.ttf").write_bytes(b"not a font at all")


def empty(folder: Path) -> None:
    (folder / "Empty.ttf").write_bytes(b"")


def dangling(folder: Path) -> None:
    (folder / "Gone.ttf").symlink_to(folder / "nowhere.ttf")


def placeholder(folder: Path) -> None:
    make_font(folder / "LastResort.otf", ALEF, truetype=False)


@pytest.mark.parametrize("spoil", [broken, empty, dangling, placeholder])
def test_useless_files_are_passed_over(tmp_path: Path, spoil: Callable[[Path], None]):
    spoil(tmp_path)
    assert Typefaces([tmp_path, tmp_path / "missing"]).for_character(ALEF) is None


def test_a_font_that_cannot_be_read_says_so(tmp_path: Path):
    with pytest.raises(OSError, match="cannot be read"):
        Font(tmp_path / "missing.ttf")


def test_every_platform_keeps_fonts_somewhere_else():
    home = {"HOME": "/home/ada"}
    assert system_folders("linux", home) == [
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        Path("/home/ada/.fonts"),
        Path("/home/ada/.local/share/fonts"),
    ]
    assert Path("/System/Library/Fonts") in system_folders("darwin", {})
    assert system_folders("win32", {"WINDIR": "D:/Win"}) == [Path("D:/Win/Fonts")]
    assert system_folders("win32", {"LOCALAPPDATA": "D:/Ada"})[1] == Path(
        "D:/Ada/Microsoft/Windows/Fonts"
    )
