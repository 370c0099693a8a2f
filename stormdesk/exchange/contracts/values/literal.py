"""Defaults and examples, which a board keeps as text, as values of their type."""

from __future__ import annotations

import decimal
import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from stormdesk.exchange.contracts.shape import Member, Shape, Types
from stormdesk.exchange.contracts.values import patterns
from stormdesk.exchange.contracts.values.scalars import Plain, decimal_of, integer_of, scalar_of
from stormdesk.model.datatype import DataType, Decimal, ListOf, MapOf, Named, Scalar
from stormdesk.model.problem import BadInput, nearest, quoted

Neutral = Plain | decimal.Decimal | list[Any] | dict[str, Any] | None
"""A value of any data type as no format spells it."""


def value_of(text: str, member: Member, types: Types) -> Neutral:
    """Return the value that a default or example of a field spells.

    Lists, maps and records are spelled as JSON. Raises ValueError that says why it is none.
    """
    optional = not member.field.required
    if optional and text == "null" and member.type != Scalar("string"):
        return None
    try:
        value = _typed(text, member.type, types)
    except RecursionError as error:
        raise ValueError("is nested too deep") from error
    wrong = _violation(member, value)
    if wrong:
        raise ValueError(f"{quoted(text)} {wrong}")
    return value


def given_value(
    member: Member,
    what: Literal["example", "default"],
    types: Types,
    where: str,
    path: Iterable[str] = (),
) -> Neutral:
    """Return the example or default of a field that has one.

    Raises BadInput, naming ``where`` and the field, where the text does not spell a value.
    """
    text = member.field.example if what == "example" else member.field.default
    try:
        return value_of(text or "", member, types)
    except ValueError as error:
        named = ".".join(path) or member.name
        raise BadInput(where, f"field {quoted(named)}: {what} {error}") from error


def _violation(member: Member, value: Neutral) -> str:
    """Say which constraint of its field a value breaks, or nothing."""
    field = member.field
    if isinstance(value, int | float | decimal.Decimal) and not isinstance(value, bool):
        if field.min is not None and value < field.min:
            return f"is below min {field.min}"
        if field.max is not None and value > field.max:
            return f"is above max {field.max}"
    if isinstance(value, str | bytes | list | dict):
        if field.min_length is not None and len(value) < field.min_length:
            return f"is shorter than min-length {field.min_length}"
        if field.max_length is not None and len(value) > field.max_length:
            return f"is longer than max-length {field.max_length}"
    if isinstance(value, str) and field.pattern and not patterns.matches(field.pattern, value):
        return f"does not match the pattern {quoted(field.pattern)}"
    return ""


def _typed(text: str, data_type: DataType, types: Types) -> Neutral:
    match data_type:
        case Scalar(name):
            return scalar_of(text, name)
        case Decimal():
            return decimal_of(text, data_type)
        case Named(name) if types[name].values:
            return _listed(text, types[name])
        case _:
            return _from_json(_parsed(text), data_type, types)


def _listed(text: str, shape: Shape) -> str:
    if text not in shape.values:
        raise ValueError(f"{quoted(text)} is no value of {shape.name}{nearest(text, shape.values)}")
    return text


def _parsed(text: str) -> Any:
    try:
        return json.loads(
            text, parse_float=decimal.Decimal, parse_int=integer_of, parse_constant=_no_constant
        )
    except json.JSONDecodeError as error:
        raise ValueError(f"{quoted(text)} is not JSON: {error.msg}") from error


def _no_constant(text: str) -> Any:
    raise ValueError(f"{text} is no number that JSON knows")


def _from_json(node: Any, data_type: DataType, types: Types) -> Neutral:
    match data_type:
        case ListOf(item):
            if not isinstance(node, list):
                raise ValueError(f"{quoted(node)} is no list; write one as JSON, such as []")
            return [_from_json(each, item, types) for each in node]
        case MapOf(value):
            entries = _object(node)
            return {key: _from_json(each, value, types) for key, each in entries.items()}
        case Named(name) if not types[name].values:
            return _record(_object(node), types[name], types)
        case _:
            if isinstance(node, list | dict) or node is None:
                raise ValueError(f"{quoted(node)} is no {data_type}")
            spelled = str(node).lower() if isinstance(node, bool) else str(node)
            return _typed(spelled, data_type, types)


def _object(node: Any) -> Mapping[str, Any]:
    if not isinstance(node, dict):
        raise ValueError(f"{quoted(node)} is no object; write one as JSON, such as {{}}")
    return node


def _record(node: Mapping[str, Any], shape: Shape, types: Types) -> dict[str, Neutral]:
    members = {member.name: member for member in shape.members}
    for name in node:
        if name not in members:
            raise ValueError(f"{shape.name} has no field {quoted(name)}{nearest(name, members)}")
    result: dict[str, Neutral] = {}
    for name, member in members.items():
        if name not in node:
            if member.field.required:
                raise ValueError(f"the field {quoted(name)} of {shape.name} is missing")
            continue
        if node[name] is None and not member.field.required:
            result[name] = None
            continue
        value = _from_json(node[name], member.type, types)
        wrong = _violation(member, value)
        if wrong:
            raise ValueError(f"the field {quoted(name)} of {shape.name} {wrong}")
        result[name] = value
    return result
