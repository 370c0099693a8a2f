"""Messages as Avro 1.12 schemas, each one record in a file that needs no other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from stormdesk.exchange.contracts.avro.names import (
    UNKNOWN,
    AvroNames,
    avro_names,
    field_name,
    field_names,
)
from stormdesk.exchange.contracts.avro.value import (
    NotSpelledError,
    default_of,
    encoded_record,
)
from stormdesk.exchange.contracts.contracts import Contracts
from stormdesk.exchange.contracts.json_file import json_file
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.exchange.contracts.shape import Member, Shape
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.exchange.contracts.values.literal import given_value
from stormdesk.model.datatype import DataType, Decimal, ListOf, MapOf, Named, Scalar
from stormdesk.model.problem import BadInput

_SCALARS: Mapping[str, Any] = {
    "string": "string",
    "boolean": "boolean",
    "int32": "int",
    "int64": "long",
    "float32": "float",
    "float64": "double",
    "uuid": {"type": "string", "logicalType": "uuid"},
    "date": {"type": "int", "logicalType": "date"},
    "time": {"type": "long", "logicalType": "time-micros"},
    "timestamp": {"type": "long", "logicalType": "timestamp-micros"},
    "duration": {"type": "string", "x-format": "duration"},
    "bytes": "bytes",
}
_DEEPEST = 100
"""Types within types; Apache Avro for Python reads hardly more before it runs out of stack."""


def files(contracts: Contracts, options: SchemaOptions) -> dict[str, bytes]:
    """Return ``CONTEXT/vN/NAME.avsc`` and ``.example.avro.json`` of every message.

    The example is the one of the other formats, in Avro's JSON encoding.
    """
    names = avro_names(contracts)
    result: dict[str, bytes] = {}
    for subject in contracts.subjects:
        values = contracts.examples[subject.stem]
        example = encoded_record(values, subject.shape, names, names.types_namespace(subject))
        result[f"{subject.stem}.avsc"] = json_file(message_schema(subject, names))
        result[f"{subject.stem}.example.avro.json"] = json_file(example)
    return result


def message_schema(
    subject: Subject, names: AvroNames, defined: Iterable[str] = ()
) -> dict[str, Any]:
    """Return the record of a message; a shared type is defined where it is first used.

    Types that are ``defined`` elsewhere are only named. Raises BadInput, naming the field, where
    a default is no value of its type, or where types are nested too deep.
    """
    scope = _Scope(names, names.types_namespace(subject), subject.where, set(defined))
    return {
        "type": "record",
        "name": subject.name,
        "namespace": names.namespace_of(subject),
        "doc": subject.shape.doc,
        "x-stormdesk-sticky": subject.sticky.id,
        "x-version": subject.version,
        "fields": _fields(subject.shape, scope, subject.where, 0),
    }


def type_schema(
    name: str, subject: Subject, names: AvroNames, defined: Iterable[str] = ()
) -> dict[str, Any]:
    """Return a shared type as the messages of the same context and major version use it.

    Types that are ``defined`` elsewhere are only named.
    """
    scope = _Scope(names, names.types_namespace(subject), subject.where, set(defined))
    return _definition(name, scope, 0)


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a schema is written with, and which types it holds so far."""

    names: AvroNames
    namespace: str
    where: str
    defined: set[str]


def _definition(name: str, scope: _Scope, depth: int) -> dict[str, Any]:
    if depth > _DEEPEST:
        raise BadInput(
            scope.where,
            f"types are nested deeper than {_DEEPEST} at {name}; Avro holds each inside the one"
            " before, so flatten some, or export neither avro nor registry",
        )
    scope.defined.add(name)
    shape = scope.names.shapes[name]
    called = scope.names.types[name]
    head = {"name": called, "namespace": scope.namespace}
    if shape.doc:
        head["doc"] = shape.doc
    if called != name:
        head["x-name"] = name
    if shape.values:
        return {"type": "enum", **head, **_symbols(name, scope.names)}
    fields = _fields(shape, scope, f"type {name}", depth)
    return {"type": "record", **head, "fields": fields}


def _symbols(name: str, names: AvroNames) -> dict[str, Any]:
    spelling = names.symbols[name]
    values = dict.fromkeys((UNKNOWN, *names.shapes[name].values))
    changed = {spelling[value]: value for value in values if spelling[value] != value}
    found: dict[str, Any] = {"symbols": [spelling[value] for value in values], "default": UNKNOWN}
    return {**found, "x-values": changed} if changed else found


def _fields(shape: Shape, scope: _Scope, where: str, depth: int) -> list[dict[str, Any]]:
    spelling = field_names(shape)
    taken = {spelling[member.name] for member in shape.members}
    fields: list[dict[str, Any]] = []
    for member in shape.members:
        aliases = [field_name(old) for old in member.field.was]
        aliases = [alias for alias in dict.fromkeys(aliases) if alias not in taken]
        taken.update(aliases)
        fields.append(_field(member, spelling[member.name], aliases, scope, where, depth))
    return fields


def _field(
    member: Member, called: str, aliases: list[str], scope: _Scope, where: str, depth: int
) -> dict[str, Any]:
    field = member.field
    typed = _typed(member.type, scope, depth)
    found: dict[str, Any] = {"name": called}
    if field.doc:
        found["doc"] = field.doc
    found |= _type_and_default(member, typed, scope, where)
    if aliases:
        found["aliases"] = aliases
    if called != member.name:
        found["x-name"] = member.name
    found["x-tag"] = member.tag
    if field.unit is not None:
        found["x-unit"] = field.unit
    if field.personal:
        found["x-personal"] = True
    if field.classification is not None:
        found["x-classification"] = field.classification
    if field.mask is not None:
        found["x-mask"] = field.mask
    return found


def _type_and_default(member: Member, typed: Any, scope: _Scope, where: str) -> dict[str, Any]:
    """Return type and default of a field.

    The first branch of a union is that of the default, which older readers of schemas insist on.
    A default that cannot be spelled is kept as ``x-default``.
    """
    field = member.field
    nothing = {"type": ["null", typed], "default": None}
    if field.default is None:
        return {"type": typed} if field.required else nothing
    value = given_value(member, "default", scope.names.shapes, where)
    if value is None:
        return nothing
    try:
        default = default_of(value, member.type, scope.names)
    except NotSpelledError:
        kept = {"type": typed} if field.required else nothing
        return {**kept, "x-default": field.default}
    if field.required:
        return {"type": typed, "default": default}
    return {"type": [typed, "null"], "default": default}


def _typed(data_type: DataType, scope: _Scope, depth: int) -> Any:
    match data_type:
        case Scalar(name):
            return _SCALARS[name]
        case Decimal(precision, scale):
            sizes = {"precision": precision, "scale": scale}
            return {"type": "bytes", "logicalType": "decimal", **sizes}
        case ListOf(item):
            return {"type": "array", "items": _typed(item, scope, depth)}
        case MapOf(value):
            return {"type": "map", "values": _typed(value, scope, depth)}
        case Named(name) if name in scope.defined:
            return f"{scope.namespace}.{scope.names.types[name]}"
        case Named(name):
            return _definition(name, scope, depth + 1)
