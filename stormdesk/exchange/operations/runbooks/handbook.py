"""What all runbooks of a board are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from stormdesk.exchange.catalogues.landscape import Boundary
from stormdesk.exchange.catalogues.owners import Owner
from stormdesk.exchange.contracts.kafka.topic import Topic
from stormdesk.exchange.operations.alert import Alert
from stormdesk.exchange.operations.grafana.debug import debugs
from stormdesk.exchange.operations.grafana.executive import executive
from stormdesk.exchange.operations.grafana.on_call import on_call
from stormdesk.exchange.operations.grafana.options import GrafanaOptions
from stormdesk.exchange.operations.grafana.watch import Watch, watch_of
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.runbooks.options import RunbookOptions
from stormdesk.exchange.operations.scaling.scaling import Scalings
from stormdesk.exchange.operations.scaling.scalings import scalings_of
from stormdesk.exchange.operations.stream import Stream
from stormdesk.layout.pins import lane_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.session import Kpi
from stormdesk.model.sticky import Kind, Sticky

_Each = TypeVar("_Each")


@dataclass(frozen=True, slots=True)
class Handbook:
    """A board with its alerts, panels and scalings, looked up by what they are about.

    ``alerts`` and ``levels`` are by the id of the stream, ``panels`` are dashboard and row of a
    panel by its title and of a row by its name, ``undoing`` and ``hotspots`` are by the sticky
    that is undone or pinned on, ``groups`` by that which reads, ``aside`` are the alerts on what
    was set aside by the topic of dead letters.
    """

    watch: Watch
    scalings: Scalings
    topics: Mapping[str, Topic]
    boundaries: Mapping[str, Boundary]
    alerts: Mapping[str, tuple[Alert, ...]]
    levels: Mapping[str, tuple[Level, ...]]
    on_topic: Mapping[str, tuple[Stream, ...]]
    panels: Mapping[str, tuple[str, str]]
    rows: Mapping[tuple[str, str], str]
    undoing: Mapping[str, tuple[Sticky, ...]]
    hotspots: Mapping[str, tuple[Sticky, ...]]
    kpis: Mapping[str, tuple[Kpi, ...]]
    groups: Mapping[str, str]
    aside: Mapping[str, tuple[Alert, ...]]

    @property
    def operations(self) -> Operations:
        """The streams, levels and owners."""
        return self.watch.operations

    @property
    def board(self) -> Board:
        """The board it is all taken from."""
        return self.operations.board

    @property
    def queries(self) -> Queries:
        """The queries of the chosen sources."""
        return self.watch.queries

    @property
    def streams(self) -> Mapping[str, Stream]:
        """The streams by the id of their sticky."""
        return self.operations.streams

    def owner_in(self, context: str) -> Owner:
        """Return who owns a context, by its slug."""
        lane = self.boundaries[context].context
        return self.operations.owners[lane.owner if lane is not None else None]

    def place_of(self, sticky: Sticky) -> tuple[str, Owner]:
        """Return what the context of a sticky is called and who owns it."""
        lane = self.board.get(lane_of(self.board, sticky), Context)
        owner = self.operations.owners[lane.owner if lane is not None else None]
        return (lane.name if lane is not None else "no context"), owner


def handbook_of(board: Board, options: RunbookOptions) -> Handbook:
    """Return what the runbooks of a board are made of.

    Raises BadInput where a source of metrics is unknown, or a message makes no contract.
    """
    watch = watch_of(board, GrafanaOptions(**options.model_dump()))
    operations = watch.operations
    stickies = [each for each in board.in_order(Sticky) if not each.parked]
    return Handbook(
        watch=watch,
        scalings=scalings_of(operations),
        topics={topic.name: topic for topic in operations.topics},
        boundaries={each.slug: each for each in operations.landscape.boundaries},
        alerts=_grouped((alert.stream.id, alert) for alert in watch.alerts.alerts),
        levels=_grouped((level.stream.id, level) for level in operations.levels),
        on_topic=_grouped((each.topic, each) for each in operations.streams.values()),
        panels=_panels(watch),
        rows=_rows(watch),
        undoing=_grouped((each.compensates or "", each) for each in stickies),
        hotspots=_grouped((s.pinned_to or "", s) for s in stickies if s.kind is Kind.HOTSPOT),
        groups={r.sticky.id: r.group for s in operations.streams.values() for r in s.readings},
        aside=_aside(watch, operations),
        kpis=_grouped((kpi.event, kpi) for kpi in board.in_order(Kpi)),
    )


def _grouped(pairs: Iterable[tuple[str, _Each]]) -> dict[str, tuple[_Each, ...]]:
    found: dict[str, list[_Each]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


def _aside(watch: Watch, operations: Operations) -> dict[str, tuple[Alert, ...]]:
    """Return the alerts on topics of dead letters, which several streams may share."""
    topics = {topic for stream in operations.streams.values() for topic in stream.dead_letters}
    named = ((alert.labels.get("topic", ""), alert) for alert in watch.alerts.alerts)
    return _grouped((topic, alert) for topic, alert in named if topic in topics)


def _panels(watch: Watch) -> dict[str, tuple[str, str]]:
    """Return the dashboard and row of each panel, of those on call where it is on more than one."""
    if not watch.operations.streams:
        return {}
    return {
        panel.title: (dashboard.title, row.title)
        for dashboard in (executive(watch), on_call(watch))
        for row in dashboard.sections
        for panel in row.panels
    }


def _rows(watch: Watch) -> dict[tuple[str, str], str]:
    """Return the debug dashboard by context and row, which is called as an event is."""
    return {
        (context, row.title): dashboard.title
        for dashboard in debugs(watch)
        for context in watch.contexts()
        if dashboard.name.partition(".")[0] == f"debug-{context}"
        for row in dashboard.sections
    }
