"""Who took part, and what their words mean."""

from __future__ import annotations

from stormdesk.exchange.paper.report.compositor import Piece
from stormdesk.exchange.paper.report.edition import Edition, anchor_of
from stormdesk.exchange.paper.report.flow import Block
from stormdesk.exchange.paper.report.style import CELL, STRONG
from stormdesk.exchange.paper.report.table import Column, Row
from stormdesk.model.people import Participant
from stormdesk.model.session import Term


def glossary(edition: Edition) -> list[Block]:
    """Return the words of the board's language in alphabetical order."""
    words, blocks = edition.words, edition.blocks()
    terms = sorted(edition.board.in_order(Term), key=lambda term: (term.term.casefold(), term.id))
    if not terms:
        return []
    blocks.section(words("sections.glossary"), "glossary")
    columns = [Column(words("glossary.term"), 0.24), Column(words("entry.meaning"), 0.54),
               Column(words("facts.context"), 0.22)]  # fmt: skip
    rows = (
        Row(
            [[Piece(t.term, STRONG)], [Piece(t.definition, CELL)], [edition.context(t.context)]],
            (anchor_of(t),),
        )
        for t in terms
    )
    blocks.table(columns, rows)
    return blocks.made


def participants(edition: Edition) -> list[Block]:
    """Return who was in the room."""
    words, blocks = edition.words, edition.blocks()
    people = edition.board.in_order(Participant)
    if not people:
        return []
    blocks.section(words("sections.participants"), "participants")
    columns = [Column(words("sections.participants"), 0.4), Column(words("facts.role"), 0.34),
               Column(words("facts.team"), 0.26)]  # fmt: skip
    rows = (
        Row(
            [
                [Piece(each.name, STRONG)],
                [Piece(each.role or "", CELL)],
                [Piece(edition.person(each.team), CELL)],
            ],
            (anchor_of(each),),
        )
        for each in people
    )
    blocks.table(columns, rows)
    return blocks.made
