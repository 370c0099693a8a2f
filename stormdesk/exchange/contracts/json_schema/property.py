"""A field as a property of JSON Schema 2020-12."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from stormdesk.exchange.contracts.json_schema.value import json_value
from stormdesk.exchange.contracts.shape import Member, Types
from stormdesk.exchange.contracts.values.literal import given_value
from stormdesk.exchange.contracts.values.scalars import INTEGER_BOUNDS
from stormdesk.model.datatype import DataType, Decimal, ListOf, MapOf, Named, Scalar

_FORMATS = {
    "uuid": "uuid",
    "date": "date",
    "timestamp": "date-time",
    "duration": "duration",
}
# Validators disagree on whether `format: time` has a zone; this is full-time of RFC 3339 in UTC.
_TIME_OF_DAY = r"^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?Z$"

_DECIMAL = re.compile(
    r"\^-\?(?:\(0\|\[1-9\]\[0-9\]\{0,(?P<more>[0-9]{1,4})\}\)|0)"
    r"(?:\(\\\.\[0-9\]\{1,(?P<scale>[0-9]{1,4})\}\)\?)?\$"
)
"""What decimal_pattern returns."""


def property_of(
    member: Member, types: Types, names: Mapping[str, str], where: str
) -> dict[str, Any]:
    """Return the schema of a field; ``names`` tells under which name a shared type is defined.

    Raises BadInput, naming the field, where a default or example is no value of its type.
    """
    field = member.field
    schema = {**typed(member.type, names), **_constraints(member)}
    if not field.required:
        schema = _or_null(schema)
    if field.doc:
        schema["description"] = field.doc
    if field.default is not None:
        value = given_value(member, "default", types, where)
        schema["default"] = json_value(value, member.type, types)
    if field.example is not None:
        value = given_value(member, "example", types, where)
        schema["examples"] = [json_value(value, member.type, types)]
    schema["x-tag"] = member.tag
    if field.unit is not None:
        schema["x-unit"] = field.unit
    if field.personal:
        schema["x-personal"] = True
    if field.classification is not None:
        schema["x-classification"] = field.classification
    if field.mask is not None:
        schema["x-mask"] = field.mask
    if field.was:
        schema["x-was"] = list(field.was)
    return schema


def typed(data_type: DataType, names: Mapping[str, str]) -> dict[str, Any]:
    """Return the schema of a type by itself, without what a field adds."""
    match data_type:
        case Scalar("string"):
            return {"type": "string"}
        case Scalar("boolean"):
            return {"type": "boolean"}
        case Scalar("int32" | "int64" as name):
            least, most = INTEGER_BOUNDS[name]
            return {"type": "integer", "minimum": least, "maximum": most}
        case Scalar("float32" | "float64"):
            return {"type": "number"}
        case Scalar("bytes"):
            return {"type": "string", "contentEncoding": "base64"}
        case Scalar("time"):
            return {"type": "string", "pattern": _TIME_OF_DAY}
        case Scalar(name):
            return {"type": "string", "format": _FORMATS[name]}
        case Decimal():
            return {"type": "string", "pattern": decimal_pattern(data_type)}
        case ListOf(item):
            return {"type": "array", "items": typed(item, names)}
        case MapOf(value):
            return {"type": "object", "additionalProperties": typed(value, names)}
        case Named(name):
            return {"$ref": f"#/$defs/{names[name]}"}


def decimal_pattern(data_type: Decimal) -> str:
    """Return the regular expression of the texts that spell a decimal of this size."""
    room = data_type.precision - data_type.scale
    whole = f"(0|[1-9][0-9]{{0,{room - 1}}})" if room else "0"
    fraction = rf"(\.[0-9]{{1,{data_type.scale}}})?" if data_type.scale else ""
    return f"^-?{whole}{fraction}$"


def type_of_pattern(pattern: str) -> DataType | None:
    """Return the type whose texts a regular expression of this module spells, if it is one."""
    if pattern == _TIME_OF_DAY:
        return Scalar("time")
    found = _DECIMAL.fullmatch(pattern)
    if found is None:
        return None
    scale, more = int(found["scale"] or 0), found["more"]
    precision = scale + (int(more) + 1 if more else 0)
    return Decimal(precision, scale) if precision else None


def _constraints(member: Member) -> dict[str, Any]:
    field, data_type = member.field, member.type
    found: dict[str, Any] = {}
    if isinstance(data_type, Decimal):
        found |= {"x-minimum": field.min, "x-maximum": field.max}
    else:
        found |= _bounds(member)
    match data_type:
        case ListOf():
            found |= {"minItems": field.min_length, "maxItems": field.max_length}
        case MapOf():
            found |= {"minProperties": field.min_length, "maxProperties": field.max_length}
        case Scalar("bytes"):
            found |= {
                "minLength": _encoded_length(field.min_length),
                "maxLength": _encoded_length(field.max_length),
            }
        case _:
            found |= {"minLength": field.min_length, "maxLength": field.max_length}
    if field.pattern is not None:
        found["pattern"] = field.pattern
    return {keyword: value for keyword, value in found.items() if value is not None}


def _bounds(member: Member) -> dict[str, Any]:
    least, most = member.field.min, member.field.max
    if isinstance(member.type, Scalar) and member.type.name in INTEGER_BOUNDS:
        lowest, highest = INTEGER_BOUNDS[member.type.name]
        least = lowest if least is None else max(lowest, least)
        most = highest if most is None else min(highest, most)
    return {"minimum": least, "maximum": most}


def _encoded_length(count: int | None) -> int | None:
    """Return how many characters of base64 so many bytes are."""
    return None if count is None else (count + 2) // 3 * 4


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return {**schema, "type": [schema["type"], "null"]}
