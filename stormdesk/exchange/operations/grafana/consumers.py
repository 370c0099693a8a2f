"""Panels with a line for each consumer of some streams: what waits, fails, or is tried again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from stormdesk.exchange.operations.dead_letters import set_aside
from stormdesk.exchange.operations.grafana.panel import INTERVAL, Panel, Target, Unit
from stormdesk.exchange.operations.grafana.panels import Links, time_series
from stormdesk.exchange.operations.grafana.text import plain
from stormdesk.exchange.operations.grafana.watch import Watch
from stormdesk.exchange.operations.stream import Stream

MOST = 20
"""Lines in one panel; more cannot be told apart."""

Counted = Literal["lag-messages", "lag-seconds", "schema-errors", "retries"]


@dataclass(frozen=True, slots=True)
class Sort:
    """What a panel shows of each consumer; ``by_topic`` where it speaks of all messages there."""

    slot: Counted
    title: str
    about: str
    unit: Unit
    by_topic: bool = False


WAITING = Sort(
    "lag-messages",
    "Queue depth",
    "Messages that each group has still to read.",
    "short",
    by_topic=True,
)
AGE = Sort(
    "lag-seconds",
    "Consumer lag",
    "Age of the oldest event that each group has not worked on yet.",
    "s",
    by_topic=True,
)
SCHEMA_ERRORS = Sort(
    "schema-errors", "Schema errors", "Events that could not be read by their schema.", "eps"
)
RETRIES = Sort("retries", "Retries", "Further attempts at events.", "eps")


def lines(sort: Sort, streams: Iterable[Stream], watch: Watch) -> list[Target]:
    """Return a query for each consumer group of some streams that a source of metrics answers.

    Each is called by its event or its topic, and by its group.
    """
    found: dict[str, Target] = {}
    for stream in streams:
        for group in stream.groups:
            asked = watch.queries.query(sort.slot, stream, (group,), window=INTERVAL)
            if asked is not None:
                called = stream.topic if sort.by_topic else stream.name
                found.setdefault(asked, Target(asked, plain(f"{called} · {group}")))
    return list(found.values())


def dead_letters(streams: Iterable[Stream], watch: Watch) -> list[Target]:
    """Return queries of what is set aside, each called by all topics that it speaks of."""
    found: dict[str, dict[str, None]] = {}
    for stream in streams:
        told = set_aside(stream, stream.dead_letters, watch.queries, INTERVAL)
        for asked, topics in told.items():
            found.setdefault(asked, {}).update(dict.fromkeys(topics))
    return [Target(asked, plain(", ".join(topics))) for asked, topics in found.items()]


def first(title: str, about: str, unit: Unit, targets: Sequence[Target]) -> tuple[Panel, ...]:
    """Return a panel of the first lines, which says how many there are; none without any."""
    if not targets:
        return ()
    if len(targets) > MOST:
        title = f"{title} ({MOST} of {len(targets)})"
        about = f"{about} The others are in the rows of their contexts."
    return (time_series(title, about, targets[:MOST], unit),)


def each(
    title: str, about: str, unit: Unit, targets: Sequence[Target], links: Links = ()
) -> Iterator[Panel]:
    """Yield as many panels as the lines need."""
    parts = [targets[at : at + MOST] for at in range(0, len(targets), MOST)]
    for place, part in enumerate(parts, 1):
        counted = f" ({place} of {len(parts)})" if len(parts) > 1 else ""
        yield time_series(f"{title}{counted}", about, part, unit, links=links)
