"""A consumer at work: what it is given, fails at, tries again, and gives up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, cast

from simpy import Environment, Event, Timeout

from stormdesk.analysis.simulation.breaking import Circuit
from stormdesk.analysis.simulation.chance import Chance
from stormdesk.analysis.simulation.pace import Pace
from stormdesk.analysis.simulation.plan import Stage
from stormdesk.analysis.simulation.scenario import Scenario
from stormdesk.analysis.simulation.stages import wait_before
from stormdesk.analysis.simulation.token import Token


class Line(Protocol):
    """Where messages wait and are worked on."""

    wait_total: float
    wait_count: int

    def enter(self, token: Token) -> None:
        """Let a token stand in line."""

    def release(self, token: Token) -> None:
        """Let go of the key of a token that is done with for good."""

    def depth(self) -> int:
        """Return how many messages wait."""
        ...

    def lag(self) -> float:
        """Return for how many seconds the first in line has waited."""
        ...

    def utilisation(self, span: float) -> float:
        """Return the share of its time that each server worked."""
        ...

    def forget(self) -> None:
        """Begin to count anew."""


@dataclass(slots=True)
class Counts:
    """What a consumer counts: all in messages, but ``opened``, of its breaker."""

    arrived: int = 0
    handled: int = 0
    failures: int = 0
    retries: int = 0
    repeats: int = 0
    absorbed: int = 0
    effects_twice: int = 0
    dead_lettered: int = 0
    lost: int = 0
    stopped: int = 0
    dropped: int = 0
    piled: int = 0


class Consumer:
    """Takes what arrives to its line and decides what becomes of it afterwards.

    A failure is tried again after the wait that the board states, aside from the line; where order
    is kept, the others of its key wait for it. What fails for the last time is dead-lettered, or
    lost where there is no dead-letter topic; what only an open breaker stopped, is dropped.
    """

    def __init__(
        self,
        env: Environment,
        stage: Stage,
        scenario: Scenario,
        pace: Pace,
        chance: Chance,
        ended: Callable[[Consumer, Token, bool], None],
        called: Callable[[], None],
    ) -> None:
        self.stage = stage
        self.counts = Counts()
        self.retried = 0
        self.line: Line | None = None
        self.circuit = Circuit(stage.breaker) if stage.breaker is not None else None
        self.poison = 0.0
        self._env = env
        self._duplicates = scenario.duplicates
        self._pace = pace
        self._chance = chance
        self._ended = ended
        self._called = called

    def take(self, token: Token) -> None:
        """Take what arrives for the first time, some of it twice."""
        self.counts.arrived += token.weight
        token.attempt = 0
        token.is_repeat = token.is_poison = False
        again = self._chance.part_of(token.weight, self._duplicates)
        repeat = token.split(again) if again else None
        poisoned = self._chance.part_of(token.weight, self.poison)
        if poisoned == token.weight:
            token.is_poison = True
        elif poisoned:
            bad = token.split(poisoned)
            bad.is_poison = True
            token.weight -= poisoned
            self._call(bad)
        self._call(token)
        if repeat is not None:
            self.counts.repeats += again
            repeat.is_repeat = True
            self._call(repeat)

    def _call(self, token: Token) -> None:
        self._called()
        now = self._env.now
        if self.circuit is not None and not self.circuit.lets_through(now):
            self.counts.stopped += token.weight
            self._fail(token, by_breaker=True)
        elif self.stage.is_called and self._pace.at(now) == 0.0:
            self._fail(token, by_breaker=False)
        elif self.line is None:
            self.done(token)
        else:
            self.line.enter(token)

    def done(self, token: Token) -> None:
        """Decide what becomes of messages that were worked on."""
        failed = token.weight
        if not token.is_poison:
            failed = self._chance.part_of(token.weight, self.stage.failure)
        if failed == token.weight:
            self._fail(token, by_breaker=False)
            return
        if failed:
            self._fail(token.split(failed), by_breaker=False)
            token.weight -= failed
        if self.circuit is not None:
            self.circuit.succeeded()
        self._release(token)
        if not token.is_repeat:
            self.counts.handled += token.weight
        elif self.stage.is_idempotent:
            self.counts.absorbed += token.weight
            return
        else:
            self.counts.effects_twice += token.weight
        self._ended(self, token, True)

    def _fail(self, token: Token, *, by_breaker: bool) -> None:
        if not by_breaker:
            self.counts.failures += token.weight
            if self.circuit is not None:
                self.circuit.failed(self._env.now, token.weight)
        if token.attempt < self.stage.attempts:
            token.attempt += 1
            self.counts.retries += token.weight
            self.retried += token.weight
            wait = wait_before(self.stage, token.attempt)
            Timeout(self._env, wait, token).callbacks.append(self._again)
            return
        self._release(token)
        if token.is_repeat:
            return
        if self.stage.has_dead_letter:
            self.counts.dead_lettered += token.weight
        elif by_breaker:
            self.counts.dropped += token.weight
        else:
            self.counts.lost += token.weight
        self._ended(self, token, False)

    def _again(self, event: Event) -> None:
        token = cast("Token", event.value)
        self._call(token)

    def _release(self, token: Token) -> None:
        if self.line is not None:
            self.line.release(token)
