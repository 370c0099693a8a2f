"""The rules of a context: what is recorded of its levels and events, and the alerts on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from stormdesk.exchange.operations.alert import Alert, Alerts
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.profile import Slot
from stormdesk.exchange.operations.metrics.promql import duration, number
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.prometheus import series
from stormdesk.exchange.operations.prometheus.burn_alerts import windows_of
from stormdesk.exchange.operations.prometheus.ratio import Ratio, ratio_of
from stormdesk.exchange.operations.prometheus.templating import literal, present, said
from stormdesk.exchange.operations.prometheus.wording import responsible, series_labels
from stormdesk.exchange.operations.stream import Stream

_EVERY = "1m"
_DAY = 86_400
_RATES: tuple[tuple[str, Slot], ...] = (
    (series.SENT_RATE, "sent"),
    (series.PROCESSED_RATE, "processed"),
    (series.FAILED_RATE, "failed"),
)

Group = dict[str, Any]


def groups_of(
    operations: Operations, alerts: Alerts, queries: Queries, places: Places
) -> dict[str, list[Group]]:
    """Return the groups of rules by context: one a level, and one a stream."""
    found: dict[str, list[Group]] = {}
    for level in operations.levels:
        rules = [*_recorded(level, queries), *_alerting(alerts.of_level(level), places)]
        if rules:
            groups = found.setdefault(level.stream.context, [])
            groups.append({"name": f"slo-{level.name}", "interval": _EVERY, "rules": rules})
    for stream in operations.streams.values():
        own = (alert for alert in alerts.of_stream(stream) if alert.level is None)
        rules = [*_rates(stream, queries), *_alerting(own, places)]
        name = f"event-{stream.context}-{stream.name}"
        if rules:
            groups = found.setdefault(stream.context, [])
            groups.append({"name": name, "interval": _EVERY, "rules": rules})
    return found


@dataclass(frozen=True, slots=True)
class Places:
    """Where alerts lead to: runbooks, and the dashboard of those on call."""

    runbook_base: str
    dashboard: str

    def of(self, alert: Alert) -> dict[str, str]:
        """Return the annotations that lead people from an alert to what helps."""
        chosen = urlencode({"var-context": alert.stream.context, "var-event": alert.stream.name})
        return {
            "dashboard_url": f"{self.dashboard}?{chosen}",
            "runbook_url": f"{self.runbook_base}/{alert.runbook}",
        }


def annotations_of(alert: Alert, places: Places) -> dict[str, str]:
    """Return what people are told by an alert, so that Prometheus takes none of it for code."""
    now = f" {present(alert.measure)}" if alert.measure is not None else ""
    return {
        "summary": literal(alert.summary),
        "description": f"{literal(alert.description)}{now}{literal(_first(alert))}",
        **places.of(alert),
    }


def told_by(alert: Alert, places: Places, value: Decimal | None) -> dict[str, str]:
    """Return the same as people read it, where the alert has a value."""
    now = (
        f" {said(alert.measure, value)}" if alert.measure is not None and value is not None else ""
    )
    return {
        "summary": alert.summary,
        "description": f"{alert.description}{now}{_first(alert)}",
        **places.of(alert),
    }


def _first(alert: Alert) -> str:
    return f" First: {alert.first}."


def _alerting(alerts: Iterable[Alert], places: Places) -> Iterator[dict[str, Any]]:
    for alert in alerts:
        yield {
            "alert": alert.name,
            "expr": alert.expression,
            **({"for": duration(alert.patience)} if alert.patience else {}),
            "labels": {key: literal(value) for key, value in alert.labels.items()},
            "annotations": annotations_of(alert, places),
        }


def _recorded(level: Level, queries: Queries) -> Iterator[dict[str, Any]]:
    """Yield what is recorded of a level with a budget of errors."""
    ratio = ratio_of(level, queries) if level.form == "objective" else None
    if not isinstance(ratio, Ratio):
        return
    labels = series_labels(level)
    budget = f"(1 - {number(level.objective or Decimal(0))})"
    of_level = series.of_level

    def rule(name: str, expression: str, **more: str) -> dict[str, Any]:
        return {"record": name, "expr": expression, "labels": {**labels, **more}}

    for window in windows_of(level):
        yield rule(series.error_ratio(window), f"{ratio.bad(window)}\n/\n{ratio.total(window)}")
    yield rule(series.BAD_RATE, ratio.bad(300))
    yield rule(series.TOTAL_RATE, ratio.total(300))
    assumed = {"assumed": "true"} if level.is_assumed else {}
    yield rule(series.OBJECTIVE, f"vector({number(level.objective or Decimal(0))})", **assumed)
    yield rule(series.BUDGET, f"vector{budget}", **assumed)
    yield rule(series.PERIOD, f"vector({number(Decimal(level.window) / _DAY)})")
    yield rule(series.CURRENT_BURN, f"{of_level(series.error_ratio(300), level)} / {budget}")
    bad, total = (
        f"sum_over_time({of_level(name, level)}[{duration(level.window)}])"
        for name in (series.BAD_RATE, series.TOTAL_RATE)
    )
    yield rule(series.PERIOD_BURN, f"{bad}\n/ {total}\n/ {budget}")
    yield rule(series.REMAINING, f"1 - {of_level(series.PERIOD_BURN, level)}")


def _rates(stream: Stream, queries: Queries) -> Iterator[dict[str, Any]]:
    """Yield how often a stream comes, and how its consumers get on, by cohort behind a flag."""
    labels = {
        "bounded_context": stream.context,
        "event": stream.name,
        **responsible(stream.owner, stream.operator),
        "topic": stream.topic,
    }
    for name, slot in _RATES:
        found = (
            queries.query(slot, stream, stream.groups) if stream.groups or slot == "sent" else None
        )
        if found is not None:
            yield {"record": name, "expr": found, "labels": labels}
    flagged = tuple(sorted({each.group for each in stream.readings if each.sticky.flag}))
    if not flagged:
        return
    failed = queries.query("cohort-failed", stream, flagged)
    processed = queries.query("cohort-processed", stream, flagged)
    if failed is not None and processed is not None:
        expression = f"({failed} or 0 * {processed})\n/\n{processed}"
        yield {"record": series.COHORT_ERRORS, "expr": expression, "labels": labels}
