"""What a picture shows: the whole poster, the bare board, or stickies on plain ground."""

from __future__ import annotations

from typing import Protocol

from stormdesk.exchange.paper.board_drawing import draw_board
from stormdesk.exchange.paper.composition import Composition
from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.lane_drawing import HEADER, RULER
from stormdesk.exchange.pictures.excerpt import Excerpt
from stormdesk.layout.appearance import Palette
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.geometry import Box, bounds_of
from stormdesk.layout.hull import hull_of
from stormdesk.layout.routes import route_all
from stormdesk.model.context import Area

_BESIDE = 40.0  # free on either side of the stickies
_BELOW = 24.0  # free below what stands under the last lane
_MARGIN = 24.0  # free round the board
_ROUND = 32.0  # free round a selection


class Sheet(Protocol):
    """Something that is drawn with its upper left corner at the origin; lengths in board units."""

    width: float
    height: float

    def draw(self) -> None:
        """Draw it."""
        ...


class BoardSheet:
    """The lanes with their names, the ruler and all that stands there; no title, no legend.

    ``frame`` is the block of the lanes, ``origin`` all of the sheet, as places on the board.
    """

    def __init__(self, drawing: Drawing, arrangement: Arrangement, palette: Palette) -> None:
        self._drawing = drawing
        self._arrangement = arrangement
        self._palette = palette
        bounds, lanes = arrangement.bounds, arrangement.lanes
        is_named = any(lane.context_id is not None for lane in lanes)
        left = bounds.x - _BESIDE - (HEADER if is_named else 0.0)
        top = lanes[0].top - RULER
        bottom = lanes[-1].bottom
        if bounds.bottom > bottom:
            bottom = bounds.bottom + _BELOW
        self.frame = Box(left, top, bounds.right + _BESIDE - left, bottom - top)
        self.origin = self.frame.inflated(_MARGIN)
        self.width = self.frame.width + 2 * _MARGIN
        self.height = self.frame.height + 2 * _MARGIN

    def draw(self) -> None:
        """Draw it."""
        with self._drawing.placed(_MARGIN - self.frame.x, _MARGIN - self.frame.y):
            draw_board(self._drawing, self._arrangement, self._palette, self.frame, 1.0)


class SelectionSheet:
    """Stickies with the flows among them, and nothing round them."""

    def __init__(self, drawing: Drawing, arrangement: Arrangement, palette: Palette) -> None:
        self._drawing = drawing
        self._arrangement = arrangement
        self._palette = palette
        boxes = [arrangement.boxes[sticky_id] for sticky_id in arrangement.board.stickies]
        boxes += [route.bounds for route in route_all(arrangement).values()]
        for area in arrangement.board.of_type(Area).values():
            line = hull_of(arrangement, area.stickies)
            boxes += [Box(point.x, point.y, 0.0, 0.0) for point in line]
        self._frame = bounds_of(boxes).inflated(_ROUND)
        self.width = self._frame.width
        self.height = self._frame.height

    def draw(self) -> None:
        """Draw it."""
        with self._drawing.placed(-self._frame.x, -self._frame.y):
            draw_board(self._drawing, self._arrangement, self._palette, None, 1.0)


def sheet_of(
    drawing: Drawing, excerpt: Excerpt, palette: Palette, *, legend: bool, date: str | None
) -> Sheet:
    """Return the sheet that shows an excerpt; only the whole board has a title and a legend."""
    if excerpt.shows == "lane":
        return BoardSheet(drawing, excerpt.arrangement, palette)
    if excerpt.shows == "selection":
        return SelectionSheet(drawing, excerpt.arrangement, palette)
    return Composition(
        drawing, excerpt.arrangement, palette, with_legend=legend, date=date, proportion=None
    )
