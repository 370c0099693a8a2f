"""Which font shows which character: Roboto, which comes along, then the system's fonts."""

import os
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Literal

import font_roboto

from stormdesk.layout.font import Font, LatinTable

Weight = Literal[
    "Thin", "ThinItalic", "Light", "LightItalic", "Regular", "Italic",
    "Medium", "MediumItalic", "Bold", "BoldItalic", "Black", "BlackItalic",
]  # fmt: skip

SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
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
CHOICES_KEPT = 50_000


class Typefaces:
    """The fonts a text may use: Roboto, then those found in folders, which are read when needed.

    Make one and hand it to whoever sets text: it remembers which font shows which character.
    """

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._folders = tuple(folders)
        self._roboto: dict[Weight, Font] = {}
        self._opened: dict[Path, Font | None] = {}
        self._ranked: dict[tuple[str, bool], list[Path]] = {}
        self._chosen: dict[tuple[str, bool], Font | None] = {}
        self._latin: dict[bool, LatinTable] = {}

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
        if weight not in self._roboto:
            self._roboto[weight] = Font(roboto_file(weight))
        return self._roboto[weight]

    def latin(self, bold: bool = False) -> LatinTable:
        """All of Roboto that needs no shaping."""
        if bold not in self._latin:
            self._latin[bold] = LatinTable(self.roboto("Bold" if bold else "Regular"))
        return self._latin[bold]

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
            if len(self._chosen) >= CHOICES_KEPT:
                self._chosen.clear()
            self._chosen[key] = font
            return font
        return self._chosen[key]

    def _search(self, character: str, bold: bool) -> Font | None:
        second_best = None
        for font in chain([self.latin(bold).font], self._others(character, bold)):
            if shows(font, character):
                if font.has_outlines_truetype:
                    return font
                second_best = second_best or font
        return second_best

    def _others(self, character: str, bold: bool) -> Iterator[Font]:
        script = script_hint(character[0])
        if (script, bold) not in self._ranked:
            self._ranked[script, bold] = sorted(
                self._files, key=lambda path: preference(path, script, bold)
            )
        for path in self._ranked[script, bold]:
            font = self._opened_font(path)
            if font is not None:
                yield font

    @cached_property
    def _files(self) -> list[Path]:
        return [path for folder in self._folders for path in font_files(folder)]

    def _opened_font(self, path: Path) -> Font | None:
        """A file's first face, the only one Qt's raw fonts open; None where the file is no use."""
        if path not in self._opened:
            try:
                self._opened[path] = Font(path)
            except (OSError, ValueError):
                self._opened[path] = None
        return self._opened[path]


def roboto_file(weight: str) -> Path:
    """Return the file of a bundled face, such as ``Regular`` or ``BoldItalic``."""
    return Path(font_roboto.font_directory, f"Roboto-{weight}.ttf")


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


def shows(font: Font, character: str) -> bool:
    """Whether a font has a character with all its marks, apart or in one glyph."""
    if font.covers(visible(character)):
        return True
    composed = unicodedata.normalize("NFC", character)
    return composed != character and font.covers(visible(composed))


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
