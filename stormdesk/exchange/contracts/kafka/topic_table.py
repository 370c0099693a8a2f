"""The topics of a board as a table, for people and for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable

from stormdesk.exchange.contracts.kafka.topic import Topic
from stormdesk.exchange.csv_cell import csv_table

_HEADS = (
    *("topic", "kind", "context", "owner", "messages", "key", "partitions", "retention ms"),
    *("cleanup policy", "written by", "read by (consumer group)", "stickies", "reasons"),
)


def topic_table(topics: Iterable[Topic]) -> bytes:
    """Return a CSV file with a row a topic; no cell of it is taken for a formula."""
    return csv_table(_HEADS, map(_row, topics))


def _row(topic: Topic) -> tuple[str, ...]:
    kept = topic.retention.milliseconds
    return (
        topic.name,
        topic.role,
        topic.place.name,
        topic.place.owner or "",
        ", ".join(subject.name for subject in topic.subjects),
        topic.key or "",
        str(topic.partitions),
        "for ever" if kept is None else str(kept),
        ",".join(topic.retention.policies),
        ", ".join(topic.senders),
        ", ".join(f"{reader.context} ({reader.group})" for reader in topic.readers),
        "\n".join(subject.sticky.id for subject in topic.subjects),
        " ".join(topic.reasons),
    )
