"""Messages of an AsyncAPI document, and the shared types they refer to.

Source: AsyncAPI 3.0, "Message Object", and its Kafka bindings 0.5.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stormdesk.exchange.contracts.cloudevents import envelope_of, event_of, kafka_headers
from stormdesk.exchange.contracts.contracts import Contracts
from stormdesk.exchange.contracts.json_schema.draft_07 import (
    Schema,
    circles,
    is_portable,
    projected,
    references,
)
from stormdesk.exchange.contracts.json_schema.schema import schema_id, title_of
from stormdesk.exchange.contracts.json_schema.value import json_record
from stormdesk.exchange.contracts.options import ContentModel
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.model.naming import digest

BINDING = "0.5.0"
CONTENT_TYPE = "application/json"


@dataclass(frozen=True, slots=True)
class Wording:
    """What a message says in JSON Schema 2020-12, before a document spells it."""

    subject: Subject
    identity: str
    payload: Schema
    definitions: Mapping[str, Schema]
    headers: Mapping[str, Schema]
    event: Mapping[str, Any]


def wording_of(subject: Subject, contracts: Contracts, content_model: ContentModel) -> Wording:
    """Return the schemas of a message and of its headers in Kafka, with an example."""
    types, namespace = contracts.types, contracts.namespace
    data = json_record(contracts.examples[subject.stem], subject.shape.members, types)
    event = event_of(subject, types, namespace, data)
    envelope = envelope_of(subject, types, namespace, content_model, event)
    definitions = dict(envelope["$defs"])
    payload = definitions.pop(title_of(subject))
    headers = {name: each for name, each in envelope["properties"].items() if name != "data"}
    identity = schema_id(subject, namespace)
    return Wording(subject, identity, payload, definitions, headers, event)


class Schemas:
    """The shared types of one document, each under a name that no other one has there."""

    def __init__(self) -> None:
        self._known: dict[str, Schema] = {}
        self.spelled: dict[str, dict[str, Any]] = {}

    def payload(self, wording: Wording) -> dict[str, Any]:
        """Return the payload of a message as draft-07, and note the types that it needs.

        Where a type leads back to itself the way back is cut, because tools that copy what a
        reference leads to would never end.
        """
        definitions = wording.definitions
        names = self._names(wording)
        cut = circles(definitions)

        def refer(source: str, target: str) -> Schema:
            if (source, target) in cut:
                told = f"Another {target}, as the JSON Schema of the message describes it."
                return {"type": "object", "description": told}
            return {"$ref": f"#/components/schemas/{names[target]}"}

        needed, waiting = set[str](), sorted(references(wording.payload))
        while waiting:
            name = waiting.pop()
            if name not in needed:
                needed.add(name)
                onward = references(definitions[name])
                waiting += [each for each in onward if (name, each) not in cut]
        for name in sorted(needed):
            self._known[names[name]] = definitions[name]
            self.spelled[names[name]] = projected(
                definitions[name], lambda target, source=name: refer(source, target)
            )
        return projected(wording.payload, lambda target: refer("", target))

    def _names(self, wording: Wording) -> dict[str, str]:
        definitions = wording.definitions
        if all(self._known.get(name, each) == each for name, each in definitions.items()):
            return {name: name for name in definitions}
        return {name: f"{name}_{digest(wording.identity)}" for name in definitions}


def message_of(wording: Wording, schemas: Schemas, *, on_kafka: bool) -> dict[str, Any]:
    """Return a message with its headers, payload and example."""
    subject, sticky = wording.subject, wording.subject.sticky
    payload = schemas.payload(wording)
    message: dict[str, Any] = {
        "name": subject.name,
        "title": sticky.text,
        "summary": sticky.doc or sticky.text,
        "contentType": CONTENT_TYPE,
        "correlationId": {"location": "$message.header#/ce_correlationid"},
        "headers": _headers(wording),
        "payload": payload,
        "externalDocs": {
            "url": wording.identity,
            "description": f"JSON Schema 2020-12, in {subject.stem}.schema.json of the bundle.",
        },
    }
    if on_kafka:
        message["bindings"] = {"kafka": _binding(wording, payload)}
    example = {"headers": kafka_headers(wording.event), "payload": wording.event["data"]}
    if is_portable(example):
        message["examples"] = [{"name": "example", **example}]
    message["x-stormdesk-sticky"] = sticky.id
    message["x-stormdesk-version"] = subject.version
    return message


def _headers(wording: Wording) -> dict[str, Any]:
    """Return the schema of the headers in the binary mode of CloudEvents."""
    spelled = kafka_headers(dict.fromkeys(wording.headers))
    return {
        "type": "object",
        "properties": dict(zip(spelled, wording.headers.values(), strict=True)),
        "required": ["content-type", "ce_specversion", "ce_id", "ce_source", "ce_type"],
    }


def _binding(wording: Wording, payload: Schema) -> dict[str, Any]:
    message = wording.subject.sticky.message
    key = payload["properties"].get(message.key) if message is not None else None
    if message is None or key is None:
        return {"bindingVersion": BINDING}
    kept = {k: v for k, v in key.items() if not k.startswith("x-") and k != "examples"}
    return {"key": {**kept, "description": message.key}, "bindingVersion": BINDING}
