from __future__ import annotations

import errno
import os
from typing import Any

import pytest
from pydantic import ValidationError

from stormdesk.model.context import Context
from stormdesk.model.problem import BadInput, explain, nearest, quoted, told_by_system
from stormdesk.model.profile import Profile
from stormdesk.model.session import Photo, Session
from stormdesk.model.sticky import Kind, Sticky

KINDS = ", ".join(Kind)


def told(record: type, /, **values: Any) -> str:
    """Return how the fault is explained."""
    with pytest.raises(ValidationError) as refused:
        record.model_validate({"id": "r", **values})  # type: ignore[attr-defined]  # a Record
    return explain(refused.value)


def sticky(**values: Any) -> str:
    return told(Sticky, **{"kind": "event", "text": "x", **values})


def message(**values: Any) -> str:
    return sticky(message=values).removeprefix("message.")


def test_a_missing_field() -> None:
    assert told(Context) == "name: is missing"


def test_several_faults_are_counted() -> None:
    assert told(Sticky) == "kind: is missing (and 1 more)"


def test_an_unknown_kind_with_the_nearest() -> None:
    assert sticky(kind="comand") == (f"kind: 'comand' is not one of {KINDS}; did you mean command?")
    assert sticky(kind="xyz") == f"kind: 'xyz' is not one of {KINDS}"


def test_an_unknown_word_with_the_nearest() -> None:
    assert told(Context, name="c", subdomain="suporting") == (
        "subdomain: 'suporting' is not one of core, supporting, generic; did you mean supporting?"
    )


@pytest.mark.parametrize(
    ("why", "expected"),
    [
        (sticky(text="a\x07"), "text: 'a\\x07' holds control characters; remove them"),
        (sticky(text="x" * 10_001), "text: has 10001 characters; at most 10000 are taken"),
        (sticky(text=5), "text: expected text, not 5"),
        (sticky(text=None), "text: expected text, not null"),
        (sticky(label=""), "label: is empty; write something"),
        (sticky(at="-.inf"), "at: expected a number, not '-.inf'"),
        (sticky(at=1e9), "at: 1000000000.0 is too large; at most 100000 is taken"),
        (sticky(at=10**6000), "at: expected a number, not a number of hundreds of digits"),
        (sticky(retries="9" * 6000), "retries: has too many digits to be a number here"),
        (sticky(retries=-1), "retries: -1 is too small; at least 0 is taken"),
        (sticky(retries=1.5), "retries: expected a whole number, not 1.5"),
        (sticky(pivotal="x"), "pivotal: expected true or false, not 'x'"),
        (sticky(tags="x"), "tags: expected a list, not 'x'"),
        (sticky(message="x"), "message: expected keys with values, not 'x'"),
        (
            message(fields=[{"name": "a", "type": "string", "min": "low"}]),
            "fields.0.min: expected a number, not 'low'",
        ),
        (
            sticky(freshness="soon"),
            "freshness: 'soon' is not a time span; write one like 500ms, 5m, 28d or P7D",
        ),
        (sticky(due="tomorrow"), "due: 'tomorrow' is not a date; write YYYY-MM-DD"),
        (sticky(x=float("nan")), "x: expected a finite number, not nan"),
        (
            message(rate={"peak": "many"}),
            "rate.peak: 'many' is not a rate; write one like 40/s",
        ),
        (message(**{"payload-size": "2"}), "payload-size: '2' is not a size; write one like 2kB"),
        (
            message(fields=[{"name": "a", "type": "int"}]),
            "fields.0.type: type 'int' is not known; write int32",
        ),
        (
            told(Context, name="c", colour="red"),
            "colour: 'red' is not a colour; write one like #FF9D48",
        ),
        (
            told(Profile, title="B", namespace="com..x"),
            (
                "namespace: 'com..x' is no namespace; write letters, digits and _, words joined by"
                " one dot and none with a digit first, such as com.example.orders"
            ),
        ),
        (
            told(Photo, file="../a.png"),
            "file: '../a.png' is not a plain name; leave out slashes, colons and leading dots",
        ),
        (
            told(Session, date="2026-05-01", phases=[{"name": "p", "start": "9"}]),
            "phases.0.start: '9' is not a time of day; write HH:MM",
        ),
        (
            sticky(**{"service-levels": [{"indicator": "latency", "objective": "most"}]}),
            "service-levels.0.objective: 'most' is not a share; write one like 99.9%",
        ),
        (
            sticky(**{"service-levels": [{"indicator": "latency", "threshold": "far"}]}),
            (
                "service-levels.0.threshold: 'far' is not a threshold;"
                " write a number, or one like 500ms or 5%"
            ),
        ),
        (
            told(Profile, title="two\nlines"),
            "title: 'two\\nlines' holds control characters; remove them",
        ),
    ],
)
def test_what_is_wrong_and_what_to_write(why: str, expected: str) -> None:
    assert why == expected


def test_what_the_caller_has_told_already_is_left_out() -> None:
    with pytest.raises(ValidationError) as refused:
        Sticky.model_validate({"id": "s", "kind": "event", "text": "x", "message": {"audit": "?"}})
    assert explain(refused.value, root=("message",)).startswith("audit: ")


def test_long_values_are_cut_and_stay_on_one_line() -> None:
    assert quoted("a\nb") == "'a\\nb'"
    assert len(quoted("x" * 1_000_000)) == 60


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Jsn", "; did you mean json?"), ("xml", ""), ("", "")],
)
def test_the_nearest_known_word(word: str, expected: str) -> None:
    assert nearest(word, ["json", "text", "sarif"]) == expected


def test_the_nearest_word_is_told_in_its_own_spelling() -> None:
    assert nearest("orderline", ["OrderLine"]) == "; did you mean OrderLine?"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOENT, "does not exist; check its name"),
        (
            errno.ENOSPC,
            "cannot be written: the disk is full; make room or name another place",
        ),
        (errno.ENAMETOOLONG, "has too long a name; shorten it"),
        (errno.EBUSY, "cannot be read or written: device or resource busy"),
    ],
)
def test_what_the_system_refuses_is_told_in_plain_words(number: int, expected: str) -> None:
    assert told_by_system(OSError(number, os.strerror(number))) == expected


def test_bad_input_says_where_and_why() -> None:
    assert str(BadInput("wall.yaml:3", "is torn")) == "wall.yaml:3: is torn"
    assert str(BadInput("", "is torn")) == "is torn"
