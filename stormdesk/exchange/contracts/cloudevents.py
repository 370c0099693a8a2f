"""Messages in the envelope of CloudEvents 1.0.2: its schema, an example, and the Kafka headers."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, get_args
from urllib.parse import quote

from stormdesk.exchange.contracts.contracts import Contracts
from stormdesk.exchange.contracts.json_file import json_file
from stormdesk.exchange.contracts.json_schema.schema import (
    DIALECT,
    definitions_of,
    envelope_title_of,
    payload_of,
    schema_id,
    title_of,
)
from stormdesk.exchange.contracts.json_schema.value import json_record
from stormdesk.exchange.contracts.kafka.topic_name import topics_of_messages
from stormdesk.exchange.contracts.options import ContentModel, SchemaOptions
from stormdesk.exchange.contracts.shape import Member, Types, reachable
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.exchange.contracts.travel import travels_of
from stormdesk.model.message import Classification

_CONTENT_TYPE = "application/json"
_TIME = "2026-01-31T12:00:00Z"
_TEXT = {"type": "string", "minLength": 1}
_LABELS: tuple[Classification, ...] = get_args(Classification)


def files(contracts: Contracts, options: SchemaOptions) -> dict[str, bytes]:
    """Return ``.cloudevent.schema.json``, ``.cloudevent.json`` and ``.kafka-headers.json``.

    Every message that travels has them: all events, and the commands that are sent as events.
    """
    topics = topics_of_messages(contracts.board)
    result: dict[str, bytes] = {}
    for subject in (travel.subject for travel in travels_of(contracts)):
        data = json_record(contracts.examples[subject.stem], subject.shape.members, contracts.types)
        example = event_of(subject, contracts.types, contracts.namespace, data)
        schema = envelope_of(
            subject, contracts.types, contracts.namespace, options.content_model, example
        )
        headers = {
            "x-stormdesk-sticky": subject.sticky.id,
            "topic": topics[subject.sticky.id],
            "key": example.get("partitionkey"),
            "headers": kafka_headers(example),
            "value": data,
        }
        result[f"{subject.stem}.cloudevent.schema.json"] = json_file(schema)
        result[f"{subject.stem}.cloudevent.json"] = json_file(example)
        result[f"{subject.stem}.kafka-headers.json"] = json_file(headers)
    return result


def event_of(subject: Subject, types: Types, namespace: str, data: Any) -> dict[str, Any]:
    """Return an example in structured JSON, around the data of an example of the message.

    Ids and time are made up, the same ones every time; subject and partition key are the value
    of the message's key.
    """
    key = _key_of(subject, data)
    label = classification_of(subject.shape.members, types)
    attributes = {
        "specversion": "1.0",
        "id": _identity(subject, namespace, "event"),
        "source": event_source(subject, namespace),
        "type": event_type(subject, namespace),
        "subject": key,
        "time": _TIME,
        "datacontenttype": _CONTENT_TYPE,
        "dataschema": schema_id(subject, namespace),
        "correlationid": _identity(subject, namespace, "correlation"),
        "causationid": _identity(subject, namespace, "cause"),
        "partitionkey": key,
        "dataclassification": label,
    }
    return {**{name: value for name, value in attributes.items() if value}, "data": data}


def envelope_of(
    subject: Subject,
    types: Types,
    namespace: str,
    content_model: ContentModel,
    example: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the schema of a message in its envelope, which needs no other file.

    It says of each attribute what the specification's own JSON Schema does, of the extensions
    correlation, partitioning and data classification what those say, and of any further extension
    that its name is plain and its value neither list nor object. Raises BadInput as ``schema_of``.
    """
    title = title_of(subject)
    label = classification_of(subject.shape.members, types)
    return {
        "$schema": DIALECT,
        "$id": f"{schema_id(subject, namespace)}:cloudevent",
        "title": envelope_title_of(subject),
        "description": f"{title} in the envelope of CloudEvents 1.0.2.",
        "x-stormdesk-sticky": subject.sticky.id,
        "type": "object",
        "properties": {
            "specversion": {"type": "string", "const": "1.0"},
            "id": _TEXT,
            "source": {**_TEXT, "format": "uri-reference"},
            "type": {"type": "string", "const": event_type(subject, namespace)},
            "subject": _TEXT,
            "time": {**_TEXT, "format": "date-time"},
            "datacontenttype": {"type": "string", "const": _CONTENT_TYPE},
            "dataschema": {**_TEXT, "format": "uri"},
            "correlationid": _TEXT,
            "causationid": _TEXT,
            "partitionkey": _TEXT,
            "dataclassification": {
                "type": "string",
                **({"const": label} if label else {"enum": list(_LABELS)}),
            },
            "data": {"$ref": f"#/$defs/{title}"},
        },
        "required": ["specversion", "id", "source", "type", "data"],
        "propertyNames": {"pattern": "^[a-z0-9]+$"},
        "additionalProperties": {"type": ["string", "boolean", "integer"]},
        "$defs": {
            title: payload_of(subject, types, content_model),
            **definitions_of(subject, types, content_model),
        },
        "examples": [example],
    }


def event_type(subject: Subject, namespace: str) -> str:
    """Return the type attribute of a message: its full name and major version."""
    return f"{namespace}.{subject.context}.{subject.name}.v{subject.major}"


def event_source(subject: Subject, namespace: str) -> str:
    """Return the source attribute of a message: the context that sends it, as a URI reference."""
    return f"/{quote(namespace, safe='')}/{quote(subject.context, safe='')}"


def classification_of(members: Iterable[Member], types: Types) -> Classification | None:
    """Return the highest classification of the fields, those of shared types among them.

    A field about a person is confidential unless it says otherwise.
    """
    members = tuple(members)
    nested = (member for name in reachable(members, types) for member in types[name].members)
    labels = {
        member.field.classification or ("confidential" if member.field.personal else None)
        for member in (*members, *nested)
    }
    return next((label for label in reversed(_LABELS) if label in labels), None)


def kafka_headers(event: Mapping[str, Any]) -> dict[str, str]:
    """Return the headers of an event in the binary mode of the Kafka binding."""
    return {
        "content-type" if name == "datacontenttype" else f"ce_{name}": str(value)
        for name, value in event.items()
        if name != "data"
    }


def _key_of(subject: Subject, data: Mapping[str, Any]) -> str:
    """Return the text of the key in the data, or nothing where the message has none there."""
    message = subject.sticky.message
    value = data.get(message.key) if message is not None and message.key is not None else None
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _identity(subject: Subject, namespace: str, what: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{schema_id(subject, namespace)}#{what}"))
