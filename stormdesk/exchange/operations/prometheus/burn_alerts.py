"""The alerts of levels with an objective: how fast their budget of errors burns.

Source: Google, The Site Reliability Workbook, chapter 5, "Alerting on SLOs".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from stormdesk.analysis.quantity import per_second
from stormdesk.exchange.operations.alert import Alert, Measure, Severity
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.promql import number
from stormdesk.exchange.operations.prometheus import series
from stormdesk.exchange.operations.prometheus.about import Telling, about_level
from stormdesk.exchange.operations.prometheus.burn_rates import (
    BurnRate,
    burn_rates,
    burn_rates_of_chain,
    burning,
    fast_burn,
    is_too_short,
)
from stormdesk.exchange.operations.prometheus.burn_trial import burn_trial, shown_burn
from stormdesk.exchange.operations.prometheus.ratio import Ratio
from stormdesk.exchange.operations.prometheus.seldom_trial import seldom_trials
from stormdesk.exchange.operations.prometheus.trial import Phase, Trial, steps
from stormdesk.exchange.operations.prometheus.wording import percent, severity_of, span
from stormdesk.model.message import Rates

_COUNTED_OVER = 86_400
_TENTH = Decimal("0.1")
_ALMOST_ALL = Decimal("0.99")
"""A share of bad events that no window ever shows, for something went well in it."""


@dataclass(frozen=True, slots=True)
class Burn:
    """An alert of one level on some of its burn rates."""

    ratio: Ratio
    rates: tuple[BurnRate, ...]
    severity: Severity
    suffix: str


def burn_alerts(ratio: Ratio, *, with_fast_burn: bool) -> Iterator[Alert | str]:
    """Yield the alerts of a level with an objective, and a sentence for what is left out."""
    is_counted = False
    told: dict[str, list[str]] = {}
    for burn in _wanted(ratio, with_fast_burn=with_fast_burn):
        unfit = {rate: reason for rate in burn.rates if (reason := _unfit(ratio, rate)) is not None}
        for rate, reason in unfit.items():
            told.setdefault(reason.why, []).append(span(rate.long))
        if useful := tuple(rate for rate in burn.rates if rate not in unfit):
            yield _burning(replace(burn, rates=useful))
        else:
            is_counted = is_counted or any(reason.is_rare for reason in unfit.values())
    for why, spans in told.items():
        yield f"{ratio.level.title}: no alert over {' or '.join(dict.fromkeys(spans))}, for {why}."
    if is_counted:
        yield _counting(ratio)


def windows_of(level: Level) -> tuple[int, ...]:
    """Return the windows over which the errors of a level are recorded, the shortest first."""
    rates = (*_rates(level), fast_burn(level.window))
    return tuple(sorted({300, *(rate.short for rate in rates), *(rate.long for rate in rates)}))


def judged_rates(ratio: Ratio) -> dict[BurnRate, str | None]:
    """Return the burn rates of a level, each with why nobody would learn anything from it."""
    reasons = {rate: _unfit(ratio, rate) for rate in _rates(ratio.level)}
    return {rate: reason.why if reason else None for rate, reason in reasons.items()}


@dataclass(frozen=True, slots=True)
class _Unfit:
    """Why a burn rate says nothing; ``is_rare``: since one failure alone would exceed it."""

    why: str
    is_rare: bool = False


def _wanted(ratio: Ratio, *, with_fast_burn: bool) -> list[Burn]:
    level = ratio.level
    rates = _rates(level)
    if severity_of(level) == "ticket":
        return [Burn(ratio, rates, "ticket", "ErrorBudgetBurn")]
    quarter = (fast_burn(level.window),) if with_fast_burn else ()
    wanted = (
        Burn(ratio, quarter, "page", "ErrorBudgetQuarterBurn"),
        Burn(ratio, burning(rates, is_fast=True), "page", "ErrorBudgetBurn"),
        Burn(ratio, burning(rates, is_fast=False), "ticket", "ErrorBudgetSlowBurn"),
    )
    return [burn for burn in wanted if burn.rates]


def _rates(level: Level) -> tuple[BurnRate, ...]:
    if level.indicator == "completeness" and level.within is not None:
        return burn_rates_of_chain(level.window, level.within)
    return burn_rates(level.window)


def _unfit(ratio: Ratio, rate: BurnRate) -> _Unfit | None:
    """Return why nobody would ever learn anything from a burn rate."""
    level, budget = ratio.level, _budget(ratio.level)
    if rate.factor * budget >= _ALMOST_ALL:
        return _Unfit(f"there a budget of {percent(budget)} cannot burn fast enough to tell")
    if level.indicator == "completeness" and is_too_short(rate):
        return _Unfit(f"what may take {span(level.within or 0)} is not lost by then")
    expected, fewest = _expected(level, rate.long), level.source.min_count
    if expected is not None and fewest is not None and _most(level, rate.long) < fewest:
        return _Unfit(f"the {fewest} events that it needs never come in that time")
    counted = max((Decimal(n) for n in (expected, fewest) if n), default=None)
    if counted is not None and counted * rate.factor * budget < 1:
        return _Unfit(
            "so few events come in that time that a single failure would exceed the factor",
            is_rare=True,
        )
    return None


def _expected(level: Level, window: int) -> Decimal | None:
    """Return how many events come on an ordinary day within some seconds, None where unsaid."""
    rates = _traffic(level)
    return Decimal(str(per_second(rates.steady))) * window if rates and rates.steady else None


def _most(level: Level, window: int) -> Decimal:
    """Return how many events come at most within some seconds."""
    rates = _traffic(level)
    found = [each for each in (rates.steady, rates.peak) if each] if rates else []
    return max(Decimal(str(per_second(each))) for each in found) * window


def _traffic(level: Level) -> Rates | None:
    first = level.start if level.start is not None else level.stream
    message = first.subject.sticky.message
    return message.rate if message is not None else None


def _budget(level: Level) -> Decimal:
    return 1 - (level.objective or Decimal(0))


def _burning(burn: Burn) -> Alert:
    level = burn.ratio.level
    first, *others = burn.rates
    gone = f"{percent(first.share)} of that budget is gone within {span(first.long)}"
    gone += "".join(f", or {percent(rate.share)} within {span(rate.long)}" for rate in others)
    fewest = level.source.min_count
    counted = f" Fewer than {fewest} events in that time do not alert." if fewest else ""
    promised = percent(level.objective or Decimal(0))
    telling = Telling(
        expression="\nor\n".join(_condition(burn.ratio, rate) for rate in burn.rates),
        summary=f"{level.title}: {_pace(burn)} (objective {promised})",
        description=(
            f"Of all events {promised} have to be good{_bound(level)} over {span(level.window)}."
            f" It fires when {gone}, and it still burns.{counted}"
        ),
        trial=burn_trial(burn.ratio, burn.rates),
        measure=Measure("share", "of events are bad"),
        seldom=seldom_trials(burn.ratio, burn.rates),
    )
    return about_level(level, burn.suffix, telling, severity=burn.severity)


def _pace(burn: Burn) -> str:
    """Return how fast a budget burns, and when it is gone at the pace that just alerts."""
    fastest, slowest = burn.rates[0], burn.rates[-1]
    if burn.suffix == "ErrorBudgetQuarterBurn":
        return f"a quarter of the error budget burns within {span(fastest.long)}"
    at_most = span(round(slowest.long / slowest.share))
    if fastest.is_fast and burn.severity == "page":
        return f"the error budget burns fast and is gone within {at_most} if this goes on"
    if fastest.is_fast:
        return f"the error budget burns too fast, and is gone within {at_most} at the latest"
    return f"the error budget burns slowly but steadily and is gone within {at_most}"


def _bound(level: Level) -> str:
    """Return within which time an event is good, if it is about time."""
    if level.indicator == "completeness":
        return f" within {span(level.within or 0)}"
    bound = level.threshold or level.within
    return f" within {span(bound)}" if level.indicator == "latency" and bound else ""


def _condition(ratio: Ratio, rate: BurnRate) -> str:
    level = ratio.level
    limit = f"({number(rate.factor)} * (1 - {number(level.objective or Decimal(0))}))"
    short, long = (
        f"{series.of_level(series.error_ratio(window), level)} > {limit}"
        for window in (rate.short, rate.long)
    )
    parts = [short, long]
    if level.source.min_count:
        fewest = level.source.min_count
        parts.append(f"on() ({ratio.total(rate.long)} * {rate.long} >= {fewest})")
    return f"(\n  {chr(10).join(parts).replace(chr(10), f'{chr(10)}  and ')}\n)"


def _counting(ratio: Ratio) -> Alert:
    """Return the ticket for each failure, where failures are too few for a pace."""
    level = ratio.level
    window = max(_COUNTED_OVER, steps(int(level.within or 0)))
    values = (ratio.fed(Decimal(bad), Decimal(10)) for bad in (0, 1, 0))
    healthy, broken, mended = values
    promised = percent(level.objective or Decimal(0))
    telling = Telling(
        expression=ratio.at_least_one(window),
        summary=f"{level.title}: at least one event failed (objective {promised})",
        description=(
            f"Of all events {promised} have to be good{_bound(level)} over {span(level.window)}."
            f" So few come that a single failure exceeds what a budget of"
            f" {percent(_budget(level))} allows for a page, so each day with a failure makes a"
            " ticket instead."
        ),
        trial=Trial(
            ratio.feeds,
            (
                Phase(steps(1, 1), healthy, fires=False),
                Phase(steps(1), broken, fires=True),
                Phase(steps(window, 1), mended, fires=False),
            ),
            # Three steps were evaluated by then, and of one of them a tenth was bad.
            holding=tuple((2, held) for held in shown_burn(level, _TENTH, _TENTH / 3)),
        ),
    )
    return about_level(level, "Failed", telling, severity="ticket")
