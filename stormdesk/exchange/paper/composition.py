"""How title, board and legend share a sheet."""

from __future__ import annotations

from stormdesk.exchange.paper.area_drawing import draw_area_names, draw_areas
from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.flow_drawing import draw_flows
from stormdesk.exchange.paper.lane_drawing import HEADER, RULER, LaneDrawing
from stormdesk.exchange.paper.legend import Legend
from stormdesk.exchange.paper.operators import moved
from stormdesk.exchange.paper.sticky_drawing import StickyDrawing
from stormdesk.exchange.paper.title_block import TitleBlock
from stormdesk.layout.appearance import Palette
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.geometry import Box

_LEAST_WIDTH = 1200.0
_BESIDE = 40.0  # free on either side of the stickies
_BELOW = 24.0  # free below what stands under the last lane
_MARGIN = 56.0
_AFTER_TITLE = 34.0
_BEFORE_LEGEND = 26.0
_PER_SCALE = 3400.0  # board units from which titles and names grow with the board
_LARGEST_SCALE = 8.0


class Composition:
    """A sheet round an arrangement; lengths are board units.

    ``proportion`` is the least width by height that the sheet is stretched to, None for as small
    as can be.
    """

    def __init__(
        self,
        drawing: Drawing,
        arrangement: Arrangement,
        palette: Palette,
        *,
        with_legend: bool,
        date: str | None,
        proportion: float | None,
    ) -> None:
        self._drawing = drawing
        self._arrangement = arrangement
        self._palette = palette
        bounds = arrangement.bounds
        extent = max(bounds.right - min(bounds.x, 0.0), bounds.bottom)
        self._scale = min(max(1.0, extent / _PER_SCALE), _LARGEST_SCALE)
        self._margin = _MARGIN * self._scale
        self._legend = Legend(drawing, arrangement.board, palette) if with_legend else None
        self._date = date
        frame = self._frame()
        self._fit(max(frame.width, _LEAST_WIDTH * self._scale))
        if proportion is not None:
            # Stretching the width only ever makes the rest lower, so that once is enough.
            self._fit(max(self.width, self.height * proportion) - 2 * self._margin)
            self.height = max(self.height, self.width / proportion)

    def draw(self) -> None:
        """Draw the sheet, its top left corner at the origin."""
        left, top, scale = self._margin, self._margin, self._scale
        self._title.draw(left, top, scale)
        bottom = self.height - self._margin
        if self._legend is not None:
            height = self._legend.height(self._inner / scale) * scale
            self._legend.draw(left, bottom - height, self._inner / scale, scale)
            bottom -= height + _BEFORE_LEGEND * scale
        top += (self._title.height + _AFTER_TITLE) * scale
        frame = self._frame()
        slack = bottom - top - frame.height
        self._drawing.draw("q", moved(left - frame.x, top + slack / 2 - frame.y))
        frame = frame._replace(width=self._inner)
        LaneDrawing(self._drawing, self._arrangement, self._palette, frame, scale).draw_ground()
        draw_areas(self._drawing, self._arrangement, self._palette)
        draw_flows(self._drawing, self._arrangement, self._palette)
        draw_area_names(self._drawing, self._arrangement, self._palette, scale)
        StickyDrawing(self._drawing, self._palette).draw_all(self._arrangement)
        self._drawing.draw("Q")

    def _fit(self, inner: float) -> None:
        """Measure everything at a width without margins."""
        self._inner = inner
        scale, board = self._scale, self._arrangement.board
        self._title = TitleBlock(self._drawing, board, self._palette, self._date, inner / scale)
        height = (self._title.height + _AFTER_TITLE) * scale + self._frame().height
        if self._legend is not None:
            height += (self._legend.height(inner / scale) + _BEFORE_LEGEND) * scale
        self.width = inner + 2 * self._margin
        self.height = height + 2 * self._margin

    def _frame(self) -> Box:
        """Return the box of the board with its ruler and the names of its lanes."""
        bounds, lanes = self._arrangement.bounds, self._arrangement.lanes
        named = any(lane.context_id is not None for lane in lanes)
        left = min(bounds.x, 0.0) - _BESIDE - (HEADER * self._scale if named else 0.0)
        right = max(bounds.right, 0.0) + _BESIDE
        top = lanes[0].top - RULER * self._scale
        bottom = lanes[-1].bottom
        if bounds.bottom > bottom:
            bottom = bounds.bottom + _BELOW
        return Box(left, top, right - left, bottom - top)
