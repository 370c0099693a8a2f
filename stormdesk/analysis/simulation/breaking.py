"""A circuit breaker at work: closed, open, or trying again with one call."""

from __future__ import annotations

from collections import deque

from stormdesk.analysis.simulation.plan import Breaker


class Circuit:
    """Counts failures and stops calls where there are too many (Nygard, Release It!, 2018, ch. 5).

    After its time it lets one call through: that one's success closes it, its failure opens it
    again.
    """

    __slots__ = ("_breaker", "_failures", "_is_trying", "_number", "_open_until", "opened")

    def __init__(self, breaker: Breaker) -> None:
        self._breaker = breaker
        self._failures: deque[tuple[float, int]] = deque()
        self._number = 0
        self._open_until: float | None = None
        self._is_trying = False
        self.opened = 0

    def lets_through(self, now: float) -> bool:
        """Tell whether a call may be made now; the first after the open time is the trial."""
        if self._open_until is None:
            return True
        if now < self._open_until or self._is_trying:
            return False
        self._is_trying = True
        return True

    def succeeded(self) -> None:
        """Take note of a call that went well."""
        if self._is_trying:
            self._is_trying = False
            self._open_until = None
            self._failures.clear()
            self._number = 0

    def failed(self, now: float, weight: int) -> None:
        """Take note of failures."""
        if self._is_trying:
            self._open(now)
        elif self._open_until is None:
            self._failures.append((now, weight))
            self._number += weight
            while self._failures[0][0] <= now - self._breaker.within:
                self._number -= self._failures.popleft()[1]
            if self._number >= self._breaker.failures:
                self._open(now)

    def _open(self, now: float) -> None:
        self._is_trying = False
        self._open_until = now + self._breaker.open
        self._failures.clear()
        self._number = 0
        self.opened += 1
