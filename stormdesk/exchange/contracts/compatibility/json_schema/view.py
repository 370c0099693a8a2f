"""What a JSON Schema says, taken apart: its type, its values, and what it is combined of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from stormdesk.exchange.contracts.compatibility.json_schema.reference import Names, Schema, names_in

Criterion = Literal["allOf", "anyOf", "oneOf"]

_KEYWORDS: Mapping[str, frozenset[str]] = {
    "string": frozenset({"minLength", "maxLength", "pattern", "format", "contentEncoding"}),
    "number": frozenset(
        {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}
    ),
    "array": frozenset(
        {"items", "prefixItems", "additionalItems", "unevaluatedItems", "uniqueItems"}
        | {"minItems", "maxItems", "contains", "minContains", "maxContains"}
    ),
    "object": frozenset(
        {"properties", "patternProperties", "additionalProperties", "unevaluatedProperties"}
        | {"required", "minProperties", "maxProperties", "propertyNames"}
        | {"dependencies", "dependentRequired", "dependentSchemas"}
    ),
}
_CRITERIA: tuple[Criterion, ...] = ("allOf", "anyOf", "oneOf")
_LONGEST_CHAIN = 100
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One schema as what it is in the first place.

    ``type`` is that of a ``typed`` one, which ``is_sure`` where it says so itself. ``parts`` are
    those of a ``combined`` one, or what a ``not`` one excludes.
    """

    kind: Literal["any", "nothing", "typed", "values", "combined", "not", "unknown"]
    schema: Mapping[str, Any] = field(default_factory=dict[str, Any])
    type: str = ""
    is_sure: bool = True
    criterion: Criterion = "allOf"
    parts: tuple[Schema, ...] = ()


@dataclass(slots=True)
class Document:
    """A whole schema, inside which references are followed and nothing is ever fetched."""

    root: Schema
    views: dict[int, View] = field(default_factory=dict[int, View])
    names: Names | None = None

    def view(self, schema: Schema) -> View:
        """Return what a schema says, the same view every time."""
        found = self.views.get(id(schema))
        if found is None:
            found = self.views[id(schema)] = self._taken_apart(schema, 0)
        return found

    def followed(self, schema: Schema) -> Schema:
        """Return the schema that a mere reference leads to, or the schema itself."""
        for _ in range(_LONGEST_CHAIN):
            if not isinstance(schema, dict) or "$ref" not in schema:
                break
            target = self._target(schema["$ref"], schema)
            if target is None:
                break
            schema = target
        return schema

    def _taken_apart(self, schema: Any, depth: int) -> View:
        if schema is False:
            return View("nothing")
        if not isinstance(schema, dict) or depth > _LONGEST_CHAIN:
            return View("any")
        parts = [*self._referred(schema), *_asserted(schema)]
        if not parts:
            return View("any")
        if len(parts) > 1:
            return View("combined", criterion="allOf", parts=tuple(parts))
        (part,) = parts
        if part is not schema and not isinstance(part, _Split):
            return self._taken_apart(part, depth + 1)
        return _single(part)

    def _referred(self, schema: Mapping[str, Any]) -> list[Schema]:
        reference = next((schema[k] for k in ("$ref", "$dynamicRef") if k in schema), None)
        if reference is None:
            return []
        target = self._target(reference, schema)
        return [_Split({"$ref": reference}) if target is None else target]

    def _target(self, reference: Any, schema: Schema) -> Schema | None:
        """Return what a reference in a schema means inside the document, or None."""
        if self.names is None:
            self.names = names_in(self.root)
        return self.names.target(reference, schema) if isinstance(reference, str) else None


class _Split(dict[str, Any]):
    """A part of a schema, which says one thing."""


def values_of(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that a list of them or a constant allows, by what JSON tells apart."""
    values = [schema["const"]] if "const" in schema else schema.get("enum")
    return {_spelled(value): value for value in values or ()}


def said_of(view: View) -> str:
    """Return what a person calls that which a schema allows."""
    match view.kind:
        case "any":
            return "anything"
        case "nothing":
            return "nothing"
        case "typed":
            return view.type if view.is_sure else f"limits on {view.type}"
        case "values":
            named = ", ".join(list(values_of(view.schema))[:_MOST_NAMED])
            return f"one of {named}" if named else "nothing"
        case "combined":
            return f"{view.criterion} of {len(view.parts)} schemas"
        case "not":
            return "anything but one schema"
        case _:
            return f"{view.schema.get('$ref')}"


def _asserted(schema: Mapping[str, Any]) -> list[Schema]:
    """Split what a schema says itself into one part for each thing said."""
    if isinstance(schema, _Split):
        return [schema]
    parts: list[Schema] = [*_typed(schema)]
    for keyword in ("enum", "const"):
        if keyword in schema and (keyword == "const" or isinstance(schema[keyword], list)):
            parts.append(_Split({keyword: schema[keyword]}))
    for criterion in _CRITERIA:
        inner = [each for each in _listed(schema.get(criterion)) if _is_schema(each)]
        if criterion == "allOf" or len(inner) == 1:
            parts += inner
        elif inner:
            parts.append(_Split({criterion: inner}))
    if "not" in schema and _is_schema(schema["not"]):
        parts.append(_Split({"not": schema["not"]}))
    return parts


def _typed(schema: Mapping[str, Any]) -> Iterable[Schema]:
    types = schema.get("type")
    if isinstance(types, str):
        return [_of_type(schema, types)]
    if isinstance(types, list):
        split = [_of_type(schema, each) for each in types if isinstance(each, str)]
        return split if len(split) == 1 else [_Split({"anyOf": split})] if split else []
    return [
        _Split({keyword: schema[keyword] for keyword in schema if keyword in keywords})
        for keywords in _KEYWORDS.values()
        if not keywords.isdisjoint(schema)
    ]


def _of_type(schema: Mapping[str, Any], name: str) -> _Split:
    keywords = _KEYWORDS.get("number" if name == "integer" else name, frozenset())
    return _Split({"type": name, **{k: schema[k] for k in schema if k in keywords}})


def _single(part: Any) -> View:
    """Return the view of a part that says one thing."""
    if "$ref" in part:
        return View("unknown", part)
    if "enum" in part or "const" in part:
        return View("values", part)
    if "not" in part:
        return View("not", part, parts=(part["not"],))
    for criterion in _CRITERIA:
        if criterion in part:
            return View("combined", part, criterion=criterion, parts=tuple(part[criterion]))
    name = part.get("type")
    if name is not None:
        return View("typed", part, type=name)
    implied = next(name for name, known in _KEYWORDS.items() if not known.isdisjoint(part))
    return View("typed", part, type=implied, is_sure=False)


def _is_schema(node: Any) -> bool:
    return isinstance(node, (bool, dict))


def _listed(node: Any) -> list[Any]:
    return node if isinstance(node, list) else []


def _spelled(value: Any) -> str:
    """Spell a value so that equal ones in JSON are spelled alike: 1 and 1.0, but not true."""
    return json.dumps(_numbered(value), sort_keys=True)


def _numbered(value: Any) -> Any:
    match value:
        case float() if value.is_integer():
            return int(value)
        case list():
            return [_numbered(each) for each in value]
        case dict():
            return {key: _numbered(each) for key, each in value.items()}
        case _:
            return value
