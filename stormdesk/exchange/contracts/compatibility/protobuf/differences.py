"""Why a consumer of one Protobuf message does not take what the producer of another one sends.

As Confluent Schema Registry decides it: messages are matched by name and fields by number. Shared
types stand in a file of their own, of which a registry compares what fields of both sides use. Our
messages have no ``oneof`` and no ``required``, so the rules about these have nothing to decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from stormdesk.exchange.contracts.compatibility.difference import Difference
from stormdesk.exchange.contracts.compatibility.protobuf.meaning import changed_meaning
from stormdesk.exchange.contracts.compatibility.protobuf.values import changed_values
from stormdesk.exchange.contracts.protobuf.package import (
    ProtoField,
    ProtoPackage,
    ProtoSchema,
)

_GROUPS = {
    "int32": "number",
    "int64": "number",
    "bool": "number",
    "string": "text",
    "bytes": "text",
    "float": "float",
    "double": "double",
}
_KEEP = "keep the type, or reserve the number and add a field under another name and tag"
_REMEDIES = {
    "PACKAGE_CHANGED": (
        "keep namespace, context and major version; or where a new major version is meant, give it"
        " a topic of its own"
    ),
    "MESSAGE_REMOVED": "keep the name of the message, or publish it as a new one beside the old",
    "FIELD_KIND_CHANGED": _KEEP,
    "FIELD_SCALAR_KIND_CHANGED": _KEEP,
    "FIELD_NAMED_TYPE_CHANGED": "keep the name of the type, or add a field under another tag",
    "FIELD_NUMERIC_LABEL_CHANGED": "keep it one number or a list, or add a field under another tag",
}


def differences(reader: ProtoSchema, writer: ProtoSchema) -> list[Difference]:
    """Return what a reader does not take of what a writer sends, and warnings.

    BACKWARD asks it with the new message as reader, FORWARD with the old one.
    """
    found: list[Difference] = []
    if reader.package.name != writer.package.name:
        text = f"the package is read as {reader.package.name} and sent as {writer.package.name}"
        found.append(_difference("", "PACKAGE_CHANGED", text))
    if reader.message != writer.message:
        text = f"the message is read as {reader.message} and sent as {writer.message}"
        return [*found, _difference("", "MESSAGE_REMOVED", text)]
    walk = _Walk(reader.package, writer.package)
    return [*found, *walk.messages(reader.message, "")]


@dataclass(frozen=True, slots=True)
class _Walk:
    """A way through two packages that takes no message twice."""

    reads: ProtoPackage
    writes: ProtoPackage
    seen: set[str] = field(default_factory=set[str])

    def messages(self, name: str, path: str) -> Iterator[Difference]:
        """Yield what differs between the messages of one name."""
        reader, writer = self.reads.record(name), self.writes.record(name)
        if name in self.seen or reader is None or writer is None:
            return
        self.seen.add(name)
        sent = {each.number: each for each in writer.fields}
        for each in reader.fields:
            inner = f"{path}.{each.json}" if path else each.json
            moved = next((other.number for other in writer.fields if other.json == each.json), None)
            if each.number in sent:
                yield from self.fields(each, sent[each.number], inner)
            elif moved is not None:
                yield _moved(inner, each.number, moved)
            elif not each.label and self.kind(each, self.reads) == "scalar":
                text = f"it is not sent, and is read as {_zero(each.type)}"
                yield _absent(inner, text)

    def fields(self, reader: ProtoField, writer: ProtoField, path: str) -> Iterator[Difference]:
        """Yield what differs between two fields of one number."""
        broken = self.breach(reader, writer, path)
        if broken is not None:
            yield broken
            return
        kind = self.kind(reader, self.reads)
        is_scalar = self.group(reader.type, self.reads) != ""
        yield from changed_meaning(reader, writer, path, is_scalar=is_scalar)
        if kind == "scalar" and reader.label == "" and writer.label == "optional":
            yield _absent(path, f"it may be absent, and is then read as {_zero(reader.type)}")
        marks = {"repeated": "[]", "map": "{}"}
        inner = path + marks.get(reader.label, "")
        if reader.type in self.reads.enums and writer.type in self.writes.enums:
            if reader.type not in self.seen:
                self.seen.add(reader.type)
                enums = self.reads.enums[reader.type], self.writes.enums[writer.type]
                yield from changed_values(*enums, inner)
        elif reader.type == writer.type:
            yield from self.messages(reader.type, inner)

    def breach(self, reader: ProtoField, writer: ProtoField, path: str) -> Difference | None:
        """Return why a registry refuses two fields of one number, or None."""
        kinds = self.kind(reader, self.reads), self.kind(writer, self.writes)
        said = f"{_told(reader)} is read, {_told(writer)} is sent"
        if kinds[0] != kinds[1]:
            return _difference(path, "FIELD_KIND_CHANGED", said)
        groups = self.group(reader.type, self.reads), self.group(writer.type, self.writes)
        if groups[0] != groups[1]:
            return _difference(path, "FIELD_SCALAR_KIND_CHANGED", said)
        if groups[0] == "" and reader.type != writer.type:
            return _difference(path, "FIELD_NAMED_TYPE_CHANGED", said)
        labels = {reader.label, writer.label}
        if groups[0] not in ("", "text") and labels == {"optional", "repeated"}:
            return _difference(path, "FIELD_NUMERIC_LABEL_CHANGED", said)
        return None

    def kind(self, each: ProtoField, package: ProtoPackage) -> str:
        """Return whether a field is a map, a scalar or a message; enums count as scalars."""
        if each.label == "map":
            return "map"
        return "scalar" if self.group(each.type, package) else "message"

    def group(self, type_name: str, package: ProtoPackage) -> str:
        """Return the group of types that are read as each other, or nothing for a message."""
        return "number" if type_name in package.enums else _GROUPS.get(type_name, "")


def _absent(path: str, text: str) -> Difference:
    accept = "see that consumers take that value for none"
    remedy, forward = f"make the field optional, or {accept}", f"keep sending it, or {accept}"
    return Difference(path, "ABSENT_READ_AS_ZERO", text, remedy, warning=True, forward=forward)


def _moved(path: str, read: int, sent: int) -> Difference:
    return Difference(
        path,
        "TAG_CHANGED",
        f"its number is {read} where it is read and {sent} where it is sent, so it is taken for"
        " absent",
        f"give it the tag {sent} again",
        warning=True,
        forward=f"give it the tag {read} again",
    )


def _zero(type_name: str) -> str:
    match type_name:
        case "string" | "bytes":
            return "empty"
        case "bool":
            return "false"
        case "int32" | "int64" | "float" | "double":
            return "0"
        case _:
            return "unspecified"


def _told(each: ProtoField) -> str:
    match each.label:
        case "map":
            return f"a map of {each.type}"
        case "repeated":
            return f"a list of {each.type}"
        case _:
            return each.type


def _difference(path: str, code: str, message: str) -> Difference:
    return Difference(path, code, message, _REMEDIES[code])
