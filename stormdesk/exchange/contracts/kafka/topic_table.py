"""The topics of a board as a table, for people and for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from stormdesk.exchange.contracts.kafka.topic import Topic
from stormdesk.exchange.csv_cell import safe_cell

_HEADS = (
    *("topic", "kind", "context", "owner", "messages", "key", "partitions", "retention ms"),
    *("cleanup policy", "written by", "read by (consumer group)", "stickies", "reasons"),
)


def topic_table(topics: Iterable[Topic]) -> bytes:
    """Return a CSV file with a row a topic; no cell of it is taken for a formula."""
    text = StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(_HEADS)
    rows.writerows([safe_cell(cell) for cell in _row(topic)] for topic in topics)
    return text.getvalue().encode()


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
