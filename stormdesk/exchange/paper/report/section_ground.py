"""What lies under the stickies of one part of the timeline: lanes, columns and boundaries."""

from __future__ import annotations

from itertools import groupby
from math import ceil

from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.fixed_words import FixedWords
from stormdesk.exchange.paper.operators import blended, fill, line, rectangle, rounded, stroke
from stormdesk.exchange.paper.report.compositor import Compositor, Piece
from stormdesk.exchange.paper.report.style import HEAD, INK, LEAST_SIZE, PALETTE, RULE, Style
from stormdesk.exchange.paper.report.timeline_part import Part
from stormdesk.layout.appearance import SIDE
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.lane_colours import lane_colours
from stormdesk.layout.lanes import LaneBox
from stormdesk.layout.timeline import COLUMN, column_x
from stormdesk.model.sticky import Sticky

GUTTER = 82.0
"""Width of the lanes' names, in points."""

RULER = 17.0
"""Height of the ruler, in points."""

_NAME = Style(9, bold=True, leading=1.2)
_EMPTY = Style(LEAST_SIZE, colour=HEAD.colour, leading=1.2)
_PILL = Style(7.5, bold=True)
_STRIPE = 3.5
_INDENT = 10.0
_LONGEST_PILL = 150.0


class SectionGround:
    """Draws the frame of a part whose area fills a box of the page."""

    def __init__(
        self,
        drawing: Drawing,
        compositor: Compositor,
        arrangement: Arrangement,
        part: Part,
        frame: Box,
        words: FixedWords,
    ) -> None:
        self._drawing = drawing
        self._compositor = compositor
        self._arrangement = arrangement
        self._part = part
        self._frame = frame
        self._words = words

    def draw(self) -> None:
        """Draw all of it."""
        self._draw_lanes()
        lot = self._arrangement.parking
        if lot is not None:
            name = self._words("legend.parking")
            self._draw_band(lot.y, lot.bottom, PALETTE.ruler, name)
        top, bottom = self._frame.y, self._frame.bottom
        upright = [
            line(Point(x, top), Point(x, bottom)) for x in map(self._to_page, self._columns())
        ]
        if upright:
            share = self._drawing.opacity(0.07)
            self._drawing.apart(share, stroke(INK, 0.6), *upright, "S")
        taken = [self._draw_pivotal(each) for each in self._pivotal()]
        self._draw_numbers(taken)

    def _draw_lanes(self) -> None:
        """Draw the lanes in view; empty ones that follow one another are one line."""
        lanes = self._arrangement.lanes
        colours = lane_colours(self._arrangement, PALETTE)
        numbered = [*enumerate(zip(lanes, colours, strict=True))]
        for is_empty, group in groupby(numbered, key=lambda each: each[0] in self._part.empty):
            run = [each for _, each in group]
            if is_empty:
                colour = run[0][1] if len(run) == 1 else PALETTE.ruler
                self._draw_empty([lane for lane, _ in run], colour)
                continue
            for lane, colour in run:
                self._draw_band(lane.top, lane.bottom, colour, lane.name)

    def _draw_band(self, top: float, bottom: float, colour: str, name: str) -> None:
        """Draw a lane with its name beside it."""
        head = self._draw_ground(top, bottom, colour)
        if head is None or not name:
            return
        words = self._compositor.words(Piece(name, _NAME), GUTTER - 18)
        shown = words.part(0, max(1, int((head.height - 4) / words.pitch)))
        if head.height < words.pitch:
            return
        for number, each in enumerate(shown.lines):
            top = head.y + min(6.0, (head.height - shown.height) / 2) + number * words.pitch
            self._drawing.line(each, head.x + _INDENT, top, INK)

    def _draw_empty(self, run: list[LaneBox], colour: str) -> None:
        """Draw the line of lanes with nothing in them: their names, or how many where too long."""
        head = self._draw_ground(run[0].top, run[-1].bottom, colour)
        if head is None:
            return
        most = GUTTER - _INDENT - 2
        said = self._compositor.line(", ".join(lane.name for lane in run), _EMPTY)
        if said.width > most and len(run) > 1:
            said = self._compositor.line(self._words.counted("lane", len(run)), _EMPTY)
        elif said.width > most:
            said = self._compositor.line(run[0].name, _EMPTY, most)
        if head.height >= LEAST_SIZE:
            top = head.y + (head.height - LEAST_SIZE * 1.2) / 2
            self._drawing.line(said, head.x + _INDENT, top, _EMPTY.colour)

    def _draw_ground(self, top: float, bottom: float, colour: str) -> Box | None:
        """Draw a band over the whole width, and return the place of its name, if it is in view."""
        frame, part = self._frame, self._part
        if bottom <= part.down.start or top >= part.down.end:
            return None
        y = frame.y + max(0.0, part.down.at(top)) * part.scale
        height = frame.y + min(part.folded.height, part.down.at(bottom)) * part.scale - y
        head = Box(frame.x - GUTTER, y, GUTTER, height)
        self._drawing.apart(
            fill(colour), rectangle(Box(frame.x, y, frame.width, height)), "f",
            fill(blended("#000000", colour, 0.06)), rectangle(head), "f",
            fill(blended("#000000", colour, 0.38)),
            rectangle(head._replace(width=_STRIPE)), "f",
            stroke(RULE, 0.6), line(Point(head.x, y), Point(frame.right, y)), "S",
        )  # fmt: skip
        return head

    def _draw_pivotal(self, event: Sticky) -> Box:
        """Draw a boundary and its label, which stays within the frame."""
        frame, palette = self._frame, PALETTE
        x = self._to_page(self._arrangement.boxes[event.id].center.x)
        self._drawing.apart(
            self._drawing.opacity(0.6), stroke(palette.pivotal, 1.1), "1 J [4 4] 0 d",
            line(Point(x, frame.y - 2), Point(x, frame.bottom)), "S",
        )  # fmt: skip
        most = min(_LONGEST_PILL, frame.width + GUTTER - 14)
        text = self._compositor.line(event.label or event.text, _PILL, most)
        width = text.width + 12
        left = max(frame.x - GUTTER, min(x - width / 2, frame.right - width))
        pill = Box(left, frame.y - RULER + 1, width, 13)
        self._drawing.apart(
            fill(palette.label), stroke(palette.pivotal, 0.7), rounded(pill, 6.5), "B"
        )
        self._drawing.line(text, left + 6, pill.y + 2.1, INK)
        return pill

    def _draw_numbers(self, taken: list[Box]) -> None:
        for x in self._columns():
            number = self._compositor.line(str(round(x / COLUMN) + 1), HEAD)
            middle = self._to_page(x + SIDE / 2)
            place = Box(middle - number.width / 2, self._frame.y - RULER + 3, number.width, 9)
            is_free = not any(place.inflated(3).intersects(other) for other in taken)
            if is_free and self._frame.x <= place.x and place.right <= self._frame.right:
                self._drawing.line(number, place.x, place.y, HEAD.colour)
                taken.append(place)

    def _columns(self) -> list[float]:
        """Return the left edges of the columns in view that something stands in."""
        across = self._part.across
        if any(map(self._arrangement.is_parked, self._part.ids)):
            return []
        first = max(1, ceil(across.start / COLUMN) + 1)
        last = int(across.end // COLUMN) + 1
        edges = (column_x(at) for at in range(first, last + 1))
        return [x for x in edges if across.keeps(x + SIDE / 2)]

    def _pivotal(self) -> list[Sticky]:
        boxes, across = self._arrangement.boxes, self._part.across
        return [
            sticky
            for sticky in sorted(self._arrangement.board.stickies.values(), key=lambda s: s.id)
            if sticky.pivotal
            and not self._arrangement.is_parked(sticky.id)
            and across.start <= boxes[sticky.id].center.x <= across.end
        ]

    def _to_page(self, x: float) -> float:
        return self._frame.x + self._part.across.at(x) * self._part.scale
