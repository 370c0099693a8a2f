"""What of a schema that people edited is no JSON Schema.

Source: JSON Schema 2020-12, the meta-schemas of its vocabularies, as far as keywords are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from stormdesk.exchange.contracts.compatibility.json_schema.reference import (
    Names,
    Schema,
    names_in,
)
from stormdesk.model.problem import quoted

_TYPES = frozenset({"null", "boolean", "object", "array", "number", "string", "integer"})
_DEEPEST = 200


def fault_of(schema: Any) -> str:
    """Say what is wrong with a schema and where, or nothing; it may need no other file."""
    if told := _fault_of(schema, "", 0):
        return told
    names = names_in(schema)
    return next((f for part, path in _parts(schema) if (f := _unknown(part, path, names))), "")


def _parts(schema: Schema) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Yield a schema and those within it, with their places."""
    waiting: list[tuple[str, Any]] = [("", schema)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, Mapping):
            yield node, path
            for keyword, value in node.items():
                waiting += _inner(keyword, value, f"{path}/{keyword}")


def _unknown(part: Mapping[str, Any], path: str, names: Names) -> str:
    """Say which reference of a schema means nothing in the file, if one does not."""
    reference = part.get("$ref")
    if not isinstance(reference, str) or names.target(reference, part) is not None:
        return ""
    return f"{path}/$ref leads to {quoted(reference[:200])}, which is not in the file"


def _fault_of(schema: Any, path: str, depth: int) -> str:
    at = path or "the schema"
    if isinstance(schema, bool):
        return ""
    if not isinstance(schema, dict):
        return f"{at} is neither an object nor true or false"
    if depth > _DEEPEST:
        return f"{at} is nested deeper than {_DEEPEST} levels"
    for keyword, value in schema.items():
        here = f"{path}/{keyword}"
        if keyword in _PLAIN and not _PLAIN[keyword](value):
            return f"{here} cannot be {quoted(str(value)[:60])}"
        for place, inner in _inner(keyword, value, here):
            if told := _fault_of(inner, place, depth + 1):
                return told
    return ""


def _inner(keyword: str, value: Any, here: str) -> list[tuple[str, Any]]:
    """Return the schemas within a keyword, with their places."""
    if keyword in _ONE:
        return [(here, value)]
    if keyword in _BY_NAME and isinstance(value, dict):
        return [(f"{here}/{name}", each) for name, each in value.items()]
    if keyword in _SEVERAL and isinstance(value, list):
        return [(f"{here}/{number}", each) for number, each in enumerate(value)]
    return []


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _is_type(value: Any) -> bool:
    listed = [value] if isinstance(value, str) else value
    return _is_names(listed) and bool(listed) and _TYPES.issuperset(listed)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


_ONE = frozenset(
    {"additionalProperties", "unevaluatedProperties", "propertyNames", "items", "contains", "not"}
    | {"unevaluatedItems", "additionalItems", "if", "then", "else"}
)
_BY_NAME = frozenset(
    {"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"}
)
_SEVERAL = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
_COUNTS = frozenset(
    {"minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"}
    | {"minContains", "maxContains"}
)
_NUMBERS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"})
_TEXTS = frozenset({"$schema", "$id", "$ref", "$comment", "title", "description", "pattern"})
_PLAIN: Mapping[str, Callable[[Any], bool]] = {
    "type": _is_type,
    "enum": lambda value: isinstance(value, list),
    "required": _is_names,
    "uniqueItems": lambda value: isinstance(value, bool),
    **dict.fromkeys(_BY_NAME, lambda value: isinstance(value, dict)),
    **dict.fromkeys(_SEVERAL, lambda value: isinstance(value, list) and bool(value)),
    **dict.fromkeys(_COUNTS, _is_count),
    **dict.fromkeys(_NUMBERS, _is_number),
    **dict.fromkeys(_TEXTS, lambda value: isinstance(value, str)),
}
