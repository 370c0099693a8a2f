"""Why a reader of one Avro schema cannot read what the writer of another one wrote.

The verdict is Apache Avro's own; a walk over both schemas only finds the places it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast

from avro.compatibility import (
    ReaderWriterCompatibilityChecker,
    SchemaCompatibilityType,
    lookup_writer_field,
    schema_name_equals,
)
from avro.errors import AvroException
from avro.name import Names
from avro.schema import (
    ArraySchema,
    EnumSchema,
    Field,
    FixedSchema,
    MapSchema,
    NamedSchema,
    RecordSchema,
    Schema,
    UnionSchema,
    make_avsc_object,
)

from stormdesk.exchange.contracts.compatibility.avro.meaning import changes_of_meaning
from stormdesk.exchange.contracts.compatibility.difference import Difference
from stormdesk.exchange.contracts.compatibility.same import Same
from stormdesk.model.problem import BadInput

_REMEDIES = {
    "TYPE_MISMATCH": "keep the type, or add a field of the new type under another name",
    "MISSING_UNION_BRANCH": "keep what the field could be, or add a field under another name",
    "NAME_MISMATCH": "keep the name; a message or type under another name is a new one",
    "MISSING_ENUM_SYMBOLS": "keep the value, or give the enum of the reader a default",
    "FIXED_SIZE_MISMATCH": "keep the size, or add a field of the new size under another name",
    "READER_FIELD_MISSING_DEFAULT_VALUE": (
        "give the field a default or make it optional; where it was renamed, keep its old name"
        " as an earlier one"
    ),
}

_NESTED = (dict, list)
_FORWARD = {
    "MISSING_UNION_BRANCH": "send no more sorts of values than before, or add a field",
    "MISSING_ENUM_SYMBOLS": (
        "leave it out, or let the readers go over to a version that knows it first"
    ),
    "READER_FIELD_MISSING_DEFAULT_VALUE": (
        "keep the field under its name; or let a version come first in which it has a default,"
        " to which the readers go over"
    ),
}
"""Where the reader is the earlier version, and stays as it is."""


def fault_of(schema: Any) -> str:
    """Say why Avro cannot read a schema, or nothing."""
    try:
        _parsed(Same(schema))
    except BadInput as problem:
        return problem.why
    return ""


def differences(reader: Any, writer: Any) -> list[Difference]:
    """Return what the schema of a reader does not take of what a writer sends, and warnings.

    BACKWARD asks it with the new schema as reader, FORWARD with the old one. Raises BadInput
    where one of them is no Avro schema.
    """
    walk = _Walk()
    reads, writes = _parsed(Same(reader)), _parsed(Same(writer))
    broken = [] if walk.can_read(reads, writes) else list(walk.reasons(reads, writes, ""))
    return [*broken, *changes_of_meaning(reader, writer)]


@lru_cache(maxsize=4)
def _parsed(key: Same) -> Schema:
    try:
        return make_avsc_object(_without_meaning(key.schema), Names(validate_names=True))
    except (AvroException, RecursionError) as error:
        raise BadInput("Avro schema", f"cannot be read: {error}") from error


def _without_meaning(node: Any) -> Any:
    """Return a schema without logical types, which Avro does not compare but may warn of."""
    if isinstance(node, list):
        return [_without_meaning(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _without_meaning(value)
        if isinstance(value, _NESTED) and key not in ("default", "symbols")
        else value
        for key, value in node.items()
        if key != "logicalType"
    }


@dataclass(frozen=True, slots=True)
class _Walk:
    """A way through two schemas that takes no pair of types twice."""

    checker: ReaderWriterCompatibilityChecker = field(
        default_factory=ReaderWriterCompatibilityChecker
    )
    seen: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])

    def can_read(self, reader: Schema, writer: Schema) -> bool:
        """Tell what Avro says of the pair."""
        verdict = self.checker.get_compatibility(reader, writer)
        return verdict.compatibility is SchemaCompatibilityType.compatible

    def reasons(self, reader: Schema, writer: Schema, path: str) -> Iterator[Difference]:
        """Yield why the reader cannot read the writer, at the innermost places."""
        pair = (id(reader), id(writer))
        if pair in self.seen:
            return
        self.seen.add(pair)
        match reader, writer:
            case RecordSchema(), RecordSchema():
                yield from _names(reader, writer, path)
                yield from self._fields(reader, writer, path)
            case ArraySchema(), ArraySchema():
                items = cast("Schema", reader.items), cast("Schema", writer.items)
                yield from self.reasons(*items, f"{path}[]")
            case MapSchema(), MapSchema():
                values = cast("Schema", reader.values), cast("Schema", writer.values)
                yield from self.reasons(*values, f"{path}{{}}")
            case EnumSchema(), EnumSchema():
                yield from _names(reader, writer, path)
                yield from _symbols(reader, writer, path)
            case FixedSchema(), FixedSchema():
                yield from _names(reader, writer, path)
                if reader.size != writer.size:
                    text = f"{reader.size} bytes are read, {writer.size} are sent"
                    yield _difference(path, "FIXED_SIZE_MISMATCH", text)
            case _, UnionSchema():
                for branch in writer.schemas:
                    if not self.can_read(reader, branch):
                        yield from self._branch(reader, branch, path)
            case UnionSchema(), _:
                yield from self._branch(reader, writer, path)
            case _:
                if not self.can_read(reader, writer):
                    text = f"{_called(reader)} is read, {_called(writer)} is sent"
                    yield _difference(path, "TYPE_MISMATCH", text)

    def _fields(
        self, reader: RecordSchema, writer: RecordSchema, path: str
    ) -> Iterator[Difference]:
        for each in cast("list[Field]", reader.fields):
            name = str(each.name)
            inner = f"{path}.{name}" if path else name
            sent = lookup_writer_field(writer, each)
            if sent is not None:
                yield from self.reasons(each.type, sent.type, inner)
            elif not each.has_default:
                text = "the reader needs it, and it is not sent"
                yield _difference(inner, "READER_FIELD_MISSING_DEFAULT_VALUE", text)

    def _branch(self, reader: Schema, writer: Schema, path: str) -> Iterator[Difference]:
        """Yield why no branch of a reader takes a type: by the one of its kind, if there is one."""
        branches = reader.schemas if isinstance(reader, UnionSchema) else [reader]
        if any(self.can_read(branch, writer) for branch in branches):
            return
        near = [branch for branch in branches if branch.type == writer.type]
        same = [branch for branch in near if _same_name(branch, writer)] or near
        if same:
            yield from self.reasons(same[0], writer, path)
            return
        code = "MISSING_UNION_BRANCH" if isinstance(reader, UnionSchema) else "TYPE_MISMATCH"
        yield _difference(path, code, f"{_called(reader)} is read, {_called(writer)} may be sent")


def _same_name(reader: Schema, writer: Schema) -> bool:
    if isinstance(reader, NamedSchema) and isinstance(writer, NamedSchema):
        return schema_name_equals(reader, writer)
    return True


def _names(reader: NamedSchema, writer: NamedSchema, path: str) -> Iterator[Difference]:
    if not schema_name_equals(reader, writer):
        text = f"it is read as {reader.name} and sent as {writer.name}"
        yield _difference(path, "NAME_MISMATCH", text)


def _symbols(reader: EnumSchema, writer: EnumSchema, path: str) -> Iterator[Difference]:
    missing = [symbol for symbol in writer.symbols if symbol not in reader.symbols]
    if missing and reader.props.get("default") not in reader.symbols:
        text = f"the reader does not know {', '.join(missing)}"
        yield _difference(path, "MISSING_ENUM_SYMBOLS", text)


def _called(schema: Schema) -> str:
    if isinstance(schema, UnionSchema):
        return " or ".join(_called(branch) for branch in schema.schemas)
    return str(schema.name) if isinstance(schema, NamedSchema) else str(schema.type)


def _difference(path: str, code: str, message: str) -> Difference:
    return Difference(path, code, message, _REMEDIES[code], forward=_FORWARD.get(code, ""))
