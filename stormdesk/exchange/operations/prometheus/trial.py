"""How an alert is put to the test: what is fed to its queries, and when it has to fire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

STEP = 1_800
"""Seconds between two evaluations in tests: short windows fit in, and days stay few steps."""

FINE_STEP = 300
"""The same where windows are shorter."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A query that is fed; ``extra`` are labels that it groups by and does not match."""

    query: str
    extra: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Phase:
    """A time with a value for each feed, and whether the alert fires at its end.

    Values are a second for what is counted. ``fires`` is None where it does not matter.
    """

    seconds: int
    values: tuple[Decimal, ...]
    fires: bool | None


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
