"""How large a page is: as large as what stands on it, a usual sheet, or so many millimetres."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator

POINTS_PER_UNIT = 0.5
"""Points a board unit of a fitted page: text of 24 units is then printed in 12 points."""

MILLIMETRE = 72 / 25.4
"""In points."""

FITTED = "fitted"
Orientation = Literal["auto", "landscape", "portrait"]

# In points, landscape; ISO 216, ANSI/ASME Y14.1.
SHEETS: Mapping[str, tuple[float, float]] = MappingProxyType(
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
PAGES = (FITTED, *SHEETS)
"""All the pages that have a name."""

_MOST_POINTS = 14_400.0  # a reader need not show more, nor less than the least
_LEAST_POINTS = 3.0
_OWN = re.compile(r"(\d{1,5}(?:\.\d{1,3})?)x(\d{1,5}(?:\.\d{1,3})?)mm", re.IGNORECASE)
_LEAST_SIDE, _LONGEST_SIDE = 50.0, 20_000.0  # millimetres


def _known(page: str) -> str:
    """Return a page as it is spelled here; raises ValueError where there is none."""
    by_name = {name.lower(): name for name in PAGES}
    if page.lower() in by_name:
        return by_name[page.lower()]
    found = _OWN.fullmatch(page)
    if found is None:
        raise ValueError(f"name one of {', '.join(PAGES)}, or a size such as 900x600mm")
    if not all(_LEAST_SIDE <= float(side) <= _LONGEST_SIDE for side in found.groups()):
        raise ValueError("give sides from 50 to 20000 mm")
    return page.lower()


PageSize = Annotated[str, AfterValidator(_known)]
"""The name of a page, or its width and height in millimetres."""


class Size(NamedTuple):
    """A page in points; ``unit`` is how large a point is, in 1/72 inch."""

    width: float
    height: float
    unit: float = 1.0


def sheet_sizes(page: str, orientation: Orientation) -> list[tuple[float, float]]:
    """Return width and height in points of the sheets to choose from; none where it is fitted.

    Left open, a usual sheet may lie or stand, while a size that was given stays as it is.
    """
    found = _OWN.fullmatch(page)
    if found is not None:
        width, height = (float(side) * MILLIMETRE for side in found.groups())
        if orientation == "auto":
            return [(width, height)]
        long, short = max(width, height), min(width, height)
    elif page in SHEETS:
        long, short = SHEETS[page]
    else:
        return []
    sizes = {"landscape": (long, short), "portrait": (short, long)}
    return list(sizes.values()) if orientation == "auto" else [sizes[orientation]]


def readable_size(width: float, height: float) -> Size:
    """Return a page of so many points with its points as large as readers need them."""
    unit = max(1.0, width / _MOST_POINTS, height / _MOST_POINTS)
    return Size(max(_LEAST_POINTS, width / unit), max(_LEAST_POINTS, height / unit), unit)
