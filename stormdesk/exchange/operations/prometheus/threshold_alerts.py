"""The alerts of levels with a number not to be passed, and of those that bear no failure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stormdesk.exchange.operations.alert import Alert
from stormdesk.exchange.operations.levels import USUAL_PATIENCE, Level
from stormdesk.exchange.operations.metrics.promql import number
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.prometheus.options import AlertOptions
from stormdesk.exchange.operations.prometheus.ratio import Ratio, at_least_one
from stormdesk.exchange.operations.prometheus.trial import Feed, Phase, Trial, steps
from stormdesk.exchange.operations.prometheus.wording import (
    level_labels,
    level_mode,
    level_name,
    level_runbook,
    note,
    percent,
    severity_of,
    span,
)
from stormdesk.model.naming import pascal

_BELOW, _ABOVE = Decimal("0.95"), Decimal("1.05")
QUANTILE = Decimal("0.95")
"""Where a level of latency says no share: what all but the slowest wait at most."""
_SEEN_FOR = 900
_DAY = 86_400
_OVER = "5m"


def zero_tolerance_alert(ratio: Ratio) -> Alert:
    """Return the alert of a level that bears no failure at all."""
    level = ratio.level
    severity = severity_of(level)
    slow = ratio.shape == "missing"
    window = max(_SEEN_FOR * (4 if slow else 1), 2 * int(level.within or 0))
    patience = max(_SEEN_FOR, int(level.within or 0)) if slow else None
    is_apart = slow and level.indicator != "latency"
    apart = " Both counts are scraped moments apart: make sure that the gap is real." * is_apart
    healthy, broken = (ratio.fed(Decimal(bad), Decimal(10)) for bad in (0, 1))
    return Alert(
        name=level_name(level, "Broken"),
        stream=level.stream,
        level=level,
        mode=level_mode(level),
        severity=severity,
        expression=f"{ratio.bad(window)} {at_least_one(ratio, window)}",
        patience=patience,
        summary=f"{level.title}: at least one event failed",
        description=(
            f"Every single event has to be good, and within {span(window)} at least one was"
            f" not.{apart}{note(level)}"
        ),
        runbook=level_runbook(level),
        owner=level.owner,
        labels=level_labels(level, severity),
        trial=Trial(
            ratio.feeds,
            (
                Phase(steps(window, 1), healthy, fires=False),
                Phase(steps(patience or 1, 1), broken, fires=True),
                Phase(steps(window, 1), healthy, fires=False),
            ),
        ),
    )


def threshold_alerts(
    level: Level, queries: Queries, options: AlertOptions
) -> Iterator[Alert | str]:
    """Yield the alerts of a level with a threshold, one for each consumer group of a backlog.

    What cannot be measured is a sentence.
    """
    if level.indicator == "latency" or level.start is not None:
        yield _latency(level, queries)
        return
    if not level.groups:
        yield f"{level.title} is left out: nobody reads the event."
    for group in level.groups:
        yield _backlog(level, group, queries, options)


def _backlog(level: Level, group: str, queries: Queries, options: AlertOptions) -> Alert | str:
    threshold = level.threshold or Decimal(0)
    found = _backlog_query(level, group, queries, options)
    if isinstance(found, str):
        return f"{level.title} of {group} is left out: {found}."
    query, feeds, values, how = found
    unit = span(threshold) if level.unit == "seconds" else f"{number(threshold)} messages"
    what = "Behind" if level.unit == "seconds" else "Backlog"
    name = level_name(level, what)
    severity = severity_of(level)
    return Alert(
        name=f"{name}{pascal(group, 'Group')}" if len(level.groups) > 1 else name,
        stream=level.stream,
        level=level,
        mode=level_mode(level),
        severity=severity,
        expression=f"{query} > {number(threshold)}",
        patience=_patience(level),
        summary=f"{level.title}: {group} is more than {unit} behind",
        description=f"{how} It has lasted for {span(_patience(level))}.{note(level)}",
        runbook=level_runbook(level),
        owner=level.owner,
        labels={**level_labels(level, severity), "consumergroup": group},
        trial=_passing(level, feeds, *values),
    )


_Backlog = tuple[str, tuple[Feed, ...], tuple[tuple[Decimal, ...], tuple[Decimal, ...]], str]


def _backlog_query(
    level: Level, group: str, queries: Queries, options: AlertOptions
) -> _Backlog | str:
    """Return the query, its feeds with values just below and above, and how it is measured."""
    stream, threshold = level.stream, level.threshold or Decimal(0)
    below, above = threshold * _BELOW, threshold * _ABOVE or Decimal(1)
    lag = queries.query("lag-messages", stream, (group,))
    if level.unit == "messages":
        if lag is None:
            return _no_lag(level)
        how = f"Messages of {stream.topic} that {group} has still to read, at this moment."
        return lag, (Feed(lag),), ((below,), (above,)), how
    if options.lag == "event-age":
        age = queries.query("lag-seconds", stream, (group,))
        if age is None:
            return "no source of metrics has the query lag-seconds for it"
        how = f"Age of the oldest event that {group} has not worked on yet."
        return age, (Feed(age),), ((below,), (above,)), how
    rate = queries.query("consumed", stream, (group,), window=_OVER)
    if lag is None or rate is None:
        return _no_lag(level)
    how = (
        f"Lag over rate: the messages that {group} has still to read, over those that it read a"
        " second in the last 5 minutes. Where few come, that overstates how old they are."
    )
    one = Decimal(1)
    values = ((below * 10, one * 10), (above * 10, one * 10))
    return f"{lag} / {rate}", (Feed(lag), Feed(rate)), values, how


def _no_lag(level: Level) -> str:
    broker = level.stream.broker
    if broker == "kafka":
        return "no source of metrics has the lag of a group in messages"
    where = "names no broker" if broker is None else f"has another broker ({broker})"
    return f"only Kafka tells how much waits, and {level.stream.context_name} {where}"


def _latency(level: Level, queries: Queries) -> Alert | str:
    threshold = level.threshold or level.within or Decimal(0)
    if level.start is not None:
        buckets = queries.chain("chain-bucket", level, window=_OVER)
    elif not level.groups:
        return f"{level.title} is left out: nobody reads the event."
    else:
        buckets = queries.query("latency-bucket", level.stream, level.groups, window=_OVER)
    if buckets is None:
        return f"{level.title} is left out: no source of metrics has the buckets of its latency."
    severity = severity_of(level)
    feeds = tuple(
        Feed(buckets, {"le": bound})
        for bound in (number(threshold), number(threshold * Decimal("1.1") or Decimal(1)), "+Inf")
    )
    ten = Decimal(10)
    return Alert(
        name=level_name(level, "Slow"),
        stream=level.stream,
        level=level,
        mode=level_mode(level),
        severity=severity,
        expression=f"histogram_quantile({number(QUANTILE)}, {buckets}) > {number(threshold)}",
        patience=_patience(level),
        summary=f"{level.title}: the slowest take more than {span(threshold)}",
        description=(
            f"No share is said, so it is held to {percent(QUANTILE)} of all events, reckoned from"
            f" the buckets of a histogram. It has lasted for {span(_patience(level))}.{note(level)}"
        ),
        runbook=level_runbook(level),
        owner=level.owner,
        labels=level_labels(level, severity),
        trial=_passing(level, feeds, (ten, ten, ten), (Decimal(0), ten, ten)),
    )


def _patience(level: Level) -> int:
    """Return how long a number has to be passed; a window of days is what it is reported over."""
    return level.window if level.window < _DAY else USUAL_PATIENCE


def _passing(
    level: Level, feeds: tuple[Feed, ...], below: tuple[Decimal, ...], above: tuple[Decimal, ...]
) -> Trial:
    """Return the trial of a number that is passed for as long as it takes, and not any more."""
    held = steps(_patience(level), 1)
    return Trial(
        feeds,
        (
            Phase(held, below, fires=False),
            Phase(held, above, fires=True),
            Phase(steps(1), below, fires=False),
        ),
    )
