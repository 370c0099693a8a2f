"""What alerts have in common: names, labels, and numbers as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from stormdesk.exchange.catalogues.owners import Owner
from stormdesk.exchange.operations.alert import Severity
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
        **responsible(level.owner, level.operator),
    }


def responsible(owner: Owner, operator: Owner | None) -> dict[str, str]:
    """Return the labels that say who answers for something, and who watches over it if anybody."""
    watched = {"operated_by": operator.slug} if operator is not None else {}
    return {"owner": owner.slug, **watched}


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
    return f" The number is {level.doubt}." if level.doubt else ""


def percent(share: Decimal) -> str:
    """Return a share such as 0.999 as ``99.9 %``."""
    return f"{number(share * 100)} %"


def span(seconds: int | Decimal) -> str:
    """Return a time as people say it, such as ``5 minutes``, ``500 ms`` or ``5 h 36 min``."""
    value = Decimal(seconds)
    if 0 < value < 1:
        return f"{number(value * 1_000)} ms"
    units = ((86_400, "day"), (3_600, "hour"), (60, "minute"))
    size, unit = next(((s, u) for s, u in units if value and value % s == 0), (1, "second"))
    if value > 60 * size and size < 86_400:
        return _parts(value)
    count = number(value / size)
    return f"{count} {unit}" if count == "1" else f"{count} {unit}s"


def _parts(value: Decimal) -> str:
    found: list[str] = []
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")):
        count = value if size == 1 else value // size
        value -= count * size
        found += [f"{number(count)} {unit}"] if count else []
    return " ".join(found)
