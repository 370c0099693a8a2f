"""What is recorded of events, summed up by labels of theirs: how many come, and how many fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stormdesk.exchange.operations.grafana.panel import RANGE, Panel, Target
from stormdesk.exchange.operations.grafana.panels import time_series
from stormdesk.exchange.operations.grafana.variables import CHOSEN
from stormdesk.exchange.operations.grafana.watch import Watch
from stormdesk.exchange.operations.prometheus import series
from stormdesk.exchange.operations.stream import Stream


def failing(labels: str, by: str) -> str:
    """Return the share of failures at each moment, of what is worked on at all."""
    return _share(f"{series.FAILED_RATE}{{{labels}}}", f"{series.PROCESSED_RATE}{{{labels}}}", by)


def failing_over_range(labels: str, by: str) -> str:
    """Return the share of failures over all of the time that is looked at, each weighing alike."""
    failed, processed = (
        f"sum_over_time({name}{{{labels}}}[{RANGE}])"
        for name in (series.FAILED_RATE, series.PROCESSED_RATE)
    )
    return _share(failed, processed, by)


def _share(failed: str, processed: str, by: str) -> str:
    # Failures are in no series before the first of them, which is no reason to show nothing.
    part, whole = f"sum by ({by}) ({failed})", f"sum by ({by}) ({processed})"
    return f"({part} or 0 * {whole}) / ({whole} > 0)"


def panels_of(streams: Iterable[Stream], watch: Watch) -> Iterator[Panel]:
    """Yield how many of the chosen events come, and what becomes of them where anybody reads."""
    is_worked_on = watch.is_worked_on(streams)
    targets = [Target(f"sum by (event) ({series.SENT_RATE}{{{CHOSEN}}})", "{{event}} sent")]
    if is_worked_on:
        processed = f"sum by (event) ({series.PROCESSED_RATE}{{{CHOSEN}}})"
        targets.append(Target(processed, "{{event}} worked on"))
        yield time_series(
            "Error rate by event",
            "Share of the attempts at an event that failed.",
            [Target(failing(CHOSEN, "event"), "{{event}}")],
            "percentunit",
        )
    yield time_series(
        "Throughput by event",
        "Events sent, and those that all of their consumers together worked on.",
        targets,
        "eps",
    )
