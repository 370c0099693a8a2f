"""The dashboard of those who decide: how well it goes, and what it costs the business."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from stormdesk.exchange.catalogues.mdx import table as markdown_table
from stormdesk.exchange.operations.grafana import incidents
from stormdesk.exchange.operations.grafana.dashboard import Dashboard
from stormdesk.exchange.operations.grafana.grid import Section
from stormdesk.exchange.operations.grafana.levels import level_panel, titled
from stormdesk.exchange.operations.grafana.panel import Limit, Panel, Target
from stormdesk.exchange.operations.grafana.panels import (
    bar_gauge,
    table,
    text,
    time_series,
)
from stormdesk.exchange.operations.grafana.rates import failing, failing_over_range
from stormdesk.exchange.operations.grafana.text import markdown, plain
from stormdesk.exchange.operations.grafana.variables import IN_CONTEXT, contexts
from stormdesk.exchange.operations.grafana.watch import Watch
from stormdesk.exchange.operations.levels import ASSUMED, UNCONFIRMED, Level
from stormdesk.exchange.operations.metrics.promql import string
from stormdesk.exchange.operations.prometheus import series
from stormdesk.model.session import Kpi

_NOTHING_LEFT = Limit(Decimal(0), is_least=True)
_BURNING = Limit(Decimal(1))
_ANY = Limit(Decimal("0.000001"))
_TOP = 10
_NO_BUDGET = "No event of the board has a service level with an objective that metrics can tell."
_NO_KPI = "The board names no number of the business that an event moves."
_UNTOLD = (
    "No metric of this board tells a number of the business. For each below, report what it"
    " measures where the business counts it, as a series with the labels `bounded_context` and"
    " `event`, and put it in the place of the throughput of its event, which is shown meanwhile."
)


def executive(watch: Watch) -> Dashboard:
    """Return the dashboard of a board."""
    return Dashboard(
        name="executive",
        title="executive",
        about="How reliable the business is: success, budgets of errors, and throughput.",
        since="7d",
        refresh="5m",
        variables=(contexts(watch.contexts()),),
        sections=(
            Section("Reliability", tuple(_reliability(watch))),
            Section("Error budgets", tuple(_budgets(watch))),
            Section("Business", tuple(_business(watch))),
            *(
                Section(plain(name), tuple(_of_context(context, watch)), is_closed=True)
                for context, name in watch.contexts().items()
            ),
        ),
    )


def _reliability(watch: Watch) -> Iterator[Panel]:
    if watch.is_worked_on(watch.operations.streams.values()):
        yield from _success()
        yield from _failing()
    yield incidents.by_context()


def _success() -> Iterator[Panel]:
    by = "bounded_context"
    yield bar_gauge(
        "Success rate by domain",
        "Share of events that were worked on without a failure, over the time that is looked at."
        " Each domain answers for the events that it sends, whoever works on them.",
        [
            Target(
                f"1 - {failing_over_range(IN_CONTEXT, by)}",
                "{{bounded_context}}",
                is_instant=True,
            )
        ],
        "percentunit",
        most=1,
    )
    yield time_series(
        "Success rate over time",
        "Share of events that were worked on without a failure, by domain.",
        [Target(f"1 - {failing(IN_CONTEXT, by)}", "{{bounded_context}}")],
        "percentunit",
        most=1,
    )


def _failing() -> Iterator[Panel]:
    share = failing_over_range(IN_CONTEXT, "bounded_context, event")
    yield bar_gauge(
        "Top failing events",
        "Events of which the largest share failed over the time that is looked at.",
        [Target(f"topk({_TOP}, {share} > 0)", "{{event}} ({{bounded_context}})", is_instant=True)],
        "percentunit",
        _ANY,
    )


def _doubts(levels: Sequence[Level]) -> str:
    """Return which numbers nobody agreed to, and how far one may rely on them."""
    return "".join(
        f" Numbers are {doubt}: {', '.join(names)}."
        for doubt in (ASSUMED, UNCONFIRMED)
        if (names := [level.name for level in levels if level.doubt == doubt])
    )


def _budgets(watch: Watch) -> Iterator[Panel]:
    levels = [level for level in watch.operations.levels if watch.is_recorded(level)]
    note = _doubts(levels)
    if not levels:
        yield text("Nothing promised yet", _NO_BUDGET, height=3)
        return
    columns = {
        "slo": "Level",
        "bounded_context": "Context",
        "event": "Event",
        "owner": "Owner",
        "assumed": "Assumed",
        "Value #A": "Objective",
        "Value #B": "Burn rate",
        "Value #C": "Budget left",
    }
    by = "slo, bounded_context, event, owner"
    yield table(
        "Error budgets",
        "What each level promises, how fast its budget of errors burns now (at 100 % it lasts"
        " exactly as long as its period), and what is left of it. Assumed numbers are nobody's"
        " promise yet. A click on a row leads to the runbook of its event.",
        [
            Target(expression, is_instant=True, format="table")
            for expression in (
                f"max by ({by}, assumed) ({series.OBJECTIVE}{{{IN_CONTEXT}}})",
                f"max by ({by}) ({series.CURRENT_BURN}{{{IN_CONTEXT}}})",
                f"max by ({by}) ({series.REMAINING}{{{IN_CONTEXT}}})",
            )
        ],
        names=columns,
        unit="percentunit",
        rows_lead_to=incidents.links_of_rows(watch),
    )
    yield time_series(
        "Budget left",
        f"What is left of the budget of errors of each level; below 0 the promise is broken.{note}",
        [Target(f"{series.REMAINING}{{{IN_CONTEXT}}}", "{{slo}}")],
        "percentunit",
        limit=_NOTHING_LEFT,
        most=1,
    )
    yield time_series(
        "Burn rate",
        "How many times faster than allowed the budget of each level burns; at 1 it lasts exactly"
        f" as long as its period.{note}",
        [Target(f"{series.CURRENT_BURN}{{{IN_CONTEXT}}}", "{{slo}}")],
        "none",
        limit=_BURNING,
    )


def _business(watch: Watch) -> Iterator[Panel]:
    kpis = [
        (kpi, watch.operations.streams[kpi.event])
        for kpi in watch.operations.board.in_order(Kpi)
        if kpi.event in watch.operations.streams
    ]
    if not kpis:
        yield text("No number of the business yet", _NO_KPI, height=3)
        return
    rows = [
        (
            markdown(kpi.name),
            markdown(kpi.measure or "not said"),
            markdown(kpi.unit or ""),
            f"`{stream.name}`",
        )
        for kpi, stream in kpis
    ]
    listed = markdown_table(("Number", "Measure", "Unit", "Event"), rows)
    yield text("What is to be reported", f"{_UNTOLD}\n\n{listed}", width=12)
    for kpi, stream in kpis:
        chosen = f"bounded_context={string(stream.context)},event={string(stream.name)}"
        yield time_series(
            plain(f"{kpi.name}: throughput of {stream.name}"),
            plain(
                f"How often {stream.name} comes. It moves {kpi.name}"
                f" ({kpi.measure or 'nobody said how it is measured'}), which no metric tells yet."
            ),
            [Target(f"{series.SENT_RATE}{{{chosen}}}", stream.name)],
            "eps",
            links=watch.runbook(stream.runbook),
        )


def _of_context(context: str, watch: Watch) -> Iterator[Panel]:
    levels = watch.objectives_in(context)
    if levels:
        yield bar_gauge(
            "Budget left by level",
            "What is left of the budget of errors of each level, over its period."
            + _doubts(levels),
            [
                Target(series.of_level(series.REMAINING, level), titled(level), is_instant=True)
                for level in levels
            ],
            "percentunit",
            _NOTHING_LEFT,
            most=1,
            width=24,
            height=min(4 + len(levels), 16),
        )
    panels = (level_panel(level, watch) for level in levels)
    yield from (panel for panel in panels if isinstance(panel, Panel))
    rows = [
        (
            f"`{stream.name}`",
            ", ".join(sorted({f"`{reading.context}`" for reading in stream.readings})),
            ", ".join(f"`{group}`" for group in stream.groups),
            markdown(stream.owner.name),
        )
        for stream in watch.by_context[context]
        if stream.readings
    ]
    if rows:
        content = markdown_table(("Event", "Affected services", "Consumer groups", "Owner"), rows)
        yield text("Whom a failure affects", content, height=min(4 + len(rows), 16))
