"""What of a schema merely documents it, and so breaks nobody when it changes."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from stormdesk.exchange.contracts.compatibility.side import SchemaFormat

_LABELS = frozenset({"$id", "$schema", "x-stormdesk-sticky", "x-version"})
_TEXTS = frozenset({"$comment", "title", "description", "examples", "doc"})
_NAMES = frozenset({"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"})
_NESTED = (dict, list)
_VALUES = frozenset({"default", "enum", "const", "symbols", "required"})


def without_texts(schema: Any, form: SchemaFormat) -> Any:
    """Return what of a schema readers and writers go by, to tell whether two say the same.

    That of Protobuf is compared without its comments as it is.
    """
    return schema if form == "protobuf" else _without(schema, _LABELS | _TEXTS)


def without_labels(schema: Any, form: SchemaFormat) -> Any:
    """Return a schema with its documentation, but without what differs in every version of it.

    The example of a whole message is not always made, so it does not count.
    """
    if form == "protobuf":
        return schema
    return _without({key: schema[key] for key in schema if key != "examples"}, _LABELS)


def _without(node: Any, keys: Set[str]) -> Any:
    if isinstance(node, list):
        return [_without(each, keys) for each in node]
    if not isinstance(node, dict):
        return node
    found: dict[str, Any] = {}
    for key, value in node.items():
        if key in keys:
            continue
        if key in _VALUES:
            found[key] = value
        elif key in _NAMES and isinstance(value, dict):
            found[key] = {name: _without(inner, keys) for name, inner in value.items()}
        else:
            found[key] = _without(value, keys) if isinstance(value, _NESTED) else value
    return found
