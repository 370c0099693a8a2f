"""The spans of a message: whoever sends it, and each consumer that works on it.

Source: OpenTelemetry semantic conventions 1.44, "Semantic conventions for messaging spans".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stormdesk.exchange.contracts.cloudevents import event_source
from stormdesk.exchange.contracts.travel import Reading
from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.stream import KAFKA, Stream
from stormdesk.exchange.operations.telemetry import names
from stormdesk.exchange.operations.telemetry.privacy import is_plain, key_of

Span = Mapping[str, Any]


def spans_of(operations: Operations, stream: Stream) -> list[Span]:
    """Return the spans of a message: one for each sender, then one for each reader."""
    sent = [_sending(operations, stream, sender) for sender in stream.senders]
    return [*sent, *(_processing(operations, stream, each) for each in stream.readings)]


def _sending(operations: Operations, stream: Stream, sender: str) -> Span:
    return {
        "name": f"send {stream.topic}",
        "kind": "PRODUCER",
        "in": sender,
        "parent": "the span of the command or of the message that caused it",
        "inject": [names.TRACEPARENT, names.TRACESTATE],
        "attributes": {
            **_system(stream),
            names.OPERATION_NAME: "send",
            names.OPERATION_TYPE: "send",
            names.DESTINATION: stream.topic,
            **_of_message(operations, stream),
            names.CONTEXT: sender,
        },
        "on failure": {names.ERROR_TYPE: "the class of the error, of few different values"},
    }


def _processing(operations: Operations, stream: Stream, reading: Reading) -> Span:
    kafka = {names.KAFKA_OFFSET: "<offset>"} if stream.broker == KAFKA else {}
    flag = reading.sticky.flag
    cohort = {names.FLAG: flag, names.COHORT: "<on or off>"} if flag is not None else {}
    attributes = {
        **_system(stream),
        names.OPERATION_NAME: "process",
        names.OPERATION_TYPE: "process",
        names.DESTINATION: stream.topic,
        names.GROUP: reading.group,
    }
    span: dict[str, Any] = {
        "name": f"process {stream.topic}",
        "kind": "CONSUMER",
        "in": reading.context,
        "for": " ".join(reading.sticky.text.split()),
        "extract": [names.TRACEPARENT, names.TRACESTATE],
    }
    if reading.in_batches:
        # A batch has many causes, and a span one parent.
        span |= {
            "parent": "none: the batch begins a trace of its own",
            "links": f"one to the {names.TRACEPARENT} of each message of the batch",
        }
        attributes[names.BATCH_COUNT] = "<number of messages>"
        own = {names.CONTEXT: reading.context, names.EVENT: stream.name}
    else:
        span |= {
            "parent": f"the {names.TRACEPARENT} of the message",
            "links": f"one to the same {names.TRACEPARENT} where the library makes a new trace",
        }
        own = {
            **_of_message(operations, stream),
            **kafka,
            names.CONTEXT: reading.context,
            names.ATTEMPT: "<1 for the first>",
        }
    span["attributes"] = {**attributes, **own, **cohort}
    span["on failure"] = {names.ERROR_TYPE: "the class of the error, of few different values"}
    return span


def _system(stream: Stream) -> Mapping[str, str]:
    return {names.SYSTEM: KAFKA} if stream.broker == KAFKA else {}


def _of_message(operations: Operations, stream: Stream) -> Mapping[str, str]:
    """Return what is said of one message; what is in angle brackets is known when it travels."""
    key, board = key_of(stream), operations.board
    shown = is_plain(board, stream, key)
    kafka = {names.PARTITION: "<partition>"} if stream.broker == KAFKA else {}
    keyed = {names.KAFKA_KEY: f"<{key}>"} if shown and stream.broker == KAFKA else {}
    return {
        **kafka,
        **keyed,
        names.MESSAGE_ID: "<ce_id>",
        names.CONVERSATION_ID: "<ce_correlationid>",
        names.BODY_SIZE: "<bytes>",
        names.EVENT_ID: "<ce_id>",
        names.EVENT_SOURCE: event_source(stream.subject, operations.namespace),
        names.EVENT_TYPE: stream.type,
        names.EVENT_SPEC_VERSION: "1.0",
        **({names.EVENT_SUBJECT: f"<{key}>"} if shown else {}),
        names.CAUSATION_ID: "<ce_causationid>",
        names.EVENT: stream.name,
        names.SCHEMA_VERSION: stream.subject.version,
    }
