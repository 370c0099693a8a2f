from __future__ import annotations

import json
from datetime import date
from itertools import product

import pytest
from pydantic import TypeAdapter, ValidationError

from stormdesk.model.context import Context, Flow
from stormdesk.model.message import Field, Message
from stormdesk.model.profile import Profile
from stormdesk.model.record import Date, kebab
from stormdesk.model.session import Photo
from stormdesk.model.sticky import Kind, Sticky

EVENT = Sticky(id="s", kind=Kind.EVENT, text="Order placed")


def test_a_record_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        EVENT.text = "Order lost"  # type: ignore[misc]  # what is tested


def test_revised_is_a_new_record() -> None:
    revised = EVENT.revised(text="Order shipped", at=2)
    assert (revised.id, revised.text, revised.at) == ("s", "Order shipped", 2.0)
    assert EVENT.text == "Order placed"


def test_revised_validates() -> None:
    with pytest.raises(ValidationError):
        EVENT.revised(at="soon")
    with pytest.raises(ValidationError):
        EVENT.revised(kind="evnt")


@pytest.mark.parametrize("name", ["colour", "derived-from", "written"])
def test_revised_knows_its_fields(name: str) -> None:
    with pytest.raises(AttributeError, match=f"Sticky has no field {name}"):
        EVENT.revised(**{name: "x"})


@pytest.mark.parametrize(
    ("name", "value", "default"),
    [("notes", "call Ann", ""), ("at", 3, None), ("tags", ("a",), ()), ("pivotal", True, False)],
)
def test_what_is_set_back_to_its_default_counts_as_never_set(
    name: str, value: object, default: object
) -> None:
    there = EVENT.revised(**{name: value})
    assert name in there.written()
    back = there.revised(**{name: default})
    assert back == EVENT
    assert back.written() == EVENT.written()
    assert back.model_fields_set == EVENT.model_fields_set


def test_a_default_made_anew_each_time_counts_too() -> None:
    board = Profile(id="b", title="Board")
    assert board.revised(labels={Kind.EVENT: "Fact"}).revised(labels={}).written() == {
        "id": "b",
        "title": "Board",
    }


def test_what_was_set_to_its_default_by_a_file_stays_as_written() -> None:
    said = Sticky.model_validate({"id": "s", "kind": "event", "text": "x", "pivotal": False})
    assert said.written()["pivotal"] is False
    assert said.revised(text="y").written()["pivotal"] is False


def test_required_fields_are_always_written() -> None:
    assert Sticky(id="s", kind=Kind.NOTE, text="x").revised(text="").written()["text"] == ""


def test_fields_are_written_in_the_spelling_of_the_files() -> None:
    sticky = EVENT.revised(derived_from="old wall", pinned_to="host")
    assert sticky.written() == {
        "id": "s",
        "kind": "event",
        "text": "Order placed",
        "derived-from": "old wall",
        "pinned-to": "host",
    }
    assert Sticky.model_validate(sticky.written()) == sticky
    assert kebab("min_length") == "min-length"


def test_parts_of_records_are_written_likewise() -> None:
    sticky = EVENT.revised(
        message=Message(idempotency_key="id", fields=(Field(name="id", type="uuid", min_length=1),))
    )
    assert sticky.written()["message"] == {
        "idempotency-key": "id",
        "fields": [{"name": "id", "type": "uuid", "min-length": 1}],
    }


def test_flows_say_from_and_to() -> None:
    assert Flow.between("a", "b").written() == {
        "id": "flow:a>b",
        "order": 0,
        "from": "a",
        "to": "b",
    }


def test_either_spelling_of_a_name_is_taken() -> None:
    ends = {"id": "flow:a>b"}
    flows = [
        Flow.model_validate({**ends, "from": "a", "to": "b"}),
        Flow.model_validate({**ends, "source": "a", "target": "b"}),
    ]
    assert flows[0] == flows[1]


def test_unknown_fields_are_kept() -> None:
    sticky = Sticky.model_validate(
        {
            "id": "s",
            "kind": "event",
            "text": "x",
            "x-jira": {"key": "SD-1"},
            "message": {"x-team": 7},
        }
    )
    assert sticky.revised(text="y", notes="n").written() == {
        "id": "s",
        "kind": "event",
        "text": "y",
        "notes": "n",
        "message": {"x-team": 7},
        "x-jira": {"key": "SD-1"},
    }


def test_what_is_written_is_json() -> None:
    board = Profile(id="b", title="Board", labels={Kind.READ_MODEL: "View"})
    assert json.loads(json.dumps(board.written()))["labels"] == {"read-model": "View"}


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf"), 10_000_001, -2e7])
@pytest.mark.parametrize("name", ["x", "y", "at"])
def test_coordinates_are_finite_and_near(name: str, number: float) -> None:
    with pytest.raises(ValidationError):
        EVENT.revised(**{name: number})


def test_a_placed_sticky_equals_a_revised_one() -> None:
    place = {"x": 1.5, "y": 2.0, "at": 3.0, "context": "lane"}
    assert EVENT.placed(**place) == EVENT.revised(**place)
    assert EVENT.placed(**place).written() == EVENT.revised(**place).written()


@pytest.mark.parametrize("text", ["bell\x07", "escape\x1b[31m", "nul\0", "delete\x7f"])
def test_control_characters_are_no_text(text: str) -> None:
    with pytest.raises(ValidationError):
        EVENT.revised(text=text)


@pytest.mark.parametrize("text", ["two\nlines", "a\ttab", "日本語", "עברית", "👩🏽‍💻", ""])
def test_other_characters_are_text(text: str) -> None:
    assert EVENT.revised(text=text).text == text


@pytest.mark.parametrize("name", ["two\nlines", "line\u2028separator", "", "n" * 401])
def test_a_name_is_one_short_line(name: str) -> None:
    with pytest.raises(ValidationError):
        Context(id="c", name=name)


@pytest.mark.parametrize(
    "file", ["../wall.png", "/wall.png", "a/b.png", "a\\b.png", "C:wall.png", ".hidden", ""]
)
def test_a_file_name_never_leaves_its_folder(file: str) -> None:
    with pytest.raises(ValidationError):
        Photo(id="p", file=file)


def test_a_file_name_may_hold_dots_and_spaces() -> None:
    assert Photo(id="p", file="wall of 2. May.png").file == "wall of 2. May.png"


@pytest.mark.parametrize("span", ["500ms", "30s", "1.5h", "28d", "P30D", "PT15M", "P1Y2M3DT4H"])
def test_durations_keep_their_spelling(span: str) -> None:
    assert EVENT.revised(freshness=span).written()["freshness"] == span


@pytest.mark.parametrize("span", ["5", "five minutes", "5 m", "-5m", "1e3s", "P", "PT", "P1DT"])
def test_other_spans_are_refused(span: str) -> None:
    with pytest.raises(ValidationError):
        EVENT.revised(freshness=span)


@pytest.mark.parametrize("day", ["2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", "2026-02-32"])
def test_other_days_are_refused(day: str) -> None:
    with pytest.raises(ValidationError):
        EVENT.revised(due=day)


@pytest.mark.parametrize("year", [1000, 1900, 2000, 2026, 2028, 2096, 2100, 9996])
def test_days_are_those_of_the_calendar(year: int) -> None:
    days = TypeAdapter(Date)
    for month, day in product(range(14), range(33)):
        text = f"{year}-{month:02}-{day:02}"
        try:
            date(year, month, day)
        except ValueError:
            with pytest.raises(ValidationError):
                days.validate_python(text)
        else:
            assert days.validate_python(text) == text


@pytest.mark.parametrize("name", ["freshness", "due"])
def test_digits_are_those_that_every_tool_reads(name: str) -> None:
    text = {"freshness": "٣٠s", "due": "２０２６-01-01"}[name]
    with pytest.raises(ValidationError):
        EVENT.revised(**{name: text})
