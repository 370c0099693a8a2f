"""The dashboard of those on call: what fires, what waits, what fails, and where to read on."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.exchange.operations.grafana import incidents
from stormdesk.exchange.operations.grafana.consumers import (
    AGE,
    RETRIES,
    SCHEMA_ERRORS,
    WAITING,
    dead_letters,
    each,
    first,
    lines,
)
from stormdesk.exchange.operations.grafana.dashboard import ON_CALL, Dashboard
from stormdesk.exchange.operations.grafana.grid import Section
from stormdesk.exchange.operations.grafana.levels import level_panel
from stormdesk.exchange.operations.grafana.panel import Panel, Unit
from stormdesk.exchange.operations.grafana.rates import panels_of
from stormdesk.exchange.operations.grafana.text import plain
from stormdesk.exchange.operations.grafana.variables import contexts, events
from stormdesk.exchange.operations.grafana.watch import Watch

_SORTS = (AGE, WAITING, SCHEMA_ERRORS, RETRIES)
_ASIDE: tuple[str, str, Unit] = (
    "Dead letters",
    "Events set aside, by the topic where they lie.",
    "eps",
)


def on_call(watch: Watch) -> Dashboard:
    """Return the dashboard of a board."""
    return Dashboard(
        name=ON_CALL,
        title="on call",
        about="What fires, waits and fails now, with the way to the runbooks.",
        since="3h",
        refresh="30s",
        variables=(contexts(watch.contexts()), events()),
        sections=(
            Section(
                "Incidents",
                (*incidents.counts(), incidents.firing(watch), incidents.recent()),
            ),
            Section("Critical topics", tuple(_critical(watch))),
            Section("Events", tuple(panels_of(watch.operations.streams.values(), watch))),
            *(
                Section(plain(name), tuple(_of_context(context, watch)), is_closed=True)
                for context, name in watch.contexts().items()
            ),
        ),
    )


def _critical(watch: Watch) -> Iterator[Panel]:
    streams = watch.critical()
    for sort in _SORTS:
        targets = lines(sort, streams, watch)
        yield from first(f"{sort.title} of critical topics", sort.about, sort.unit, targets)
    title, about, unit = _ASIDE
    yield from first(f"{title} of critical topics", about, unit, dead_letters(streams, watch))


def _of_context(context: str, watch: Watch) -> Iterator[Panel]:
    alerts = [alert for alert in watch.alerts.alerts if alert.stream.context == context]
    yield from incidents.runbooks(alerts, watch.options.runbook_base)
    bounded = [
        panel
        for level in watch.levels_in(context)
        if level.form in ("threshold", "zero-tolerance")
        and isinstance(panel := level_panel(level, watch), Panel)
    ]
    yield from bounded
    drawn = [{asked["expr"] for asked in panel.body["targets"]} for panel in bounded]
    streams = watch.by_context[context]
    for sort in _SORTS:
        targets = lines(sort, streams, watch)
        # A level's panel shows the same lines, and its threshold too.
        if not any({target.expression for target in targets} <= one for one in drawn):
            yield from each(sort.title, sort.about, sort.unit, targets)
    title, about, unit = _ASIDE
    yield from each(title, about, unit, dead_letters(streams, watch))
