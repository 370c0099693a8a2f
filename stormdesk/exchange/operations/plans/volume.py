"""What a message weighs: how much of it is written, read and kept in a month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from stormdesk.exchange.contracts.kafka.topic import REPLICAS, Topic
from stormdesk.exchange.operations.load import Load, load_of, payload_of
from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.plans.prices import BROKERS
from stormdesk.exchange.operations.stream import Stream

MONTH = 30 * 86_400
"""Seconds of a month."""

MILLION = 1_000_000
_GB = 10**9


@dataclass(frozen=True, slots=True)
class Volume:
    """The volume of one stream; ``topic`` says how long it is kept, ``payload`` is in bytes."""

    stream: Stream
    topic: Topic
    load: Load
    payload: int | None

    @property
    def broker(self) -> str:
        """The broker as prices know it."""
        broker = self.stream.broker
        return broker if broker in BROKERS else "other"

    @property
    def readers(self) -> int:
        """How many consumer groups read it."""
        return len(self.stream.groups)

    @property
    def replicas(self) -> int:
        """How often it is kept; what a managed queue does inside is in its price."""
        return REPLICAS if self.broker == "kafka" else 1

    @property
    def kept(self) -> Decimal | None:
        """How many months it is kept, None for ever."""
        milliseconds = self.topic.retention.milliseconds
        return None if milliseconds is None else Decimal(milliseconds) / 1000 / MONTH

    @property
    def messages(self) -> Decimal | None:
        """How many come in a month of ordinary days."""
        return None if self.load.steady is None else (self.load.steady * MONTH).quantize(Decimal(1))

    def written(self, messages: Decimal) -> Decimal | None:
        """Return the GB that producers send for some messages."""
        return None if self.payload is None else messages * self.payload / _GB

    def read(self, messages: Decimal) -> Decimal | None:
        """Return the GB that all consumer groups fetch of some messages."""
        written = self.written(messages)
        return None if written is None else written * self.readers

    def stored(self, messages: Decimal) -> Decimal | None:
        """Return the GB times months that some messages take up while they are kept."""
        written = self.written(messages)
        if written is None or self.kept is None:
            return None
        return written * self.replicas * self.kept

    def requests(self, messages: Decimal, batch: int = 1) -> Decimal:
        """Return how often brokers are asked for some messages, so many at once."""
        return messages * (1 + self.readers) / batch

    @property
    def unknown(self) -> tuple[str, ...]:
        """What nobody has said yet, so that the cost of a month cannot be reckoned."""
        missing = {
            "steady rate": self.load.steady is None,
            "payload size": self.payload is None,
            "how much is left after compaction": self.kept is None,
        }
        return tuple(what for what, is_missing in missing.items() if is_missing)


def volumes_of(operations: Operations) -> tuple[Volume, ...]:
    """Return the volume of every stream, in the order of the streams."""
    topics: Mapping[str, Topic] = {topic.name: topic for topic in operations.topics}
    return tuple(
        Volume(stream, topics[stream.topic], load_of(stream), payload_of(stream))
        for stream in operations.streams.values()
    )
