"""Changes of an Avro schema that every registry lets pass although values are misread after them.

Source: Avro 1.12, "Schema Resolution" compares no logical types, and no attributes of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from stormdesk.exchange.contracts.compatibility.difference import Difference
from stormdesk.exchange.contracts.compatibility.same import Same

_NESTED = (dict, list)
_NAMED = ("record", "enum", "fixed")
_OF_TIME = ("time-", "timestamp-", "local-timestamp-")
_NEW_FIELD = "keep it as it was, or add a field under another name and tag"


def changes_of_meaning(reader: Any, writer: Any) -> list[Difference]:
    """Return the warnings about what one schema reads of what another writes."""
    walk = _Walk(_named_types(Same(reader)), _named_types(Same(writer)))
    return list(walk.pair(reader, writer, ""))


@dataclass(frozen=True, slots=True)
class _Walk:
    """A way through two schemas; ``reads`` and ``writes`` are their named types by full name."""

    reads: Mapping[str, Any]
    writes: Mapping[str, Any]
    seen: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])

    def pair(self, reader: Any, writer: Any, path: str) -> Iterator[Difference]:
        """Yield what changed between two types at one place."""
        for sent in _branches(writer, self.writes):
            for read in _branches(reader, self.reads):
                if read.get("type") == sent.get("type") != "null":
                    yield from self._same_kind(read, sent, path)

    def _same_kind(self, reader: Any, writer: Any, path: str) -> Iterator[Difference]:
        match reader["type"]:
            case "record":
                pair = (id(reader), id(writer))
                if pair not in self.seen and _local(reader) == _local(writer):
                    self.seen.add(pair)
                    yield from self._fields(reader, writer, path)
            case "array":
                yield from self.pair(reader["items"], writer["items"], f"{path}[]")
            case "map":
                yield from self.pair(reader["values"], writer["values"], f"{path}{{}}")
            case _:
                yield from _logical_types(reader, writer, path)

    def _fields(self, reader: Any, writer: Any, path: str) -> Iterator[Difference]:
        sent = {each["name"]: each for each in writer["fields"]}
        for each in reader["fields"]:
            names = (each["name"], *each.get("aliases", ()))
            source = next((sent[name] for name in names if name in sent), None)
            if source is None:
                continue
            inner = f"{path}.{each['name']}" if path else str(each["name"])
            yield from _attributes(each, source, inner)
            yield from self.pair(each["type"], source["type"], inner)


def _attributes(reader: Any, writer: Any, path: str) -> Iterator[Difference]:
    tags = reader.get("x-tag"), writer.get("x-tag")
    if None not in tags and tags[0] != tags[1]:
        yield Difference(
            path,
            "NAME_REUSED",
            f"it is read as the field of tag {tags[0]} and sent as that of tag {tags[1]}",
            f"give it the tag {tags[1]} again, or if it is another field, a name never used",
            warning=True,
            forward=f"give it the tag {tags[0]} again, or if it is another field, a name never"
            " used",
        )
    units = reader.get("x-unit"), writer.get("x-unit")
    if None not in units and units[0] != units[1]:
        yield Difference(
            path,
            "UNIT_CHANGED",
            f"it is read in {units[0]} and sent in {units[1]}",
            _NEW_FIELD,
            warning=True,
        )


def _logical_types(reader: Any, writer: Any, path: str) -> Iterator[Difference]:
    read, sent = reader.get("logicalType"), writer.get("logicalType")
    if read == sent == "decimal":
        yield from _decimals(reader, writer, path)
    elif read != sent:
        of_time = all(str(each).startswith(_OF_TIME) for each in (read, sent))
        yield Difference(
            path,
            "TIME_UNIT_CHANGED" if of_time else "LOGICAL_TYPE_CHANGED",
            f"it is read as {read or reader['type']} and sent as {sent or writer['type']}",
            _NEW_FIELD,
            warning=True,
        )


def _decimals(reader: Any, writer: Any, path: str) -> Iterator[Difference]:
    read, sent = _size(reader), _size(writer)
    if read[1] != sent[1]:
        yield Difference(
            path,
            "DECIMAL_SCALE_CHANGED",
            f"numbers are read with {read[1]} places and sent with {sent[1]}, so they are off by"
            f" a factor of 10^{abs(read[1] - sent[1])}",
            _NEW_FIELD,
            warning=True,
        )
    elif read[0] < sent[0]:
        yield Difference(
            path,
            "DECIMAL_PRECISION_REDUCED",
            f"numbers of {sent[0]} digits may be sent, and {read[0]} are read",
            _NEW_FIELD,
            warning=True,
        )


def _size(schema: Any) -> tuple[int, int]:
    precision, scale = schema.get("precision", 0), schema.get("scale", 0)
    return (precision, scale) if isinstance(precision, int) and isinstance(scale, int) else (0, 0)


def _local(schema: Any) -> str:
    return str(schema["name"]).rpartition(".")[2]


def _branches(schema: Any, named: Mapping[str, Any]) -> Iterable[Any]:
    """Return the types that a value may have, each as an object."""
    if isinstance(schema, list):
        return [found for branch in schema for found in _branches(branch, named)]
    if isinstance(schema, str):
        return [named.get(schema, {"type": schema})]
    inner = schema.get("type")
    return _branches(inner, named) if isinstance(inner, _NESTED) else [schema]


@lru_cache(maxsize=4)
def _named_types(key: Same) -> dict[str, Any]:
    """Return the named types in a schema by full name, and by the name they have where they are."""
    found: dict[str, Any] = {}
    _define(key.schema, "", found)
    return found


def _define(schema: Any, namespace: str, found: dict[str, Any]) -> None:
    if isinstance(schema, list):
        for branch in schema:
            _define(branch, namespace, found)
    if not isinstance(schema, dict):
        return
    if schema.get("type") in _NAMED:
        name = str(schema["name"])
        namespace = name.rpartition(".")[0] or schema.get("namespace", namespace)
        found[_local(schema)] = found[f"{namespace}.{_local(schema)}"] = schema
    for inner in (schema.get("type"), schema.get("items"), schema.get("values")):
        if isinstance(inner, _NESTED):
            _define(inner, namespace, found)
    for each in schema["fields"] if schema.get("type") == "record" else ():
        if isinstance(each["type"], _NESTED):
            _define(each["type"], namespace, found)
