"""The dashboards of those who look for a cause: one a context, with a row for each event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from stormdesk.exchange.operations.grafana.consumers import (
    AGE,
    WAITING,
    dead_letters,
    lines,
)
from stormdesk.exchange.operations.grafana.contract import contract_panel
from stormdesk.exchange.operations.grafana.dashboard import Dashboard
from stormdesk.exchange.operations.grafana.grid import Section
from stormdesk.exchange.operations.grafana.levels import level_panel
from stormdesk.exchange.operations.grafana.panel import INTERVAL, Panel, Target
from stormdesk.exchange.operations.grafana.panels import heatmap, time_series, traces
from stormdesk.exchange.operations.grafana.rates import panels_of
from stormdesk.exchange.operations.grafana.text import plain
from stormdesk.exchange.operations.grafana.variables import CHOSEN, events, one_context, source
from stormdesk.exchange.operations.grafana.watch import Watch
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.profile import Slot
from stormdesk.exchange.operations.metrics.promql import string
from stormdesk.exchange.operations.prometheus import series
from stormdesk.exchange.operations.stream import Stream

_ROWS = 40


def debugs(watch: Watch) -> Iterator[Dashboard]:
    """Yield the dashboards of each context, more than one where it has very many events."""
    for context, name in watch.contexts().items():
        shown = [each for each in watch.by_context[context] if is_shown(each)]
        parts = [shown[at : at + _ROWS] for at in range(0, len(shown), _ROWS)]
        for place, streams in enumerate(parts, 1):
            behind = f".{place}" if place > 1 else ""
            counted = f", part {place} of {len(parts)}" if len(parts) > 1 else ""
            tempo = (source("tempo", "Tempo", "tempo"),) if watch.options.traces else ()
            yield Dashboard(
                name=f"debug-{context}{behind}",
                title=f"debug {context}{counted}",
                about=f"What happens to each event of {name}, for those who look for a cause.",
                since="1h",
                refresh="1m",
                variables=(one_context(context, name), events(), *tempo),
                sections=(
                    Section("All events", tuple(_overview(context, watch))),
                    *(
                        Section(stream.name, tuple(_of_stream(stream, watch)), is_closed=True)
                        for stream in streams
                    ),
                ),
            )


def is_shown(stream: Stream) -> bool:
    """Tell whether a stream has a row of its own: somebody reads it, or has described it."""
    sticky = stream.subject.sticky
    return bool(stream.readings or sticky.message is not None or sticky.service_levels)


def _overview(context: str, watch: Watch) -> Iterator[Panel]:
    yield from panels_of(watch.by_context[context], watch)
    flagged = any(r.sticky.flag for each in watch.by_context[context] for r in each.readings)
    if flagged and watch.queries.source("cohort-failed") is not None:
        yield time_series(
            "Error rate by feature flag",
            "Share of failures on each side of a flag: on or off.",
            [Target(f"{series.COHORT_ERRORS}{{{CHOSEN}}}", "{{event}} {{flag}} {{cohort}}")],
            "percentunit",
        )


def _of_stream(stream: Stream, watch: Watch) -> Iterator[Panel]:
    levels = watch.operations.levels_on(stream)
    yield contract_panel(stream, watch)
    if watch.options.traces:
        yield from _traces(stream, levels)
    yield from _throughput(stream, watch)
    for group in stream.groups:
        yield from _latency(stream, group, levels, watch)
    yield from _troubles(stream, watch)
    yield from _backlog(stream, watch)
    yield from _replay(stream, levels, watch)


def _traces(stream: Stream, levels: tuple[Level, ...]) -> Iterator[Panel]:
    ours = _spans(stream)
    yield traces(
        "Traces",
        "Latest traces in which the event was sent or worked on; open one to see it as a waterfall."
        " Consumers that link to the trace of the sender begin one of their own.",
        ours,
    )
    for level in levels:
        if level.start is not None:
            yield traces(
                plain(f"Traces from {level.start.name} to {stream.name}"),
                "Latest traces in which the first event of the chain led to the last one.",
                f"{_spans(level.start)} >> {ours}",
            )


def _spans(stream: Stream) -> str:
    return f"{{ span.cloudevents.event_type = {string(stream.type)} }}"


def _throughput(stream: Stream, watch: Watch) -> Iterator[Panel]:
    sent = watch.queries.query("sent", stream, window=INTERVAL)
    targets = [Target(sent, "sent")] if sent is not None else []
    targets += _called("worked on", "processed", stream, watch)
    targets += _called("failed", "failed", stream, watch)
    if targets:
        yield time_series(
            "Throughput per consumer",
            "Events sent, and what each consumer group worked on and failed at.",
            targets,
            "eps",
            links=watch.runbook(stream.runbook),
        )


def _called(
    what: str,
    slot: Literal["processed", "failed", "retries", "duplicates", "schema-errors"],
    stream: Stream,
    watch: Watch,
) -> list[Target]:
    """Return a query for each group, called by the group alone, for the row names the event."""
    return [
        Target(found, plain(f"{group} {what}"))
        for group in stream.groups
        if (found := watch.queries.query(slot, stream, (group,), window=INTERVAL)) is not None
    ]


def _latency(
    stream: Stream, group: str, levels: tuple[Level, ...], watch: Watch
) -> Iterator[Panel]:
    """Yield how long events take with a group: end to end where a level asks, else its work."""
    end_to_end = watch.queries.query("latency-bucket", stream, (group,), window=INTERVAL)
    work = watch.queries.query("processing-bucket", stream, (group,), window=INTERVAL)
    is_promised = any(level.indicator == "latency" for level in levels)
    if end_to_end is not None and (is_promised or work is None):
        about = "From the time attribute of the event until its work ended."
        yield heatmap(plain(f"Latency, {group}"), about, end_to_end)
    elif work is not None:
        about = "How long the work on one event took, without the time that it waited."
        yield heatmap(plain(f"Time of work, {group}"), about, work)


def _troubles(stream: Stream, watch: Watch) -> Iterator[Panel]:
    targets = [
        *_called("retries", "retries", stream, watch),
        *_called("duplicates", "duplicates", stream, watch),
        *_called("schema errors", "schema-errors", stream, watch),
        *dead_letters([stream], watch),
    ]
    if targets:
        yield time_series(
            "Retries, duplicates, schema errors, dead letters",
            "What went wrong with the event, by consumer group or by topic of dead letters.",
            targets,
            "eps",
            links=watch.runbook(stream.runbook),
        )


def _backlog(stream: Stream, watch: Watch) -> Iterator[Panel]:
    for sort in (WAITING, AGE):
        targets = lines(sort, [stream], watch)
        if targets:
            yield time_series(sort.title, sort.about, targets, sort.unit)
            return


def _replay(stream: Stream, levels: tuple[Level, ...], watch: Watch) -> Iterator[Panel]:
    message = stream.subject.sticky.message
    recorded = [level for level in levels if level.indicator == "replay-success"]
    is_replayed = bool(recorded) or (message is not None and message.replay_window is not None)
    if not stream.groups or not is_replayed:
        return
    named: tuple[tuple[Slot, str], ...] = (("replayed", "read again"), ("replay-failed", "failed"))
    targets = [
        Target(found, plain(f"{group} {what}"))
        for group in stream.groups
        for slot, what in named
        if (found := watch.queries.query(slot, stream, (group,), window=INTERVAL)) is not None
    ]
    if targets:
        yield time_series(
            "Reprocessing and replay",
            "Events that were read again, and those that failed; nothing while nobody replays.",
            targets,
            "short",
            links=watch.runbook(stream.runbook),
        )
    panels = (level_panel(level, watch) for level in recorded)
    yield from (panel for panel in panels if isinstance(panel, Panel))
