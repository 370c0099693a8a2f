"""Published versions that are not what they were, although others rely on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from stormdesk.exchange.contracts.compatibility.finding import Finding
from stormdesk.exchange.contracts.compatibility.side import Edition, Editions, SchemaFormat
from stormdesk.exchange.contracts.compatibility.wording import without_texts

_AVRO_NAMED = ("record", "enum", "fixed")


def rewritten(now: Editions, past: Editions, formats: Sequence[SchemaFormat]) -> Iterator[Finding]:
    """Yield an error for every version that is published, and was something else on the old side.

    Where its shared types are not known as they were, the fields of the message itself count.
    """
    known = {each.version: each for each in (past.now, *past.published)}
    for each in now.published:
        before = known.get(each.version)
        if before is not None and _differ(each, before, formats):
            yield Finding(
                "error",
                "PUBLISHED_VERSION_CHANGED",
                f"{each.version} is published, and is not what it was; a published version never"
                " changes",
                f"put its fields back as they were, and publish what changed as a version after"
                f" {each.version}",
                against=each.version,
            )


def _differ(one: Edition, other: Edition, formats: Sequence[SchemaFormat]) -> bool:
    for form in formats:
        if form in one.schemas and form in other.schemas:
            said = one.schemas[form], other.schemas[form]
            if one.presumed or other.presumed:
                return _fields(said[0], form) != _fields(said[1], form)
            return without_texts(said[0], form) != without_texts(said[1], form)
    return False


def _fields(schema: Any, form: SchemaFormat) -> Any:
    """Return what a schema says of the fields of the message, shared types by name alone."""
    match form:
        case "json-schema":
            said = without_texts(schema, form)
            return said.get("properties"), sorted(said.get("required", ()))
        case "avro":
            said = without_texts(schema, form)
            return [{**each, "type": _by_name(each["type"])} for each in said["fields"]]
        case "protobuf":
            return schema.package.record(schema.message).fields


def _by_name(node: Any) -> Any:
    if isinstance(node, list):
        return [_by_name(each) for each in node]
    if isinstance(node, str):
        return node.rpartition(".")[2]
    if node.get("type") in _AVRO_NAMED:
        return str(node["name"]).rpartition(".")[2]
    inner = {key: _by_name(node[key]) for key in ("items", "values") if key in node}
    return {**node, **inner}
