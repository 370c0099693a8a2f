"""What the room left to be settled: hotspots, decisions, next steps and votes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from stormdesk.analysis.votes import shown
from stormdesk.exchange.paper.report.blocks import Blocks
from stormdesk.exchange.paper.report.compositor import Piece
from stormdesk.exchange.paper.report.edition import Edition, anchor_of
from stormdesk.exchange.paper.report.flow import Block
from stormdesk.exchange.paper.report.style import CELL, FAINT, QUIET, STRONG
from stormdesk.exchange.paper.report.table import Column, Row
from stormdesk.model.hotspot import hotspots, is_open
from stormdesk.model.session import Decision, Step, Vote
from stormdesk.model.sticky import Sticky

Listed = TypeVar("Listed")
_MOST_IN_SHORT = 10


def hotspot_register(edition: Edition) -> list[Block]:
    """Return all hotspots, those that wait before those that are settled."""
    words, blocks = edition.words, edition.blocks()
    blocks.section(words("sections.hotspots"), "hotspots")
    found = sorted(hotspots(edition.board), key=lambda s: not is_open(s))
    if not found:
        blocks.piece(Piece(words("hotspot.none"), QUIET), gap=6)
        return blocks.made
    columns = [
        Column(words.kind(found[0].kind, edition.board.profile), 0.32),
        Column(words("facts.about"), 0.22),
        Column(words("facts.owner"), 0.17),
        Column(words("facts.due"), 0.12),
        Column(words("facts.status"), 0.17),
    ]
    blocks.table(columns, [_hotspot(edition, each) for each in _first(edition, found)])
    _add_more(blocks, edition, len(found))
    return blocks.made


def _first(edition: Edition, found: Sequence[Listed]) -> Sequence[Listed]:
    """Return those that a report of few pages has room for, or else all."""
    return found if edition.options.most_pages is None else found[:_MOST_IN_SHORT]


def _add_more(blocks: Blocks, edition: Edition, total: int) -> None:
    left = total - _MOST_IN_SHORT
    if edition.options.most_pages is not None and left > 0:
        blocks.piece(Piece(edition.words.counted("more", left), QUIET))


def _hotspot(edition: Edition, sticky: Sticky) -> Row:
    words = edition.words
    said = [edition.mention(sticky, STRONG)._replace(target="")]
    said += [Piece(part, CELL) for part in (sticky.doc.strip(), sticky.notes.strip()) if part]
    if sticky.answer.strip():
        said.append(Piece(f"{words('facts.answer')}: {sticky.answer.strip()}", CELL))
    owner = edition.person(sticky.owner) or words("hotspot.nobody")
    host = edition.board.get(sticky.pinned_to, Sticky)
    about = [edition.mention(host)] if host is not None else [edition.home(sticky)]
    cells = [
        said,
        about,
        [Piece(owner, CELL if sticky.owner else QUIET)],
        [Piece(sticky.due or "", CELL)],
        [Piece(words(f"hotspot.{sticky.status or 'open'}"), STRONG if is_open(sticky) else CELL)],
    ]
    return Row(cells, (anchor_of(sticky),))


def decisions(edition: Edition) -> list[Block]:
    """Return what the room agreed on."""
    words, blocks = edition.words, edition.blocks()
    found = edition.board.in_order(Decision)
    if not found:
        return []
    blocks.section(words("sections.decisions"), "decisions")
    columns = [
        Column(words("sections.decisions"), 0.46),
        Column(words("facts.about"), 0.28),
        Column(words("facts.date"), 0.12),
        Column(words("facts.status"), 0.14),
    ]
    rows = (
        Row(
            [
                [Piece(each.text, CELL)],
                edition.mention_ids(each.about),
                [Piece(each.date or "", CELL)],
                [Piece(words.of("decision", each.status), CELL)],
            ],
            (anchor_of(each),),
        )
        for each in _first(edition, found)
    )
    blocks.table(columns, rows)
    _add_more(blocks, edition, len(found))
    return blocks.made


def next_steps(edition: Edition) -> list[Block]:
    """Return what somebody does next, what is due first in front."""
    words, blocks = edition.words, edition.blocks()
    found = sorted(edition.board.in_order(Step), key=lambda step: step.due or "9999")
    if not found:
        return []
    blocks.section(words("sections.steps"), "steps")
    columns = [
        Column(words("sections.steps"), 0.42),
        Column(words("facts.about"), 0.26),
        Column(words("facts.owner"), 0.2),
        Column(words("facts.due"), 0.12),
    ]
    rows = (
        Row(
            [
                [Piece(each.text, CELL)],
                edition.mention_ids(each.about),
                [Piece(edition.person(each.owner) or words("hotspot.nobody"), CELL)],
                [Piece(each.due or "", CELL)],
            ],
            (anchor_of(each),),
        )
        for each in _first(edition, found)
    )
    blocks.table(columns, rows)
    _add_more(blocks, edition, len(found))
    return blocks.made


def votes(edition: Edition) -> list[Block]:
    """Return what was voted for, most votes first."""
    words, board, blocks = edition.words, edition.board, edition.blocks()
    cast = shown(board)
    counts = Counter[str]()
    for vote in cast:
        counts[vote.sticky] += vote.count if vote.sticky in board.stickies else 0
    if not counts:
        return []
    blocks.section(words("sections.votes"), "votes")
    ranked = sorted(counts, key=lambda each: (-counts[each], board.stickies[each].order, each))
    columns = [Column(words("facts.text"), 0.46), Column(words("facts.votes"), 0.12),
               Column(words("facts.participants"), 0.42)]  # fmt: skip
    rows = [
        Row(
            [
                [edition.mention(board.stickies[each])],
                [Piece(str(counts[each]), STRONG)],
                [Piece(_voters(cast, each), CELL._replace(colour=FAINT))],
            ]
        )
        for each in ranked
    ]
    blocks.table(columns, rows)
    return blocks.made


def _voters(cast: Sequence[Vote], sticky_id: str) -> str:
    names = Counter[str]()
    for vote in cast:
        if vote.sticky == sticky_id and vote.by:
            names[vote.by] += vote.count
    return ", ".join(name if n == 1 else f"{name} ({n})" for name, n in names.items())
