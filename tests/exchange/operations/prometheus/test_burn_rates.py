"""How fast a budget may burn: factors and windows of the workbook, for every period."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.exchange.operations.prometheus.burn_rates import burn_rates, fast_burn

_DAY = 86_400
_1H, _6H, _1D, _3D = (3_600, 300), (21_600, 1_800), (_DAY, 7_200), (3 * _DAY, 21_600)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (30, [("14.4", *_1H), ("6", *_6H), ("3", *_1D), ("1", *_3D)]),
        (28, [("13.44", *_1H), ("5.6", *_6H), ("2.8", *_1D), ("0.9333", *_3D)]),
        (7, [("13.44", 900, 300), ("6", 5_040, 420), ("3", 20_160, 1_680), ("1", 60_480, 5_040)]),
    ],
)  # fmt: skip
def test_factors_and_windows_are_those_of_the_workbook(
    days: int, expected: list[tuple[str, int, int]]
):
    found = [(rate.factor, rate.long, rate.short) for rate in burn_rates(days * _DAY)]
    assert found == [(Decimal(factor), long, short) for factor, long, short in expected]


@pytest.mark.parametrize("days", [28, 30])
def test_the_fast_half_burns_five_percent_at_most(days: int):
    shares = {rate.share: rate.is_fast for rate in burn_rates(days * _DAY)}
    assert shares == {Decimal("0.02"): True, Decimal("0.05"): True, Decimal("0.1"): False}


@given(st.integers(1, 400 * _DAY))
def test_a_rate_burns_its_share_of_the_budget_within_its_long_window(window: int):
    rates = burn_rates(window)
    assert rates
    assert rates[0].is_fast
    assert [rate.long for rate in rates] == sorted({rate.long for rate in rates})
    factors = [rate.factor for rate in rates]
    assert factors == sorted(set(factors), reverse=True)
    for rate in rates:
        assert 300 <= rate.short <= rate.long / 3
        period = window if rate.share < 1 else max(window, 900)
        gone, due = rate.factor * rate.long, rate.share * period
        assert abs(gone - due) <= Decimal("0.0001") * rate.long
        assert rate.long < window or rate.share == 1


def test_a_quarter_of_a_month_burns_in_an_hour():
    rate = fast_burn(30 * _DAY)
    assert (rate.factor, rate.long, rate.short) == (Decimal(180), 3_600, 300)
