"""The legend: what the colours and signs of a board mean, and how many of each there are."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from stormdesk.analysis.votes import shown_votes
from stormdesk.exchange.paper.area_drawing import GROUND
from stormdesk.exchange.paper.area_drawing import WIDTH as AREA_WIDTH
from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.fixed_words import words_of
from stormdesk.exchange.paper.flow_drawing import DASHES, WIDTH
from stormdesk.exchange.paper.mark_drawing import vote_operators
from stormdesk.exchange.paper.operators import (
    blended,
    fill,
    line,
    moved,
    polygon,
    rounded,
    stroke,
)
from stormdesk.exchange.paper.sticky_drawing import sign_operators
from stormdesk.layout.appearance import Palette, colour_of, sign_of
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.typesetting import Line, set_line
from stormdesk.model.board import Board
from stormdesk.model.context import Area
from stormdesk.model.sticky import Kind, Sticky

_TYPE = 18.0
_CARD = 40.0
_ROW = 64.0
_GAP = 40.0
_BESIDE = 14.0


class Entry(NamedTuple):
    """One item: its swatch at the origin, 40 units square, its name and its number."""

    swatch: str
    name: Line
    total: Line | None

    @property
    def width(self) -> float:
        """All of it, the distance to the next one included."""
        counted = self.total.width + 8 if self.total is not None else 0.0
        return _CARD + _BESIDE + self.name.width + counted + _GAP


class Legend:
    """Entries in rows as wide as there is room; lengths are board units at a scale of 1."""

    def __init__(self, drawing: Drawing, board: Board, palette: Palette) -> None:
        self._drawing = drawing
        self._palette = palette
        self._said = words_of(board)
        self._entries = [*self._kinds(board), *self._lines(board)]

    def height(self, width: float) -> float:
        """Return how high the legend is in that much width."""
        return len(self._rows(width)) * _ROW

    def draw(self, x: float, y: float, width: float, scale: float) -> None:
        """Draw the legend with its top left corner there; the width is that before scaling."""
        written = self._drawing.lettering.written
        ink, faint = fill(self._palette.ink), fill(self._palette.faint_ink)
        for row, entries in enumerate(self._rows(width)):
            left, top = 0.0, row * _ROW + (_ROW - _CARD) / 2
            text_top = (_CARD - _TYPE * 1.17) / 2
            for entry in entries:
                name_left = _CARD + _BESIDE
                total_left = name_left + entry.name.width + 8
                self._drawing.apart(
                    moved(x + left * scale, y + top * scale, scale),
                    f"q {entry.swatch} Q",
                    ink,
                    written(entry.name, name_left, text_top),
                    faint,
                    written(entry.total, total_left, text_top) if entry.total else "",
                    within=Box(
                        x + left * scale, y + top * scale, entry.width * scale, _CARD * scale
                    ).inflated(scale),
                )
                left += entry.width

    def _rows(self, width: float) -> list[list[Entry]]:
        rows: list[list[Entry]] = []
        room = 0.0
        for entry in self._entries:
            if entry.width - _GAP > room or not rows:
                rows.append([])
                room = width
            rows[-1].append(entry)
            room -= entry.width
        return rows

    def _kinds(self, board: Board) -> list[Entry]:
        stickies = board.stickies.values()
        counts = Counter(sticky.kind for sticky in stickies)
        first = {sticky.kind: sticky for sticky in sorted(stickies, key=lambda s: s.id)}
        return [
            self._entry(
                self._swatch(first[kind]), self._said.kind(kind, board.profile), counts[kind]
            )
            for kind in Kind
            if counts[kind]
        ]

    def _lines(self, board: Board) -> list[Entry]:
        palette, flows = self._palette, board.flows.values()
        entries: list[Entry] = []
        if any(not flow.loop for flow in flows):
            entries.append(self._entry(_arrow(palette.flow, ""), self._said("legend.flow")))
        if any(flow.loop for flow in flows):
            entries.append(self._entry(_arrow(palette.loop, DASHES), self._said("legend.loop")))
        if any(sticky.pivotal for sticky in board.stickies.values()):
            upright = line(Point(_CARD / 2, 0), Point(_CARD / 2, _CARD))
            pen = stroke(palette.pivotal, 2.5)
            entries.append(
                self._entry(f"{pen} 1 J [6 6] 0 d {upright} S", self._said("legend.pivotal"))
            )
        if board.of_type(Area):
            colour = palette.areas[0]
            ground = fill(blended(colour, palette.paper, GROUND))
            ring = rounded(Box(1, 4, _CARD - 2, _CARD - 8), 10)
            swatch = f"{ground} {stroke(colour, AREA_WIDTH)} {ring} B"
            entries.append(self._entry(swatch, self._said("legend.area")))
        if shown_votes(board):
            flag = Box(7, 7, 26, 26)
            swatch = vote_operators(self._drawing, flag, _TYPE, 3)
            entries.append(self._entry(swatch, self._said("legend.vote")))
        return entries

    def _entry(self, swatch: str, name: str, count: int | None = None) -> Entry:
        typefaces = self._drawing.typefaces
        number = set_line(str(count), _TYPE, typefaces) if count is not None else None
        return Entry(swatch, set_line(name, _TYPE, typefaces), number)

    def _swatch(self, sticky: Sticky) -> str:
        colour, ink = colour_of(sticky, self._palette), self._palette.ink
        card = f"{fill(colour)} {stroke(blended(ink, colour, 0.25), 1)}"
        sign = sign_operators(sign_of(sticky), Box(10, 10, 20, 20), blended(ink, colour, 0.69))
        return f"{card} {rounded(Box(0, 0, _CARD, _CARD), 3)} B {sign}"


def _arrow(colour: str, dashes: str) -> str:
    middle, head = _CARD / 2, 12.0
    shaft = line(Point(0, middle), Point(_CARD - head, middle))
    tip = polygon(
        (Point(_CARD, middle), Point(_CARD - head, middle - 5), Point(_CARD - head, middle + 5))
    )
    return f"{stroke(colour, WIDTH)} {fill(colour)} 1 J {dashes} {shaft} S {tip} f"
