"""The executive summary: what its author says, then what the board says by itself."""

from __future__ import annotations

from stormdesk.analysis.scoreboard import Score, scoreboard
from stormdesk.analysis.stickies import by_kind
from stormdesk.exchange.paper.operators import blended, fill, rounded, stroke
from stormdesk.exchange.paper.pdf_structure import Element
from stormdesk.exchange.paper.report.blocks import Blocks
from stormdesk.exchange.paper.report.compositor import Piece
from stormdesk.exchange.paper.report.edition import Edition
from stormdesk.exchange.paper.report.flow import Block
from stormdesk.exchange.paper.report.sheet import Sheet
from stormdesk.exchange.paper.report.style import (
    BODY,
    CELL,
    FIGURE,
    HEAD,
    INK,
    LEAD,
    PALETTE,
    QUIET,
    STRONG,
)
from stormdesk.exchange.paper.report.table import Column, Row
from stormdesk.layout.geometry import Box
from stormdesk.layout.pins import lane_of
from stormdesk.model.context import Context
from stormdesk.model.hotspot import open_hotspots
from stormdesk.model.sticky import Kind, Sticky

_MOST_CONTEXTS, _MOST_PIVOTAL, _MOST_HOTSPOTS = 12, 10, 6
_BAR = 120.0


def summary(edition: Edition) -> list[Block]:
    """Return what a reader without time needs to know."""
    words, blocks, board = edition.words, edition.blocks(), edition.board
    is_short = edition.options.most_pages is not None
    blocks.section(words("sections.summary"), "summary", on_new_page=True)
    blocks.paragraph(board.profile.summary, LEAD)
    if not is_short:
        blocks.paragraph(board.profile.description)
    blocks.group(words("summary.in-numbers"))
    _add_numbers(blocks, edition)
    _add_contexts(blocks, edition)
    _add_pivotal(blocks, edition)
    _add_hotspots(blocks, edition)
    blocks.group(words("summary.scoreboard"))
    for score in scoreboard(board):
        _add_score(blocks, edition, score)
    return blocks.made


def _add_numbers(blocks: Blocks, edition: Edition) -> None:
    """Add the number of stickies of every kind, large, in the colours of the wall."""
    found = by_kind(edition.board)
    counts = [(kind, len(found[kind])) for kind in Kind if kind in found]
    if not counts:
        return
    element = blocks.list_element()
    columns = 6
    for start in range(0, len(counts), columns):
        row = counts[start : start + columns]
        items = [element.add("LI") for _ in row]
        blocks.drawn(
            Block(
                46,
                lambda sheet, top, row=row, items=items: _draw_numbers(
                    sheet, edition, top, row, items, blocks.width / columns
                ),
                gap=6,
                keeps=start + columns < len(counts),
            )
        )


def _draw_numbers(
    sheet: Sheet,
    edition: Edition,
    top: float,
    counts: list[tuple[Kind, int]],
    items: list[Element],
    width: float,
) -> None:
    for number, ((kind, count), item) in enumerate(zip(counts, items, strict=True)):
        left = edition.grid.left + number * width
        colour = PALETTE.kinds[kind]
        edge = stroke(blended(INK, colour, 0.3), 0.4)
        sheet.decorate(fill(colour), edge, rounded(Box(left, top + 2, 4, 38), 2), "B")
        figure = edition.compositor.line(str(count), FIGURE)
        name = edition.board.profile.labels.get(kind) or edition.words(f"many.{kind}")
        label = edition.compositor.line(name, HEAD, width - 16)
        with sheet.marked(item):
            sheet.write([(figure, left + 11, top)], INK)
            sheet.write([(label, left + 11, top + 29)], HEAD.colour)


def _add_contexts(blocks: Blocks, edition: Edition) -> None:
    words, board = edition.words, edition.board
    contexts = board.in_order(Context)
    if not contexts:
        return
    blocks.group(words("summary.contexts"))
    events: dict[str | None, int] = {}
    for event in by_kind(board).get(Kind.EVENT, []):
        home = lane_of(board, event)
        events[home] = events.get(home, 0) + 1
    columns = [
        Column(words("facts.context"), 0.36),
        Column(words("facts.owner"), 0.28),
        Column(words("facts.subdomain"), 0.2),
        Column(words("many.event"), 0.16),
    ]
    rows = [
        Row(
            [
                [edition.context(context.id, STRONG)],
                [Piece(edition.person(context.owner), CELL)],
                [Piece(words.of("subdomains", context.subdomain), CELL)],
                [Piece(str(events.get(context.id, 0)), CELL)],
            ]
        )
        for context in contexts[:_MOST_CONTEXTS]
    ]
    blocks.table(columns, rows)
    _add_more(blocks, edition, len(contexts) - _MOST_CONTEXTS)


def _add_pivotal(blocks: Blocks, edition: Edition) -> None:
    boxes = edition.arrangement.boxes
    events = [s for s in edition.board.stickies.values() if s.pivotal and s.again is None]
    events.sort(key=lambda s: (boxes[s.id].x, s.id))
    if not events:
        return
    blocks.group(edition.words("summary.pivotal"))
    shown = events[:_MOST_PIVOTAL]
    blocks.facts(
        [(event.label or event.text, [edition.mention(event)]) for event in shown], (0.36, 0.64)
    )
    _add_more(blocks, edition, len(events) - _MOST_PIVOTAL)


def _add_hotspots(blocks: Blocks, edition: Edition) -> None:
    words, found = edition.words, open_hotspots(edition.board)
    blocks.group(f"{words('summary.hotspots')} ({len(found)})")
    if not found:
        blocks.piece(Piece(words("summary.none-open"), BODY))
        return
    columns = [Column(words("facts.text"), 0.6), Column(words("facts.owner"), 0.25),
               Column(words("facts.due"), 0.15)]  # fmt: skip
    blocks.table(columns, [_hotspot(edition, each) for each in found[:_MOST_HOTSPOTS]])
    _add_more(blocks, edition, len(found) - _MOST_HOTSPOTS)


def _hotspot(edition: Edition, sticky: Sticky) -> Row:
    owner = edition.person(sticky.owner)
    who = Piece(owner or edition.words("hotspot.nobody"), CELL if owner else QUIET)
    return Row([[edition.mention(sticky)], [who], [Piece(sticky.due or "", CELL)]])


def _add_score(blocks: Blocks, edition: Edition, score: Score) -> None:
    if not score.total:
        return
    element = blocks.list_element().add("LI")
    share = score.done / score.total
    told = edition.words("readiness.of", done=score.done, total=score.total)

    def draw(sheet: Sheet, top: float) -> None:
        left = edition.grid.left
        title = edition.compositor.line(
            edition.words(f"scores.{score.id}"), CELL, blocks.width - _BAR - 80
        )
        bar = Box(left + blocks.width - _BAR - 60, top + 4, _BAR, 6)
        sheet.decorate(fill(blended(INK, "#FFFFFF", 0.1)), rounded(bar, 3), "f")
        if share:
            done = bar._replace(width=max(6.0, _BAR * share))
            sheet.decorate(fill(blended(INK, "#FFFFFF", 0.75)), rounded(done, 3), "f")
        with sheet.marked(element):
            sheet.write([(title, left, top + 1)], INK)
            numbers = edition.compositor.line(told, CELL)
            sheet.write([(numbers, bar.right + 10, top + 1)], INK)

    blocks.drawn(Block(15, draw, gap=3))


def _add_more(blocks: Blocks, edition: Edition, left: int) -> None:
    if left > 0:
        blocks.piece(Piece(edition.words.counted("more", left), QUIET))
