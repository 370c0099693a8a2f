"""The title block: what the board is called, what it is about, and how it stands."""

from __future__ import annotations

from typing import NamedTuple

from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.fixed_words import FixedWords, words_of
from stormdesk.layout.appearance import Palette
from stormdesk.layout.typesetting import Line, Setting, set_line, set_text
from stormdesk.model.board import Board
from stormdesk.model.level import level_of

_TITLE_SIZES = (54.0, 50.0, 46.0, 42.0, 38.0, 34.0, 30.0, 26.0)
_SCOPE_SIZES = (22.0, 21.0, 20.0, 19.0, 18.0, 17.0, 16.0)
_NAME_SIZE = 13.0
_VALUE_SIZE = 20.0
_FACT_GAP = 38.0
_FACT_HEIGHT = 52.0
_BETWEEN = 20.0
_WIDEST_TEXT = 1500.0
_LONGEST_VALUE = 420.0


class Fact(NamedTuple):
    """One thing the board says of itself."""

    name: Line
    value: Line

    @property
    def width(self) -> float:
        """The wider of both lines."""
        return max(self.name.width, self.value.width)


class TitleBlock:
    """Title and scope on the left, facts beside or below; lengths are board units at a scale of 1.

    A date is printed as it is given.
    """

    def __init__(
        self, drawing: Drawing, board: Board, palette: Palette, date: str | None, width: float
    ) -> None:
        self._drawing = drawing
        self._palette = palette
        self._width = width
        self._facts = [self._fact(name, value) for name, value in _facts(board, date)]
        of_facts = sum(fact.width + _FACT_GAP for fact in self._facts) - _FACT_GAP
        self._beside = of_facts < width * 0.55
        room = min(_WIDEST_TEXT, width - of_facts - 3 * _FACT_GAP if self._beside else width)
        self._title = self._set(board.profile.title, room, 70, _TITLE_SIZES, bold=True)
        scope = " ".join(board.profile.scope.split())
        self._scope = self._set(scope, room, 56, _SCOPE_SIZES) if scope else None
        self._fact_rows = _rows(self._facts, width)

    @property
    def height(self) -> float:
        """How high the block is."""
        height = _used(self._title) + (_used(self._scope) + 8 if self._scope else 0.0)
        below = len(self._fact_rows) * (_FACT_HEIGHT + 8)
        return max(height, _FACT_HEIGHT) if self._beside else height + _BETWEEN + below

    def draw(self, x: float, y: float, scale: float) -> None:
        """Draw the block with its top left corner there."""
        with self._drawing.placed(x, y, scale):
            self._draw()

    def _draw(self) -> None:
        ink, faint = self._palette.ink, self._palette.faint_ink
        self._drawing.text(self._title, 0, 0, ink)
        bottom = _used(self._title)
        if self._scope:
            self._drawing.text(self._scope, 0, bottom + 8, faint)
            bottom += _used(self._scope) + 8
        top = 6.0 if self._beside else bottom + _BETWEEN
        for row in self._fact_rows:
            left = 0.0
            if self._beside:
                left = self._width - sum(f.width + _FACT_GAP for f in row) + _FACT_GAP
            for fact in row:
                self._drawing.line(fact.name, left, top, faint)
                self._drawing.line(fact.value, left, top + 20, ink)
                left += fact.width + _FACT_GAP
            top += _FACT_HEIGHT + 8

    def _set(
        self,
        text: str,
        width: float,
        height: float,
        sizes: tuple[float, ...],
        *,
        bold: bool = False,
    ) -> Setting:
        setting = set_text(
            text, width, height, self._drawing.typefaces,
            sizes=sizes, bold=bold, align="start", vertical="top",
        )  # fmt: skip
        # What runs leftwards keeps its right edge, but begins at the edge of the sheet.
        left = min(line.x for line in setting.lines)
        return setting._replace(
            lines=tuple(line._replace(x=line.x - left) for line in setting.lines)
        )

    def _fact(self, name: str, value: str) -> Fact:
        typefaces = self._drawing.typefaces
        shown = set_line(value, _VALUE_SIZE, typefaces, max_width=_LONGEST_VALUE)
        return Fact(set_line(name.upper(), _NAME_SIZE, typefaces), shown)


def _facts(board: Board, date: str | None) -> list[tuple[str, str]]:
    profile, words = board.profile, words_of(board)
    facts = [
        ("level", words.of("levels", level_of(board))),
        ("status", words.of("status", profile.status)),
        ("version", profile.version or ""),
        ("confidentiality", profile.confidentiality or ""),
        ("date", date or ""),
        ("board", counted(board, words)),
    ]
    return [(words(f"facts.{name}"), value) for name, value in facts if value]


def counted(board: Board, words: FixedWords) -> str:
    """Return how many stickies, lanes and flows there are."""
    parts = [words.counted("sticky", len(board.stickies))]
    if board.contexts:
        parts.append(words.counted("lane", len(board.contexts)))
    if board.flows:
        parts.append(words.counted("flow", len(board.flows)))
    return ", ".join(parts)


def _rows(facts: list[Fact], width: float) -> list[list[Fact]]:
    rows: list[list[Fact]] = []
    room = 0.0
    for fact in facts:
        if fact.width > room or not rows:
            rows.append([])
            room = width
        rows[-1].append(fact)
        room -= fact.width + _FACT_GAP
    return rows


def _used(setting: Setting) -> float:
    """Return how far down a text reaches that begins at the top."""
    return setting.lines[-1].baseline + 0.3 * setting.size
