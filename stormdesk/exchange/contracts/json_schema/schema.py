"""Messages as JSON Schema 2020-12, each in one file that needs no other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from stormdesk.exchange.contracts.contracts import Contracts
from stormdesk.exchange.contracts.json_file import json_file
from stormdesk.exchange.contracts.json_schema.property import property_of
from stormdesk.exchange.contracts.json_schema.value import json_record
from stormdesk.exchange.contracts.options import ContentModel, SchemaOptions
from stormdesk.exchange.contracts.shape import Member, Shape, Types, reachable
from stormdesk.exchange.contracts.spelling import spelled
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.model.naming import pascal

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_GENERATED = frozenset(
    {"None", "True", "False", "BaseModel", "RootModel", "ConfigDict", "Field", "Enum", "StrEnum"}
    | {"Any", "Annotated", "Literal", "Optional", "Union", "UUID", "AwareDatetime"}
)
"""Names that generated code needs for itself, so that no class may have them."""


def files(contracts: Contracts, options: SchemaOptions) -> dict[str, bytes]:
    """Return ``CONTEXT/vN/NAME.schema.json`` and ``.example.json`` of every message."""
    result: dict[str, bytes] = {}
    for subject in contracts.subjects:
        values, members = contracts.examples[subject.stem], subject.shape.members
        example = json_record(values, members, contracts.types)
        schema = schema_of(
            subject, contracts.types, contracts.namespace, options.content_model, example
        )
        result[f"{subject.stem}.schema.json"] = json_file(schema)
        result[f"{subject.stem}.example.json"] = json_file(example)
    return result


def schema_of(
    subject: Subject, types: Types, namespace: str, content_model: ContentModel, example: Any
) -> dict[str, Any]:
    """Return the schema of a message with an example of it; shared types are in ``$defs``.

    Its ``$id`` is a URN of namespace, context, name and version, so nothing is ever fetched.
    Raises BadInput, naming the field, where a default or example is no value of its type.
    """
    schema: dict[str, Any] = {
        "$schema": DIALECT,
        "$id": schema_id(subject, namespace),
        "title": title_of(subject),
        **payload_of(subject, types, content_model),
    }
    shared = definitions_of(subject, types, content_model)
    if shared:
        schema["$defs"] = shared
    schema["examples"] = [example]
    return schema


def schema_id(subject: Subject, namespace: str) -> str:
    """Return the absolute, versioned name of the schema of a message."""
    parts = (namespace, subject.context, subject.name, subject.version)
    return "urn:stormdesk:" + ":".join(quote(part, safe="") for part in parts)


def title_of(subject: Subject) -> str:
    """Return the name of the class that code generators make of a message."""
    name = f"{subject.name[0].upper()}{subject.name[1:]}"
    return f"{name}{subject.sticky.kind.value.capitalize()}" if name in _GENERATED else name


def envelope_title_of(subject: Subject) -> str:
    """Return the name of the class that code generators make of a message in its envelope."""
    return f"{title_of(subject)}CloudEvent"


def payload_of(subject: Subject, types: Types, content_model: ContentModel) -> dict[str, Any]:
    """Return the schema of what a message says, which refers to its ``definitions_of``."""
    names = _definition_names(subject, types)
    return {
        "description": subject.shape.doc,
        "x-stormdesk-sticky": subject.sticky.id,
        **_object(subject.shape.members, types, names, subject.where, content_model),
    }


def definitions_of(subject: Subject, types: Types, content_model: ContentModel) -> dict[str, Any]:
    """Return the schemas of the shared types that a message needs, by what they are called there.

    A type keeps its name, unless code generators need that name for something else.
    """
    names = _definition_names(subject, types)
    return {
        definition: _shared(types[name], types, names, content_model)
        for name, definition in names.items()
    }


def _definition_names(subject: Subject, types: Types) -> dict[str, str]:
    title = title_of(subject)
    taken = {*_GENERATED, title, envelope_title_of(subject)}
    return spelled(reachable(subject.shape.members, types), _class_name, taken, alike=str.casefold)


def _class_name(name: str) -> str:
    is_plain = name.isascii() and name.isidentifier()
    return name if is_plain else pascal(name, "Type")


def _shared(
    shape: Shape, types: Types, names: Mapping[str, str], content_model: ContentModel
) -> dict[str, Any]:
    described: dict[str, Any] = {"description": shape.doc} if shape.doc else {}
    if shape.values:
        return {**described, "type": "string", "enum": list(shape.values)}
    return {
        **described,
        **_object(shape.members, types, names, f"type {shape.name}", content_model),
    }


def _object(
    members: Iterable[Member],
    types: Types,
    names: Mapping[str, str],
    where: str,
    content_model: ContentModel,
) -> dict[str, Any]:
    members = tuple(members)
    return {
        "type": "object",
        "properties": {member.name: property_of(member, types, names, where) for member in members},
        "required": [member.name for member in members if member.field.required],
        "additionalProperties": content_model == "open",
    }
