"""The timeline: columns that all lanes share, and where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection

COLUMN = 320.0
"""Distance of the left edges of two neighbouring columns, in board units."""

CATCH = 80.0
"""How near to a column's left edge a drop takes that column, in board units."""

FAR = 10_000_000.0
"""Coordinates reach this far either way; the last column stands for all beyond it."""

FIRST, LAST = -100_000.0, 100_000.0
"""The columns that a board can name."""


def column_x(at: float) -> float:
    """Return the left edge of a column."""
    return max(-FAR, min(FAR, COLUMN * (at - 1)))


def column_at(x: float) -> float:
    """Return the column, mostly a fractional one, whose left edge lies at x."""
    return _limited(x / COLUMN + 1)


def column_of(x: float, neighbours: Collection[float]) -> float:
    """Return the column that a sticky dropped at x takes, given the columns in use around it.

    Whole columns are always there to be taken. Away from any column's left edge the sticky stands
    between two columns, whatever the distance: halfway, so that 4.5 stands between 4 and 5.
    """
    exact = column_at(x)
    whole = float(round(exact))
    columns = sorted({*neighbours, whole, whole - 1, whole + 1})
    nearest = min(columns, key=lambda at: (abs(at - exact), at))
    if abs(nearest - exact) * COLUMN <= CATCH:
        return _limited(nearest)
    index = bisect_left(columns, exact)
    return _limited((columns[index - 1] + columns[index]) / 2)


def _limited(at: float) -> float:
    return max(FIRST, min(LAST, at))
