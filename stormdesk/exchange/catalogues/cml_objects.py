"""Messages and shared types as the domain objects of Context Mapper."""

from __future__ import annotations

from collections.abc import Iterable

from stormdesk.exchange.catalogues.cml_names import Names
from stormdesk.exchange.catalogues.cml_text import comment, constant, escaped, identifier, string
from stormdesk.exchange.contracts.shape import Member, Shape
from stormdesk.exchange.contracts.spelling import spelled
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.model.datatype import DataType, Decimal, ListOf, MapOf, Named, Scalar
from stormdesk.model.sticky import Kind

_SCALARS = {
    "string": "String",
    "boolean": "boolean",
    "int32": "int",
    "int64": "long",
    "float32": "float",
    "float64": "double",
    "uuid": "String",
    "date": "Date",
    "time": "String",
    "timestamp": "Timestamp",
    "duration": "String",
    "bytes": "Blob",
}
_BY_TEXT = ("uuid", "time", "duration")
"""Types that the language has no word for."""


def message_lines(subject: Subject, names: Names) -> list[str]:
    """Return a message as a domain event or a command, with the sticky it comes from."""
    kind = "DomainEvent" if subject.sticky.kind is Kind.EVENT else "CommandEvent"
    head = f"{kind} {names.messages[subject.sticky.id]}"
    return [
        comment(f"sticky {subject.sticky.id}"),
        *_described(subject.shape.doc),
        *block(head, _members(subject.shape.members, names)),
    ]


def type_lines(shape: Shape, names: Names) -> list[str]:
    """Return a shared type as a value object or an enum."""
    called = names.types[shape.name]
    named = [] if called.lstrip("^") == shape.name else [comment(f"type {shape.name}")]
    if shape.values:
        values = spelled(shape.values, constant)
        lines = [
            line
            for each in shape.values
            for line in (
                *(_described(each) if values[each] != each else ()),
                f"{escaped(values[each])}{'' if each == shape.values[-1] else ','}",
            )
        ]
        return [*named, *_described(shape.doc), *block(f"enum {called}", lines)]
    body = _members(shape.members, names)
    return [*named, *_described(shape.doc), *block(f"ValueObject {called}", body)]


def block(head: str, lines: Iterable[str]) -> list[str]:
    """Return lines as the block of a head, or the head alone."""
    inner = [f"  {line}" for line in lines]
    return [f"{head} {{", *inner, "}"] if inner else [head]


def _described(text: str) -> list[str]:
    return [string(text)] if text.strip() else []


def _members(members: tuple[Member, ...], names: Names) -> list[str]:
    spelling = spelled((each.name for each in members), lambda name: identifier(name, "field"))
    return [_member(each, spelling[each.name], names) for each in members]


def _member(member: Member, called: str, names: Names) -> str:
    field = member.field
    typed, is_exact = _typed(member.type, names)
    about = [
        field.doc.strip(),
        f"Called {field.name}." if called != field.name else "",
        "" if is_exact else f"Of the type {member.type}.",
    ]
    told = " ".join(filter(None, about))
    hints = [
        "personal" if field.personal else "",
        field.classification or "",
        f"mask: {field.mask}" if field.mask else "",
    ]
    hint = ", ".join(filter(None, hints))
    parts = [
        string(told) if told else "",
        typed,
        escaped(called),
        "" if field.required else "nullable",
        f"hint = {string(hint)}" if hint else "",
    ]
    return " ".join(filter(None, parts))


def _typed(data_type: DataType, names: Names) -> tuple[str, bool]:
    """Return a type with the mark of a reference where it is one, and whether that says it all."""
    match data_type:
        case Scalar(name):
            return _SCALARS[name], name not in _BY_TEXT
        case Decimal():
            return "BigDecimal", False
        case Named(name):
            return f"- {names.types[name]}", True
        case ListOf(Named(name)):
            return f"- List<{names.types[name]}>", True
        case ListOf(Scalar() | Decimal() as item):
            typed, is_exact = _typed(item, names)
            return f"List<{typed}>", is_exact
        case ListOf() | MapOf():
            return _invented(data_type, names), False


def _invented(data_type: DataType, names: Names) -> str:
    """Return one name for lists of lists and maps, which attributes cannot have."""
    match data_type:
        case ListOf(item):
            return f"ListOf{_invented(item, names)}"
        case MapOf(value):
            return f"MapOf{_invented(value, names)}"
        case Named(name):
            return names.types[name].lstrip("^")
        case Scalar(name):
            return name.capitalize()
        case Decimal():
            return "Decimal"
