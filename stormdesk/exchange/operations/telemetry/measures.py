"""The metrics of a message with their units, and buckets that contain what levels promise.

Source: OpenTelemetry semantic conventions 1.44, "Messaging metrics", explicit bucket boundaries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.own import OWN_METRICS, Metric
from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.stream import Stream
from stormdesk.exchange.operations.telemetry import names

_ADVISED = (
    "0.005", "0.01", "0.025", "0.05", "0.075", "0.1", "0.25", "0.5", "0.75", "1", "2.5", "5", "7.5",
    "10",
)  # fmt: skip
_OF_CHAINS = ("1", "5", "15", "60", "300", "900", "3600", "14400", "43200", "86400")
_STANDARD = (
    (names.SENT_MESSAGES, "counter", "{message}", "sender"),
    (names.OPERATION_DURATION, "histogram", "s", "sender and readers"),
    (names.CONSUMED_MESSAGES, "counter", "{message}", "readers"),
    (names.PROCESS_DURATION, "histogram", "s", "readers"),
)
_UNITS = {"seconds": "s", "attempts": "{attempt}", "records": "{record}", "chains": "{chain}"}
_CHAIN = "stormdesk_chain"


@dataclass(frozen=True, slots=True)
class Measure:
    """A metric of a message.

    ``attributes`` are what it is told apart by, ``buckets`` the bounds of a histogram, ``doubts``
    what is said of those of them that nobody agreed on; ``chain`` is the service level that it
    measures.
    """

    name: str
    type: str
    unit: str
    by: str
    attributes: tuple[str, ...]
    buckets: tuple[Decimal, ...] = ()
    doubts: tuple[tuple[Decimal, str], ...] = ()
    chain: str | None = None


def measures_of(operations: Operations, stream: Stream) -> list[Measure]:
    """Return the metrics of a message: those of the standard, then those of our own."""
    levels = [level for level in operations.levels_on(stream) if level.start is None]
    standard = (
        Measure(name, kind, unit, by, _attributes(by))
        for name, kind, unit, by in _STANDARD
        if stream.readings or "sender" in by
    )
    own = (
        _own(metric)
        for metric in OWN_METRICS
        if not metric.name.startswith(_CHAIN)
        and (stream.readings or metric.reported_by != "consumer")
    )
    found = [_with_buckets(each, _ADVISED, levels) for each in (*standard, *own)]
    return [*found, *_of_chains(operations, stream)]


def _own(metric: Metric) -> Measure:
    unit = _UNITS.get(metric.unit, "{event}")
    return Measure(metric.name, metric.type, unit, metric.reported_by, metric.labels)


def _attributes(by: str) -> tuple[str, ...]:
    """Return what a standard metric is told apart by: the rules ask for all of it."""
    group = (names.GROUP,) if "readers" in by else ()
    return (names.SYSTEM, names.DESTINATION, *group, names.EVENT_TYPE, names.ERROR_TYPE)


def _of_chains(operations: Operations, stream: Stream) -> Iterator[Measure]:
    """Yield the metrics of chains: begun ones of their first event, times of their last one."""
    for level in operations.levels:
        if level.start is None or stream.id not in (level.start.id, level.stream.id):
            continue
        for metric in OWN_METRICS:
            end = level.stream if metric.type == "histogram" else level.start
            if end.id == stream.id and metric.name.startswith(_CHAIN):
                measure = replace(_own(metric), chain=level.name)
                yield _with_buckets(measure, _OF_CHAINS, [level])


def _with_buckets(measure: Measure, usual: Iterable[str], levels: Iterable[Level]) -> Measure:
    """Return a histogram with usual bounds and those that levels are judged by."""
    if measure.type != "histogram":
        return measure
    wanted = {(bound, level.doubt) for level in levels for bound in _judged(level)}
    bounds = {*map(Decimal, usual), *(bound for bound, _ in wanted)}
    doubts = {(bound, doubt) for bound, doubt in wanted if doubt}
    return replace(measure, buckets=tuple(sorted(bounds)), doubts=tuple(sorted(doubts)))


def _judged(level: Level) -> list[Decimal]:
    seconds = level.threshold if level.unit == "seconds" else None
    return [bound for bound in (seconds, level.within) if bound]
