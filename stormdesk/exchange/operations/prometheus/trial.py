"""How an alert is put to the test: what is fed to its queries, and when it has to fire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal

STEP = 1_800
"""Seconds between two evaluations in tests: short windows fit in, and days stay few steps."""

FINE_STEP = 300
"""The same where windows are shorter."""

MINUTE = 60
"""The same where it matters how long an alert has to hold."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A query that is fed; ``extra`` are labels that it groups by and does not match."""

    query: str
    extra: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Phase:
    """A time with a value for each feed, and whether the alert fires at its end.

    Values are a second for what is counted, and None for what is not reported meanwhile. ``fires``
    is None where it does not matter; ``shown`` is the value that a firing alert tells.
    """

    seconds: int
    values: tuple[Decimal | None, ...]
    fires: bool | None
    shown: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """The test of one alert: it is quiet, then it fires, then it is quiet again.

    ``holding`` are conditions in PromQL that yield 1 at the end of a phase.
    """

    feeds: tuple[Feed, ...]
    phases: tuple[Phase, ...]
    step: int = STEP
    holding: tuple[tuple[int, str], ...] = ()


def steps(seconds: int, more: int = 0, step: int = STEP) -> int:
    """Return the seconds of as many steps as some seconds take, and of some more."""
    return (-(-seconds // step) + more) * step


def four_digits(value: Decimal) -> Decimal:
    """Return a value as exact as Prometheus shows most of them."""
    return Context(prec=4).plus(value)


def held(
    feeds: tuple[Feed, ...],
    well: tuple[Decimal | None, ...],
    ill: tuple[Decimal | None, ...],
    patience: int,
    *,
    window: int = 0,
    shown: Decimal | None = None,
) -> Trial:
    """Return the trial of what has to be ill for just as long as an alert has patience.

    ``window`` is over how many seconds its queries look back.
    """
    waiting = steps(patience, 0, MINUTE)
    firing = max(MINUTE, steps(window, 1, MINUTE) - waiting)
    phases = [Phase(steps(max(patience, window), 2, MINUTE), well, fires=False)]
    if waiting:
        phases.append(Phase(waiting, ill, fires=False))
    phases.append(Phase(firing, ill, fires=True, shown=shown))
    phases.append(Phase(steps(window, 2, MINUTE), well, fires=False))
    return Trial(feeds, tuple(phases), MINUTE)
