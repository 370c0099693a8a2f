"""A line of messages before servers, where one token stands for many messages."""

from __future__ import annotations

import math
from collections import deque
from heapq import heappop, heappush
from typing import NamedTuple, cast

from simpy import Environment, Event, Timeout

from stormdesk.analysis.simulation.chance import Chance
from stormdesk.analysis.simulation.erlang import chance_of_waiting
from stormdesk.analysis.simulation.pace import Pace
from stormdesk.analysis.simulation.plan import Stage
from stormdesk.analysis.simulation.servers import Done
from stormdesk.analysis.simulation.token import Token

_NEARLY_ALL = 0.999
_TAIL = 8.0
"""Backlogs of so many times the usual are no chance: they come of overload or an outage."""
_WIDEST = 50.0
"""Messages of a token are spread over at most so many ticks, and at least over one."""
_FAR = 6.0
"""So many standard deviations above it, the floor is out of reach."""
_FINENESS = 500
_MEMORY = 30.0
"""Over so many ticks the usual rate is taken: a single one says little, and waits bend with it."""


class _Waiting(NamedTuple):
    """A token in line: since when, when its first message is begun, and how wide it is spread."""

    since: float
    start: float
    weight: int
    span: float
    span_after: float


class Backlog:
    """The work that waits, as a Brownian motion that is reflected at zero.

    Messages of a token come spread over its ``span``. Between two tokens the backlog takes a step
    with the mean and the variance that as many single messages would have, and its lowest point on
    the way is drawn from the law of the Brownian bridge, so that steps of any length reflect
    exactly (Asmussen, Glynn and Pitman, Annals of Applied Probability 5, 1995). In the steady state
    that gives the mean of Pollaczek and Khinchine; the share that waits at all is then made that of
    Erlang C, which together is the wait of M/M/c, for every number of messages a token.
    """

    __slots__ = (
        *("_at", "_backlog", "_chance", "_done", "_ends", "_env", "_line", "_pace", "_rate"),
        *("_servers", "_service", "_spread", "_tick", "is_ordered", "wait_count", "wait_total"),
        *("_usual", "_waiting", "worked"),
    )

    def __init__(
        self, env: Environment, stage: Stage, chance: Chance, pace: Pace, tick: float, done: Done
    ) -> None:
        self._env = env
        self._chance = chance
        self._pace = pace
        self._done = done
        self._tick = tick
        self._servers = stage.servers
        self._service = stage.service or 0.0
        self._spread = 0.0 if chance.is_even else 1.0
        self.is_ordered = stage.is_ordered
        self._at = 0.0
        self._backlog = 0.0
        self._rate = 0.0
        self._usual = 0.0
        self._ends: list[tuple[float, float]] = []
        self._line: deque[_Waiting] = deque()
        self._waiting = 0
        self.worked = 0.0
        self.wait_total = 0.0
        self.wait_count = 0

    def enter(self, token: Token) -> None:
        """Let messages stand in line."""
        now = self._env.now
        self._advance(now)
        token.span = min(max(token.span, self._tick), self._tick * _WIDEST)
        rate = token.weight / token.span
        self._rate += rate
        heappush(self._ends, (now + token.span, rate))
        self._usual = self._usual or self._rate
        each = self._service / self._servers
        busy = self._rate * each
        start = self._pace.after(now, self._wait(self._usual * each))
        span = token.span
        token.span *= self._stretch(busy / self._pace.at(start), start - now)
        self._line.append(_Waiting(now, start, token.weight, span, token.span))
        self._waiting += token.weight
        self._leave_line(now)
        self.wait_total += (start - now) * token.weight
        self.wait_count += token.weight
        mean = self._service / self._pace.at(start)
        token.ahead += self._chance.span(mean) - mean
        Timeout(self._env, start - now + mean, token).callbacks.append(self._finish)

    def release(self, token: Token) -> None:
        """Let go of nothing: the order within keys is not looked at among so many."""

    def depth(self) -> int:
        """Return how many wait: of a token those that have come, and are not yet begun."""
        now = self._env.now
        self._leave_line(now)
        waiting = float(self._waiting)
        for each in self._line:
            if each.start >= now:
                break
            waiting -= each.weight * min(1.0, (now - each.start) / each.span_after)
        for each in reversed(self._line):
            if each.since + self._tick * _WIDEST <= now:
                break
            waiting -= each.weight * max(0.0, 1.0 - (now - each.since) / each.span)
        return max(0, round(waiting))

    def lag(self) -> float:
        """Return for how many seconds the first in line has waited."""
        now = self._env.now
        self._leave_line(now)
        if not self._line:
            return 0.0
        first = self._line[0]
        begun = max(0.0, now - first.start) / first.span_after
        return max(0.0, now - first.since - begun * first.span)

    def utilisation(self, span: float) -> float:
        """Return the share of its time that each server worked, over so many seconds."""
        self._advance(self._env.now)
        return min(1.0, max(0.0, self.worked / span))

    def forget(self) -> None:
        """Begin to count anew."""
        self._advance(self._env.now)
        self.worked = self.wait_total = 0.0
        self.wait_count = 0

    def _finish(self, event: Event) -> None:
        token = cast("Token", event.value)
        self._done(token)

    def _leave_line(self, now: float) -> None:
        line = self._line
        while line and line[0].start + line[0].span_after <= now:
            self._waiting -= line.popleft().weight

    def _stretch(self, busy: float, wait: float) -> float:
        """Return how much wider messages are spread behind a line than before it.

        Behind a backlog they leave as fast as they are served; where there is hardly one, as they
        came.
        """
        behind = min(1.0, wait / self._tick)
        return 1.0 + behind * (min(max(busy, 0.02), 50.0) - 1.0)

    def _wait(self, busy: float) -> float:
        """Return the wait, in seconds at full speed, that the backlog means for a message."""
        backlog, busy = self._backlog, min(busy, _NEARLY_ALL)
        if backlog == 0.0 or busy == 0.0:
            return backlog
        scale = (1.0 + self._spread) / 2 * self._service / (self._servers * (1.0 - busy))
        usual = min(backlog, _TAIL * busy * scale)
        rounded = math.floor(busy * _FINENESS) / _FINENESS
        waits = math.log(max(chance_of_waiting(self._servers, rounded), 1e-300))
        return max(0.0, usual / busy + scale * waits) + backlog - usual

    def _advance(self, now: float) -> None:
        while self._ends and self._ends[0][0] <= now:
            end, rate = heappop(self._ends)
            self._integrate(end)
            self._rate = self._rate - rate if self._ends else 0.0
        self._integrate(now)

    def _integrate(self, until: float) -> None:
        if until <= self._at:
            return
        each = self._service / self._servers
        weight = 1.0 - math.exp((self._at - until) / (_MEMORY * self._tick))
        self._usual += weight * (self._rate - self._usual)
        usual = self._usual if self._rate > 0.0 else 0.0
        for span, speed in self._pace.pieces(self._at, until):
            brought = self._rate * span * each
            before = self._backlog
            noise = self._spread * usual * span * each * each
            if noise > 0.0:
                brought += math.sqrt(noise) * self._chance.normal()
            self._backlog = self._reflected(brought - speed * span, 2.0 * noise)
            self.worked += brought - (self._backlog - before)
        self._at = until

    def _reflected(self, step: float, variance: float) -> float:
        """Return the backlog after a step, whose way there has that variance."""
        before = self._backlog
        if variance == 0.0:
            return max(0.0, before + step)
        if before + min(step, 0.0) > _FAR * math.sqrt(variance):
            return before + step
        drawn = math.log(1.0 - self._chance.uniform())
        lowest = (step - math.sqrt(step * step - 2.0 * variance * drawn)) / 2.0
        return before + step + max(0.0, -(before + lowest))
