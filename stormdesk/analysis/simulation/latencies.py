"""How long messages took on one path, in all and over the time of the run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from stormdesk.analysis.simulation.spread import Spread

_MINUTE = 60.0
_MOST_SPANS = 360
"""Beyond so many minutes, some are drawn together: no screen shows more points."""


def span_of(duration: float) -> float:
    """Return over how many seconds percentiles are drawn together: a minute, in long runs more."""
    minutes = -(-duration // (_MINUTE * _MOST_SPANS))
    return _MINUTE * max(1.0, minutes)


def ends_of(duration: float) -> tuple[float, ...]:
    """Return the seconds at which those spans end; the last with the run."""
    span = span_of(duration)
    number = int(-(-duration // span))
    return tuple(min(duration, span * (n + 1)) for n in range(number))


class Latencies:
    """The latencies of a path, kept by the span in which messages arrived."""

    __slots__ = ("_before", "_since", "_span")

    def __init__(self, span: float) -> None:
        self._span = span
        self._since: defaultdict[int, Spread] = defaultdict(Spread)
        self._before: dict[int, Spread] = {}

    def add(self, now: float, value: float, weight: int) -> None:
        """Count messages that arrive now."""
        self._since[int(now // self._span)].add(value, weight)

    def forget(self) -> None:
        """Leave what came so far out of the whole, though not of what is drawn over time."""
        self._before = dict(self._since)
        self._since.clear()

    def whole(self) -> Spread:
        """Return the spread of all that was not forgotten."""
        return _together(self._since[number] for number in sorted(self._since))

    def over_time(self, count: int) -> tuple[Spread, ...]:
        """Return the spread of each of so many spans; what comes at the very end is of the last."""
        found: list[list[Spread]] = [[] for _ in range(count)]
        for spreads in (self._before, self._since):
            for number in sorted(spreads):
                found[min(number, count - 1)].append(spreads[number])
        return tuple(map(_together, found))


def _together(spreads: Iterable[Spread]) -> Spread:
    whole = Spread()
    for each in spreads:
        whole.take_in(each)
    return whole
