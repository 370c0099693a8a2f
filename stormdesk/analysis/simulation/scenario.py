"""What a simulation is to go through: load, troubles, and what is changed about consumers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from stormdesk.model.problem import BadInput, nearest, quoted

Rate = Literal["steady", "peak"]
Spacing = Literal["exponential", "even"]

BUSIEST = "(busiest)"
"""Stands for the consumer that has the most to do in a scenario."""
BROKER = "(broker)"
"""Stands for every consumer that reads from the broker."""

_MINUTE = 60.0
_SLOWED = 20.0
"""So much slower, a consumer that has little to do on an ordinary day falls behind as well."""
MOST_MINUTES = 7 * 24 * 60


@dataclass(frozen=True, slots=True)
class Trouble:
    """A consumer works slower from one second of the run to another; at ``speed`` 0 not at all.

    ``consumer`` is an id, ``BUSIEST`` or ``BROKER``. Who reads from the broker then reads nothing,
    and messages wait for it; a call to whom is called fails.
    """

    consumer: str
    start: float
    end: float
    speed: float = 0.0


@dataclass(frozen=True, slots=True)
class Remedy:
    """What is taken to be otherwise about a consumer than the board says; None leaves it."""

    parallelism: int | None = None
    partitions: int | None = None
    service_time: float | None = None
    attempts: int | None = None
    backoff: Literal["none", "fixed", "linear", "exponential"] | None = None
    first: float | None = None
    idempotent: bool | None = None
    ordered: bool | None = None
    dead_letter: bool | None = None
    circuit_breaker: bool | None = None
    failure: float | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """A run to simulate; times are in seconds, shares and chances between 0 and 1.

    ``rate`` says which of the rates on the board come, ``factor`` how many times as much.
    ``duplicates`` is the chance that a message is delivered twice, ``failures`` the chance of each
    consumer (by id) to fail at a message, ``poison`` the share of messages at ``poisoned`` (an id
    or ``BUSIEST``) that can never be handled. ``keys`` is how many values an ordering key takes.
    ``spacing`` even makes arrivals and work regular. The first ``warm_up`` seconds are left out of
    all numbers, though not of what is drawn over time.
    """

    name: str
    about: str
    rate: Rate = "steady"
    factor: float = 1.0
    duration: float = 600.0
    warm_up: float = 0.0
    troubles: tuple[Trouble, ...] = ()
    duplicates: float = 0.0
    failures: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    poison: float = 0.0
    poisoned: str = BUSIEST
    keys: int = 10_000
    spacing: Spacing = "exponential"
    remedies: Mapping[str, Remedy] = field(default_factory=lambda: MappingProxyType({}))


_ABOUT: Mapping[str, str] = MappingProxyType(
    {
        "steady": "The load of an ordinary day; one message in a thousand is delivered twice.",
        "peak": "The load of the worst moment, all the time; one message in a thousand is"
        " delivered twice.",
        "slow-consumer": "Steady load, and in the second quarter of the run the busiest consumer"
        " takes twenty times as long for a message.",
        "broker-outage": "Steady load, and for a sixth of the run nobody can read from the broker;"
        " all that waited comes at once afterwards.",
        "poison-message": "Steady load, and one message in a hundred can never be handled by the"
        " busiest consumer.",
    }
)
SCENARIOS: tuple[str, ...] = tuple(_ABOUT)
"""The names of the scenarios that come with the program."""


def about(name: str) -> str:
    """Return what a scenario does, in one sentence."""
    return _ABOUT[name]


def scenario_named(name: str, minutes: float = 10.0) -> Scenario:
    """Return one of the scenarios that come with the program, for so many minutes of model time.

    Raises BadInput.
    """
    if name not in _ABOUT:
        known = f"{', '.join(SCENARIOS)}{nearest(name, SCENARIOS)}"
        raise BadInput("--scenario", f"{quoted(name)} is not one of {known}")
    if not 0 < minutes <= MOST_MINUTES:
        raise BadInput("--minutes", f"{minutes:g} is not above 0 and at most {MOST_MINUTES}")
    duration = minutes * _MINUTE
    plain = Scenario(name, _ABOUT[name], duration=duration, duplicates=0.001)
    if name == "peak":
        return replace(plain, rate="peak")
    if name == "slow-consumer":
        # At the peak a board that is overloaded anyway would hide it.
        slowed = Trouble(BUSIEST, duration / 4, duration / 2, 1 / _SLOWED)
        return replace(plain, troubles=(slowed,))
    if name == "broker-outage":
        out = Trouble(BROKER, duration / 4, duration * 5 / 12)
        return replace(plain, troubles=(out,))
    if name == "poison-message":
        return replace(plain, poison=0.01)
    return plain
