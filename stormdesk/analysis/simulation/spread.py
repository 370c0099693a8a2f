"""How values spread, kept in so many classes that percentiles are right to one in a hundred."""

from __future__ import annotations

import math
from collections import defaultdict

_FINENESS = 64.0
"""Classes by which a value grows e-fold: each is 1.6 % wide, and its middle is told."""
_SMALLEST = 1e-6


class Spread:
    """The spread of time spans in seconds; each counts for so many messages."""

    __slots__ = ("_classes", "count", "longest", "total")

    def __init__(self) -> None:
        self._classes: defaultdict[int, int] = defaultdict(int)
        self.count = 0
        self.total = 0.0
        self.longest = 0.0

    def add(self, value: float, weight: int) -> None:
        """Count a value."""
        self._classes[math.floor(math.log(max(value, _SMALLEST)) * _FINENESS)] += weight
        self.count += weight
        self.total += value * weight
        self.longest = max(self.longest, value)

    def take_in(self, other: Spread) -> None:
        """Count all that another spread has counted."""
        for number, weight in other._classes.items():
            self._classes[number] += weight
        self.count += other.count
        self.total += other.total
        self.longest = max(self.longest, other.longest)

    @property
    def mean(self) -> float:
        """Return the average; 0 of nothing."""
        return self.total / self.count if self.count else 0.0

    def percentile(self, share: float) -> float:
        """Return the value that this share of all stays at or below; 0 of nothing."""
        wanted, seen = share * self.count, 0
        for number in sorted(self._classes):
            seen += self._classes[number]
            if seen >= wanted:
                middle = math.exp((number + 0.5) / _FINENESS)
                return 0.0 if middle <= 2 * _SMALLEST else min(middle, self.longest)
        return 0.0
