"""Font files: Roboto, which comes along, and the system's fonts for what Roboto lacks."""

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Literal, NamedTuple

import font_roboto
import uharfbuzz as hb

Weight = Literal[
    "Thin", "ThinItalic", "Light", "LightItalic", "Regular", "Italic",
    "Medium", "MediumItalic", "Bold", "BoldItalic", "Black", "BlackItalic",
]  # fmt: skip

SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
# Their pictures are no outlines (or hide empty ones), so paper could not show what the screen does.
COLOUR_TABLES = frozenset({"CBDT", "sbix", "COLR", "SVG "})
OUTLINE_TABLES = frozenset({"glyf", "CFF ", "CFF2"})
# These claim every character and show none of them.
PLACEHOLDERS = ("lastresort", "adobeblank")
# Families that serve many scripts, best first; Noto's own family for a script comes before them.
BROAD_FAMILIES = (
    "notosans", "notoemoji", "notosanssymbols", "notosanssymbols2", "notosansmath",
    "symbola", "dejavusans",
)  # fmt: skip
UNLIKE_ROBOTO = (
    "italic", "oblique", "slanted", "light", "thin", "condensed", "narrow", "black", "heavy",
    "mono", "serif", "display", "looped", "unjoined",
)  # fmt: skip
SHAPES_KEPT = 20_000


class Shape(NamedTuple):
    """A shaped run from its left edge rightwards; lengths are units of its font, y grows upwards.

    `clusters` gives for every glyph the index of the character it stands for.
    """

    glyphs: tuple[int, ...]
    xs: tuple[int, ...]
    ys: tuple[int, ...]
    clusters: tuple[int, ...]
    advance: int


class Font:
    """One face of a font file; lengths are its own units, `units_per_em` to the type size.

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
        self.faces: int = face.count
        self.name: str = face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem
        self.units_per_em: int = face.upem
        self.ascent: int = extents.ascender
        self.descent: int = extents.descender
        self.has_outlines_truetype = "glyf" in tables
        self._glyphs: dict[int, int] = {}
        self._advances: dict[int, int] = {}
        self._shapes: dict[tuple[str, bool, bool], Shape] = {}

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

    def shape(self, text: str, *, right_to_left: bool, kerning: bool) -> Shape:
        """The glyphs of a run of one script, joined, stacked and ordered as its script asks."""
        key = (text, right_to_left, kerning)
        shape = self._shapes.get(key)
        if shape is None:
            if len(self._shapes) >= SHAPES_KEPT:
                self._shapes.clear()
            shape = self._shapes[key] = self._shaped(text, right_to_left, kerning)
        return shape

    def _shaped(self, text: str, right_to_left: bool, kerning: bool) -> Shape:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction = "rtl" if right_to_left else "ltr"
        # Left unset, the language would come from the machine's locale and so would the glyphs.
        buffer.language = "und"
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer, {} if kerning else {"kern": False, "liga": False})
        glyphs: list[int] = []
        clusters: list[int] = []
        xs: list[int] = []
        ys: list[int] = []
        pen = 0
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyphs.append(info.codepoint)
            clusters.append(info.cluster)
            xs.append(pen + position.x_offset)
            ys.append(position.y_offset)
            pen += position.x_advance
        return Shape(tuple(glyphs), tuple(xs), tuple(ys), tuple(clusters), pen)


class Typefaces:
    """The fonts a text may use: Roboto, then those found in folders, which are read when needed.

    Make one and hand it to whoever sets text: it remembers which font shows which character.
    """

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._folders = tuple(folders)
        self._opened: dict[Path, tuple[Font, ...]] = {}
        self._ranked: dict[tuple[str, bool], list[Path]] = {}
        self._chosen: dict[tuple[str, bool], Font | None] = {}

    @classmethod
    def bundled_only(cls) -> "Typefaces":
        """Roboto alone: the same glyphs on every machine."""
        return cls()

    @classmethod
    def of_system(cls) -> "Typefaces":
        """Roboto and whatever this machine has installed."""
        return cls(system_folders(sys.platform, os.environ))

    def roboto(self, weight: Weight = "Regular") -> Font:
        """Roboto in one of its weights."""
        path = Path(font_roboto.font_directory, f"Roboto-{weight}.ttf")
        if path not in self._opened:
            self._opened[path] = (Font(path),)
        return self._opened[path][0]

    def for_character(self, character: str, bold: bool = False) -> Font | None:
        """The font that shows a character and all the marks and joiners written after it.

        The first font with TrueType outlines wins, because only those can be embedded in a PDF;
        where no font has the marks too, one that has the character is taken, else None.
        """
        key = (character, bold)
        if key not in self._chosen:
            font = self._search(character, bold)
            if font is None and len(character) > 1:
                font = self.for_character(character[0], bold)
            self._chosen[key] = font
        return self._chosen[key]

    def _search(self, character: str, bold: bool) -> Font | None:
        composed = unicodedata.normalize("NFC", character)
        wanted = [visible(character)]
        if composed != character:
            wanted.append(visible(composed))
        second_best = None
        for font in chain([self.roboto("Bold" if bold else "Regular")], self._others(wanted[0], bold)):
            if any(map(font.covers, wanted)):
                if font.has_outlines_truetype:
                    return font
                second_best = second_best or font
        return second_best

    def _others(self, character: str, bold: bool) -> Iterator[Font]:
        script = script_hint(character[:1])
        if (script, bold) not in self._ranked:
            self._ranked[script, bold] = sorted(
                self._files, key=lambda path: preference(path, script, bold)
            )
        for path in self._ranked[script, bold]:
            faces = self._faces(path)
            yield from sorted(faces, key=lambda font: ("Bold" in font.name) != bold)

    @cached_property
    def _files(self) -> list[Path]:
        return [path for folder in self._folders for path in font_files(folder)]

    def _faces(self, path: Path) -> tuple[Font, ...]:
        if path not in self._opened:
            try:
                first = Font(path)
                others = [Font(path, index) for index in range(1, first.faces)]
            except (OSError, ValueError):
                # A broken or colour-only font on somebody's machine is no font to us.
                self._opened[path] = ()
            else:
                self._opened[path] = (first, *others)
        return self._opened[path]


def system_folders(platform: str, environment: Mapping[str, str]) -> list[Path]:
    """Where a platform (as `sys.platform` names it) keeps fonts, the user's own folders last."""
    home = environment.get("HOME") or environment.get("USERPROFILE")
    if platform == "win32":
        local = environment.get("LOCALAPPDATA")
        folders = [Path(environment.get("WINDIR", "C:/Windows"), "Fonts")]
        return [*folders, Path(local, "Microsoft/Windows/Fonts")] if local else folders
    if platform == "darwin":
        folders = [Path("/System/Library/Fonts"), Path("/Library/Fonts")]
        return [*folders, Path(home, "Library/Fonts")] if home else folders
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    return [*folders, Path(home, ".fonts"), Path(home, ".local/share/fonts")] if home else folders


def font_files(folder: Path) -> list[Path]:
    """All the font files below a folder, sorted; none where there is no such folder."""
    return sorted(
        Path(parent, name)
        for parent, _, names in os.walk(folder)
        for name in names
        if name.lower().endswith(SUFFIXES) and not name.lower().startswith(PLACEHOLDERS)
    )


def preference(path: Path, script: str, bold: bool) -> tuple[int, int, bool, str, str]:
    """A sort key: Noto's family for the script, then broad families, then those like Roboto."""
    stem = path.stem.lower()
    family = stem.partition("-")[0]
    if family == f"notosans{script}":
        rank = 0
    elif family.startswith("noto") and script in family:
        rank = 1
    elif family in BROAD_FAMILIES:
        rank = 2 + BROAD_FAMILIES.index(family)
    else:
        rank = 2 + len(BROAD_FAMILIES)
    unlike = sum(word in stem for word in UNLIKE_ROBOTO)
    return rank, unlike, ("bold" in stem) != bold, stem, str(path)


def script_hint(character: str) -> str:
    """The script of a character as font families spell it, from the first word of its name."""
    word = unicodedata.name(character, "unknown").partition(" ")[0].lower()
    return "cjk" if word in {"hiragana", "katakana", "hangul", "ideographic", "fullwidth"} else word


def visible(text: str) -> str:
    """The characters that need a glyph: no joiners, variation selectors or other format marks."""
    return "".join(
        character
        for character in text
        if unicodedata.category(character) != "Cf" and not is_variation_selector(character)
    )


def is_variation_selector(character: str) -> bool:
    """Whether a character only asks for another form of the one before it."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
