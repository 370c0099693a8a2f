"""A second value for the fields of a message, so that two messages can be told apart."""

from __future__ import annotations

from typing import Any

import pytest
from exchange.contracts.one_message import board_of, event
from jsonschema import Draft202012Validator

from stormdesk.exchange.contracts.contracts import contracts_of
from stormdesk.exchange.contracts.json_schema.schema import schema_of
from stormdesk.exchange.contracts.json_schema.value import json_record
from stormdesk.exchange.contracts.values.examples import other_values

_TYPES: tuple[dict[str, Any], ...] = (
    {"name": "Way", "values": ["web", "phone"]},
    {"name": "Only", "values": ["web"]},
    {"name": "Line", "fields": [{"name": "sku", "type": "string", "tag": 1}]},
    {"name": "Nothing"},
)


def _pair(field: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the example of a message of one field, and the other value, both valid."""
    contracts = contracts_of(board_of(event("placed", field), types=_TYPES))
    (subject,) = contracts.subjects
    example = contracts.examples[subject.stem]
    members, types = subject.shape.members, contracts.types
    first = json_record(example, members, types)
    other = json_record(other_values(subject, types, example), members, types)
    schema = schema_of(subject, types, contracts.namespace, "closed", first)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for each in (first, {**first, **other}):
        validator.validate(each)
    return first, other


@pytest.mark.parametrize(
    "field",
    [
        *({"type": name} for name in ("string", "boolean", "int32", "int64", "float32", "float64")),
        *({"type": name} for name in ("bytes", "uuid", "date", "time", "timestamp", "duration")),
        {"type": "decimal(3,2)"},
        {"type": "list<uuid>"},
        {"type": "map<string>"},
        {"type": "Way"},
        {"type": "Line"},
        {"type": "string", "example": "as it really occurs"},
        {"type": "string", "pattern": "^[A-Z]{2}-[0-9]{3}$"},
        {"type": "string", "min_length": 40, "max_length": 60},
        {"type": "int32", "min": 7, "max": 8},
        {"type": "decimal(3,2)", "min": 1, "max": 2, "example": "1.50"},
        {"type": "boolean", "default": "false"},
        {"type": "Way", "default": "phone"},
        {"type": "uuid", "required": False},
    ],
    ids=str,
)
def test_a_field_that_can_have_another_value_has_one(field: dict[str, Any]) -> None:
    first, other = _pair({"name": "value", "tag": 1, **field})
    assert other.keys() == {"value"}
    assert other != first
    assert _pair({"name": "value", "tag": 1, **field}) == (first, other)


@pytest.mark.parametrize(
    "field",
    [
        {"type": "Only"},
        {"type": "Nothing"},
        {"type": "int32", "min": 7, "max": 7},
        {"type": "string", "max_length": 0},
        {"type": "string", "pattern": "^one$"},
    ],
    ids=str,
)
def test_a_field_that_can_have_one_value_alone_has_no_other(field: dict[str, Any]) -> None:
    assert _pair({"name": "value", "tag": 1, **field})[1] == {}
