"""An alert: what wakes or waits for whom, and what they are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from stormdesk.exchange.catalogues.owners import Owner
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.prometheus.trial import Trial
from stormdesk.exchange.operations.stream import Stream

Severity = Literal["page", "ticket"]
Sort = Literal["share", "seconds", "count", "rate"]


@dataclass(frozen=True, slots=True)
class Measure:
    """What sort of number an alert has, and what it is one of, such as ``messages wait``."""

    sort: Sort
    of: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert of a stream; ``level`` or failure ``mode`` say what it is about, if either does.

    ``name`` is PascalCase and no other alert has it. ``patience`` is how many seconds it has to
    hold, None for none. ``first`` is what to do first, ``runbook`` a path among all runbooks.
    ``operator`` watches over it beside its owner, if anybody does. ``labels`` are all that it
    carries, severity among them. ``trial`` is how it is put to the test, and ``seldom`` how it is
    where less comes than counts. ``measure`` tells what its value is, None where that says nothing.
    """

    name: str
    stream: Stream
    level: Level | None
    mode: str | None
    severity: Severity
    expression: str
    patience: int | None
    summary: str
    description: str
    first: str
    runbook: str
    owner: Owner
    operator: Owner | None
    labels: Mapping[str, str]
    trial: Trial
    measure: Measure | None = None
    seldom: tuple[Trial, ...] = ()


@dataclass(frozen=True)
class Alerts:
    """The alerts of a board, and a sentence for each that is left out on purpose."""

    alerts: tuple[Alert, ...]
    left_out: tuple[str, ...]

    def of_stream(self, stream: Stream) -> tuple[Alert, ...]:
        """Return the alerts about a stream."""
        return self._by_stream.get(stream.id, ())

    def of_level(self, level: Level) -> tuple[Alert, ...]:
        """Return the alerts about a level."""
        return self._by_level.get(level.name, ())

    @cached_property
    def _by_stream(self) -> Mapping[str, tuple[Alert, ...]]:
        return _grouped((alert.stream.id, alert) for alert in self.alerts)

    @cached_property
    def _by_level(self) -> Mapping[str, tuple[Alert, ...]]:
        return _grouped((a.level.name, a) for a in self.alerts if a.level is not None)


def _grouped(pairs: Iterable[tuple[str, Alert]]) -> Mapping[str, tuple[Alert, ...]]:
    found: dict[str, list[Alert]] = {}
    for name, alert in pairs:
        found.setdefault(name, []).append(alert)
    return {name: tuple(alerts) for name, alerts in found.items()}
