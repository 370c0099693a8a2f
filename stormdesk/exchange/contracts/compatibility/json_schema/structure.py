"""What objects and arrays of JSON Schema list, where a reader and a writer differ about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from stormdesk.exchange.contracts.compatibility.difference import Difference
from stormdesk.exchange.contracts.compatibility.json_schema.content import (
    KEEP_SENDING,
    Need,
    Within,
    added,
    content_of,
    narrowed,
    removed,
)
from stormdesk.exchange.contracts.compatibility.json_schema.view import Document, Schema

_MORE_PROPERTIES = ("additionalProperties", "unevaluatedProperties")
_MORE_ITEMS = ("items", "unevaluatedItems")
_MORE_THAN_LISTED = ("additionalItems", "unevaluatedItems")


def objects(
    reading: Document,
    reader: Mapping[str, Any],
    writing: Document,
    writer: Mapping[str, Any],
    within: Within,
) -> Iterator[Difference]:
    """Yield where a reader refuses objects that a writer may send."""
    wanted, sent = _schemas(reader.get("properties")), _schemas(writer.get("properties"))
    takes = content_of(reading, reader, _MORE_PROPERTIES, "patternProperties")
    sends = content_of(writing, writer, _MORE_PROPERTIES, "patternProperties")
    needed, given = _names(reader.get("required")), _names(writer.get("required"))
    for name, schema in sent.items():
        if name not in wanted:
            yield from removed("PROPERTY", takes, name, name, schema, within)
    for name, schema in wanted.items():
        has_default = _has_default(reading, schema)
        need: Need = "optional"
        if name in needed and name not in given:
            need = "default" if has_default else "required"
        if name in sent:
            yield from within(name, schema, sent[name])
            if need == "required":
                yield _required(name)
        else:
            is_empty = reading.view(schema).kind == "any"
            yield from added("PROPERTY", sends, name, name, schema, need, within, is_empty=is_empty)
    for name in sorted(needed - given - wanted.keys()):
        yield _required(name)
    yield from narrowed("PROPERTY", takes, sends, "", within)
    yield from _dependencies(reader, writer, within)


def arrays(
    reading: Document,
    reader: Mapping[str, Any],
    writing: Document,
    writer: Mapping[str, Any],
    within: Within,
) -> Iterator[Difference]:
    """Yield where a reader refuses lists that a writer may send."""
    wanted, sent = _prefix(reader), _prefix(writer)
    takes = content_of(reading, reader, _rest_keywords(reader))
    sends = content_of(writing, writer, _rest_keywords(writer))
    for index in range(max(len(wanted), len(sent))):
        path = f"[{index}]"
        if index >= len(wanted):
            yield from removed("ITEM", takes, "", path, sent[index], within)
        elif index < len(sent):
            yield from within(path, wanted[index], sent[index])
        else:
            is_empty = reading.view(wanted[index]).kind == "any"
            yield from added(
                "ITEM", sends, "", path, wanted[index], "optional", within, is_empty=is_empty
            )
    if wanted or sent:
        yield from narrowed("ITEM", takes, sends, "", within)
    else:
        yield from within("[]", takes.rest, sends.rest)


def _has_default(document: Document, schema: Schema) -> bool:
    inner = document.followed(schema)
    return any(isinstance(each, dict) and "default" in each for each in (schema, inner))


def _required(name: str) -> Difference:
    return Difference(
        name,
        "REQUIRED_ATTRIBUTE_ADDED",
        "the reader needs it, and it may be left out when sent",
        "leave it optional, or give it a default",
        forward=KEEP_SENDING,
    )


def _dependencies(
    reader: Mapping[str, Any], writer: Mapping[str, Any], within: Within
) -> Iterator[Difference]:
    """Yield where the reader asks for more than the writer beside a property that is there."""
    wanted, sent = _dependent_names(reader), _dependent_names(writer)
    for name, names in sorted(wanted.items()):
        more = names - sent.get(name, set())
        if more:
            code = "DEPENDENCY_ARRAY_EXTENDED" if name in sent else "DEPENDENCY_ARRAY_ADDED"
            text = f"where it is sent, the reader needs {', '.join(sorted(more))} too"
            forward = "keep sending them with it"
            yield Difference(name, code, text, "leave what depends on it optional", forward=forward)
    schemas, known = _dependent_schemas(reader), _dependent_schemas(writer)
    for name, schema in sorted(schemas.items()):
        if name in known:
            yield from within(name, schema, known[name])
        else:
            text = "where it is sent, the reader asks more of the whole object"
            remedy, forward = "drop the condition", "keep the condition"
            yield Difference(name, "DEPENDENCY_SCHEMA_ADDED", text, remedy, forward=forward)


def _dependent_names(schema: Mapping[str, Any]) -> dict[str, set[str]]:
    return {
        str(name): _names(names)
        for keyword in ("dependentRequired", "dependencies")
        for name, names in _mapping(schema.get(keyword)).items()
        if isinstance(names, list)
    }


def _dependent_schemas(schema: Mapping[str, Any]) -> dict[str, Schema]:
    return {
        name: inner
        for keyword in ("dependentSchemas", "dependencies")
        for name, inner in _schemas(schema.get(keyword)).items()
    }


def _prefix(schema: Mapping[str, Any]) -> list[Schema]:
    """Return the schemas of the first items; before 2020-12 they were a list under ``items``."""
    for keyword in ("prefixItems", "items"):
        listed = schema.get(keyword)
        if isinstance(listed, list):
            return [each for each in listed if isinstance(each, (bool, dict))]
    return []


def _rest_keywords(schema: Mapping[str, Any]) -> tuple[str, ...]:
    return _MORE_THAN_LISTED if isinstance(schema.get("items"), list) else _MORE_ITEMS


def _names(node: Any) -> set[str]:
    return {each for each in node if isinstance(each, str)} if isinstance(node, list) else set()


def _schemas(node: Any) -> dict[str, Schema]:
    found = _mapping(node).items()
    return {name: inner for name, inner in found if isinstance(inner, (bool, dict))}


def _mapping(node: Any) -> Mapping[str, Any]:
    return node if isinstance(node, dict) else {}
