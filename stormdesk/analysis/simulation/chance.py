"""Streams of random numbers, one for each part, so that changing one part leaves the others be."""

from __future__ import annotations

import math
from random import Random

_EXACT_MEAN = 30.0
"""Above it counts are drawn from the normal distribution that they come close to."""


class Chance:
    """Draws for one part of a simulation; the same seed and name give the same draws anywhere."""

    __slots__ = ("_random", "is_even", "uniform")

    def __init__(self, seed: int, name: str, *, is_even: bool = False) -> None:
        self._random = Random(f"{seed}/{name}")  # noqa: S311  # no secret depends on it
        self.uniform = self._random.random
        self.is_even = is_even

    def span(self, mean: float) -> float:
        """Return a time span: exponential with that mean, or always the mean where all is even."""
        if self.is_even or mean <= 0:
            return mean
        return -mean * math.log(1.0 - self.uniform())

    def below(self, most: int) -> int:
        """Return a whole number from 0 and below a bound, each as likely."""
        return int(self.uniform() * most)

    def normal(self) -> float:
        """Return a number of the normal distribution with mean 0 and variance 1."""
        return self._random.gauss(0.0, 1.0)

    def part_of(self, number: int, share: float) -> int:
        """Return how many of a number it hits, each with the same chance (binomial)."""
        if share <= 0.0 or number == 0:
            return 0
        if share >= 1.0:
            return number
        if number == 1:
            return 1 if self.uniform() < share else 0
        if share > 0.5:
            return number - self.part_of(number, 1.0 - share)
        mean = number * share
        if mean > _EXACT_MEAN:
            drawn = mean + math.sqrt(mean * (1.0 - share)) * self.normal()
            return min(number, max(0, round(drawn)))
        scale, at, hits = math.log1p(-share), 0, 0
        while True:  # from hit to hit: the gaps between them are geometric
            at += int(math.log(1.0 - self.uniform()) / scale) + 1
            if at > number:
                return hits
            hits += 1

    def count(self, mean: float) -> int:
        """Return how many come where so many come on average (Poisson)."""
        if mean <= 0.0:
            return 0
        if mean > _EXACT_MEAN:
            return max(0, round(mean + math.sqrt(mean) * self.normal()))
        floor, product, found = math.exp(-mean), self.uniform(), 0
        while product > floor:
            product *= self.uniform()
            found += 1
        return found
