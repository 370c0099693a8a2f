"""Colours for the texts of contracts: JSON, YAML and Protobuf, in light or dark surroundings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from stormdesk.desktop.look import LIGHT, Shades


@dataclass(frozen=True, slots=True)
class Inks:
    """The colour of each sort of word, as ``#RRGGBB``; each is legible on the window's paper."""

    key: str
    text: str
    number: str
    word: str
    remark: str


_LIGHT = Inks(key="#1A55BD", text="#1B6E3C", number="#8A4B00", word="#86267F", remark="#5B616B")
_DARK = Inks(key="#8DBBFF", text="#93D7A7", number="#F2BE5C", word="#E6ABE9", remark="#A7ABB2")

_TEXT = r'"(?:[^"\\]|\\.)*"'
_NUMBER = r"(?<![\w.-])-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.-])"
_PATTERNS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "json": re.compile(
            rf"(?P<key>{_TEXT}(?=\s*:))|(?P<text>{_TEXT})|(?P<number>{_NUMBER})"
            r"|(?P<word>\b(?:true|false|null)\b)"
        ),
        "yaml": re.compile(
            r"(?P<remark>(?:^|(?<=\s))#.*$)"
            rf"|(?P<key>(?:^|(?<=[\s{{,]))(?:{_TEXT}|[\w$./-]+)(?=:(?:\s|$)))"
            rf"|(?P<text>{_TEXT}|'(?:[^']|'')*')|(?P<number>{_NUMBER})"
            r"|(?P<word>(?<!\S)(?:true|false|null)(?!\S))"
        ),
        "proto": re.compile(
            rf"(?P<remark>//.*$)|(?P<text>{_TEXT})|(?P<number>{_NUMBER})"
            r"|(?P<word>\b(?:syntax|package|import|option|message|enum|reserved|optional|repeated"
            r"|map|oneof|true|false|to)\b)|(?P<key>\b\w+(?=\s*=))"
        ),
    }
)
_BY_SUFFIX = MappingProxyType(
    {"json": "json", "avsc": "json", "yaml": "yaml", "yml": "yaml", "proto": "proto"}
)


def inks_of(shades: Shades) -> Inks:
    """Return the colours for the paper of a window."""
    return _LIGHT if shades is LIGHT else _DARK


class Syntax(QSyntaxHighlighter):
    """Colours one document as the suffix of a file asks; a file of no known sort stays plain."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._pattern: re.Pattern[str] | None = None
        self._formats: dict[str, QTextCharFormat] = {}
        self.use_inks(_LIGHT)

    def read_as(self, path: str) -> None:
        """Take the document for a file of that name, from its next text on."""
        self._pattern = _PATTERNS.get(_BY_SUFFIX.get(path.rpartition(".")[2], ""))

    def use_inks(self, inks: Inks) -> None:
        """Colour in other inks from now on."""
        for name in ("key", "text", "number", "word", "remark"):
            told = self._formats[name] = QTextCharFormat()
            told.setForeground(QColor(getattr(inks, name)))
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        if self._pattern is None:
            return
        for found in self._pattern.finditer(text):
            self.setFormat(found.start(), found.end() - found.start(), self._formats[_sort(found)])


def _sort(found: re.Match[str]) -> str:
    return found.lastgroup or ""
