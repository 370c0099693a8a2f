"""Durations, rates and sizes are compared as numbers, however they are spelt."""

from __future__ import annotations

import pytest

from stormdesk.analysis.quantity import as_rate, per_second, seconds, size_in_bytes


@pytest.mark.parametrize(
    ("duration", "expected"),
    [
        ("500ms", 0.5),
        ("1.5s", 1.5),
        ("5m", 300),
        ("28d", 28 * 86_400),
        ("P7D", 604_800),
        ("1w", 604_800),
        ("PT5M", 300),
        ("P1M", 30 * 86_400),
        ("P1Y2M1DT2H30M5S", (365 + 60 + 1) * 86_400 + 2 * 3_600 + 30 * 60 + 5),
    ],
)
def test_a_duration_in_seconds(duration: str, expected: float) -> None:
    assert seconds(duration) == pytest.approx(expected)


def test_what_is_no_duration_is_refused() -> None:
    with pytest.raises(ValueError, match="soon"):
        seconds("soon")


@pytest.mark.parametrize(
    ("rate", "expected"),
    [("40/s", 40), ("2/ms", 2_000), ("90/min", 1.5), ("36/h", 0.01), ("1/month", 1 / 2_592_000)],
)
def test_a_rate_in_messages_a_second(rate: str, expected: float) -> None:
    assert per_second(rate) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("rate", "spelt"),
    [(500.0, "500/s"), (1.5, "1.5/s"), (0.5, "30/min"), (0.01, "36/h"), (1 / 86_400, "1/d")],
)
def test_a_rate_is_spelt_in_the_unit_that_suits(rate: float, spelt: str) -> None:
    assert as_rate(rate) == spelt


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ("0B", 0),
        ("12B", 12),
        ("1.5kB", 1_500),
        ("2MB", 2_000_000),
        ("2MiB", 2**21),
        ("1GiB", 2**30),
    ],
)
def test_a_size_in_bytes(size: str, expected: int) -> None:
    assert size_in_bytes(size) == expected
