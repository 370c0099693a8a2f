"""Taking the time of something, and the one line that tells it."""

from __future__ import annotations

import gc
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Row:
    """What one thing took at one size; ``ok`` where it is within the target."""

    name: str
    n: int
    samples: int
    unit: str
    median: float
    p95: float
    max: float
    target: float | None
    ok: bool

    def __str__(self) -> str:
        return json.dumps(asdict(self))


def row(
    name: str,
    n: int,
    taken: Sequence[float],
    target: float | None,
    unit: str = "s",
    by: str = "median",
) -> Row:
    """Return the row of what every sample took; a size without a target is always ok.

    ``by`` names the figure that the target is for: median, p95 or max.
    """
    ordered = sorted(taken)
    p95 = ordered[math.ceil(0.95 * len(ordered)) - 1]
    shown = [round(value, 4) for value in (median(ordered), p95, ordered[-1])]
    judged = shown[("median", "p95", "max").index(by)]
    return Row(name, n, len(ordered), unit, *shown, target, target is None or judged <= target)


def times(call: Callable[[], object], samples: int) -> list[float]:
    """Return how many seconds each call took; litter of the one before is swept up first."""
    taken: list[float] = []
    for _ in range(samples):
        gc.collect()
        begin = perf_counter()
        kept = call()
        taken.append(perf_counter() - begin)
        del kept
    return taken
