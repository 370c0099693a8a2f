"""The context map: who feeds whom, through how many events, and by which pattern."""

from __future__ import annotations

from collections.abc import Sequence

from stormdesk.analysis.coupling import Coupling, couplings
from stormdesk.exchange.paper.operators import fill, outline, polygon, rounded, stroke
from stormdesk.exchange.paper.pdf_structure import Element
from stormdesk.exchange.paper.report.compositor import Compositor, Piece
from stormdesk.exchange.paper.report.edition import Edition, anchor_of
from stormdesk.exchange.paper.report.flow import Block
from stormdesk.exchange.paper.report.sheet import Sheet
from stormdesk.exchange.paper.report.style import (
    CELL,
    FAINT,
    INK,
    LEAST_SIZE,
    PALETTE,
    QUIET,
    RULE,
    Style,
)
from stormdesk.exchange.paper.report.table import Column, Row
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.glyphs import Path
from stormdesk.layout.lane_colours import grounds
from stormdesk.layout.map_plan import SHORT, MapPlan, Way, planned
from stormdesk.model.context import Context
from stormdesk.model.sticky import Kind

_NAME = Style(10, bold=True, leading=1.2)
_BADGE = Style(9.2, bold=True)
_HEAD = 6.0
_TURN = 10.0
_CHIP = 20.0
_SHARE = 0.45  # of a page


def map_section(edition: Edition) -> list[Block]:
    """Return the drawing of the map and what crosses between every two contexts."""
    words, blocks = edition.words, edition.blocks()
    contexts = edition.board.in_order(Context)
    if not contexts:
        return []
    blocks.section(words("sections.map"), "map", on_new_page=edition.options.most_pages is None)
    ways = couplings(edition.board)
    if not ways:
        blocks.piece(Piece(words("map.nothing"), QUIET), gap=6)
        return blocks.made
    said = [
        words(
            "map.feeds",
            upstream=edition.board.contexts[way.upstream].name,
            downstream=edition.board.contexts[way.downstream].name,
        )
        for way in ways
    ]
    element = blocks.figure(". ".join(said))
    ids, pairs = [c.id for c in contexts], [(w.upstream, w.downstream) for w in ways]
    height = planned(ids, pairs, blocks.width).height
    # A high one is drawn smaller, so that what crosses stands below it, and one that is higher
    # than a page smaller still, as long as its names can be read.
    readable = LEAST_SIZE / _BADGE.size
    scale = min(1.0, max(readable, edition.grid.depth * _SHARE / height))
    scale = min(scale, (edition.grid.depth - 70) / height)
    is_drawn = scale >= readable
    plan = planned(ids, pairs, blocks.width / scale)
    if is_drawn:
        picture = _Map(edition, contexts, ways, plan, element)
        height = plan.height * scale
        blocks.drawn(
            Block(height, lambda sheet, top: picture.draw(sheet, top, scale), gap=6, keeps=True)
        )
        blocks.piece(Piece(words("map.how"), QUIET), gap=10)
    columns = [
        Column(words("map.upstream"), 0.2),
        Column(words("map.downstream"), 0.2),
        Column(words("map.pattern"), 0.22),
        Column(words("map.events"), 0.38),
    ]
    if edition.options.most_pages is None or not is_drawn:
        blocks.table(columns, (_row(edition, way) for way in ways))
    return blocks.made


def _row(edition: Edition, way: Coupling) -> Row:
    words = edition.words
    pattern = words.of("patterns", way.pattern)
    if way.pattern is not None:
        pattern = f"{pattern} ({SHORT[way.pattern]})"
    return Row(
        [
            [edition.context(way.upstream)],
            [edition.context(way.downstream)],
            [Piece(pattern or words("map.no-pattern"), CELL)],
            edition.mention_ids(way.events),
        ]
    )


class _Map:
    """Draws contexts and the arrows between them as they are planned."""

    def __init__(
        self,
        edition: Edition,
        contexts: Sequence[Context],
        ways: Sequence[Coupling],
        plan: MapPlan,
        element: Element,
    ) -> None:
        self._left = edition.grid.left
        self._compositor: Compositor = edition.compositor
        self._contexts = contexts
        self._ways = {(way.upstream, way.downstream): way for way in ways}
        self._plan = plan
        self._element = element

    def draw(self, sheet: Sheet, top: float, scale: float) -> None:
        """Draw the map at a height of the page, smaller than it is planned or not."""
        drawing = sheet.drawing
        with sheet.marked(self._element):
            drawing.draw("q", f"{scale:.4f} 0 0 {scale:.4f} {self._left:.2f} {top:.2f} cm")
            for context, colour in zip(
                self._contexts, grounds(self._contexts, PALETTE), strict=True
            ):
                self._draw_context(sheet, context, colour)
            for pair, way in self._plan.ways.items():
                self._draw_way(sheet, self._ways[pair], way)
            for pair, way in self._plan.ways.items():
                self._draw_badge(sheet, self._ways[pair], way.badge)
            drawing.draw("Q")
        for context in self._contexts:
            box = self._plan.boxes[context.id]
            place = Box(
                self._left + box.x * scale,
                top + box.y * scale,
                box.width * scale,
                box.height * scale,
            )
            sheet.link(place, anchor_of(context), context.name, self._element)

    def _draw_context(self, sheet: Sheet, context: Context, colour: str) -> None:
        box = self._plan.boxes[context.id]
        sheet.drawing.apart(fill(colour), stroke(RULE, 1), rounded(box, 6), "B")
        words = self._compositor.words(Piece(context.name, _NAME), box.width - 20)
        shown = words.part(0, max(1, int((box.height - 6) / words.pitch)))
        top = box.y + (box.height - shown.height) / 2
        placed = [(line, box.x + 10, top + n * words.pitch) for n, line in enumerate(shown.lines)]
        sheet.write(placed, INK)

    def _draw_way(self, sheet: Sheet, coupling: Coupling, way: Way) -> None:
        x, y = way.end
        tip = Point(x + 1, y)
        head = polygon(
            (tip, tip.moved(1.5 * _HEAD, -_HEAD * 0.8), tip.moved(1.5 * _HEAD, _HEAD * 0.8))
        )
        dashes = "[] 0 d" if coupling.flows else "[4 3] 0 d"
        sheet.drawing.apart(
            stroke(PALETTE.flow, 1.3), fill(PALETTE.flow), "1 J", dashes, outline(_path(way)), "S",
            head, "f",
        )  # fmt: skip

    def _draw_badge(self, sheet: Sheet, coupling: Coupling, box: Box) -> None:
        pattern = SHORT.get(coupling.pattern or "", "")
        chip = box._replace(width=_CHIP) if pattern else box
        ground = PALETTE.kinds[Kind.EVENT] if coupling.events else PALETTE.paper
        drawing = sheet.drawing
        drawing.apart(fill(PALETTE.ruler), rounded(box, 4), "f")
        drawing.apart(rounded(box, 4), "W n", fill(ground), rounded(chip, 0), "f")
        drawing.apart(stroke(PALETTE.flow, 0.8), rounded(box, 4), "S")
        self._write(sheet, str(len(coupling.events)), chip, INK if coupling.events else FAINT)
        rest = Box(box.x + _CHIP, box.y, box.width - _CHIP, box.height)
        self._write(sheet, pattern, rest, INK)

    def _write(self, sheet: Sheet, text: str, box: Box, colour: str) -> None:
        line = self._compositor.line(text, _BADGE)
        x = box.x + (box.width - line.width) / 2
        sheet.write([(line, x, box.y + (box.height - _BADGE.size * 1.17) / 2)], colour)


def _path(way: Way) -> Path:
    """Return the line of an arrow, its corners rounded."""
    (x, y), (left, bottom) = way.start, way.end
    beside = way.beside
    down = 1 if bottom > y else -1
    turn = min(_TURN, abs(bottom - y) / 2, beside - max(x, left))
    bend = turn * 0.45
    return (
        ("M", x, y),
        ("L", beside - turn, y),
        ("C", beside - bend, y, beside, y + down * bend, beside, y + down * turn),
        ("L", beside, bottom - down * turn),
        ("C", beside, bottom - down * bend, beside - bend, bottom, beside - turn, bottom),
        ("L", left + 1.5 * _HEAD, bottom),
    )
