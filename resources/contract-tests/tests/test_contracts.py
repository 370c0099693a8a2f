"""Whether schemas and samples are the ones that were exported, and say the same in every format."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from fastavro import parse_schema
from google.protobuf import descriptor_pb2
from jsonschema import Draft202012Validator

from stormdesk_contracts.avro import avro_value
from stormdesk_contracts.avro_json import from_avro_json
from stormdesk_contracts.contract import CONTENT_MODEL, MESSAGES, ROOT, Message
from stormdesk_contracts.proto import proto_class

FORMATS = Draft202012Validator.FORMAT_CHECKER
HELD = ("type", "properties", "required", "additionalProperties")
NO_VALUE = {"uuid", "date", "time", "date-time", "duration"}
MANIFEST = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
CONTRACTS = {
    each["path"]: each["sha256"]
    for each in MANIFEST["files"]
    if each["path"].startswith(("contracts/", "contracts.json"))
}

every_message = pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.stem)
every_enveloped_message = pytest.mark.parametrize(
    "message", [m for m in MESSAGES if m.enveloped], ids=lambda message: message.stem
)
every_field = pytest.mark.parametrize(
    ("message", "name"),
    [(message, field.name) for message in MESSAGES for field in message.fields],
    ids=lambda each: each.stem if isinstance(each, Message) else each,
)
every_required_field = pytest.mark.parametrize(
    ("message", "name"),
    [(message, f.name) for message in MESSAGES for f in message.fields if f.required],
    ids=lambda each: each.stem if isinstance(each, Message) else each,
)


def is_valid(message: Message, payload: Any) -> bool:
    schema = message.read(".schema.json")
    return Draft202012Validator(schema, format_checker=FORMATS).is_valid(payload)


def of_another_type(schema: Any) -> Any:
    """Return a value that no schema of a message takes in this place."""
    if schema.get("format") in NO_VALUE:
        return "this is none"
    kinds = schema.get("type", "object")
    return {} if {"object", "array"}.isdisjoint([kinds] if isinstance(kinds, str) else kinds) else 0


@pytest.mark.parametrize("path", CONTRACTS)
def test_a_contract_is_the_one_that_was_exported(path: str) -> None:
    found = hashlib.sha256((ROOT / path).read_bytes()).hexdigest()
    assert found == CONTRACTS[path], "change contracts on the board, then export the tests again"


@every_message
def test_the_json_schema_is_sound_and_holds_the_sample(message: Message) -> None:
    schema = message.read(".schema.json")
    Draft202012Validator.check_schema(schema)
    assert schema["examples"] == [message.sample]
    assert schema["x-stormdesk-sticky"] == message.sticky


@every_message
def test_the_json_schema_has_the_agreed_fields_and_numbers(message: Message) -> None:
    schema = message.read(".schema.json")
    tags = {name: each["x-tag"] for name, each in schema["properties"].items()}
    assert tags == {field.name: field.tag for field in message.fields}
    assert set(schema["required"]) == {field.name for field in message.fields if field.required}


@every_message
def test_the_json_schema_takes_the_agreed_content(message: Message) -> None:
    assert is_valid(message, message.sample)
    assert is_valid(message, message.second)
    with_unknown = {**message.sample, "x-unknown-to-every-contract": 1}
    assert is_valid(message, with_unknown) == (CONTENT_MODEL == "open")


@every_required_field
def test_the_json_schema_refuses_a_message_without(message: Message, name: str) -> None:
    sample = message.sample
    del sample[name]
    assert not is_valid(message, sample)


@every_field
def test_the_json_schema_refuses_another_type_in(message: Message, name: str) -> None:
    schema = message.read(".schema.json")["properties"][name]
    assert not is_valid(message, {**message.sample, name: of_another_type(schema)})


@every_message
def test_the_avro_schema_has_the_agreed_fields_and_numbers(message: Message) -> None:
    schema = message.read(".avsc")
    parse_schema(schema)
    tags = {field.get("x-name", field["name"]): field["x-tag"] for field in schema["fields"]}
    assert tags == {field.name: field.tag for field in message.fields}
    assert schema["name"] == message.name
    assert schema["x-stormdesk-sticky"] == message.sticky


@every_message
def test_the_avro_sample_says_what_the_json_sample_says(message: Message) -> None:
    schema = message.read(".avsc")
    sample = from_avro_json(message.read(".example.avro.json"), schema)
    assert sample == avro_value(message.sample, schema)


@every_message
def test_the_protobuf_message_has_the_agreed_numbers(message: Message) -> None:
    descriptor = proto_class(message.proto).DESCRIPTOR
    assert {each.number for each in descriptor.fields} == {each.tag for each in message.fields}
    written = descriptor_pb2.DescriptorProto()
    descriptor.CopyToProto(written)
    kept = {number for each in written.reserved_range for number in range(each.start, each.end)}
    assert kept == set(message.reserved)


@every_enveloped_message
def test_the_envelope_holds_the_message(message: Message) -> None:
    envelope, schema = message.read(".cloudevent.schema.json"), message.read(".schema.json")
    Draft202012Validator.check_schema(envelope)
    assert envelope["examples"] == [message.read(".cloudevent.json")]
    assert envelope["x-stormdesk-sticky"] == message.sticky
    payload = envelope["$defs"][schema["title"]]
    assert envelope["properties"]["data"] == {"$ref": f"#/$defs/{schema['title']}"}
    assert {name: payload[name] for name in HELD} == {name: schema[name] for name in HELD}
    assert {**envelope["$defs"], schema["title"]: None} == {
        **schema.get("$defs", {}),
        schema["title"]: None,
    }


@pytest.mark.parametrize("attribute", ["specversion", "id", "source", "type", "data"])
@every_enveloped_message
def test_the_envelope_refuses_an_event_without(message: Message, attribute: str) -> None:
    event, envelope = message.read(".cloudevent.json"), message.read(".cloudevent.schema.json")
    del event[attribute]
    assert not Draft202012Validator(envelope, format_checker=FORMATS).is_valid(event)
