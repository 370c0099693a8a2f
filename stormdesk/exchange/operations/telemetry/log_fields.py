"""The fields of every line that a service logs about a message, apart from its payload."""

from __future__ import annotations

from typing import Final

LOG_FIELDS: Final = (
    ("time", "when it happened, with its zone"),
    ("level", "how grave it is"),
    ("message", "what happened, in words without values of the payload"),
    ("service", "the program that says so"),
    ("trace_id", "of the span at work, so that logs and traces lead to one another"),
    ("span_id", "of the span at work"),
    ("event_id", "ce_id of the message"),
    ("event_type", "ce_type of the message"),
    ("event_source", "ce_source of the message"),
    ("correlation_id", "ce_correlationid: what belongs together"),
    ("causation_id", "ce_causationid: what it follows from"),
    ("topic", "where it travels"),
    ("consumer_group", "who works on it; left out where it is sent"),
    ("outcome", "sent, processed, failed, duplicate or set aside"),
    ("error_type", "the class of the error, where there is one"),
    ("payload", "fields of the message as far as they may be seen, see the file of its context"),
)
"""Name and meaning of each field of a line of JSON."""

ATTRIBUTES: Final = (
    ("event_id", "id"),
    ("event_type", "type"),
    ("event_source", "source"),
    ("correlation_id", "correlationid"),
    ("causation_id", "causationid"),
)
"""Fields that are taken from attributes of CloudEvents where a line has those instead."""
