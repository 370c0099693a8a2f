"""What each context sends and receives, as one AsyncAPI document a context.

Source: AsyncAPI 3.0, with the Kafka bindings 0.5.0.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from stormdesk.exchange.contracts.asyncapi.message import (
    BINDING,
    CONTENT_TYPE,
    Schemas,
    Wording,
    message_of,
    wording_of,
)
from stormdesk.exchange.contracts.contracts import Contracts
from stormdesk.exchange.contracts.kafka.topic import REPLICAS, Place, Reader, Topic
from stormdesk.exchange.contracts.kafka.topic_resource import numbers_of
from stormdesk.exchange.contracts.kafka.topics import places_of, topics_of
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.exchange.contracts.spelling import snake, spelled
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.exchange.yaml_text import dump
from stormdesk.model.board import Board
from stormdesk.model.naming import pascal

_KAFKA, _LOGIN = "kafka", "clientCertificate"


@dataclass(frozen=True, slots=True)
class _Channel:
    """A topic as one context sees it: what it sends there, and who of it reads what."""

    topic: Topic
    sent: tuple[Subject, ...]
    readers: tuple[Reader, ...]

    @property
    def subjects(self) -> list[Subject]:
        """What of the topic concerns the context, each once."""
        read = (subject for reader in self.readers for subject in reader.subjects)
        return list({subject.stem: subject for subject in (*self.sent, *read)}.values())


def files(contracts: Contracts, options: SchemaOptions) -> dict[str, bytes]:
    """Return ``CONTEXT/CONTEXT.asyncapi.yaml`` of every context that sends or receives.

    Retry and dead-letter topics are a context's own business and in no document.
    """
    topics = [t for t in topics_of(contracts, options.partition_rate) if t.role == "messages"]
    wordings = {
        subject.stem: wording_of(subject, contracts, options.content_model)
        for topic in topics
        for subject in topic.subjects
    }
    result: dict[str, bytes] = {}
    for slug, place in places_of(contracts.board).items():
        channels = [each for topic in topics for each in _seen_by(slug, topic)]
        if channels:
            document = _document(place, channels, wordings, contracts, options)
            result[f"{slug}/{slug}.asyncapi.yaml"] = dump(document).encode()
    return result


def _seen_by(context: str, topic: Topic) -> Iterable[_Channel]:
    sent = tuple(t.subject for t in topic.travels if context in t.senders)
    readers = tuple(reader for reader in topic.readers if reader.context == context)
    return [_Channel(topic, sent, readers)] if sent or readers else []


def _document(
    place: Place,
    channels: list[_Channel],
    wordings: dict[str, Wording],
    contracts: Contracts,
    options: SchemaOptions,
) -> dict[str, Any]:
    subjects = {s.stem: s for channel in channels for s in channel.subjects}
    own_first = sorted(subjects, key=lambda stem: (subjects[stem].context != place.slug, stem))
    called = spelled(own_first, lambda stem: subjects[stem].name, alike=str.casefold)
    ids = spelled((channel.topic.name for channel in channels), lambda name: snake(name, "channel"))
    schemas = Schemas()
    on_kafka = {s.stem for c in channels if c.topic.is_on_kafka for s in c.subjects}
    messages = {
        called[stem]: message_of(wordings[stem], schemas, on_kafka=stem in on_kafka)
        for stem in sorted(subjects)
    }
    document: dict[str, Any] = {
        "asyncapi": options.asyncapi,
        "id": _identity(contracts.namespace, place),
        "info": _info(place, contracts.board),
        "defaultContentType": CONTENT_TYPE,
    }
    components: dict[str, Any] = {"messages": messages}
    if schemas.spelled:
        components["schemas"] = dict(sorted(schemas.spelled.items()))
    if all(channel.topic.is_on_kafka for channel in channels):
        document["servers"] = {_KAFKA: _server(options.kafka_cluster)}
        components["securitySchemes"] = {_LOGIN: {"type": "X509"}}
    document["channels"] = {ids[c.topic.name]: _channel(c, called) for c in channels}
    document["operations"] = _operations(channels, ids, called)
    document["components"] = components
    return document


def _identity(namespace: str, place: Place) -> str:
    return f"urn:stormdesk:{quote(namespace, safe='')}:{quote(place.slug, safe='')}"


def _info(place: Place, board: Board) -> dict[str, Any]:
    info: dict[str, Any] = {
        "title": place.name,
        "version": board.profile.version or "1.0.0",
        "description": place.description or f"What {place.name} sends and receives.",
    }
    if place.owner is not None:
        info["contact"] = {"name": place.owner}
    info["tags"] = [{"name": place.slug}]
    info["x-stormdesk-board"] = board.profile.id
    return info


def _server(cluster: str) -> dict[str, Any]:
    return {
        "host": f"{cluster}-kafka-bootstrap:9093",
        "protocol": "kafka-secure",
        "description": "The bootstrap service that Strimzi makes.",
        "security": [{"$ref": f"#/components/securitySchemes/{_LOGIN}"}],
    }


def _channel(channel: _Channel, called: dict[str, str]) -> dict[str, Any]:
    topic = channel.topic
    result: dict[str, Any] = {
        "address": topic.name,
        "description": " ".join(topic.reasons),
        "messages": {
            called[s.stem]: {"$ref": f"#/components/messages/{called[s.stem]}"}
            for s in channel.subjects
        },
    }
    if topic.is_on_kafka:
        result["bindings"] = {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "replicas": REPLICAS,
                "topicConfiguration": {
                    "cleanup.policy": list(topic.retention.policies),
                    **numbers_of(topic),
                },
                "bindingVersion": BINDING,
            }
        }
    result["x-stormdesk-context"] = topic.place.slug
    return result


def _operations(
    channels: list[_Channel], ids: dict[str, str], called: dict[str, str]
) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = {}
    for channel in channels:
        topic, where = channel.topic.name, ids[channel.topic.name]
        for subject in channel.sent:
            name = f"send{called[subject.stem]}"
            found[f"{name}\0{subject.stem}"] = _send(subject, where, called)
        for reader in channel.readers:
            name = f"receive{pascal(topic, 'Topic')}For{pascal(reader.group, 'Group')}"
            found[f"{name}\0{topic}\0{reader.group}"] = _receive(channel, reader, where, called)
    # Topics and groups may be one in plain letters: what stands behind tells them apart.
    names = spelled(found, lambda key: key.partition("\0")[0], alike=str.casefold)
    return {names[key]: operation for key, operation in found.items()}


def _send(subject: Subject, where: str, called: dict[str, str]) -> dict[str, Any]:
    return {
        "action": "send",
        "channel": {"$ref": f"#/channels/{where}"},
        "title": f"Send {subject.name}",
        "summary": subject.sticky.text,
        "messages": [{"$ref": f"#/channels/{where}/messages/{called[subject.stem]}"}],
        "x-stormdesk-sticky": subject.sticky.id,
    }


def _receive(
    channel: _Channel, reader: Reader, where: str, called: dict[str, str]
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "action": "receive",
        "channel": {"$ref": f"#/channels/{where}"},
        "title": f"Receive as {reader.group}",
        "summary": "; ".join(sticky.text for sticky in reader.stickies),
        "messages": [
            {"$ref": f"#/channels/{where}/messages/{called[subject.stem]}"}
            for subject in reader.subjects
        ],
    }
    if channel.topic.is_on_kafka:
        group = {"type": "string", "enum": [reader.group]}
        result["bindings"] = {"kafka": {"groupId": group, "bindingVersion": BINDING}}
    result["x-stormdesk-sticky"] = [sticky.id for sticky in reader.stickies]
    return result
