"""A length of the board with its free stretches folded up: what is kept keeps its length."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple


class Stretch(NamedTuple):
    """From where to where on the board, and how long it is on paper."""

    start: float
    end: float
    length: float


class Fold(NamedTuple):
    """Where the ends of stretches lie on the board, and where on paper, from 0 on."""

    board: tuple[float, ...]
    paper: tuple[float, ...]

    @classmethod
    def of(cls, stretches: Iterable[Stretch]) -> Fold:
        """Return the fold of stretches that follow one another."""
        found = [each for each in stretches if each.end > each.start]
        ends = accumulate((each.length for each in found), initial=0.0)
        return cls((found[0].start, *(each.end for each in found)), tuple(ends))

    @property
    def start(self) -> float:
        """Where it begins on the board."""
        return self.board[0]

    @property
    def end(self) -> float:
        """Where it ends on the board."""
        return self.board[-1]

    @property
    def length(self) -> float:
        """How long it is on paper."""
        return self.paper[-1]

    def at(self, place: float) -> float:
        """Return where a place of the board lies on paper; nothing is folded beyond the ends."""
        number = bisect_right(self.board, place)
        if number == 0:
            return place - self.start
        if number == len(self.board):
            return self.length + place - self.end
        before, after = self.board[number - 1 : number + 1]
        near, far = self.paper[number - 1 : number + 1]
        return near + (far - near) * (place - before) / (after - before)

    def keeps(self, place: float) -> bool:
        """Tell whether a place lies where nothing is folded."""
        number = bisect_right(self.board, place)
        if not 0 < number < len(self.board):
            return False
        before, after = self.board[number - 1 : number + 1]
        near, far = self.paper[number - 1 : number + 1]
        return abs((far - near) - (after - before)) < 1e-6


def covered(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return what spans cover together, without overlaps and in order."""
    found: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
