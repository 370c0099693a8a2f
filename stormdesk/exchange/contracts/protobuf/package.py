"""What a Protobuf package declares, whether it was made from a board or read from a manifest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from stormdesk.model.datatype import parse_type

Label = Literal["", "optional", "repeated", "map"]
"""How often a field is there; ``map`` is by text keys, and a plain field has no presence."""

_LABELS: tuple[Label, ...] = get_args(Label)


@dataclass(frozen=True, slots=True)
class ProtoField:
    """One field: a scalar, or a message or enum by its name.

    ``json`` is its name in JSON, ``means`` and ``unit`` are what Protobuf cannot say of its values,
    the type on the board, and ``was`` are earlier names in JSON.
    """

    number: int
    name: str
    type: str
    label: Label = ""
    json: str = ""
    means: str = ""
    unit: str = ""
    was: tuple[str, ...] = ()
    comment: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ProtoMessage:
    """Fields by number, and the numbers and names that are never used again."""

    fields: tuple[ProtoField, ...] = ()
    reserved: Mapping[int, str] = field(default_factory=dict[int, str])
    comment: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ProtoValue:
    """One value of an enum and how the board calls it."""

    number: int
    name: str
    means: str = ""


@dataclass(frozen=True, slots=True)
class ProtoEnum:
    """Values by number, and the numbers and names that are never used again."""

    values: tuple[ProtoValue, ...] = ()
    reserved: Mapping[int, str] = field(default_factory=dict[int, str])
    comment: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ProtoPackage:
    """The messages of a context and major version, and the types that they share, by name."""

    name: str
    messages: Mapping[str, ProtoMessage]
    types: Mapping[str, ProtoMessage]
    enums: Mapping[str, ProtoEnum]

    def record(self, name: str) -> ProtoMessage | None:
        """Return the message or shared type of that name."""
        return self.messages.get(name) or self.types.get(name)

    def reached_from(self, message: str) -> Iterator[str]:
        """Yield a message and the shared types that it holds, directly or not, each once."""
        waiting, seen = [message], {message}
        while waiting:
            name = waiting.pop()
            yield name
            record = self.record(name)
            inner = {each.type for each in record.fields} if record is not None else set[str]()
            new = sorted(each for each in inner - seen if each in self.types)
            waiting += new
            seen.update(new)


@dataclass(frozen=True, slots=True)
class ProtoSchema:
    """One message of a package, as a consumer of it knows them."""

    package: ProtoPackage
    message: str


def written(package: ProtoPackage) -> dict[str, Any]:
    """Return a package as a manifest keeps it."""
    return {
        "messages": {name: _message(each) for name, each in sorted(package.messages.items())},
        "types": {name: _message(each) for name, each in sorted(package.types.items())},
        "enums": {name: _enum(each) for name, each in sorted(package.enums.items())},
    }


def read(name: str, node: Mapping[str, Any]) -> ProtoPackage:
    """Return the package that a manifest keeps; what newer programs added is passed over.

    Raises KeyError, TypeError or ValueError where it is no package.
    """
    return ProtoPackage(
        name,
        {key: _read_message(each) for key, each in node["messages"].items()},
        {key: _read_message(each) for key, each in node["types"].items()},
        {
            key: ProtoEnum(
                tuple(
                    ProtoValue(int(number), _text(value["name"]), _text(value.get("means", "")))
                    for number, value in each["values"].items()
                ),
                _read_reserved(each),
            )
            for key, each in node["enums"].items()
        },
    )


def _message(message: ProtoMessage) -> dict[str, Any]:
    fields = {str(each.number): _field(each) for each in message.fields}
    return {"fields": fields, **_reserved(message.reserved)}


def _field(each: ProtoField) -> dict[str, Any]:
    told = {
        "name": each.name,
        "type": each.type,
        "label": each.label,
        "json": each.json,
        "means": each.means,
        "unit": each.unit,
        "was": list(each.was),
    }
    return {key: value for key, value in told.items() if value}


def _enum(enum: ProtoEnum) -> dict[str, Any]:
    values = {
        str(each.number): {"name": each.name, **({"means": each.means} if each.means else {})}
        for each in enum.values
    }
    return {"values": values, **_reserved(enum.reserved)}


def _reserved(reserved: Mapping[int, str]) -> dict[str, Any]:
    return {"reserved": {str(n): reserved[n] for n in sorted(reserved)}} if reserved else {}


def _read_message(node: Mapping[str, Any]) -> ProtoMessage:
    fields = (
        ProtoField(
            int(number),
            _text(each["name"]),
            _text(each["type"]),
            _label(each.get("label", "")),
            _text(each["json"]),
            _means(_text(each.get("means", ""))),
            _text(each.get("unit", "")),
            tuple(map(_text, each.get("was", ()))),
        )
        for number, each in node["fields"].items()
    )
    return ProtoMessage(tuple(fields), _read_reserved(node))


def _read_reserved(node: Mapping[str, Any]) -> dict[int, str]:
    return {int(number): _text(name) for number, name in node.get("reserved", {}).items()}


def _label(value: Any) -> Label:
    for label in _LABELS:
        if value == label:
            return label
    raise ValueError(f"{value!r} is no label of a field")


def _means(text: str) -> str:
    """Return a type on the board, or nothing where only newer programs know it."""
    try:
        return str(parse_type(text)) if text else ""
    except ValueError:
        return ""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
