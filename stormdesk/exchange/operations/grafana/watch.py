"""What all dashboards of a board are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stormdesk.analysis.hot_path import hot_events
from stormdesk.exchange.operations.alert import Alerts
from stormdesk.exchange.operations.alerts import alerts_of
from stormdesk.exchange.operations.grafana.options import GrafanaOptions
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.metrics.sources import queries_of
from stormdesk.exchange.operations.operations import Operations, operations_of
from stormdesk.exchange.operations.prometheus.ratio import Ratio, ratio_of
from stormdesk.exchange.operations.stream import Stream
from stormdesk.model.board import Board


@dataclass(frozen=True, slots=True)
class Watch:
    """The streams of a board with queries and alerts; ``ratios`` are of levels by name.

    A ratio that cannot be measured is the reason in its stead.
    """

    operations: Operations
    queries: Queries
    alerts: Alerts
    options: GrafanaOptions
    ratios: Mapping[str, Ratio | str]
    by_context: Mapping[str, tuple[Stream, ...]]

    @property
    def title(self) -> str:
        """What the board is called."""
        return self.operations.board.profile.title

    def contexts(self) -> dict[str, str]:
        """Return the names of the contexts that have streams, by slug."""
        return {slug: streams[0].context_name for slug, streams in self.by_context.items()}

    def levels_in(self, context: str) -> list[Level]:
        """Return the levels on the streams of a context."""
        return [level for level in self.operations.levels if level.stream.context == context]

    def objectives_in(self, context: str) -> list[Level]:
        """Return those with a budget of errors that is recorded."""
        return [level for level in self.levels_in(context) if self.is_recorded(level)]

    def is_recorded(self, level: Level) -> bool:
        """Tell whether the rules record the errors of a level."""
        return level.form == "objective" and isinstance(self.ratios[level.name], Ratio)

    def is_worked_on(self, streams: Iterable[Stream]) -> bool:
        """Tell whether the rules record what becomes of any of some streams."""
        return any(
            stream.groups
            and self.queries.source("processed", stream) is not None
            and self.queries.source("failed", stream) is not None
            for stream in streams
        )

    def critical(self) -> list[Stream]:
        """Return the streams that must not wait; all that anybody reads where none is told.

        They are on a hot path, worth much, or have a level that pages or bounds a backlog.
        """
        hot = hot_events(self.operations.board)
        read = [each for each in self.operations.streams.values() if each.groups]
        return [each for each in read if each.id in hot or self._matters(each)] or read

    def runbook(self, path: str) -> tuple[tuple[str, str], ...]:
        """Return the link to a runbook."""
        return (("Runbook", f"{self.options.runbook_base}/{path}"),)

    def _matters(self, stream: Stream) -> bool:
        message = stream.subject.sticky.message
        is_dear = message is not None and message.value == "high"
        return is_dear or any(
            level.source.criticality == "page" or level.indicator in ("consumer-lag", "queue-depth")
            for level in self.operations.levels_on(stream)
        )


def watch_of(board: Board, options: GrafanaOptions) -> Watch:
    """Return what the dashboards of a board are made of.

    Raises BadInput where a source of metrics is unknown, or a message makes no contract.
    """
    operations, queries = operations_of(board), queries_of(options)
    by_context: dict[str, list[Stream]] = defaultdict(list)
    for stream in operations.streams.values():
        by_context[stream.context].append(stream)
    return Watch(
        operations,
        queries,
        alerts_of(operations, queries, options),
        options,
        {level.name: ratio_of(level, queries) for level in operations.levels},
        {context: tuple(streams) for context, streams in by_context.items()},
    )
