"""Panels of alerts: what fires now and did lately, with the way to their runbooks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from stormdesk.exchange.catalogues.mdx import table as markdown_table
from stormdesk.exchange.operations.alert import Alert
from stormdesk.exchange.operations.grafana.dashboard import tag_of
from stormdesk.exchange.operations.grafana.panel import Limit, Panel, Target
from stormdesk.exchange.operations.grafana.panels import Links, stat, table, text, timeline
from stormdesk.exchange.operations.grafana.text import markdown
from stormdesk.exchange.operations.grafana.variables import CHOSEN, IN_CONTEXT
from stormdesk.exchange.operations.grafana.watch import Watch

_FIRING = 'alertstate="firing"'
_ONE = Limit(Decimal(1))


def counts() -> tuple[Panel, Panel]:
    """Return how many pages and how many tickets there are now."""
    return _count("page", "Pages firing"), _count("ticket", "Tickets firing")


def _count(severity: str, title: str) -> Panel:
    expression = f'count(ALERTS{{{_FIRING},severity="{severity}",{CHOSEN}}}) or vector(0)'
    about = f"Alerts of severity {severity} that fire now."
    return stat(title, about, Target(expression, title, is_instant=True), "short", _ONE, width=12)


def firing(watch: Watch) -> Panel:
    """Return the alerts that fire now, each with links to what helps with its event."""
    by = "alertname, severity, bounded_context, event, consumergroup, owner, assumed"
    expression = f"max by ({by}) (ALERTS{{{_FIRING},{CHOSEN}}})"
    return table(
        "Alerts that fire",
        "A click on a row leads to the runbook of its event, which names those of failure modes,"
        " and to its debug dashboard.",
        [Target(expression, is_instant=True, format="table")],
        names={
            "severity": "Severity",
            "alertname": "Alert",
            "bounded_context": "Context",
            "event": "Event",
            "consumergroup": "Group",
            "owner": "Owner",
            "assumed": "Assumed",
        },
        hidden=("Value",),
        rows_lead_to=links_of_rows(watch),
    )


def links_of_rows(watch: Watch) -> Links:
    """Return what a row of a table leads to: runbook and debug dashboard of the event it names."""
    context, event = "${__data.fields.Context}", "${__data.fields.Event}"
    tag = tag_of(watch.operations.board)
    return (
        ("Runbook", f"{watch.options.runbook_base}/{context}/{event}.md"),
        ("Debug dashboard", f"/dashboards?tag={tag}&query=debug%20{context}"),
    )


def recent() -> Panel:
    """Return when each alert fired in the time that is looked at."""
    return timeline(
        "Recent incidents",
        "When each alert fired.",
        Target(f"max by (alertname, event) (ALERTS{{{_FIRING},{CHOSEN}}})", "{{alertname}}"),
    )


def by_context() -> Panel:
    """Return how many alerts fire in each context."""
    expression = f"sort_desc(count by (bounded_context) (ALERTS{{{_FIRING},{IN_CONTEXT}}}))"
    return table(
        "Affected services",
        "Contexts with alerts that fire now. Who reads their events is listed below, by context.",
        [Target(expression, is_instant=True, format="table")],
        names={"bounded_context": "Context", "Value": "Alerts"},
        width=12,
    )


def runbooks(alerts: Sequence[Alert], runbook_base: str) -> tuple[Panel, ...]:
    """Return all alerts of a context with the exact runbook of each; nothing without any."""
    rows = [
        (
            f"`{alert.name}`",
            alert.severity,
            markdown(alert.summary),
            markdown(alert.owner.name),
            "assumed" if "assumed" in alert.labels else "",
            f"[open]({runbook_base}/{alert.runbook})",
        )
        for alert in alerts
    ]
    if not rows:
        return ()
    head = ("Alert", "Severity", "What it says", "Owner", "Number", "Runbook")
    content = markdown_table(head, rows)
    height = min(4 + len(rows), 16)
    return (text("Alerts and their runbooks", content, height=height),)
