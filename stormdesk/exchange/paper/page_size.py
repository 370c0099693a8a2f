"""How large a page is: as large as what stands on it, or a sheet in landscape."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from stormdesk.exchange.paper.options import PageSize

POINTS_PER_UNIT = 0.5
"""Points a board unit of a fitted page: text of 24 units is then printed in 12 points."""

_MOST_POINTS = 14_400.0  # a reader need not show more, nor less than the least
_LEAST_POINTS = 3.0
_SHEETS: Mapping[PageSize, tuple[float, float]] = MappingProxyType(
    {
        "A0": (3370.39, 2383.94),
        "A1": (2383.94, 1683.78),
        "A2": (1683.78, 1190.55),
        "A3": (1190.55, 841.89),
        "A4": (841.89, 595.28),
        "Letter": (792.0, 612.0),
        "Tabloid": (1224.0, 792.0),
    }
)


class Size(NamedTuple):
    """A page in points; ``unit`` is how large a point is, in 1/72 inch."""

    width: float
    height: float
    unit: float


def proportion(page: PageSize) -> float | None:
    """Return width by height of a sheet, None where the page follows what stands on it."""
    if page not in _SHEETS:
        return None
    width, height = _SHEETS[page]
    return width / height


def page_size(page: PageSize, width: float, height: float) -> Size:
    """Return the size of the page for contents of so many board units, in its proportion."""
    if page in _SHEETS:
        return Size(*_SHEETS[page], 1.0)
    width, height = width * POINTS_PER_UNIT, height * POINTS_PER_UNIT
    unit = max(1.0, width / _MOST_POINTS, height / _MOST_POINTS)
    return Size(max(_LEAST_POINTS, width / unit), max(_LEAST_POINTS, height / unit), unit)
