"""Whether what producers send fulfils its contract in every format."""

from __future__ import annotations

import io
from typing import Any

import pytest
from fastavro import parse_schema, schemaless_reader, schemaless_writer
from google.protobuf import json_format
from jsonschema import Draft202012Validator

from adapters import produced
from stormdesk_contracts.avro import avro_value
from stormdesk_contracts.contract import MESSAGES, Message
from stormdesk_contracts.proto import proto_class

FORMATS = Draft202012Validator.FORMAT_CHECKER

every_message = pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.stem)
every_enveloped_message = pytest.mark.parametrize(
    "message", [m for m in MESSAGES if m.enveloped], ids=lambda message: message.stem
)


def validate(payload: Any, schema: Any) -> None:
    Draft202012Validator(schema, format_checker=FORMATS).validate(payload)


@every_message
def test_what_is_produced_fulfils_the_json_schema(message: Message) -> None:
    payloads = produced(message)
    assert payloads, "a producer without a payload proves nothing"
    for payload in payloads:
        validate(payload, message.read(".schema.json"))


@every_message
def test_what_is_produced_can_be_sent_in_avro(message: Message) -> None:
    schema = message.read(".avsc")
    parsed = parse_schema(schema)
    for payload in produced(message):
        value = avro_value(payload, schema)
        encoded = io.BytesIO()
        schemaless_writer(encoded, parsed, value)
        encoded.seek(0)
        assert schemaless_reader(encoded, parsed) == value
        assert encoded.read() == b""


@every_message
def test_the_sample_can_be_sent_in_protobuf(message: Message) -> None:
    proto = proto_class(message.proto)
    sent = json_format.ParseDict(message.read(".example.proto.json"), proto())
    read = proto.FromString(sent.SerializeToString())
    assert read == sent
    arrived = {descriptor.number for descriptor, _ in read.ListFields()}
    # What is empty, zero or false is not sent, since readers take it where nothing came.
    expected = {field.tag for field in message.fields if message.sample.get(field.name)}
    assert arrived >= expected


@every_enveloped_message
def test_the_sample_fulfils_the_envelope_of_cloudevents(message: Message) -> None:
    event = message.read(".cloudevent.json")
    validate(event, message.read(".cloudevent.schema.json"))
    assert event["data"] == message.sample


@every_enveloped_message
def test_the_sample_on_kafka_is_the_one_in_the_envelope(message: Message) -> None:
    sent, event = message.read(".kafka-headers.json"), message.read(".cloudevent.json")
    named = {name.removeprefix("ce_"): value for name, value in sent["headers"].items()}
    named["datacontenttype"] = named.pop("content-type")
    assert named == {name: str(each) for name, each in event.items() if name != "data"}
    assert sent["value"] == event["data"]
    assert sent["key"] == event.get("partitionkey")
    assert sent["topic"] == message.topic
