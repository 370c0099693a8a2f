"""The trial of an alert on events that are missing: growth is no gap, and half of one is none."""

from __future__ import annotations

from decimal import Decimal

from stormdesk.exchange.operations.prometheus.ratio import Ratio
from stormdesk.exchange.operations.prometheus.trial import MINUTE, STEP, Phase, Trial, steps

_FINE = 4 * 3_600
_DIGITS = Decimal("1e-9")


def gap_trial(ratio: Ratio, window: int, patience: int) -> Trial:
    """Return a trial in which traffic doubles and the good ones follow a step later, all is quiet,
    less than one event is lost, then more than one, for just as long as the alert has patience.
    """
    step = MINUTE if window <= _FINE else STEP
    usual, twice = Decimal(10), Decimal(20)
    half, none = Decimal("0.5") / step, Decimal(0)
    waiting = steps(patience, 0, step)

    def phase(length: int, bad: Decimal, total: Decimal, *, fires: bool | None) -> Phase:
        values = tuple(value.quantize(_DIGITS) for value in ratio.fed(bad, total))
        return Phase(length, values, fires)

    growing = [] if ratio.is_of_one_scrape else [phase(step, usual, twice, fires=None)]
    settled = steps(ratio.settling, 1, step)
    return Trial(
        ratio.feeds,
        (
            phase(steps(window, 1, step), none, usual, fires=False),
            *growing,
            phase(waiting + step, none, twice, fires=False),
            phase(steps(window, 1, step) + settled, none, twice, fires=False),
            phase(step, half, twice, fires=None),
            phase(waiting + step, none, twice, fires=False),
            phase(step, 2 * half, twice, fires=None),
            phase(waiting - step, none, twice, fires=False),
            phase(step, none, twice, fires=True),
            phase(steps(window, 1, step), none, twice, fires=False),
        ),
        step,
    )
