"""JSON Schemas of draft 2020-12 projected on draft-07, as documents of AsyncAPI hold them.

Source: AsyncAPI 3.0, "Schema Object": a superset of draft-07. Every reference in such a document
is resolved from its root, and tools copy what it leads to into its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

_SAFE = 2**53
_BY_NAME = frozenset({"properties", "patternProperties"})
_SINGLE = frozenset({"items", "additionalProperties", "contains", "not", "propertyNames"})
_SEVERAL = frozenset({"anyOf", "oneOf", "allOf"})
_BOUNDS = frozenset({"minimum", "maximum", "x-minimum", "x-maximum"})

Schema = Mapping[str, Any]


def projected(schema: Schema, refer: Callable[[str], Schema]) -> dict[str, Any]:
    """Return a schema without what draft-07 cannot say; ``refer`` says what is for a reference.

    Nothing may stand beside a reference there. Numbers that a reader of YAML in JavaScript
    could not hold are left out: bounds, and examples and defaults that contain one.
    """
    result: dict[str, Any] = {}
    for keyword, value in schema.items():
        if keyword in _BY_NAME:
            result[keyword] = {name: projected(each, refer) for name, each in value.items()}
        elif keyword in _SINGLE and isinstance(value, Mapping):
            result[keyword] = projected(cast("Schema", value), refer)
        elif keyword in _SEVERAL:
            result[keyword] = [projected(each, refer) for each in value]
        elif keyword == "examples":
            if all(map(is_portable, value)):
                result[keyword] = value
        elif keyword == "default":
            if is_portable(value):
                result[keyword] = value
        elif keyword in _BOUNDS and not is_portable(value):
            if schema.get("type") in ("integer", ["integer", "null"]):
                result["format"] = "int64"
        elif keyword != "$ref":
            result[keyword] = value
    if "$ref" in schema:
        found = refer(str(schema["$ref"]).removeprefix("#/$defs/"))
        return {"allOf": [found], **result} if result else dict(found)
    return result


def is_portable(value: Any) -> bool:
    """Return whether every reader takes a value for the same, and none of it for a reference."""
    match value:
        case bool() | None | str():
            return True
        case int() | float():
            return abs(value) <= _SAFE
        case Mapping():
            entries = cast("Mapping[str, Any]", value)
            return "$ref" not in entries and all(map(is_portable, entries.values()))
        case _:
            return all(map(is_portable, value))


def references(schema: Schema) -> set[str]:
    """Return the names that a schema refers to."""
    found: set[str] = set()

    def note(name: str) -> Schema:
        found.add(name)
        return {}

    projected(schema, note)
    return found


def circles(definitions: Mapping[str, Schema]) -> set[tuple[str, str]]:
    """Return references, as pairs of names, without which no definition leads to itself."""
    direct = {name: references(schema) for name, schema in definitions.items()}
    return {
        (source, target)
        for source, targets in direct.items()
        for target in targets
        if target <= source and source in _reached(target, direct)
    }


def _reached(name: str, direct: Mapping[str, Iterable[str]]) -> set[str]:
    found, waiting = {name}, [name]
    while waiting:
        for each in direct.get(waiting.pop(), ()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found
