"""How many partitions the topics of a board have, by the events that travel on them."""

from __future__ import annotations

from stormdesk.exchange.contracts.contracts import contracts_of
from stormdesk.exchange.contracts.kafka.topics import topics_of
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput


def partition_counts(board: Board) -> dict[str, int]:
    """Return the partitions of each message's topic by its sticky, as the contracts plan them.

    There are none where a board makes no contracts, or where the broker is not said to be Kafka.
    """
    try:
        contracts = contracts_of(board)
    except BadInput:
        return {}
    return {
        subject.sticky.id: topic.partitions
        for topic in topics_of(contracts, SchemaOptions().partition_rate)
        if topic.role == "messages" and topic.is_on_kafka
        for subject in topic.subjects
    }
