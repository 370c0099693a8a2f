"""How large the poster of a board is printed, and where on its page."""

from __future__ import annotations

from typing import NamedTuple

from stormdesk.exchange.paper.composition import Composition
from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.options import PosterOptions
from stormdesk.exchange.paper.page_size import MILLIMETRE, POINTS_PER_UNIT, sheet_sizes
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.geometry import Box, Point


class Placement(NamedTuple):
    """A composition on its page: points a board unit; the page and its margin are in points."""

    sheet: Composition
    scale: float
    width: float
    height: float
    margin: float

    def on_board(self, box: Box) -> Box:
        """Return a part of the page in the units of the composition."""
        x, y = (box.x - self.margin) / self.scale, (box.y - self.margin) / self.scale
        return Box(x, y, box.width / self.scale, box.height / self.scale)

    @property
    def board_origin(self) -> Point:
        """Where the origin of the board lies on the page."""
        x, y = self.sheet.board_origin
        return Point(self.margin + x * self.scale, self.margin + y * self.scale)


def placed(drawing: Drawing, arrangement: Arrangement, options: PosterOptions) -> Placement:
    """Return the largest placement that the options allow, its composition still to be drawn."""
    margin = (options.margin or 0.0) * MILLIMETRE
    within = 0.0 if options.margin is not None else None

    def composed(proportion: float | None) -> Composition:
        return Composition(
            drawing, arrangement, DEFAULT_PALETTE,
            with_legend=options.legend, date=options.date, proportion=proportion, margin=within,
        )  # fmt: skip

    found: list[Placement] = []
    for width, height in sheet_sizes(options.page, options.orientation):
        # On a page as narrow as its margins there is still half of it for the board.
        free = min(margin, width / 4, height / 4)
        room = width - 2 * free, height - 2 * free
        sheet = composed(room[0] / room[1])
        scale = min(room[0] / sheet.width, room[1] / sheet.height)
        found.append(Placement(sheet, scale, width, height, free))
    if found:
        return max(found, key=lambda each: each.scale)
    sheet = composed(None)
    width, height = (side * POINTS_PER_UNIT + 2 * margin for side in (sheet.width, sheet.height))
    return Placement(sheet, POINTS_PER_UNIT, width, height, margin)
