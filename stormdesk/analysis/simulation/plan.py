"""What of a board is simulated: its consumers with what they are given, and the ways between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Breaker:
    """A circuit breaker: so many failures within a time stop all calls for a time."""

    failures: int
    within: float
    open: float


@dataclass(frozen=True, slots=True)
class Stage:
    """A consumer as it is simulated.

    ``service`` is seconds a message, None where nobody says; ``servers`` how many it works on at a
    time, never more than its topics have partitions (``partitions``, None where that is no limit).
    ``is_called`` tells that calls reach it, not messages it reads. ``attempts`` counts the retries
    after the first failure. ``batch`` is every how many seconds it takes all that came together,
    None where it takes one message after the other. ``assumed`` says what nobody stated.
    """

    id: str
    service: float | None
    servers: int
    partitions: int | None
    is_called: bool
    is_ordered: bool
    is_idempotent: bool
    has_dead_letter: bool
    attempts: int
    backoff: str
    first: float
    breaker: Breaker | None
    failure: float
    batch: float | None
    assumed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A sticky on the way of messages.

    ``stage`` is the consumer that works there, if one does, ``event`` the event that messages
    become there. ``always`` is where each message goes on to; of every one of ``choices`` it takes
    one way, by the shares. ``piled`` are consumers that take it with others in a batch later.
    """

    id: str
    event: str | None
    stage: str | None
    always: tuple[str, ...] = ()
    choices: tuple[tuple[tuple[str, float], ...], ...] = ()
    piled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Nodes and stages by id, and how many messages a second begin at which node.

    ``passing`` is how many messages a second pass each node and ``load`` how many each stage gets,
    were there no limits; ``readers`` are the consumers of each event, ``unknown`` where messages
    begin at a rate that nobody states.
    """

    nodes: Mapping[str, Node]
    stages: Mapping[str, Stage]
    sources: Mapping[str, float]
    passing: Mapping[str, float]
    load: Mapping[str, float]
    readers: Mapping[str, tuple[str, ...]]
    unknown: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def in_order(self) -> tuple[str, ...]:
        """The consumers, those who have more to do for what they can do first."""

        def load(stage_id: str) -> float:
            stage = self.stages[stage_id]
            return self.load.get(stage_id, 0.0) * (stage.service or 0.0) / stage.servers

        return tuple(sorted(self.stages, key=lambda i: (-load(i), i)))

    @property
    def busiest(self) -> str | None:
        """The consumer that has the most to do for what it can do; None where none has any."""
        busy = {i: rate * (self.stages[i].service or 0.0) for i, rate in self.load.items()}
        shares = {i: work / self.stages[i].servers for i, work in busy.items() if work > 0.0}
        return max(sorted(shares), key=shares.__getitem__, default=None)
