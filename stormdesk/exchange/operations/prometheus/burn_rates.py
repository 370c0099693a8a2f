"""How fast a budget of errors may burn before somebody is told, over which windows.

Source: Google, The Site Reliability Workbook, chapter 5, "Multiwindow, Multi-Burn-Rate Alerts".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

_MONTH = 30 * 86_400
_ABOUT_A_MONTH = range(25 * 86_400, 35 * 86_400 + 1)
_SHORTEST = 5 * 60
"""A rate needs two scrapes, and some patience where one of them is missed."""
_SHORTEST_LONG = 3 * _SHORTEST
_MINUTE = 60
_SHARES = (
    (Decimal("0.02"), 3_600, True),
    (Decimal("0.05"), 21_600, True),
    (Decimal("0.1"), 86_400, False),
    (Decimal("0.1"), 259_200, False),
)
_FAST_BURN = Decimal("0.25")
_DIGITS = Decimal("0.0001")
_SHORTS_IN_LONG = 3


@dataclass(frozen=True, slots=True)
class BurnRate:
    """A share of the budget that burns within ``long`` seconds, and still does within ``short``.

    ``factor`` is how many times faster that is than the budget allows.
    """

    share: Decimal
    long: int
    short: int
    factor: Decimal
    is_fast: bool


def burn_rates(window: int) -> tuple[BurnRate, ...]:
    """Return the burn rates of a budget over some seconds, the fastest first.

    About a month keeps the usual windows and takes other factors; shorter and longer periods
    stretch the windows too. What would take longer to see than to happen is left away, and so is
    what a longer window tells of a faster pace.
    """
    scaled = {_scaled(long, window): (share, is_fast) for share, long, is_fast in _SHARES}
    found = [_rate(window, share, long, fast) for long, (share, fast) in scaled.items()]
    slower = [max((rate.factor for rate in found[n:]), default=Decimal(0)) for n in range(1, 5)]
    fitting = [
        rate
        for rate, factor in zip(found, slower, strict=False)
        if rate.long < window and rate.factor >= _lowest(window) and rate.factor > factor
    ]
    if not fitting:
        whole = max(window, _SHORTEST_LONG)
        fitting = [_rate(whole, Decimal(1), whole, is_fast=True)]
    if not fitting[0].is_fast:
        fitting[0] = replace(fitting[0], is_fast=True)
    return tuple(fitting)


def burn_rates_of_chain(window: int, within: Decimal) -> tuple[BurnRate, ...]:
    """Return the burn rates of what may take some seconds, and before that cannot be missed."""
    least = int(-(-within // _MINUTE)) * _MINUTE
    return tuple(replace(rate, short=max(rate.short, least)) for rate in burn_rates(window))


def is_too_short(rate: BurnRate) -> bool:
    """Tell whether what is late and what is lost look alike over the windows of a rate."""
    return rate.long < _SHORTS_IN_LONG * rate.short


def fast_burn(window: int) -> BurnRate:
    """Return the burn rate of a quarter of the budget within an hour, of a month."""
    return _rate(window, _FAST_BURN, _scaled(3_600, window), is_fast=True)


def burning(rates: Iterable[BurnRate], *, is_fast: bool) -> tuple[BurnRate, ...]:
    """Return the fast or the slow ones of some burn rates."""
    return tuple(rate for rate in rates if rate.is_fast is is_fast)


def _scaled(long: int, window: int) -> int:
    if window in _ABOUT_A_MONTH:
        return long
    minutes = -(-long * window // _MONTH // _MINUTE)
    return max(minutes * _MINUTE, _SHORTEST_LONG)


def _rate(window: int, share: Decimal, long: int, is_fast: bool) -> BurnRate:
    short = max(long // 12 // _MINUTE * _MINUTE, _SHORTEST)
    factor = (share * window / long).quantize(_DIGITS)
    return BurnRate(share, long, short, factor, is_fast)


def _lowest(window: int) -> Decimal:
    """Return the factor below which no budget is ever spent; 28 days stay with the usual four."""
    return Decimal("0.8") if window in _ABOUT_A_MONTH else Decimal("0.98")
