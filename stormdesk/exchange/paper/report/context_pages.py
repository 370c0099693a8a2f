"""A page for every context: whose it is, what stands in it, and whom it deals with."""

from __future__ import annotations

from collections.abc import Sequence

from stormdesk.analysis.coupling import Coupling, couplings
from stormdesk.exchange.paper.report.blocks import Blocks
from stormdesk.exchange.paper.report.compositor import Piece
from stormdesk.exchange.paper.report.edition import Edition, anchor_of
from stormdesk.exchange.paper.report.flow import Block
from stormdesk.exchange.paper.report.style import CELL, ENTRY, QUIET
from stormdesk.exchange.paper.report.table import Column, Row
from stormdesk.layout.lane_colours import lane_colours
from stormdesk.layout.pins import lane_of
from stormdesk.model.context import Context
from stormdesk.model.sticky import Kind, Sticky


def context_pages(edition: Edition) -> list[Block]:
    """Return the pages of all contexts in the order of the lanes."""
    blocks = edition.blocks()
    members: dict[str | None, list[Sticky]] = {}
    boxes = edition.arrangement.boxes
    for sticky in sorted(boxes, key=lambda i: (boxes[i].x, boxes[i].y, i)):
        found = edition.board.stickies[sticky]
        members.setdefault(lane_of(edition.board, found), []).append(found)
    ways = couplings(edition.board)
    lanes = edition.arrangement.lanes
    colours = {
        lane.context_id: c for lane, c in zip(lanes, lane_colours(edition.arrangement), strict=True)
    }
    contexts = edition.board.in_order(Context)
    for number, context in enumerate(contexts):
        if number == 0:
            blocks.section(edition.words("sections.contexts"), "contexts", on_new_page=True)
        blocks.entry(
            Piece(context.name, ENTRY._replace(size=15.0), chip=colours.get(context.id, "")),
            (anchor_of(context),), listed=True, on_new_page=number > 0,
        )  # fmt: skip
        _add(blocks, edition, context, members.get(context.id, []), ways)
    return blocks.made


def _add(
    blocks: Blocks,
    edition: Edition,
    context: Context,
    members: Sequence[Sticky],
    ways: Sequence[Coupling],
) -> None:
    words = edition.words
    blocks.paragraph(context.description)
    blocks.facts(
        [
            (words("facts.owner"), [Piece(edition.person(context.owner), CELL)]),
            (words("facts.kind"), [Piece(words(f"context.{context.kind}"), CELL)]),
            (words("facts.subdomain"), [Piece(words.of("subdomains", context.subdomain), CELL)]),
            (words("facts.runtime"), [Piece(context.runtime or "", CELL)]),
            (words("facts.broker"), [Piece(context.broker or "", CELL)]),
        ]
    )
    takes = [way for way in ways if way.downstream == context.id]
    gives = [way for way in ways if way.upstream == context.id]
    _add_ways(blocks, edition, words("context.takes"), [(w.upstream, w) for w in takes])
    _add_ways(blocks, edition, words("context.gives"), [(w.downstream, w) for w in gives])
    if not members:
        blocks.piece(Piece(words("context.empty"), QUIET), gap=10)
    _add_members(blocks, edition, members)


def _add_ways(
    blocks: Blocks, edition: Edition, title: str, ways: Sequence[tuple[str, Coupling]]
) -> None:
    if not ways:
        return
    words = edition.words
    columns = [Column(title, 0.34), Column(words("map.pattern"), 0.26),
               Column(words("map.events"), 0.4)]  # fmt: skip
    rows = (
        Row(
            [
                [edition.context(other)],
                [Piece(words.of("patterns", way.pattern) or words("map.no-pattern"), CELL)],
                edition.mention_ids(way.events),
            ]
        )
        for other, way in ways
    )
    blocks.table(columns, rows)


def _add_members(blocks: Blocks, edition: Edition, members: Sequence[Sticky]) -> None:
    """Add the stickies of a lane by kind, in the order of time, those that repeat others once."""
    pieces: dict[Kind, list[Piece]] = {}
    for sticky in members:
        if sticky.again is None:
            pieces.setdefault(sticky.kind, []).append(edition.mention(sticky))
    told = [
        (edition.board.profile.labels.get(kind) or edition.words(f"many.{kind}"), pieces[kind])
        for kind in Kind
        if kind in pieces
    ]
    blocks.facts(told, beside=True)
