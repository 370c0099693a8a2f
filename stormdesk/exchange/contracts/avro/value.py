"""Typed values as Avro spells them in JSON: in the default of a field, and in its JSON encoding."""

from __future__ import annotations

import decimal
import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from stormdesk.exchange.contracts.avro.names import AvroNames, field_names
from stormdesk.exchange.contracts.json_schema.value import json_value
from stormdesk.exchange.contracts.shape import Member, Shape
from stormdesk.exchange.contracts.values.literal import Neutral
from stormdesk.model.datatype import DataType, Decimal, ListOf, MapOf, Named, Scalar

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_EXACT_EVERYWHERE = 2**53 - 2
_BRANCHES = {
    "string": "string",
    "boolean": "boolean",
    "int32": "int",
    "int64": "long",
    "float32": "float",
    "float64": "double",
    "uuid": "string",
    "date": "int",
    "time": "long",
    "timestamp": "long",
    "duration": "string",
    "bytes": "bytes",
}


class NotSpelledError(ValueError):
    """A value that Avro cannot spell as a default that every reader of schemas takes."""


def encoded_record(
    values: Mapping[str, Neutral], shape: Shape, names: AvroNames, types_namespace: str
) -> dict[str, Any]:
    """Return the values of a record in Avro's JSON encoding, an absent one as null.

    Source: Avro 1.12, "JSON Encoding": a value of a union that is not null names its branch.
    """
    spelling = field_names(shape)
    return {
        spelling[member.name]: _encoded_field(
            values.get(member.name), member, names, types_namespace
        )
        for member in shape.members
    }


def default_of(value: Neutral, data_type: DataType, names: AvroNames) -> Any:
    """Return a value as the default of a field.

    Source: Avro 1.12, "Complex Types": a value of a union is spelled as one of its first branch.
    Raises NotSpelledError where a part of it belongs to another branch, or where it is a whole
    number that JavaScript would round.
    """
    match data_type, value:
        case ListOf(item), list():
            return [default_of(each, item, names) for each in value]
        case MapOf(inner), dict():
            return {key: default_of(each, inner, names) for key, each in value.items()}
        case Named(name), dict():
            return _default_record(value, names.shapes[name], names)
        case _, int() if abs(value) > _EXACT_EVERYWHERE:
            raise NotSpelledError
        case _:
            return _plain(value, data_type, names)


def _encoded_field(value: Neutral, member: Member, names: AvroNames, types_namespace: str) -> Any:
    if value is None:
        return None
    encoded = _encoded(value, member.type, names, types_namespace)
    if member.field.required:
        return encoded
    return {_branch(member.type, names, types_namespace): encoded}


def _encoded(value: Neutral, data_type: DataType, names: AvroNames, types_namespace: str) -> Any:
    match data_type, value:
        case ListOf(item), list():
            return [_encoded(each, item, names, types_namespace) for each in value]
        case MapOf(inner), dict():
            return {
                key: _encoded(each, inner, names, types_namespace) for key, each in value.items()
            }
        case Named(name), dict():
            return encoded_record(value, names.shapes[name], names, types_namespace)
        case _:
            return _plain(value, data_type, names)


def _branch(data_type: DataType, names: AvroNames, types_namespace: str) -> str:
    match data_type:
        case Scalar(name):
            return _BRANCHES[name]
        case Decimal():
            return "bytes"
        case ListOf():
            return "array"
        case MapOf():
            return "map"
        case Named(name):
            return f"{types_namespace}.{names.types[name]}"


def _default_record(values: Mapping[str, Neutral], shape: Shape, names: AvroNames) -> Any:
    spelling = field_names(shape)
    result: dict[str, Any] = {}
    for member in shape.members:
        value = values.get(member.name)
        surely_null_first = member.field.default is None
        if not member.field.required and not (value is None and surely_null_first):
            raise NotSpelledError
        result[spelling[member.name]] = (
            None if value is None else default_of(value, member.type, names)
        )
    return result


def _plain(value: Neutral, data_type: DataType, names: AvroNames) -> Any:
    match data_type, value:
        case Decimal(), decimal.Decimal():
            return _unscaled(value, data_type.scale).decode("latin-1")
        case Named(name), str():
            return names.symbols[name][value]
        case _, bytes():
            return value.decode("latin-1")
        case _, uuid.UUID():
            return str(value)
        case _, datetime():
            return (value - _EPOCH) // _MICROSECOND
        case _, date():
            return (value - _EPOCH.date()).days
        case _, time():
            return _since_midnight(value) // _MICROSECOND
        case _:
            return json_value(value, data_type, names.shapes)


def _since_midnight(value: time) -> timedelta:
    return timedelta(
        hours=value.hour,
        minutes=value.minute,
        seconds=value.second,
        microseconds=value.microsecond,
    )


def _unscaled(value: decimal.Decimal, scale: int) -> bytes:
    """Return the digits of a decimal as the shortest two's complement, big end first."""
    with decimal.localcontext(prec=200):
        number = int(value.scaleb(scale))
    length = (number if number >= 0 else ~number).bit_length() // 8 + 1
    return number.to_bytes(length, "big", signed=True)
