"""What alerts have in common: names, labels, and numbers as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from stormdesk.exchange.operations.alert import ASSUMED, Severity
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.promql import number
from stormdesk.exchange.operations.stream import Stream
from stormdesk.model.naming import pascal

MODES: Mapping[str, str] = {
    "consumer-lag": "backpressure",
    "queue-depth": "backpressure",
    "schema-error-rate": "schema-mismatch",
    "duplicate-rate": "duplicate",
    "audit-coverage": "missing-audit",
}
"""The failure mode that shows as an indicator, whose runbook helps best."""


def level_name(level: Level, what: str) -> str:
    """Return the name of an alert about a level."""
    return f"{pascal(level.name, 'Level')}{what}"


def stream_name(stream: Stream, what: str) -> str:
    """Return the name of an alert about a stream."""
    return f"{stream.name[:1].upper()}{stream.name[1:]}{what}"


def severity_of(level: Level) -> Severity:
    """Return whether a level wakes people, which only one does that says so."""
    return "page" if level.source.criticality == "page" else "ticket"


def stream_severity(stream: Stream) -> Severity:
    """Return whether what happens to a stream wakes people: only where its levels do."""
    pages = any(v.criticality == "page" for v in stream.subject.sticky.service_levels)
    return "page" if pages else "ticket"


def level_labels(level: Level, severity: Severity) -> dict[str, str]:
    """Return the labels of an alert about a level."""
    assumed = {"assumed": "true"} if level.is_assumed else {}
    return {**series_labels(level), "topic": level.stream.topic, **assumed, "severity": severity}


def series_labels(level: Level) -> dict[str, str]:
    """Return the labels of what is recorded about a level."""
    return {
        "slo": level.name,
        "slo_service": level.stream.context,
        "bounded_context": level.stream.context,
        "event": level.stream.name,
        "owner": level.owner.slug,
    }


def stream_labels(stream: Stream, severity: Severity, mode: str | None) -> dict[str, str]:
    """Return the labels of an alert about a stream."""
    named = {"failure_mode": mode} if mode is not None else {}
    return {
        "bounded_context": stream.context,
        "event": stream.name,
        "owner": stream.owner.slug,
        "topic": stream.topic,
        **named,
        "severity": severity,
    }


def level_runbook(level: Level) -> str:
    """Return the path of the runbook that helps against what a level tells."""
    mode = MODES.get(level.indicator)
    return level.stream.runbook_of(mode) if mode is not None else level.stream.runbook


def level_mode(level: Level) -> str | None:
    """Return the failure mode that a level shows, None where its event does not foresee it."""
    foreseen = {each.mode for each in level.stream.subject.sticky.failure_modes}
    mode = MODES.get(level.indicator)
    return mode if mode in foreseen else None


def note(level: Level) -> str:
    """Return what is said behind a number that nobody agreed on."""
    return f" The number is {ASSUMED}." if level.is_assumed else ""


def percent(share: Decimal) -> str:
    """Return a share such as 0.999 as ``99.9 %``."""
    return f"{number(share * 100)} %"


def span(seconds: int | Decimal) -> str:
    """Return a time as people say it: ``5 minutes``, ``1 hour``, ``1.5 seconds``."""
    value = Decimal(seconds)
    units = ((86_400, "day"), (3_600, "hour"), (60, "minute"))
    size, unit = next(((s, u) for s, u in units if value and value % s == 0), (1, "second"))
    count = number(value / size)
    return f"{count} {unit}" if count == "1" else f"{count} {unit}s"
