"""A line of messages before servers, each message by itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import cast

from simpy import Environment, Event, Timeout

from stormdesk.analysis.simulation.chance import Chance
from stormdesk.analysis.simulation.pace import Pace
from stormdesk.analysis.simulation.plan import Stage
from stormdesk.analysis.simulation.token import Token

Done = Callable[[Token], None]


class Servers:
    """First come, first served, by several servers: M/M/c where times are exponential.

    Where order is kept, one message of a key is worked on at a time, and the others of that key
    step aside until ``release`` lets go of it; those of other keys pass them.
    """

    __slots__ = (
        *("_aside", "_busy", "_chance", "_done", "_env", "_held", "_line", "_pace", "_waiting"),
        *("_servers", "_service", "is_ordered", "wait_count", "wait_total", "worked"),
    )

    def __init__(
        self, env: Environment, stage: Stage, chance: Chance, pace: Pace, done: Done
    ) -> None:
        self._env = env
        self._chance = chance
        self._pace = pace
        self._done = done
        self._servers = stage.servers
        self._service = stage.service or 0.0
        self.is_ordered = stage.is_ordered
        self._busy = 0
        self._line: deque[tuple[float, Token]] = deque()
        self._waiting = 0
        self._held: set[int] = set()
        self._aside: dict[int, deque[tuple[float, Token]]] = {}
        self.worked = 0.0
        self.wait_total = 0.0
        self.wait_count = 0
        for moment in pace.resumptions():
            _after(env, moment, None, self._resume)

    def enter(self, token: Token) -> None:
        """Let a message stand in line; a retry of what keeps its key comes before all others."""
        now = self._env.now
        entry = (now, token)
        self._waiting += 1
        if token.holds_key:
            self._line.appendleft(entry)
        elif self.is_ordered and token.key in self._held:
            self._aside.setdefault(token.key, deque()).append(entry)
            return
        else:
            if self.is_ordered:
                self._held.add(token.key)
                token.holds_key = True
            self._line.append(entry)
        self._serve()

    def release(self, token: Token) -> None:
        """Let go of the key of a message that is done with for good."""
        if not token.holds_key:
            return
        token.holds_key = False
        behind = self._aside.get(token.key)
        if behind is None:
            self._held.discard(token.key)
            return
        entry = behind.popleft()
        entry[1].holds_key = True
        if not behind:
            del self._aside[token.key]
        # It has waited longer than most, though its turn is now: order within the key is kept.
        self._line.appendleft(entry)
        self._serve()

    def depth(self) -> int:
        """Return how many wait."""
        return self._waiting

    def lag(self) -> float:
        """Return for how many seconds the first in line has waited."""
        firsts = [entries[0][0] for entries in self._aside.values()]
        if self._line:
            firsts.append(self._line[0][0])
        return self._env.now - min(firsts) if firsts else 0.0

    def utilisation(self, span: float) -> float:
        """Return the share of its time that each server worked, over so many seconds."""
        return self.worked / (span * self._servers)

    def forget(self) -> None:
        """Begin to count anew."""
        self.worked = self.wait_total = 0.0
        self.wait_count = 0

    def _serve(self) -> None:
        while self._line and self._busy < self._servers:
            now = self._env.now
            speed = self._pace.at(now)
            if speed == 0.0:
                return
            since, token = self._line.popleft()
            self._waiting -= 1
            self._busy += 1
            self.wait_total += now - since
            self.wait_count += 1
            span = self._chance.span(self._service) / speed
            self.worked += span
            _after(self._env, span, token, self._finish)

    def _finish(self, event: Event) -> None:
        self._busy -= 1
        token = cast("Token", event.value)
        self._done(token)
        self._serve()

    def _resume(self, _: Event) -> None:
        self._serve()


def _after(
    env: Environment, delay: float, value: Token | None, then: Callable[[Event], None]
) -> None:
    Timeout(env, delay, value).callbacks.append(then)
