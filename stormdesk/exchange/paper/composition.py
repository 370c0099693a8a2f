"""How title, board and legend share a sheet."""

from __future__ import annotations

from stormdesk.exchange.paper.board_drawing import draw_board
from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.lane_drawing import HEADER, RULER
from stormdesk.exchange.paper.legend import Legend
from stormdesk.exchange.paper.title_block import TitleBlock
from stormdesk.layout.appearance import Palette
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.geometry import Box, Point

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
    as can be; ``margin`` is free all round, None for what suits the size of the board.
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
        margin: float | None = None,
    ) -> None:
        self._drawing = drawing
        self._arrangement = arrangement
        self._palette = palette
        bounds = arrangement.bounds
        extent = max(bounds.right - min(bounds.x, 0.0), bounds.bottom)
        self._scale = min(max(1.0, extent / _PER_SCALE), _LARGEST_SCALE)
        self._margin = _MARGIN * self._scale if margin is None else margin
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
        if self._legend is not None:
            height = self._legend.height(self._inner / scale) * scale
            bottom = self.height - self._margin - height
            self._legend.draw(left, bottom, self._inner / scale, scale)
        with self._drawing.placed(*self.board_origin):
            frame = self._frame()._replace(width=self._inner)
            draw_board(self._drawing, self._arrangement, self._palette, frame, scale)

    @property
    def board_origin(self) -> Point:
        """Where the origin of the board lies on the sheet."""
        frame, scale = self._frame(), self._scale
        top = self._margin + (self._title.height + _AFTER_TITLE) * scale
        bottom = self.height - self._margin
        if self._legend is not None:
            bottom -= (self._legend.height(self._inner / scale) + _BEFORE_LEGEND) * scale
        slack = bottom - top - frame.height
        return Point(self._margin - frame.x, top + slack / 2 - frame.y)

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
