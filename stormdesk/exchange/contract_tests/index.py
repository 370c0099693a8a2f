"""What the tests know of the board: every message and every consumer, as ``contracts.json``."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from stormdesk.exchange.contract_tests.consumer import Consumer
from stormdesk.exchange.contracts.contracts import Contracts
from stormdesk.exchange.contracts.json_schema.value import json_record
from stormdesk.exchange.contracts.kafka.topic_name import topics_of_messages
from stormdesk.exchange.contracts.options import ContentModel
from stormdesk.exchange.contracts.protobuf.names import ProtoNames, proto_names
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.exchange.contracts.values.examples import other_values


def index(
    contracts: Contracts,
    consumers: Iterable[Consumer],
    content_model: ContentModel,
    enveloped: Collection[str],
) -> dict[str, Any]:
    """Return the index; ``enveloped`` are the stems of the messages that travel as events do."""
    names, topics = proto_names(contracts), topics_of_messages(contracts.board)
    return {
        "board": {"id": contracts.board.profile.id, "title": contracts.board.profile.title},
        "content_model": content_model,
        "messages": [
            {
                **_message(contracts, subject, names),
                "topic": topics[subject.sticky.id],
                "enveloped": subject.stem in enveloped,
            }
            for subject in contracts.subjects
        ],
        "consumers": [_consumer(each) for each in consumers],
    }


def _message(contracts: Contracts, subject: Subject, names: ProtoNames) -> dict[str, Any]:
    members, types = subject.shape.members, contracts.types
    other = other_values(subject, types, contracts.examples[subject.stem])
    return {
        "stem": subject.stem,
        "name": subject.name,
        "context": subject.context,
        "version": subject.version,
        "sticky": subject.sticky.id,
        "proto": names.full_name(subject),
        "fields": [
            {"name": each.name, "tag": each.tag, "required": each.field.required}
            for each in members
        ],
        "reserved": sorted({each.tag for each in subject.shape.reserved}),
        "other": json_record(other, members, types),
    }


def _consumer(consumer: Consumer) -> dict[str, Any]:
    return {
        "id": consumer.sticky.id,
        "title": consumer.sticky.text,
        "context": consumer.context,
        "owner": consumer.owner,
        "group": consumer.group,
        "reads": [
            {
                "message": read.subject.stem,
                "identity": list(read.identity),
                "order": list(read.order),
            }
            for read in consumer.reads
        ],
    }
