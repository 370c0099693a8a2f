"""Whether what is said of a field fits its type."""

from __future__ import annotations

from typing import Any

import pytest

from stormdesk.exchange.contracts.values.fault import fault_of
from stormdesk.model.message import Field, NamedType

LINE = NamedType(id="type:Line", name="Line", fields=(Field(name="sku", type="string"),))
SIZE = NamedType(id="type:Size", name="Size", values=("small", "large"))


def told(data_type: str, **said: Any) -> str:
    return fault_of(Field(name="f", type=data_type, **said), (LINE, SIZE))


@pytest.mark.parametrize(
    ("data_type", "said", "why"),
    [
        ("uuid", {"min": 1}, "min and max need a number"),
        ("int32", {"min": 2, "max": 1}, "min is above max"),
        ("int32", {"pattern": "x"}, "needs the type string"),
        ("string", {"pattern": "["}, "not a regular expression"),
        ("int32", {"default": "many"}, "default 'many' is no whole number"),
        ("int32", {"max": 3, "example": "4"}, "example '4' is above max 3"),
        ("Size", {"default": "huge"}, "no value of Size"),
        ("list<Line>", {"example": '[{"sk": "a"}]'}, "no field 'sk'"),
    ],
)
def test_what_does_not_fit_is_told(data_type: str, said: dict[str, Any], why: str) -> None:
    assert why in told(data_type, **said)


@pytest.mark.parametrize(
    ("data_type", "said"),
    [
        ("int32", {"min": 1, "max": 2, "default": "2"}),
        ("string", {"pattern": "^a", "example": "ab", "max_length": 2}),
        ("list<Line>", {"example": '[{"sku": "a"}]', "min_length": 1}),
        ("Size", {"default": "small"}),
        ("Unknown", {"default": "anything"}),
        ("list<Unknown>", {"example": "[1]"}),
    ],
)
def test_what_fits_or_cannot_be_judged_is_no_fault(data_type: str, said: dict[str, Any]) -> None:
    assert told(data_type, **said) == ""


def test_a_type_that_is_not_sound_judges_nothing() -> None:
    both = SIZE.revised(fields=LINE.fields)
    assert fault_of(Field(name="f", type="Size", default="huge"), (both,)) == ""
