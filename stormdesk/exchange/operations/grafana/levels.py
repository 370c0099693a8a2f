"""The panel of a service level, in which what is promised is drawn as a line."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from stormdesk.exchange.operations.grafana.panel import INTERVAL, RANGE, Limit, Panel, Target
from stormdesk.exchange.operations.grafana.panels import stat, time_series
from stormdesk.exchange.operations.grafana.text import plain
from stormdesk.exchange.operations.grafana.watch import Watch
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.promql import duration, number
from stormdesk.exchange.operations.openslo.budget_policy import promise
from stormdesk.exchange.operations.prometheus import series
from stormdesk.exchange.operations.prometheus.burn_alerts import windows_of
from stormdesk.exchange.operations.prometheus.ratio import Ratio
from stormdesk.exchange.operations.prometheus.threshold_alerts import QUANTILE
from stormdesk.exchange.operations.prometheus.wording import level_runbook, percent, span

_HOUR = 3_600
_FEWEST = Decimal("0.000001")
_STANDSTILL = Decimal("0.001")
"""Messages a second at least, where the time to catch up is drawn."""


def level_panel(level: Level, watch: Watch) -> Panel | str:
    """Return the panel of a level, or the reason why it has none."""
    match level.form:
        case "objective" | "zero-tolerance":
            ratio = watch.ratios[level.name]
            if isinstance(ratio, str):
                return ratio
            return _objective(level, watch) if level.form == "objective" else _zero(ratio, watch)
        case "threshold":
            return _threshold(level, watch)
        case "recorded":
            return _recorded(level, watch)
        case "unnumbered":
            return "nobody has said a number yet"


def titled(level: Level) -> str:
    """Return what a panel about a level is called, assumed where its number is."""
    return plain(f"{level.title}{' (assumed)' if level.is_assumed else ''}")


def _about(level: Level, watch: Watch, how: str) -> str:
    alerts = [alert.name for alert in watch.alerts.of_level(level)]
    told = f" Alerts: {', '.join(alerts)}." if alerts else ""
    doubt = f" The number is {level.doubt}." if level.doubt else ""
    text = f"Promised: {promise(level)}, by {level.owner.name}. {how}{told}{doubt}"
    return plain(text)


def _objective(level: Level, watch: Watch) -> Panel:
    objective = level.objective or Decimal(0)
    windows = windows_of(level)
    window = next((each for each in windows if each >= _HOUR), windows[-1])
    good = f"1 - {series.of_level(series.error_ratio(window), level)}"
    how = f"Share of good events over {span(window)}; the line is the objective."
    return time_series(
        titled(level),
        _about(level, watch, how),
        [Target(good, f"good over {duration(window)}")],
        "percentunit",
        limit=Limit(objective, is_least=True),
        most=1,
        decimals=_decimals(objective),
        links=watch.runbook(level_runbook(level)),
    )


def _decimals(share: Decimal) -> int:
    """Return how many places of a percentage one has to see to tell a share from a bad one."""
    _, _, tens = (share * 100).normalize().as_tuple()
    return max(1, 1 - int(tens))


def _zero(ratio: Ratio, watch: Watch) -> Panel:
    level = ratio.level
    return time_series(
        titled(level),
        _about(level, watch, "Bad events a second; a single one is too many."),
        [Target(ratio.bad(INTERVAL), "bad")],
        "eps",
        limit=Limit(_FEWEST),
        links=watch.runbook(level_runbook(level)),
    )


def _threshold(level: Level, watch: Watch) -> Panel | str:
    limit = level.threshold if level.threshold is not None else level.within or Decimal(0)
    found = _measured(level, watch)
    if isinstance(found, str):
        return found
    targets, how = found
    return time_series(
        titled(level),
        _about(level, watch, f"{how} The line is the threshold."),
        targets,
        "short" if level.unit == "messages" else "s",
        limit=Limit(limit),
        links=watch.runbook(level_runbook(level)),
    )


def _measured(level: Level, watch: Watch) -> tuple[list[Target], str] | str:
    """Return the queries that the alert on a threshold asks too, or why there are none."""
    if level.start is None and not level.groups:
        return "nobody reads the event"
    if level.indicator == "latency" or level.start is not None:
        buckets = (
            watch.queries.chain("chain-bucket", level, window=INTERVAL)
            if level.start is not None
            else watch.queries.query("latency-bucket", level.stream, level.groups, window=INTERVAL)
        )
        if buckets is None:
            return "no source of metrics has the buckets of its latency"
        slowest = f"histogram_quantile({number(QUANTILE)}, {buckets})"
        how = f"What {percent(QUANTILE)} of all events take at most."
        return [Target(slowest, f"{percent(QUANTILE)} of events")], how
    asked = {group: _waiting(level, group, watch) for group in level.groups}
    targets = [Target(found, plain(group)) for group, found in asked.items() if found is not None]
    if not targets:
        return "no source of metrics tells what waits"
    return targets, _how(level, watch)


def _waiting(level: Level, group: str, watch: Watch) -> str | None:
    def ask(slot: Literal["lag-messages", "lag-seconds", "consumed"]) -> str | None:
        return watch.queries.query(slot, level.stream, (group,), window=INTERVAL)

    if level.unit != "messages" and watch.options.lag == "event-age":
        return ask("lag-seconds")
    lag, rate = ask("lag-messages"), ask("consumed")
    if level.unit == "messages":
        return lag
    if lag is None or rate is None:
        return None
    # Of a group that stands still, the quotient would be infinite, which no graph draws.
    return f"{lag} / clamp_min({rate}, {number(_STANDSTILL)})"


def _how(level: Level, watch: Watch) -> str:
    if level.unit == "messages":
        return "Messages that each group has still to read."
    if watch.options.lag == "event-age":
        return "Age of the oldest event that each group has not worked on yet."
    return (
        "Messages that each group has still to read, over those that it reads a second; one that"
        f" stands still is reckoned with {number(_STANDSTILL)} a second, so that its line stays."
    )


def _recorded(level: Level, watch: Watch) -> Panel | str:
    if level.indicator != "replay-success":
        return "it is noted at every game day, and no metric tells it"
    done, failed = (
        watch.queries.query(slot, level.stream, level.groups, window=RANGE)
        for slot in ("replayed", "replay-failed")
    )
    if not level.groups or done is None or failed is None or level.objective is None:
        return "no source of metrics counts what is replayed"
    good = f"1 - ({failed} or 0 * {done}) / ({done} > 0)"
    how = "Over all of the time that is looked at: choose that of one replay run."
    return stat(
        titled(level),
        _about(level, watch, how),
        Target(good, "replayed well", is_instant=True),
        "percentunit",
        Limit(level.objective, is_least=True),
        width=12,
        links=watch.runbook(level_runbook(level)),
    )
