"""The names of attributes and metrics, as standards spell them; a test holds them to those.

Source: OpenTelemetry semantic conventions 1.44, "Messaging" and "CloudEvents"; W3C Trace Context.
"""

from __future__ import annotations

from typing import Final

SYSTEM: Final = "messaging.system"
OPERATION_NAME: Final = "messaging.operation.name"
OPERATION_TYPE: Final = "messaging.operation.type"
DESTINATION: Final = "messaging.destination.name"
PARTITION: Final = "messaging.destination.partition.id"
GROUP: Final = "messaging.consumer.group.name"
MESSAGE_ID: Final = "messaging.message.id"
CONVERSATION_ID: Final = "messaging.message.conversation_id"
BODY_SIZE: Final = "messaging.message.body.size"
BATCH_COUNT: Final = "messaging.batch.message_count"
KAFKA_KEY: Final = "messaging.kafka.message.key"
KAFKA_OFFSET: Final = "messaging.kafka.offset"
EVENT_ID: Final = "cloudevents.event_id"
EVENT_SOURCE: Final = "cloudevents.event_source"
EVENT_TYPE: Final = "cloudevents.event_type"
EVENT_SUBJECT: Final = "cloudevents.event_subject"
EVENT_SPEC_VERSION: Final = "cloudevents.event_spec_version"
ERROR_TYPE: Final = "error.type"

SENT_MESSAGES: Final = "messaging.client.sent.messages"
CONSUMED_MESSAGES: Final = "messaging.client.consumed.messages"
OPERATION_DURATION: Final = "messaging.client.operation.duration"
PROCESS_DURATION: Final = "messaging.process.duration"

STANDARD_ATTRIBUTES: Final = (
    SYSTEM,
    OPERATION_NAME,
    OPERATION_TYPE,
    DESTINATION,
    PARTITION,
    GROUP,
    MESSAGE_ID,
    CONVERSATION_ID,
    BODY_SIZE,
    BATCH_COUNT,
    KAFKA_KEY,
    KAFKA_OFFSET,
    EVENT_ID,
    EVENT_SOURCE,
    EVENT_TYPE,
    EVENT_SUBJECT,
    EVENT_SPEC_VERSION,
    ERROR_TYPE,
)
STANDARD_METRICS: Final = (SENT_MESSAGES, CONSUMED_MESSAGES, OPERATION_DURATION, PROCESS_DURATION)

CAUSATION_ID: Final = "stormdesk.causation_id"
CONTEXT: Final = "stormdesk.context"
EVENT: Final = "stormdesk.event"
SCHEMA_VERSION: Final = "stormdesk.schema_version"
ATTEMPT: Final = "stormdesk.attempt"
FLAG: Final = "stormdesk.flag"
COHORT: Final = "stormdesk.cohort"

OWN_ATTRIBUTES: Final = {
    CAUSATION_ID: "The id of the command or event that caused this one; no standard names it.",
    CONTEXT: "The bounded context that emits the span, as folders and topics call it.",
    EVENT: "What the message is called in every artefact of the board.",
    SCHEMA_VERSION: "The version of the schema that the payload follows.",
    ATTEMPT: "Which attempt at the message this is; 1 for the first.",
    FLAG: "The feature flag that the work is behind.",
    COHORT: "Which side of the flag it is: on or off, never who.",
}
"""Attributes of a namespace of our own, for what no convention names."""

TRACEPARENT: Final = "traceparent"
TRACESTATE: Final = "tracestate"
