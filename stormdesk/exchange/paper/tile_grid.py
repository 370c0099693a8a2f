"""How a poster is cut into tiles that overlap; lengths are points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from stormdesk.layout.geometry import Box

_LEAST_STEP = 0.5
"""Of a sheet: an overlap never takes more than the rest of it."""
_NEARLY = 0.01


class Tile(NamedTuple):
    """A sheet by its row and column, counted from 0."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class TileGrid:
    """A poster in rows and columns of sheets of one size.

    Every sheet prints what is inside its margin, and each shows at its right and lower edge again
    what the next one begins with.
    """

    poster_width: float
    poster_height: float
    page_width: float
    page_height: float
    margin: float
    overlap: float

    @property
    def columns(self) -> int:
        """How many sheets stand side by side."""
        return _needed(self.poster_width, self._width, self.overlap_across)

    @property
    def rows(self) -> int:
        """How many sheets stand one above the other."""
        return _needed(self.poster_height, self._height, self.overlap_down)

    @property
    def overlap_across(self) -> float:
        """How wide the strip is that two neighbours share."""
        return min(self.overlap, self._width * _LEAST_STEP)

    @property
    def overlap_down(self) -> float:
        """How high the strip is that a sheet shares with the one below."""
        return min(self.overlap, self._height * _LEAST_STEP)

    def window(self, tile: Tile) -> Box:
        """Return what a tile shows of the poster."""
        x = tile.column * (self._width - self.overlap_across)
        y = tile.row * (self._height - self.overlap_down)
        width = min(self._width, self.poster_width - x)
        return Box(x, y, width, min(self._height, self.poster_height - y))

    def share(self, tile: Tile) -> Box:
        """Return what no tile before shows: its window without what it begins with again."""
        x, y, width, height = self.window(tile)
        across = self.overlap_across if tile.column else 0.0
        down = self.overlap_down if tile.row else 0.0
        return Box(x + across, y + down, width - across, height - down)

    def tiles(self, shows: Callable[[Box], bool]) -> list[Tile]:
        """Return the tiles, row by row, whose share shows something."""
        every = (Tile(row, column) for row in range(self.rows) for column in range(self.columns))
        return [tile for tile in every if shows(self.share(tile))]

    @property
    def _width(self) -> float:
        return self.page_width - 2 * self.margin

    @property
    def _height(self) -> float:
        return self.page_height - 2 * self.margin


def _needed(whole: float, each: float, shared: float) -> int:
    return max(1, ceil((whole - shared - _NEARLY) / (each - shared)))
