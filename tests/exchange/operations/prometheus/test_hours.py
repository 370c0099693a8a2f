"""Words about hours become times of a week, and PromQL that holds at those times."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.exchange.operations.prometheus.hours import hours_of

_DAY = 24 * 60
_THURSDAY, _FRIDAY, _SATURDAY, _SUNDAY, _MONDAY = (day * _DAY for day in range(5))
"""Minutes from 1 January 1970, a Thursday."""


def _holds(text: str, minute: int) -> bool:
    hours = hours_of(text)
    assert hours is not None
    return hours.holds(minute)


@pytest.mark.parametrize(
    ("text", "within", "outside"),
    [
        ("Mo-Fr 08:00-18:00", _FRIDAY + 8 * 60, _SATURDAY + 9 * 60),
        ("Mo-Fr 08:00-18:00", _MONDAY + 18 * 60 - 1, _MONDAY + 18 * 60),
        ("Sa-Mo 10:00-12:00", _SUNDAY + 660, _THURSDAY + 660),
        ("mon, wed 08:00-09:00", _MONDAY + 480, _FRIDAY + 480),
        ("Mo-Fr 08:00-12:00, 13:00-18:00", _FRIDAY + 13 * 60, _FRIDAY + 12 * 60),
        ("Mo-Fr 08:00-18:00; Sa 09:00-12:00", _SATURDAY + 600, _SATURDAY + 13 * 60),
        ("Mo-Fr 08:00-18:00, Sa 09:00-12:00", _SATURDAY + 600, _SATURDAY + 13 * 60),
        ("Fr 22:00-06:00", _SATURDAY + 5 * 60, _FRIDAY + 5 * 60),
        ("06:00-22:00", _SUNDAY + 7 * 60, _SUNDAY + 60),
        ("Sa,Su", _SUNDAY, _MONDAY),
    ],
)
def test_hours_hold_when_they_say(text: str, within: int, outside: int):
    assert _holds(text, within)
    assert not _holds(text, outside)


@pytest.mark.parametrize("text", ["24/7", "always", "Mo-Su 00:00-24:00", "00:00-24:00"])
def test_hours_may_be_all(text: str):
    hours = hours_of(text)
    assert hours is not None
    assert hours.is_always


@pytest.mark.parametrize(
    "text",
    ["", "office hours", "Mo-Fr 8-18", "Mo-Fr 08:00-25:00", "Mo-Fr 08:60-18:00", "PH off"],
)
def test_other_words_are_no_hours(text: str):
    assert hours_of(text) is None


@pytest.mark.parametrize(
    ("text", "within", "outside"),
    [
        ("Mo-Fr 08:00-18:00 Asia/Tokyo", (_MONDAY - 60, _FRIDAY + 8 * 60), (_FRIDAY + 9 * 60,)),
        ("Mo 08:00-18:00 +05:30", (_MONDAY + 150, _MONDAY + 749), (_MONDAY + 149, _MONDAY + 750)),
        ("Mo 08:00-18:00 UTC-3", (_MONDAY + 11 * 60,), (_MONDAY + 8 * 60,)),
        ("Su 20:00-24:00 America/Bogota", (_MONDAY + 60, _MONDAY + 299), (_SUNDAY + 21 * 60,)),
        ("Mo 08:00-18:00 UTC", (_MONDAY + 480,), (_MONDAY + 18 * 60,)),
        # In Berlin 08:00 to 18:00 is 06:00 to 16:00 in summer and 07:00 to 17:00 in winter.
        (
            "Mo 08:00-18:00 Europe/Berlin",
            (_MONDAY + 7 * 60, _MONDAY + 16 * 60 - 1),
            (_MONDAY + 7 * 60 - 1, _MONDAY + 16 * 60),
        ),
    ],
)
def test_hours_of_a_time_zone_hold_all_year(
    text: str, within: tuple[int, ...], outside: tuple[int, ...]
):
    assert [_holds(text, minute) for minute in within] == [True for _ in within]
    assert [_holds(text, minute) for minute in outside] == [False for _ in outside]


def test_hours_say_what_daylight_saving_does_to_them():
    berlin, tokyo, utc = (
        hours_of(f"Mo 08:00-18:00{zone}") for zone in (" Europe/Berlin", " Asia/Tokyo", "")
    )
    assert berlin is not None
    assert tokyo is not None
    assert utc is not None
    assert berlin.told("x") == "x, as far as that is so in summer and in winter"
    assert tokyo.told("x") == "x"
    assert utc.told("x") == "x, in UTC"


def test_hours_that_daylight_saving_leaves_nothing_of_are_none():
    assert hours_of("Mo 08:00-09:00 Europe/Berlin") is None
    always = hours_of("24/7 Europe/Berlin")
    assert always is not None
    assert always.is_always


@given(st.text(max_size=40))
def test_no_text_breaks_them(text: str):
    hours = hours_of(text)
    assert hours is None or hours.guard()


def test_guard_asks_for_day_and_minute():
    hours = hours_of("Mo-Tu 08:00-18:00")
    assert hours is not None
    assert hours.guard() == (
        "(day_of_week(vector(time())) == 1 or day_of_week(vector(time())) == 2) and"
        " ((hour(vector(time())) * 60 + minute(vector(time()))) >= 480 < 1080)"
    )
