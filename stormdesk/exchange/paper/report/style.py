"""The grid of a report's pages and the few sizes that its words are set in; all in points."""

from __future__ import annotations

from typing import NamedTuple

from stormdesk.layout.appearance import DEFAULT_PALETTE, Palette

LEAST_SIZE = 7.0
"""Nothing is set smaller."""

PALETTE: Palette = DEFAULT_PALETTE
INK = PALETTE.outer_ink
FAINT = PALETTE.faint_ink
LINK = PALETTE.accent
RULE = PALETTE.lane_edge


class Style(NamedTuple):
    """How words are set; the leading is the distance of baselines, in sizes."""

    size: float
    bold: bool = False
    colour: str = INK
    leading: float = 1.35


TITLE = Style(30, bold=True, leading=1.15)
SECTION = Style(20, bold=True, leading=1.2)
ENTRY = Style(12.5, bold=True, leading=1.25)
GROUP = Style(9.5, bold=True, leading=1.3)
LEAD = Style(12, leading=1.45)
BODY = Style(9.5, leading=1.45)
CELL = Style(8.5)
STRONG = Style(8.5, bold=True)
QUIET = Style(8.5, colour=FAINT)
HEAD = Style(7.5, colour=FAINT)
MARGINAL = Style(7.5, colour=FAINT)
FIGURE = Style(22, bold=True, leading=1.1)


class Grid(NamedTuple):
    """A page and what is printed on of it."""

    width: float
    height: float
    left: float = 54.0
    right: float = 54.0
    top: float = 68.0
    bottom: float = 58.0

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    @property
    def depth(self) -> float:
        """The height between the margins."""
        return self.height - self.top - self.bottom

    def turned(self) -> Grid:
        """Return the page in landscape, with narrower margins: it holds a drawing."""
        return Grid(self.height, self.width, 40.0, 40.0, 58.0, 46.0)


GRIDS = {"A4": Grid(595.28, 841.89), "Letter": Grid(612.0, 792.0)}
