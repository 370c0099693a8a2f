"""All alerts of a board, which rules, runbooks and dashboards name alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from stormdesk.exchange.contracts.spelling import spelled
from stormdesk.exchange.operations.alert import Alert, Alerts
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.prometheus.absence import absence_alerts
from stormdesk.exchange.operations.prometheus.burn_alerts import burn_alerts
from stormdesk.exchange.operations.prometheus.consumer_alerts import (
    consumer_alerts,
    paged_about,
)
from stormdesk.exchange.operations.prometheus.options import AlertOptions
from stormdesk.exchange.operations.prometheus.ratio import ratio_of
from stormdesk.exchange.operations.prometheus.stream_alerts import stream_alerts
from stormdesk.exchange.operations.prometheus.threshold_alerts import (
    threshold_alerts,
    zero_tolerance_alert,
)

_USUAL = AlertOptions()


def alerts_of(operations: Operations, queries: Queries, options: AlertOptions = _USUAL) -> Alerts:
    """Return the alerts of a board, and a sentence for each that is left out on purpose."""
    return _gathered(operations, queries, options.lag, fast_burn=options.fast_burn)


@lru_cache(maxsize=1)  # one export after another asks for the same
def _gathered(
    operations: Operations,
    queries: Queries,
    lag: Literal["event-age", "lag-over-rate"],
    *,
    fast_burn: bool,
) -> Alerts:
    options = AlertOptions(fast_burn=fast_burn, lag=lag)
    found: list[Alert] = []
    left_out: list[str] = list(operations.left_out)
    for each in _all(operations, queries, options):
        if isinstance(each, str):
            left_out.append(each)
        else:
            found.append(each)
    return Alerts(_called(found), tuple(left_out))


def _all(operations: Operations, queries: Queries, options: AlertOptions) -> Iterator[Alert | str]:
    for level in operations.levels:
        yield from _of_level(level, queries, options)
    told, gone = set[str](), set[str]()
    urgent, owners = paged_about(operations.levels), operations.context_owners
    for stream in operations.streams.values():
        levels = operations.levels_on(stream)
        aside = tuple(topic for topic in stream.dead_letters if topic not in told)
        told.update(aside)
        yield from stream_alerts(stream, levels, aside, queries, owners)
        yield from consumer_alerts(stream, levels, gone, urgent, queries, owners)
        yield from absence_alerts(stream, levels, queries)


def _of_level(level: Level, queries: Queries, options: AlertOptions) -> Iterator[Alert | str]:
    match level.form:
        case "objective" | "zero-tolerance":
            ratio = ratio_of(level, queries)
            if isinstance(ratio, str):
                yield f"{level.title} is left out: {ratio}."
            elif level.form == "zero-tolerance":
                yield zero_tolerance_alert(ratio)
            else:
                yield from burn_alerts(ratio, with_fast_burn=options.fast_burn)
        case "threshold":
            yield from threshold_alerts(level, queries, options)
        case "recorded":
            when = "replay run" if level.indicator == "replay-success" else "game day"
            yield f"{level.title} is no alert: it is noted at every {when}."
        case "unnumbered":
            yield f"{level.title} is left out: nobody has said a number yet."


def _called(alerts: list[Alert]) -> tuple[Alert, ...]:
    """Return the alerts under names of which no two are alike."""
    keys = [f"{a.name}\0{a.stream.context}\0{n}" for n, a in enumerate(alerts)]
    names = spelled(keys, lambda key: key.partition("\0")[0], alike=_bare)
    return tuple(
        replace(alert, name=names[key].replace("_", ""))
        for key, alert in zip(keys, alerts, strict=True)
    )


def _bare(name: str) -> str:
    return name.casefold().replace("_", "")
