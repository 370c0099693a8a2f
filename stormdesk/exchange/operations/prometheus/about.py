"""What alerts on the same thing share: whose they are, their labels, and their runbooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stormdesk.exchange.catalogues.owners import Owner
from stormdesk.exchange.operations.alert import Alert, Measure, Severity
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.prometheus.trial import Trial
from stormdesk.exchange.operations.prometheus.wording import (
    level_labels,
    level_mode,
    level_name,
    level_runbook,
    note,
    responsible,
    severity_of,
    stream_name,
)
from stormdesk.exchange.operations.stream import Stream
from stormdesk.model.service import Indicator

_FIRST: Mapping[Indicator, str] = {
    "success-rate": "see which consumer fails since when, and what was deployed just before",
    "latency": "see whether events wait for their consumer or the work itself is slow",
    "consumer-lag": "see whether the group still reads, and whether it is slower than usual",
    "queue-depth": "see whether the group still reads, and whether more is sent than usual",
    "schema-error-rate": "see which version of the schema the senders wrote since it began",
    "duplicate-rate": "see whether a sender, a replay or a rebalance of the group repeats events",
    "audit-coverage": "see whether whoever writes the audit trail runs and keeps up",
    "completeness": "see behind which step of the chain events stay",
}
_USUAL_FIRST = "open the runbook"


@dataclass(frozen=True, slots=True)
class Telling:
    """What an alert asks and says, whatever it is about."""

    expression: str
    summary: str
    description: str
    trial: Trial
    patience: int | None = None
    measure: Measure | None = None
    seldom: tuple[Trial, ...] = ()


def about_level(
    level: Level, what: str, telling: Telling, *, severity: Severity | None = None, group: str = ""
) -> Alert:
    """Return an alert about a level, or about one consumer ``group`` of it."""
    chosen = severity or severity_of(level)
    grouped = {"consumergroup": group} if group else {}
    return Alert(
        name=level_name(level, what),
        stream=level.stream,
        level=level,
        mode=level_mode(level),
        severity=chosen,
        expression=telling.expression,
        patience=telling.patience,
        summary=telling.summary,
        description=f"{telling.description}{note(level)}",
        first=_FIRST.get(level.indicator, _USUAL_FIRST),
        runbook=level_runbook(level),
        owner=level.owner,
        operator=level.operator,
        labels={**level_labels(level, chosen), **grouped},
        trial=telling.trial,
        measure=telling.measure,
        seldom=telling.seldom,
    )


@dataclass(frozen=True, slots=True)
class Subject:
    """What an alert beside all levels is about: a stream, or one of its consumer groups.

    ``owner`` answers for it. ``mode`` is the failure that it shows, ``topic`` where.
    """

    stream: Stream
    owner: Owner
    operator: Owner | None
    group: str = ""
    mode: str | None = None
    topic: str | None = None


def about_stream(
    subject: Subject,
    what: str,
    telling: Telling,
    *,
    first: str,
    severity: Severity = "ticket",
    is_assumed: bool = False,
) -> Alert:
    """Return an alert about a stream whatever its levels."""
    stream, mode = subject.stream, subject.mode
    return Alert(
        name=stream_name(stream, what),
        stream=stream,
        level=None,
        mode=mode,
        severity=severity,
        expression=telling.expression,
        patience=telling.patience,
        summary=telling.summary,
        description=telling.description,
        first=first,
        runbook=stream.runbook_of(mode) if mode is not None else stream.runbook,
        owner=subject.owner,
        operator=subject.operator,
        labels={
            "bounded_context": stream.context,
            "event": stream.name,
            **responsible(subject.owner, subject.operator),
            "topic": subject.topic or stream.topic,
            **({"consumergroup": subject.group} if subject.group else {}),
            **({"failure_mode": mode} if mode is not None else {}),
            **({"assumed": "true"} if is_assumed else {}),
            "severity": severity,
        },
        trial=telling.trial,
        measure=telling.measure,
        seldom=telling.seldom,
    )
