"""Who is told how fast a budget burns: conditions, targets and policies of alerts.

A policy of OpenSLO v1 takes exactly one condition, so that there is one for each burn rate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stormdesk.exchange.catalogues.owners import Owner
from stormdesk.exchange.operations.alert import Severity
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.promql import number
from stormdesk.exchange.operations.openslo.document import (
    Document,
    description,
    document,
    label,
    time_span,
)
from stormdesk.exchange.operations.prometheus.burn_rates import BurnRate
from stormdesk.exchange.operations.prometheus.wording import percent, severity_of, span


def severity_at(level: Level, rate: BurnRate) -> Severity:
    """Return whether a burn rate of a level wakes somebody: a fast one of a level that pages."""
    return "page" if rate.is_fast and severity_of(level) == "page" else "ticket"


def policy_name(level: Level, rate: BurnRate) -> str:
    """Return the name of the policy that a level has for a burn rate, shared within an owner."""
    return label(level.owner.slug, *_parts(level, rate))


def conditions(burning: Iterable[tuple[Level, BurnRate]]) -> list[Document]:
    """Return the conditions that some levels need, each once."""
    found: dict[str, Document] = {}
    for level, rate in burning:
        found[_condition(level, rate)] = document(
            "AlertCondition",
            _condition(level, rate),
            {
                "description": description(
                    f"{percent(rate.share)} of the budget of {span(level.window)} within"
                    f" {span(rate.long)}. Rules that can should ask the same of the last"
                    f" {span(rate.short)}, so that an alert ends soon after its cause."
                ),
                "severity": severity_at(level, rate),
                "condition": {
                    "kind": "burnrate",
                    "op": "gte",
                    "threshold": float(rate.factor),
                    "lookbackWindow": time_span(rate.long),
                    "alertAfter": time_span(max(rate.short // 2, 60)),
                },
            },
        )
    return [found[name] for name in sorted(found)]


def policies_of(owner: Owner, burning: Iterable[tuple[Level, BurnRate]]) -> Iterator[Document]:
    """Yield the targets of an owner, and the policies that its levels need, each once."""
    own = [(level, rate) for level, rate in burning if level.owner.slug == owner.slug]
    severities: set[Severity] = {severity_at(level, rate) for level, rate in own}
    for severity in sorted(severities):
        yield _target(owner, severity)
    found = {policy_name(level, rate): (level, rate) for level, rate in own}
    for name, (level, rate) in sorted(found.items()):
        yield document(
            "AlertPolicy",
            name,
            {
                "description": description(
                    f"{owner.name} learns that {percent(rate.share)} of a budget burnt within"
                    f" {span(rate.long)}."
                ),
                "alertWhenBreaching": True,
                "alertWhenResolved": True,
                "alertWhenNoData": False,
                "conditions": [{"conditionRef": _condition(level, rate)}],
                "notificationTargets": [
                    {"targetRef": _target_name(owner, severity_at(level, rate))}
                ],
            },
        )


def _target(owner: Owner, severity: Severity) -> Document:
    team = owner.team
    reached = team and (team.on_call if severity == "page" else team.channel)
    what = "Who is woken" if severity == "page" else "Where it waits until the morning"
    told = f"{what}: {reached or 'not yet decided'}."
    further = f"Escalation: {team.escalation}." if team and team.escalation else ""
    spec = {"target": severity, "description": description(f"{owner.name}.", told, further)}
    return document(
        "AlertNotificationTarget", _target_name(owner, severity), spec, title=owner.name
    )


def _target_name(owner: Owner, severity: Severity) -> str:
    return label(owner.slug, severity)


def _condition(level: Level, rate: BurnRate) -> str:
    return label(*_parts(level, rate))


def _parts(level: Level, rate: BurnRate) -> tuple[str, ...]:
    pace = number(rate.factor).replace(".", "-")
    spans = (time_span(rate.long), time_span(rate.short))
    return ("burn", time_span(level.window), f"{pace}x", *spans, severity_at(level, rate))
