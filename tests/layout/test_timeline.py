from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.layout.timeline import COLUMN, column_at, column_of, column_x
from stormdesk.model.sticky import Kind, Sticky


def test_columns_stand_320_units_apart_from_the_first_at_zero() -> None:
    assert [column_x(at) for at in (1, 2, 4.5, 0)] == [0, 320, 1120, -320]


@pytest.mark.parametrize(
    ("x", "neighbours", "column"),
    [
        (960, [], 4),
        (1040, [4, 5], 4),
        (1041, [4, 5], 4.5),
        (1199, [4, 5], 4.5),
        (1200, [4, 5], 5),
        (1100, [4, 4.5, 5], 4.5),
        (1036, [4, 4.25, 5], 4.25),
        (1041, [], 4.5),
        (-100, [1], 0.5),
    ],
)
def test_a_drop_takes_a_near_column_or_stands_between_two(
    x: float, neighbours: list[float], column: float
) -> None:
    assert column_of(x, neighbours) == column


@given(st.floats(-1e9, 1e9), st.lists(st.floats(-100, 100)))
def test_a_drop_anywhere_gives_a_column_that_a_sticky_can_have(
    x: float, neighbours: list[float]
) -> None:
    at = column_of(x, neighbours)
    found = Sticky(id="s", kind=Kind.EVENT, text="", at=at, x=column_x(at))
    assert found.at == at


@given(st.floats(-30_000, 30_000))
def test_x_and_column_are_each_others_inverse(at: float) -> None:
    assert column_at(column_x(at)) == pytest.approx(at)
    assert column_of(COLUMN * round(at), [at]) == pytest.approx(round(at) + 1)
