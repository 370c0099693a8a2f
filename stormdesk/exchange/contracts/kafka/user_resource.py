"""Who may write and read which topics, as resources of Strimzi's User Operator.

Source: Strimzi, "KafkaUser schema reference", ``kafka.strimzi.io/v1``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from stormdesk.exchange.contracts.kafka.topic import Place, Topic
from stormdesk.exchange.contracts.kafka.topic_resource import API, labels
from stormdesk.exchange.yaml_text import comment, dump


def user_resource(place: Place, topics: Iterable[Topic], cluster: str) -> str | None:
    """Return the manifest of the user of a context, None where it has nothing to do on Kafka.

    It may do what the flows say and nothing else: write what it sends, read what it consumes,
    each under its own consumer groups.
    """
    topics = list(topics)
    rules = _rules(place.slug, topics)
    if not rules:
        return None
    owned = {"x-stormdesk-owner": place.owner} if place.owner is not None else {}
    return comment(f"{place.name}: writes what it sends, reads what it consumes.") + dump(
        {
            "apiVersion": API,
            "kind": "KafkaUser",
            "metadata": {
                "name": place.slug,
                "labels": labels(cluster, place.slug),
                "annotations": {
                    "x-stormdesk-sticky": "\n".join(_stickies(place.slug, topics)),
                    "x-stormdesk-context": place.name,
                    **owned,
                },
            },
            "spec": {
                "authentication": {"type": "tls"},
                "authorization": {"type": "simple", "acls": rules},
            },
        }
    )


def _stickies(context: str, topics: list[Topic]) -> list[str]:
    """Return the stickies that make a context write or read: what it sends, and who reads there."""
    travels = [travel for topic in topics for travel in topic.travels]
    found = {each.subject.sticky.id for each in travels if context in each.senders}
    found |= {
        reading.sticky.id
        for each in travels
        for reading in each.readings
        if reading.context == context
    }
    return sorted(found)


def _rules(context: str, topics: list[Topic]) -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = []
    groups: set[str] = set()
    for topic in topics:
        own = {reader.group for reader in topic.readers if reader.context == context}
        groups |= own
        operations = [
            *(["Write"] if context in topic.senders else []),
            *(["Read"] if own else []),
        ]
        if operations:
            rules.append(_rule("topic", topic.name, [*operations, "Describe"]))
    return rules + [_rule("group", group, ["Read", "Describe"]) for group in sorted(groups)]


def _rule(kind: str, name: str, operations: list[str]) -> dict[str, Any]:
    resource = {"type": kind, "name": name, "patternType": "literal"}
    return {"resource": resource, "operations": operations, "host": "*"}
