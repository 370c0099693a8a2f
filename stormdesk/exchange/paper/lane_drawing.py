"""Lanes on paper: bands with names, the ruler of the timeline, and the pivotal boundaries."""

from __future__ import annotations

from math import ceil, floor

from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.fixed_words import words_of
from stormdesk.exchange.paper.operators import (
    blended,
    fill,
    line,
    rectangle,
    rounded,
    stroke,
)
from stormdesk.layout.appearance import SIDE, Palette
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.lane_colours import lane_colours
from stormdesk.layout.lanes import LaneBox
from stormdesk.layout.timeline import COLUMN, column_x
from stormdesk.layout.typesetting import set_line, set_text
from stormdesk.model.people import Team
from stormdesk.model.sticky import Sticky

HEADER = 210.0
"""Width of the lanes' names, in board units at a scale of 1."""

RULER = 46.0
"""Height of the ruler, in board units at a scale of 1."""

_STRIPE = 7.0
_NAME_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0)
_OWNER_SIZES = (16.0, 15.0, 14.0, 13.0, 12.0, 11.0)
_NUMBER_SIZE = 16.0
_HEIGHT_PER_SCALE = 110.0  # of a lane; a lower one has a smaller name
_EMS_PER_NUMBER = 3.2
_MOST_COLUMNS = 400
_LABEL_SIZE = 17.0
_LONGEST_LABEL = 300.0


class LaneDrawing:
    """Draws what lies under the stickies and the frame on their left and above them.

    ``frame`` is the whole block in board units, names and ruler included; ``scale`` enlarges
    these two for large boards.
    """

    def __init__(
        self,
        drawing: Drawing,
        arrangement: Arrangement,
        palette: Palette,
        frame: Box,
        scale: float,
    ) -> None:
        self._drawing = drawing
        self._arrangement = arrangement
        self._palette = palette
        self._frame = frame
        self._scale = scale
        named = any(lane.context_id is not None for lane in arrangement.lanes)
        self._left = frame.x + (HEADER * scale if named else 0.0)
        self._top = frame.y + RULER * scale
        self._bottom = arrangement.lanes[-1].bottom

    def draw_ground(self) -> None:
        """Draw everything that stickies and flows stand on."""
        colours = lane_colours(self._arrangement, self._palette)
        for lane, colour in zip(self._arrangement.lanes, colours, strict=True):
            self._draw_band(lane, colour)
        self._draw_columns()
        events = self._pivotal()
        self._draw_boundaries(events)
        self._draw_ruler(events)
        self._draw_edges()
        self._draw_parking()

    def _draw_band(self, lane: LaneBox, colour: str) -> None:
        frame = self._frame
        whole = Box(frame.x, lane.top, frame.width, lane.height)
        self._drawing.apart(fill(colour), rectangle(whole), "f")
        if lane.context_id is None:
            return
        header = Box(frame.x, lane.top, self._left - frame.x, lane.height)
        stripe = Box(frame.x, lane.top, _STRIPE * self._scale, lane.height)
        self._drawing.apart(
            fill(_darker(colour, 0.06)), rectangle(header), "f",
            fill(_darker(colour, 0.38)), rectangle(stripe), "f",
        )  # fmt: skip
        self._draw_name(lane, header)

    def _draw_name(self, lane: LaneBox, header: Box) -> None:
        typefaces = self._drawing.typefaces
        scale = min(self._scale, lane.height / _HEIGHT_PER_SCALE)
        left = header.x + 22 * self._scale
        room = header.right - 12 * self._scale - left
        ink, faint = self._palette.outer_ink, self._palette.faint_ink
        if lane.collapsed:
            size = lane.height * 0.45
            name = set_line(lane.name, size, typefaces, bold=True, max_width=room)
            self._drawing.line(name, left, lane.top + (lane.height - size * 1.2) / 2, ink)
            return
        top = lane.top + 18 * scale
        height = lane.height - 2 * (top - lane.top)
        owner = self._owner(lane)
        for_name = height * 0.62 if owner else height
        sizes = [size * scale for size in _NAME_SIZES]
        name = set_text(
            lane.name, room, for_name, typefaces,
            sizes=sizes, bold=True, align="start", vertical="top",
        )  # fmt: skip
        self._drawing.text(name, left, top, ink)
        if owner:
            used = name.lines[-1].baseline + 0.45 * name.size + 4 * scale
            sizes = [size * scale for size in _OWNER_SIZES]
            below = set_text(
                owner, room, height - used, typefaces,
                sizes=sizes, align="start", vertical="top",
            )  # fmt: skip
            self._drawing.text(below, left, top + used, faint)

    def _draw_columns(self) -> None:
        top = self._arrangement.lanes[0].top
        places = [column_x(at) for at in self._columns()]
        lines = [line(Point(x, top), Point(x, self._bottom)) for x in places if x > self._left]
        faint = self._drawing.opacity(0.07)
        self._drawing.apart(faint, stroke(self._palette.outer_ink, 1), *lines, "S")

    def _draw_boundaries(self, events: list[Sticky]) -> None:
        boxes = self._arrangement.boxes
        lines = [
            line(Point(boxes[event.id].center.x, self._top - 6 * self._scale),
                 Point(boxes[event.id].center.x, self._bottom))
            for event in events
        ]  # fmt: skip
        share = self._drawing.opacity(0.6)
        pen = stroke(self._palette.pivotal, 2 * min(self._scale, 2))
        self._drawing.apart(share, pen, "1 J [8 8] 0 d", *lines, "S")

    def _draw_ruler(self, events: list[Sticky]) -> None:
        taken: list[Box] = []
        for event in events:
            self._draw_label(event, taken)
        size = _NUMBER_SIZE * self._scale
        middle = self._frame.y + RULER * self._scale / 2
        for at in self._columns():
            x = column_x(at) + SIDE / 2
            name = set_line(str(at), size, self._drawing.typefaces)
            place = Box(x - name.width / 2, middle - size * 0.6, name.width, size * 1.2)
            is_free = not any(place.inflated(size / 2).intersects(other) for other in taken)
            if is_free and self._left < place.x and place.right < self._frame.right:
                self._drawing.line(name, place.x, place.y, self._palette.faint_ink)

    def _draw_label(self, event: Sticky, taken: list[Box]) -> None:
        """Draw the label of a boundary unless another one stands in its place already."""
        scale, palette = self._scale, self._palette
        size = _LABEL_SIZE * scale
        text = set_line(
            event.label or event.text, size, self._drawing.typefaces,
            bold=True, max_width=_LONGEST_LABEL * scale,
        )  # fmt: skip
        width, height = text.width + 26 * scale, size * 1.7
        x = self._arrangement.boxes[event.id].center.x - width / 2
        x = max(self._left, min(x, self._frame.right - width))
        place = Box(x, self._frame.y + (RULER * scale - height) / 2, width, height)
        if any(place.intersects(other) for other in taken):
            return
        taken.append(place)
        self._drawing.apart(
            fill(palette.label), stroke(palette.pivotal, 1.4 * scale),
            rounded(place, height / 2), "B", within=place.inflated(2 * scale),
        )  # fmt: skip
        top = place.y + (height - size * 1.17) / 2
        self._drawing.line(text, x + 13 * scale, top, palette.ink)

    def _draw_edges(self) -> None:
        frame, lanes = self._frame, self._arrangement.lanes
        heights = [lanes[0].top, *(lane.bottom for lane in lanes)]
        lines = [line(Point(frame.x, y), Point(frame.right, y)) for y in heights]
        if any(lane.context_id is not None for lane in lanes):
            lines.append(line(Point(self._left, lanes[0].top), Point(self._left, self._bottom)))
        self._drawing.apart(stroke(self._palette.lane_edge, 1.5), *lines, "S")

    def _draw_parking(self) -> None:
        parking = self._arrangement.parking
        if parking is None:
            return
        size = _LABEL_SIZE * min(self._scale, 1.4)  # or it reaches into the last lane
        said = words_of(self._arrangement.board)("legend.parking")
        name = set_line(said, size, self._drawing.typefaces, bold=True)
        self._drawing.apart(
            stroke(self._palette.faint_ink, 1.5), "1 J [6 7] 0 d", rounded(parking, 14), "S"
        )
        top = parking.y - size * 1.4
        self._drawing.line(name, parking.x + 4, top, self._palette.faint_ink)

    def _columns(self) -> range:
        """Return the columns that are shown: all, or every so many where there is no room."""
        last = floor(self._frame.right / COLUMN) + 1
        first = max(1, ceil(self._left / COLUMN) + 1)
        size = _NUMBER_SIZE * self._scale
        step = max(ceil(_EMS_PER_NUMBER * size / COLUMN), ceil((last - first) / _MOST_COLUMNS))
        return range(first, last + 1, max(1, step))

    def _pivotal(self) -> list[Sticky]:
        boxes = self._arrangement.boxes
        events = [s for s in self._arrangement.board.stickies.values() if s.pivotal]
        shown = [s for s in events if not self._arrangement.is_parked(s.id)]
        return sorted(shown, key=lambda s: (boxes[s.id].x, s.id))

    def _owner(self, lane: LaneBox) -> str:
        team = self._arrangement.board.get(lane.owner, Team)
        return team.name if team is not None else lane.owner or ""


def _darker(colour: str, share: float) -> str:
    return blended("#000000", colour, share)
