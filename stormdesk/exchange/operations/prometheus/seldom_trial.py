"""The trials of alerts that need some events: quiet on a few bad ones, however bad, then not."""

from __future__ import annotations

from decimal import Decimal

from stormdesk.exchange.operations.prometheus.burn_rates import BurnRate
from stormdesk.exchange.operations.prometheus.ratio import Ratio
from stormdesk.exchange.operations.prometheus.trial import (
    FINE_STEP,
    STEP,
    Phase,
    Trial,
    four_digits,
    steps,
)

_FEWER, _MORE = Decimal("0.8"), Decimal("1.25")
_ABOVE = Decimal("1.1")
_DILUTED = 2
_DIGITS = Decimal("1e-9")


def seldom_trials(ratio: Ratio, rates: tuple[BurnRate, ...]) -> tuple[Trial, ...]:
    """Return a trial for each rate: too few events to count come, and then just enough.

    Slower rates see good events that came before; faster ones are quiet, for less is bad than
    they ask for. What does not fit that is left to the trials of the others.
    """
    if not ratio.level.source.min_count:
        return ()
    found = (_trial(ratio, rate, rates) for rate in rates)
    return tuple(trial for trial in found if trial is not None)


def _trial(ratio: Ratio, rate: BurnRate, rates: tuple[BurnRate, ...]) -> Trial | None:
    budget = 1 - (ratio.level.objective or Decimal(0))
    fewest = Decimal(ratio.level.source.min_count or 0)
    step = STEP if rate.long >= 8 * STEP else FINE_STEP
    share = four_digits(min(rate.factor * budget * _ABOVE, (rate.factor * budget + 1) / 2))
    slower = [each for each in rates if each.factor < rate.factor]
    if any(each.factor * budget < share for each in rates if each.factor > rate.factor):
        return None
    short = steps(rate.short, 0, step)
    gap = steps(rate.long, 1, step)
    if any(each.long <= step + gap + 3 * short for each in slower):
        return None
    limits = [each.factor * budget for each in slower]
    before = fewest * _DILUTED * (share / min(limits)) if limits else Decimal(0)
    # Through the whole course the bad events fall into the short window as well.
    few, more = fewest * _FEWER, fewest * (_MORE - _FEWER)
    phases = (
        Phase(step, _fed(ratio, Decimal(0), before / step), fires=False),
        Phase(gap, _fed(ratio, Decimal(0), Decimal(0)), fires=False),
        Phase(step, _fed(ratio, share, few / step), fires=False),
        Phase(step, _fed(ratio, share, more / step), fires=True, shown=share),
        Phase(short + 2 * step, _fed(ratio, Decimal(0), Decimal(0)), fires=False),
    )
    return Trial(ratio.feeds, phases, step)


def _fed(ratio: Ratio, share: Decimal, total: Decimal) -> tuple[Decimal, ...]:
    return tuple(value.quantize(_DIGITS) for value in ratio.fed(total * share, total))
