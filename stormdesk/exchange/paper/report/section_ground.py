"""What lies under the stickies of one part of the timeline: lanes, columns and boundaries."""

from __future__ import annotations

from math import ceil

from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.operators import blended, fill, line, rectangle, rounded, stroke
from stormdesk.exchange.paper.report.compositor import Compositor, Piece
from stormdesk.exchange.paper.report.style import HEAD, INK, PALETTE, RULE, Style
from stormdesk.layout.appearance import SIDE
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.lane_colours import lane_colours
from stormdesk.layout.timeline import COLUMN, column_x
from stormdesk.model.sticky import Sticky

GUTTER = 82.0
"""Width of the lanes' names, in points."""

RULER = 17.0
"""Height of the ruler, in points."""

_NAME = Style(9, bold=True, leading=1.2)
_PILL = Style(7.5, bold=True)
_STRIPE = 3.5
_LONGEST_PILL = 150.0


class SectionGround:
    """Draws the frame of a part whose area fills a box of the page, at a scale."""

    def __init__(
        self,
        drawing: Drawing,
        compositor: Compositor,
        arrangement: Arrangement,
        view: Box,
        frame: Box,
        parking: str,
    ) -> None:
        self._drawing = drawing
        self._compositor = compositor
        self._arrangement = arrangement
        self._view = view
        self._frame = frame
        self._parking = parking
        self._scale = frame.width / view.width

    def draw(self) -> None:
        """Draw all of it."""
        lanes = self._arrangement.lanes
        for lane, colour in zip(lanes, lane_colours(self._arrangement, PALETTE), strict=True):
            self._draw_band(lane.top, lane.bottom, lane.name, colour)
        lot = self._arrangement.parking
        if lot is not None:
            self._draw_band(lot.y, lot.bottom, self._parking, PALETTE.ruler)
        top, bottom = self._frame.y, self._frame.bottom
        upright = [
            line(Point(x, top), Point(x, bottom)) for x in map(self._to_page, self._columns())
        ]
        if upright:
            share = self._drawing.opacity(0.07)
            self._drawing.apart(share, stroke(INK, 0.6), *upright, "S")
        taken = [self._draw_pivotal(each) for each in self._pivotal()]
        self._draw_numbers([box for box in taken if box is not None])

    def _draw_band(self, top: float, bottom: float, name: str, colour: str) -> None:
        frame, view = self._frame, self._view
        if bottom <= view.y or top >= view.bottom:
            return
        y = frame.y + (max(top, view.y) - view.y) * self._scale
        height = frame.y + (min(bottom, view.bottom) - view.y) * self._scale - y
        head = Box(frame.x - GUTTER, y, GUTTER, height)
        self._drawing.apart(
            fill(colour), rectangle(Box(frame.x, y, frame.width, height)), "f",
            fill(blended("#000000", colour, 0.06)), rectangle(head), "f",
            fill(blended("#000000", colour, 0.38)),
            rectangle(head._replace(width=_STRIPE)), "f",
            stroke(RULE, 0.6), line(Point(head.x, y), Point(frame.right, y)), "S",
        )  # fmt: skip
        words = self._compositor.words(Piece(name, _NAME), GUTTER - 18)
        shown = words.part(0, max(1, int((height - 8) / words.pitch)))
        if height >= words.pitch and name:
            for number, each in enumerate(shown.lines):
                top = y + min(6.0, (height - shown.height) / 2) + number * words.pitch
                self._drawing.line(each, head.x + 10, top, INK)

    def _draw_pivotal(self, event: Sticky) -> Box | None:
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
            is_free = not any(place.inflated(3).intersects(pill) for pill in taken)
            if is_free and self._frame.x <= place.x and place.right <= self._frame.right:
                self._drawing.line(number, place.x, place.y, HEAD.colour)

    def _columns(self) -> list[float]:
        """Return the left edges of the columns in view."""
        first = max(1, ceil(self._view.x / COLUMN) + 1)
        last = int(self._view.right // COLUMN) + 1
        return [column_x(at) for at in range(first, last + 1)]

    def _pivotal(self) -> list[Sticky]:
        boxes, view = self._arrangement.boxes, self._view
        return [
            sticky
            for sticky in sorted(self._arrangement.board.stickies.values(), key=lambda s: s.id)
            if sticky.pivotal
            and not self._arrangement.is_parked(sticky.id)
            and view.x <= boxes[sticky.id].center.x <= view.right
        ]

    def _to_page(self, x: float) -> float:
        return self._frame.x + (x - self._view.x) * self._scale
