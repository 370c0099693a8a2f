"""The trial of an alert on burn rates: each of them on its own, each of its windows on its own."""

from __future__ import annotations

from decimal import Decimal

from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.promql import number
from stormdesk.exchange.operations.prometheus import series
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

_BELOW, _ABOVE = Decimal("0.95"), Decimal("1.05")
_NEAR = Decimal("0.03")
_LOUDER, _LOUDEST = 30, 100
"""How many times what came before is drowned; counters stay so small that doubles tell each."""
_DIGITS = Decimal("1e-9")


def burn_trial(ratio: Ratio, rates: tuple[BurnRate, ...]) -> Trial:
    """Return a trial in which each window of each rate decides once whether it fires.

    A time that is loud drowns the quiet ones before it, so that only the windows of one rate see
    what goes wrong. The slowest rate goes first, while there is nothing before it.
    """
    slowest, *others = sorted(rates, key=lambda rate: -rate.long)
    step = STEP if min(rate.long for rate in rates) >= 2 * STEP else FINE_STEP
    course = _Course(ratio, step)
    for rate in (slowest, *reversed(others)):
        course.run(rate, is_first=rate is slowest)
    return Trial(ratio.feeds, tuple(course.phases), step, tuple(course.holding))


def shown_burn(level: Level, now: Decimal, so_far: Decimal) -> tuple[str, str]:
    """Return what holds of the burn rates that dashboards show, given the shares of bad events."""
    budget = 1 - (level.objective or Decimal(0))
    return (
        _near(series.of_level(series.CURRENT_BURN, level), now / budget),
        _near(series.of_level(series.PERIOD_BURN, level), so_far / budget),
    )


def _near(query: str, expected: Decimal) -> str:
    distance = f"abs({query} - {number(expected.quantize(_DIGITS))})"
    return f"sum({distance} < bool {number((expected * _NEAR).quantize(_DIGITS))})"


class _Course:
    """The phases of a trial as they come one after the other."""

    def __init__(self, ratio: Ratio, step: int) -> None:
        self.phases: list[Phase] = []
        self.holding: list[tuple[int, str]] = []
        self._ratio, self._step = ratio, step
        self._budget = 1 - (ratio.level.objective or Decimal(0))
        # Even a short window has to hold the fewest events that count.
        self._calm = Decimal(max(ratio.level.source.min_count or 1, 100)) / 100
        self._bad = self._total = Decimal(0)
        self._since_mended = Decimal(0)

    def run(self, rate: BurnRate, *, is_first: bool) -> None:
        """Go through one rate: too little in the long window, in both enough, in the short not."""
        limit = rate.factor * self._budget
        above = four_digits(min(limit * _ABOVE, (limit + 1) / 2))
        short = steps(rate.short, 0, self._step)
        before = self._step if is_first else steps(rate.long, 1, self._step)
        seen = before if is_first else rate.long - short
        # So much goes well first that the long window stays just below while the short is above.
        spare = (above / (limit * _BELOW) - 1) * short / seen
        self._phase(before, Decimal(0), self._calm * spare, fires=None)
        self._phase(short, above, self._calm, fires=False)
        self._phase(self._step, above, self._drowning(_LOUDER), fires=True)
        if is_first:
            shown = shown_burn(self._ratio.level, above, self._bad / self._total)
            self.holding += [(len(self.phases), condition) for condition in shown]
        self._phase(short, limit * _BELOW, self._calm, fires=False)
        self._phase(self._step, Decimal(0), self._drowning(_LOUDEST), fires=False)
        self._since_mended = Decimal(0)

    def _drowning(self, times: int) -> Decimal:
        """Return how many events a second for one step drown those since it was last mended."""
        return self._since_mended * times / self._step

    def _phase(self, length: int, share: Decimal, total: Decimal, *, fires: bool | None) -> None:
        bad = total * share
        values = tuple(value.quantize(_DIGITS) for value in self._ratio.fed(bad, total))
        self.phases.append(Phase(length, values, fires, share if fires else None))
        evaluated = length // self._step
        self._bad += bad * evaluated
        self._total += total * evaluated
        self._since_mended += total * length
