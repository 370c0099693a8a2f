"""How fast a consumer works in the course of a run: slowed, or not at all, for a while."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from stormdesk.analysis.simulation.scenario import Trouble


class Pace:
    """The speed of a consumer over time; 1 is as the board says, 0 is standing still."""

    __slots__ = ("_speeds", "_starts")

    def __init__(self, troubles: Iterable[Trouble] = ()) -> None:
        known = tuple(troubles)
        moments = sorted({0.0, *(t.start for t in known), *(t.end for t in known)})
        self._starts = moments
        self._speeds = [
            min((t.speed for t in known if t.start <= moment < t.end), default=1.0)
            for moment in moments
        ]

    def at(self, now: float) -> float:
        """Return the speed at a moment."""
        if len(self._starts) == 1:
            return 1.0
        return self._speeds[bisect_right(self._starts, now) - 1]

    def resumptions(self) -> list[float]:
        """Return when work goes on after a standstill."""
        pairs = zip(self._speeds, self._speeds[1:], self._starts[1:], strict=False)
        return [start for before, after, start in pairs if before == 0.0 < after]

    def pieces(self, start: float, end: float) -> Iterator[tuple[float, float]]:
        """Yield how long each speed holds from one moment to another, and the speed."""
        if len(self._starts) == 1:
            yield end - start, 1.0
            return
        place = bisect_right(self._starts, start) - 1
        while start < end:
            last = place + 1 == len(self._starts)
            until = end if last else min(end, self._starts[place + 1])
            yield until - start, self._speeds[place]
            start, place = until, place + 1

    def after(self, now: float, work: float) -> float:
        """Return when so many seconds of work at speed 1, begun now, are done; at once if none.

        Work that stands still begins when it goes on.
        """
        if len(self._starts) == 1:
            return now + work
        place = bisect_right(self._starts, now) - 1
        while place + 1 < len(self._starts):
            until, speed = self._starts[place + 1], self._speeds[place]
            if speed > 0.0 and now + work / speed <= until:
                break
            work -= (until - now) * speed
            now, place = until, place + 1
        return now + work / self._speeds[place]
