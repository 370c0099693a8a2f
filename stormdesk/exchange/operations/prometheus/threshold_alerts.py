"""The alerts of levels with a number not to be passed, and of those that bear no failure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stormdesk.exchange.operations.alert import Alert, Measure
from stormdesk.exchange.operations.levels import USUAL_PATIENCE, Level
from stormdesk.exchange.operations.metrics.promql import number
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.prometheus.about import Telling, about_level
from stormdesk.exchange.operations.prometheus.gap_trial import gap_trial
from stormdesk.exchange.operations.prometheus.options import AlertOptions
from stormdesk.exchange.operations.prometheus.ratio import Ratio
from stormdesk.exchange.operations.prometheus.trial import (
    Feed,
    Phase,
    Trial,
    four_digits,
    held,
    steps,
)
from stormdesk.exchange.operations.prometheus.wording import percent, span
from stormdesk.model.naming import pascal

_BELOW, _ABOVE = Decimal("0.95"), Decimal("1.05")
QUANTILE = Decimal("0.95")
"""Where a level of latency says no share: what all but the slowest wait at most."""
_SEEN_FOR = 900
_DAY = 86_400
_OVER, _RANGE = "5m", 300
_MINUTE, _HALF = 60, Decimal("0.5")
"""A quotient that is shown in whole seconds may be just short of one."""
_DIGITS = Decimal("1e-9")


def zero_tolerance_alert(ratio: Ratio) -> Alert:
    """Return the alert of a level that bears no failure at all."""
    level = ratio.level
    is_late = ratio.shape == "missing"
    window = max(_SEEN_FOR * (4 if is_late else 1), 2 * int(level.within or 0))
    patience = max(_SEEN_FOR, int(level.within or 0)) if is_late else None
    apart = (
        ""
        if ratio.is_of_one_scrape
        else (
            f" What came in the last {span(ratio.settling)} may be on its way and is not taken for"
            " lost."
        )
    )
    telling = Telling(
        expression=ratio.at_least_one(window),
        patience=patience,
        summary=f"{level.title}: at least one event failed (objective 100 %)",
        description=(
            f"Every single event has to be good, and within {span(window)} at least one was"
            f" not.{apart}"
        ),
        trial=_broken(ratio, window) if patience is None else gap_trial(ratio, window, patience),
    )
    return about_level(level, "Broken", telling)


def _broken(ratio: Ratio, window: int) -> Trial:
    healthy, broken = (ratio.fed(Decimal(bad), Decimal(10)) for bad in (0, 1))
    phases = (
        Phase(steps(window, 1), healthy, fires=False),
        Phase(steps(1), broken, fires=True),
        Phase(steps(window, 1), healthy, fires=False),
    )
    return Trial(ratio.feeds, phases)


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
        if level.unit == "seconds" and options.lag == "event-age":
            yield from _unreported(level, group, queries)


def _unreported(level: Level, group: str, queries: Queries) -> Iterator[Alert]:
    """Yield the ticket on an age that a consumer stopped reporting, which is no age of 0."""
    age = queries.query("lag-seconds", level.stream, (group,))
    if age is None:
        return
    one = (Decimal(1),)
    telling = Telling(
        expression=f"absent({age})",
        patience=_SEEN_FOR,
        summary=f"{level.title}: nobody says how far {group} is behind",
        description=(
            f"No age of the oldest event has been reported for {span(_SEEN_FOR)}, so that no alert"
            " can tell whether the group keeps up: its consumers are gone, or they are not scraped."
        ),
        trial=held((Feed(age),), one, (None,), _SEEN_FOR),
    )
    yield about_level(
        level, _called("Unreported", level, group), telling, severity="ticket", group=group
    )


def _called(what: str, level: Level, group: str) -> str:
    return f"{what}{pascal(group, 'Group')}" if len(level.groups) > 1 else what


def _backlog(level: Level, group: str, queries: Queries, options: AlertOptions) -> Alert | str:
    threshold = level.threshold or Decimal(0)
    found = _backlog_query(level, group, queries, options)
    if isinstance(found, str):
        return f"{level.title} of {group} is left out: {found}."
    query, feeds, values, how = found
    in_seconds = level.unit == "seconds"
    bound = span(threshold) if in_seconds else f"{number(threshold)} messages"
    telling = Telling(
        expression=f"{query} > {number(threshold)}",
        patience=_patience(level),
        summary=f"{level.title}: {group} is more than {bound} behind",
        description=f"{how} More than {bound} has lasted for {span(_patience(level))}.",
        trial=_passing(level, feeds, *values, shown=_above(threshold)),
        measure=Measure("seconds", "behind") if in_seconds else Measure("count", "messages wait"),
    )
    what = _called("Behind" if in_seconds else "Backlog", level, group)
    return about_level(level, what, telling, group=group)


_Backlog = tuple[str, tuple[Feed, ...], tuple[tuple[Decimal, ...], tuple[Decimal, ...]], str]


def _backlog_query(
    level: Level, group: str, queries: Queries, options: AlertOptions
) -> _Backlog | str:
    """Return the query, its feeds with values just below and above, and how it is measured."""
    stream, threshold = level.stream, level.threshold or Decimal(0)
    below, above = threshold * _BELOW, _above(threshold)
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
    ten = Decimal(10)
    much = above + _HALF if above >= _MINUTE else above
    values = ((below * ten, ten), (much * ten, ten))
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
    slow = _above(threshold)
    # A bucket from the bound on, so wide that its quantile is just that.
    reached = slow + _HALF if slow >= _MINUTE else slow
    wide = (threshold + (reached - threshold) / QUANTILE).quantize(_DIGITS)
    bounds = (number(threshold), number(wide), "+Inf")
    feeds = tuple(Feed(buckets, {"le": bound}) for bound in bounds)
    ten = Decimal(10)
    telling = Telling(
        expression=f"histogram_quantile({number(QUANTILE)}, {buckets}) > {number(threshold)}",
        patience=_patience(level),
        summary=f"{level.title}: the slowest take more than {span(threshold)}",
        description=(
            f"No share is said, so it is held to {percent(QUANTILE)} of all events, which have to"
            f" take {span(threshold)} at most, reckoned from the buckets of a histogram. It has"
            f" lasted for {span(_patience(level))}."
        ),
        trial=_passing(
            level, feeds, (ten, ten, ten), (Decimal(0), ten, ten), shown=slow, window=_RANGE
        ),
        measure=Measure("seconds"),
    )
    return about_level(level, "Slow", telling)


def _patience(level: Level) -> int:
    """Return how long a number has to be passed; a window of days is what it is reported over."""
    return level.window if level.window < _DAY else USUAL_PATIENCE


def _above(threshold: Decimal) -> Decimal:
    """Return a number that is just beyond a threshold, as exact as Prometheus shows it."""
    return four_digits(threshold * _ABOVE) or Decimal(1)


def _passing(
    level: Level,
    feeds: tuple[Feed, ...],
    below: tuple[Decimal, ...],
    above: tuple[Decimal, ...],
    *,
    shown: Decimal,
    window: int = 0,
) -> Trial:
    """Return the trial of a number that is passed for as long as it takes, and not any more."""
    return held(feeds, below, above, _patience(level), window=window, shown=shown)
