"""What the room left to be settled: hotspots, decisions, next steps and votes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, TypeVar

from stormdesk.analysis.votes import (
    ballots,
    ranked_by,
    ranking,
    shown,
    shown_votes,
    votes_of,
)
from stormdesk.exchange.paper.report.blocks import Blocks
from stormdesk.exchange.paper.report.compositor import Piece
from stormdesk.exchange.paper.report.edition import Edition, anchor_of
from stormdesk.exchange.paper.report.flow import Block
from stormdesk.exchange.paper.report.style import CELL, ENTRY, QUIET, STRONG
from stormdesk.exchange.paper.report.table import Column, Row
from stormdesk.model.hotspot import hotspots, is_open
from stormdesk.model.session import Decision, Step, Vote
from stormdesk.model.sticky import Sticky

Listed = TypeVar("Listed")
Agreed = TypeVar("Agreed", Decision, Step)
_MOST_IN_SHORT = 10


def hotspot_register(edition: Edition) -> list[Block]:
    """Return all hotspots, those that wait before the settled, what most voted for in front."""
    words, blocks = edition.words, edition.blocks()
    blocks.section(words("sections.hotspots"), "hotspots")
    cast = shown_votes(edition.board)
    found = hotspots(edition.board)
    found.sort(key=lambda sticky: (not is_open(sticky), -cast.get(sticky.id, 0)))
    if not found:
        blocks.piece(Piece(words("hotspot.none"), QUIET), gap=6)
        return blocks.made
    has_votes = any(sticky.id in cast for sticky in found)
    columns = [
        Column(words.kind(found[0].kind, edition.board.profile), 0.36),
        Column(words("facts.about"), 0.22),
        Column(words("facts.owner"), 0.16),
        Column(words("facts.due"), 0.12),
        Column(words("facts.status"), 0.14),
    ]
    rows = [_hotspot(edition, each) for each in _first(edition, found)]
    if has_votes:
        columns.insert(1, Column(words("facts.votes"), 0.1))
        rows = [
            row._replace(cells=[row.cells[0], [_votes(cast.get(each.id, 0))], *row.cells[1:]])
            for row, each in zip(rows, found, strict=False)
        ]
    blocks.table(columns, rows)
    _add_more(blocks, edition, len(found))
    return blocks.made


def _votes(number: int) -> Piece:
    return Piece(str(number) if number else "", STRONG)


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
    words = edition.words
    return _listed(
        edition,
        "decisions",
        edition.board.in_order(Decision),
        (0.46, 0.28, 0.12, 0.14),
        {"date": lambda each: each.date or "",
         "status": lambda each: words.of("decision", each.status)},
    )  # fmt: skip


def next_steps(edition: Edition) -> list[Block]:
    """Return what somebody does next, what is due first in front."""
    nobody = edition.words("hotspot.nobody")
    return _listed(
        edition,
        "steps",
        sorted(edition.board.in_order(Step), key=lambda step: step.due or "9999"),
        (0.42, 0.26, 0.2, 0.12),
        {"owner": lambda each: edition.person(each.owner) or nobody,
         "due": lambda each: each.due or ""},
    )  # fmt: skip


def _listed(
    edition: Edition,
    name: Literal["decisions", "steps"],
    found: Sequence[Agreed],
    shares: tuple[float, float, float, float],
    facts: Mapping[str, Callable[[Agreed], str]],
) -> list[Block]:
    """Return a section of texts, what each is about, and two facts of it."""
    words, blocks = edition.words, edition.blocks()
    if not found:
        return []
    blocks.section(words(f"sections.{name}"), name)
    heads = (words(f"sections.{name}"), *(words(f"facts.{each}") for each in ("about", *facts)))
    rows = [
        Row(
            [
                [Piece(each.text, CELL)],
                edition.mention_ids(each.about),
                *([Piece(told(each), CELL)] for told in facts.values()),
            ],
            (anchor_of(each),),
        )
        for each in _first(edition, found)
    ]
    blocks.table(list(map(Column, heads, shares)), rows)
    _add_more(blocks, edition, len(found))
    return blocks.made


def votes(edition: Edition) -> list[Block]:
    """Return what was voted for, ballot by ballot as far as they are revealed, most votes first."""
    words, board, blocks = edition.words, edition.board, edition.blocks()
    revealed = [(each, ranking(board, each)) for each in ballots(board)]
    told = [(each.name, ranked, votes_of(board, each)) for each, ranked in revealed if ranked]
    names = {ballot.name for ballot in ballots(board)}
    others = [vote for vote in shown(board) if vote.ballot not in names]
    if others and (ranked := ranked_by(board, others)):
        told.append((words("session.no-ballot") if told else "", ranked, others))
    if not told:
        return []
    blocks.section(words("sections.votes"), "votes")
    with_names = edition.options.has("participants")
    columns = [
        Column(words("facts.place"), 0.1),
        Column(words("facts.text"), 0.46),
        Column(words("facts.votes"), 0.12),
        Column(words("facts.participants") if with_names else "", 0.32),
    ]
    for number, (name, ranked, cast) in enumerate(told):
        if name:
            blocks.entry(Piece(name, ENTRY), (f"ballot:{number}",), needs=80.0)
        rows = [
            Row(
                [
                    [Piece(str(each.place), CELL)],
                    [edition.mention(each.sticky)],
                    [Piece(str(each.votes), STRONG)],
                    [Piece(_voters(cast, each.sticky.id) if with_names else "", QUIET)],
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
