"""The metrics of our own making: what each counts, in which unit, and who has to report it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric that services report because no standard names one for it."""

    name: str
    type: Literal["counter", "gauge", "histogram"]
    unit: str
    labels: tuple[str, ...]
    meaning: str
    reported_by: str


_STREAM = ("topic", "consumergroup", "event_type")

OWN_METRICS: tuple[Metric, ...] = (
    Metric(
        "stormdesk_events_sent_total",
        "counter",
        "events",
        ("topic", "event_type", "outcome"),
        "Events handed to the broker; outcome is sent or failed.",
        "producer",
    ),
    Metric(
        "stormdesk_events_processed_total",
        "counter",
        "events",
        (*_STREAM, "outcome", "flag", "cohort"),
        "Events whose work ended; outcome is processed or failed. Behind a feature flag, flag and"
        " cohort say which side of it: on or off, never who.",
        "consumer",
    ),
    Metric(
        "stormdesk_event_latency_seconds",
        "histogram",
        "seconds",
        _STREAM,
        "From the time attribute of an event until its work ended.",
        "consumer",
    ),
    Metric(
        "stormdesk_event_age_seconds",
        "gauge",
        "seconds",
        ("topic", "consumergroup"),
        "Age of the oldest event that a group has not worked on yet, 0 where none waits.",
        "consumer",
    ),
    Metric(
        "stormdesk_chain_started_total",
        "counter",
        "chains",
        ("chain",),
        "First events of a chain.",
        "producer of the first event",
    ),
    Metric(
        "stormdesk_chain_latency_seconds",
        "histogram",
        "seconds",
        ("chain",),
        "From the time of the first event of a chain to that of its last one.",
        "producer of the last event",
    ),
    Metric(
        "stormdesk_schema_errors_total",
        "counter",
        "events",
        _STREAM,
        "Events that could not be read by their schema.",
        "consumer",
    ),
    Metric(
        "stormdesk_duplicates_total",
        "counter",
        "events",
        _STREAM,
        "Events whose idempotency key had been seen before.",
        "consumer",
    ),
    Metric(
        "stormdesk_retries_total",
        "counter",
        "attempts",
        _STREAM,
        "Further attempts at an event.",
        "consumer",
    ),
    Metric(
        "stormdesk_dead_letters_total",
        "counter",
        "events",
        ("topic", "consumergroup"),
        "Events set aside as hopeless, counted under the topic they came from.",
        "consumer",
    ),
    Metric(
        "stormdesk_dead_letters",
        "gauge",
        "events",
        ("topic",),
        "Events that lie in a queue of dead letters, 0 where none does; topic is that queue.",
        "whoever watches the broker",
    ),
    Metric(
        "stormdesk_audit_records_total",
        "counter",
        "records",
        ("event_type",),
        "Audit records that were durably written.",
        "whoever writes the audit trail",
    ),
    Metric(
        "stormdesk_replayed_total",
        "counter",
        "events",
        ("topic", "consumergroup", "outcome"),
        "Events read again during a replay; outcome is replayed or failed.",
        "replay tool or consumer",
    ),
)
