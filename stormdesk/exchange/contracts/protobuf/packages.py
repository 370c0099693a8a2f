"""The messages of a board as packages of Protobuf."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from stormdesk.exchange.contracts.protobuf.names import (
    UNSPECIFIED,
    ProtoNames,
    field_names,
    json_names,
    message_name,
    value_prefix,
)
from stormdesk.exchange.contracts.protobuf.package import (
    Label,
    ProtoEnum,
    ProtoField,
    ProtoMessage,
    ProtoPackage,
    ProtoSchema,
    ProtoValue,
)
from stormdesk.exchange.contracts.shape import Member, Shape, reachable
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.model.datatype import DataType, ListOf, MapOf, Named, Scalar
from stormdesk.model.message import NamedType
from stormdesk.model.naming import digest

TIMESTAMP = "google.protobuf.Timestamp"
DURATION = "google.protobuf.Duration"
SCALARS: Mapping[str, str] = {
    "string": "string",
    "boolean": "bool",
    "int32": "int32",
    "int64": "int64",
    "float32": "float",
    "float64": "double",
    "bytes": "bytes",
    "timestamp": TIMESTAMP,
    "duration": DURATION,
}
"""What each built-in type is in Protobuf; those that are not here travel as text."""

_WRAPPER_COMMENT = "Holds what Protobuf cannot nest itself."


def packages_of(subjects: Iterable[Subject], names: ProtoNames) -> dict[str, ProtoPackage]:
    """Return the packages of messages by name, each with the shared types that they need."""
    found: dict[str, list[Subject]] = {}
    for subject in subjects:
        found.setdefault(names.package_of(subject), []).append(subject)
    return {name: _package(name, found[name], names) for name in sorted(found)}


def schema_of(subject: Subject, names: ProtoNames) -> ProtoSchema:
    """Return a message with no more than the shared types that it needs itself."""
    package = _package(names.package_of(subject), [subject], names)
    return ProtoSchema(package, message_name(subject.name))


def type_in_proto(data_type: DataType, names: ProtoNames) -> tuple[str, Label]:
    """Return the type that a field is declared with, and how often it is there."""
    match data_type:
        case ListOf(item):
            return _single(item, names), "repeated"
        case MapOf(value):
            return _single(value, names), "map"
        case _:
            return _single(data_type, names), ""


def _package(name: str, subjects: Iterable[Subject], names: ProtoNames) -> ProtoPackage:
    messages: dict[str, ProtoMessage] = {}
    members: list[Member] = []
    for subject in subjects:
        comment = f"{subject.shape.doc}\n\nFrom the sticky stormdesk://{subject.sticky.id}"
        messages[message_name(subject.name)] = _message(subject.shape, names, comment)
        members += subject.shape.members
    types: dict[str, ProtoMessage] = {}
    enums: dict[str, ProtoEnum] = {}
    for shared in reachable(members, names.shapes):
        shape = names.shapes[shared]
        members += shape.members
        origin = f"Shared type {shared}, stormdesk://{NamedType.derived_id(shared)}"
        comment = f"{shape.doc}\n\n{origin}" if shape.doc else origin
        if shape.values:
            enums[names.types[shared]] = _enum(shape, names, comment)
        else:
            types[names.types[shared]] = _message(shape, names, comment)
    for member in members:
        types |= _wrappers(member.type, names)
    return ProtoPackage(name, messages, types, enums)


def _message(shape: Shape, names: ProtoNames, comment: str) -> ProtoMessage:
    spellings = field_names(shape)
    called = json_names(spellings)
    live = {member.name for member in shape.members}
    return ProtoMessage(
        tuple(
            _field(member, spellings[member.name], called[member.name], names)
            for member in shape.members
        ),
        {
            each.tag: spellings[each.name] if each.name and each.name not in live else ""
            for each in shape.reserved
        },
        comment,
    )


def _field(member: Member, spelling: str, json: str, names: ProtoNames) -> ProtoField:
    declared, label = type_in_proto(member.type, names)
    if not label and not member.field.required and not _has_presence(member.type, names):
        label = "optional"
    return ProtoField(
        member.tag,
        spelling,
        declared,
        label,
        json,
        "" if _says_all(member.type) else str(member.type),
        member.field.unit or "",
        member.field.was,
        _comment(member, json),
    )


def _has_presence(data_type: DataType, names: ProtoNames) -> bool:
    """Tell whether a type is a message, of which Protobuf knows by itself whether it is there."""
    match data_type:
        case Named(name):
            return not names.shapes[name].values
        case Scalar(name):
            return name in ("timestamp", "duration")
        case _:
            return False


def _comment(member: Member, json: str) -> str:
    field = member.field
    told = {
        "called": "" if json == field.name else field.name,
        "type": "" if _says_all(member.type) else str(member.type),
        "unit": field.unit,
        "default": field.default,
        "classification": field.classification,
        "mask": field.mask,
        "earlier": ", ".join(field.was),
    }
    facts = [f"{what}: {value}" for what, value in told.items() if value]
    if field.personal:
        facts.append("personal: says something about a person")
    return "\n".join((field.doc, *facts)) if field.doc else "\n".join(facts)


def _says_all(data_type: DataType) -> bool:
    """Tell whether the declared type says as much as the type on the board."""
    match data_type:
        case Scalar(name):
            return name in SCALARS
        case ListOf(inner) | MapOf(inner):
            return _says_all(inner)
        case _:
            return isinstance(data_type, Named)


def _enum(shape: Shape, names: ProtoNames, comment: str) -> ProtoEnum:
    spellings = names.values[shape.name]
    zero = ProtoValue(0, value_prefix(names.types[shape.name]) + UNSPECIFIED)
    numbered = sorted(zip(shape.numbers, shape.values, strict=True))
    return ProtoEnum(
        (zero, *(ProtoValue(n, spellings[value], value) for n, value in numbered)),
        {
            each.tag: spellings[each.name] if each.name and each.name not in shape.values else ""
            for each in shape.reserved
        },
        comment,
    )


def _single(data_type: DataType, names: ProtoNames) -> str:
    """Return the type of one item; what is a list or map itself is wrapped in a message."""
    match data_type:
        case Scalar(name):
            return SCALARS.get(name, "string")
        case Named(name):
            return names.types[name]
        case ListOf(item):
            return _wrapper_name(item, "List", names)
        case MapOf(value):
            return _wrapper_name(value, "Map", names)
        case _:
            return "string"


def _wrapper_name(inner: DataType, what: str, names: ProtoNames) -> str:
    """Return the name of a wrapper by what it holds, so that no renamed field renames it."""
    declared = _single(inner, names)
    plain = declared.rpartition(".")[2]
    name = f"{plain[:1].upper()}{plain[1:]}{what}"
    is_shared = isinstance(inner, Named) and declared.lower() in _SCALAR_WORDS
    code = digest(f"{what} of {declared}").capitalize()
    return f"{name}{code}" if is_shared or name in names.taken else name


_SCALAR_WORDS = {word.rpartition(".")[2].lower() for word in SCALARS.values()}


def _wrappers(data_type: DataType, names: ProtoNames) -> dict[str, ProtoMessage]:
    """Return the wrappers that a type needs, by name."""
    found: dict[str, ProtoMessage] = {}
    while isinstance(data_type, ListOf | MapOf):
        data_type = data_type.item if isinstance(data_type, ListOf) else data_type.value
        if isinstance(data_type, ListOf | MapOf):
            declared, label = type_in_proto(data_type, names)
            values = ProtoField(1, "values", declared, label, "values")
            found[_single(data_type, names)] = ProtoMessage((values,), {}, _WRAPPER_COMMENT)
    return found
