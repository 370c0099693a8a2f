"""Topics as resources of Strimzi's Topic Operator.

Source: Strimzi, "KafkaTopic schema reference", ``kafka.strimzi.io/v1``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stormdesk.exchange.contracts.kafka.topic import IN_SYNC, REPLICAS, Topic
from stormdesk.exchange.yaml_text import comment, dump

API = "kafka.strimzi.io/v1"


def topic_resource(topic: Topic, resource: str, cluster: str) -> str:
    """Return the manifest of a topic with the reasoning above it as a comment.

    Kafka's own name stands in it where it differs from that of the ``resource``.
    """
    return "".join(map(comment, _told(topic))) + dump(
        {
            "apiVersion": API,
            "kind": "KafkaTopic",
            "metadata": {
                "name": resource,
                "labels": labels(cluster, topic.place.slug),
                "annotations": _annotations(topic),
            },
            "spec": _spec(topic, resource),
        }
    )


def labels(cluster: str, context: str) -> dict[str, str]:
    """Return the labels by which the operators, and people, find a resource."""
    return {"strimzi.io/cluster": cluster, "app.kubernetes.io/part-of": context}


def numbers_of(topic: Topic) -> dict[str, int]:
    """Return the settings of a topic that are numbers; Kafka says -1 for ever."""
    kept = topic.retention.milliseconds
    settings = {"retention.ms": -1 if kept is None else kept}
    if topic.largest is not None:
        settings["max.message.bytes"] = topic.largest
    return settings


def _told(topic: Topic) -> list[str]:
    names = ", ".join(subject.name for subject in topic.subjects)
    head = f"{topic.name}: {names}" if topic.of is None else f"{topic.name}: {names} of {topic.of}"
    return [f"{head}.", *topic.reasons]


def _spec(topic: Topic, resource: str) -> dict[str, Any]:
    named: Mapping[str, str] = {} if resource == topic.name else {"topicName": topic.name}
    return {
        **named,
        "partitions": topic.partitions,
        "replicas": REPLICAS,
        "config": {
            "cleanup.policy": ",".join(topic.retention.policies),
            **numbers_of(topic),
            "min.insync.replicas": IN_SYNC,
        },
    }


def _annotations(topic: Topic) -> dict[str, str]:
    found = {
        "x-stormdesk-sticky": "\n".join(subject.sticky.id for subject in topic.subjects),
        "x-stormdesk-messages": " ".join(subject.name for subject in topic.subjects),
    }
    if topic.place.owner is not None:
        found["x-stormdesk-owner"] = topic.place.owner
    if topic.key is not None:
        found["x-stormdesk-key"] = topic.key
    return found
