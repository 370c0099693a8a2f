"""One edition of a report: the board with all that its sections are made with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from stormdesk.analysis.neighbours import Neighbours, neighbours
from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.fixed_words import LANGUAGES, FixedWords
from stormdesk.exchange.paper.pdf_structure import Element
from stormdesk.exchange.paper.report.blocks import Blocks
from stormdesk.exchange.paper.report.compositor import Compositor, Piece
from stormdesk.exchange.paper.report.options import ReportOptions
from stormdesk.exchange.paper.report.style import CELL, PALETTE, Grid, Style
from stormdesk.exchange.paper.report.timeline_part import Sections, place_of
from stormdesk.layout.appearance import colour_of
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.pins import lane_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.people import Team
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky


@dataclass(frozen=True, eq=False)
class Edition:
    """Everything that sections share; ``structure`` is the element of the whole document."""

    board: Board
    options: ReportOptions
    words: FixedWords
    arrangement: Arrangement
    drawing: Drawing
    compositor: Compositor
    grid: Grid
    structure: Element
    sections: Sections | None

    def blocks(self) -> Blocks:
        """Return the blocks of a new section."""
        return self.blocks_of(self.structure.add("Sect"))

    def blocks_of(self, element: Element) -> Blocks:
        """Return the blocks of a section that has its place in the structure already."""
        return Blocks(self.compositor, self.grid, element)

    @property
    def is_english(self) -> bool:
        """Whether it is written in the language that rules and checklists speak."""
        return self.words.language == LANGUAGES[0]

    @cached_property
    def neighbours(self) -> Neighbours:
        """Who stands before and after whom."""
        return neighbours(self.board)

    @property
    def today(self) -> date:
        """The day that tells what is overdue: the one printed, or one before all others."""
        try:
            return date.fromisoformat(self.options.date or "")
        except ValueError:
            return date.min

    def mention(self, sticky: Sticky, style: Style = CELL) -> Piece:
        """Return a sticky's words, which lead to its entry."""
        text = " ".join(sticky.text.split()) or "…"
        return Piece(text, style, anchor_of(sticky), colour_of(sticky, PALETTE))

    def mentions(self, stickies: Iterable[Sticky]) -> list[Piece]:
        """Return the words of some stickies, each a line of its own."""
        return [self.mention(sticky) for sticky in stickies]

    def mention_ids(self, ids: Iterable[str]) -> list[Piece]:
        """Return what some records are called; those that have an entry lead to it."""
        found = (self.board.records.get(each) for each in dict.fromkeys(ids))
        pieces = (self._named(record) for record in found if record is not None)
        return [piece for piece in pieces if piece.text]

    def context(self, context_id: str | None, style: Style = CELL) -> Piece:
        """Return the name of a context, which leads to its page."""
        found = self.board.get(context_id, Context)
        if found is None:
            return Piece("", style)
        return Piece(found.name, style, anchor_of(found))

    def home(self, sticky: Sticky) -> Piece:
        """Return the name of the context that a sticky stands in."""
        return self.context(lane_of(self.board, sticky))

    def part_of(self, sticky: Sticky) -> list[Piece]:
        """Return the part of the timeline that a sticky stands in, which leads there."""
        number = self._part_numbers.get(sticky.id)
        if self.sections is None or number is None:
            return []
        said = self.words("timeline.part", n=number + 1, total=len(self.sections.parts))
        return [Piece(said, CELL, place_of(sticky))]

    @cached_property
    def _part_numbers(self) -> dict[str, int]:
        return self.sections.of_stickies() if self.sections is not None else {}

    def person(self, name: str | None) -> str:
        """Return what an owner is called: a team by its name."""
        team = self.board.get(name, Team)
        return team.name if team is not None else name or ""

    def _named(self, record: Record) -> Piece:
        if isinstance(record, Sticky):
            return self.mention(record)
        if isinstance(record, Context):
            return Piece(record.name, CELL, anchor_of(record))
        names = (getattr(record, name, None) for name in ("name", "term", "text"))
        return Piece(next((name for name in names if isinstance(name, str)), ""), CELL)


def anchor_of(record: Record) -> str:
    """Return the name of the place that mentions of a record lead to."""
    return f"record:{record.id}"
