"""Messages as JSON Schema 2020-12, each in one file that needs no other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from stormdesk.exchange.contracts.contracts import Contracts
from stormdesk.exchange.contracts.json_file import json_file
from stormdesk.exchange.contracts.json_value import json_record, json_value
from stormdesk.exchange.contracts.literal import given_value
from stormdesk.exchange.contracts.options import ContentModel, SchemaOptions
from stormdesk.exchange.contracts.scalars import INTEGER_BOUNDS
from stormdesk.exchange.contracts.shape import Member, Shape, Types, reachable
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.model.datatype import DataType, Decimal, ListOf, MapOf, Named, Scalar

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FORMATS = {
    "uuid": "uuid",
    "date": "date",
    "time": "time",
    "timestamp": "date-time",
    "duration": "duration",
}


def files(contracts: Contracts, options: SchemaOptions) -> dict[str, bytes]:
    """Return ``CONTEXT/vN/NAME.schema.json`` and ``.example.json`` of every message."""
    result: dict[str, bytes] = {}
    for subject in contracts.subjects:
        values, members = contracts.examples[subject.stem], subject.shape.members
        example = json_record(values, members, contracts.types)
        schema = schema_of(
            subject, contracts.types, contracts.namespace, options.content_model, example
        )
        result[f"{subject.stem}.schema.json"] = json_file(schema)
        result[f"{subject.stem}.example.json"] = json_file(example)
    return result


def schema_of(
    subject: Subject, types: Types, namespace: str, content_model: ContentModel, example: Any
) -> dict[str, Any]:
    """Return the schema of a message with an example of it; shared types are in ``$defs``.

    Its ``$id`` is a URN of namespace, context, name and version, so nothing is ever fetched.
    Raises BadInput, naming the field, where a default or example is no value of its type.
    """
    shape = subject.shape
    schema: dict[str, Any] = {
        "$schema": _DIALECT,
        "$id": schema_id(subject, namespace),
        "title": subject.name,
        "description": shape.doc,
        "x-stormdesk-sticky": subject.sticky.id,
        **_object(shape.members, types, subject.where, content_model),
    }
    shared = reachable(shape.members, types)
    if shared:
        schema["$defs"] = {name: _shared(types[name], types, content_model) for name in shared}
    schema["examples"] = [example]
    return schema


def schema_id(subject: Subject, namespace: str) -> str:
    """Return the absolute, versioned name of the schema of a message."""
    parts = (namespace, subject.context, subject.name, subject.version)
    return "urn:stormdesk:" + ":".join(quote(part, safe="") for part in parts)


def _shared(shape: Shape, types: Types, content_model: ContentModel) -> dict[str, Any]:
    described: dict[str, Any] = {"description": shape.doc} if shape.doc else {}
    if shape.values:
        return {**described, "type": "string", "enum": list(shape.values)}
    return {
        **described,
        **_object(shape.members, types, f"type {shape.name}", content_model),
    }


def _object(
    members: Iterable[Member], types: Types, where: str, content_model: ContentModel
) -> dict[str, Any]:
    members = tuple(members)
    return {
        "type": "object",
        "properties": {member.name: _property(member, types, where) for member in members},
        "required": [member.name for member in members if member.field.required],
        "additionalProperties": content_model == "open",
    }


def _property(member: Member, types: Types, where: str) -> dict[str, Any]:
    field = member.field
    typed = {**_typed(member.type), **_constraints(member)}
    if not field.required:
        typed = _or_null(typed)
    if field.doc:
        typed["description"] = field.doc
    if field.default is not None:
        value = given_value(member, "default", types, where)
        typed["default"] = json_value(value, member.type, types)
    if field.example is not None:
        value = given_value(member, "example", types, where)
        typed["examples"] = [json_value(value, member.type, types)]
    typed["x-tag"] = member.tag
    if field.unit is not None:
        typed["x-unit"] = field.unit
    if field.personal:
        typed["x-personal"] = True
    if field.classification is not None:
        typed["x-classification"] = field.classification
    if field.mask is not None:
        typed["x-mask"] = field.mask
    return typed


def _typed(data_type: DataType) -> dict[str, Any]:
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
        case Scalar(name):
            return {"type": "string", "format": _FORMATS[name]}
        case Decimal():
            return {"type": "string", "pattern": decimal_pattern(data_type)}
        case ListOf(item):
            return {"type": "array", "items": _typed(item)}
        case MapOf(value):
            return {"type": "object", "additionalProperties": _typed(value)}
        case Named(name):
            return {"$ref": f"#/$defs/{quote(name, safe='')}"}


def decimal_pattern(data_type: Decimal) -> str:
    """Return the regular expression of the texts that spell a decimal of this size."""
    room = data_type.precision - data_type.scale
    whole = f"(0|[1-9][0-9]{{0,{room - 1}}})" if room else "0"
    fraction = rf"(\.[0-9]{{1,{data_type.scale}}})?" if data_type.scale else ""
    return f"^-?{whole}{fraction}$"


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
