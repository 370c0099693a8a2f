"""A topic as it is planned, apart from how any format spells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stormdesk.exchange.contracts.kafka.retention import Retention
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.exchange.contracts.travel import Travel
from stormdesk.model.sticky import Sticky

REPLICAS = 3
IN_SYNC = 2
"""So many replicas have a message before it counts as written: one broker may fail."""

Role = Literal["messages", "retry", "dead-letter"]


@dataclass(frozen=True, slots=True)
class Place:
    """A context as topics know it: its folder, what it is called, who owns it, and its broker."""

    slug: str
    name: str
    description: str
    owner: str | None
    broker: str | None

    @property
    def is_on_kafka(self) -> bool:
        """Whether it says that its broker is Kafka."""
        return self.broker == "kafka"


@dataclass(frozen=True, slots=True)
class Reader:
    """A consumer group of a context: the stickies that read as part of it, and what they read."""

    context: str
    group: str
    stickies: tuple[Sticky, ...]
    subjects: tuple[Subject, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic with what travels on it.

    ``key`` is the field that all its messages are keyed by, if they agree; ``largest`` is how many
    bytes a message may have, None for the usual limit; ``of`` is the topic that a retry or
    dead-letter topic belongs to. ``reasons`` are sentences.
    """

    name: str
    place: Place
    role: Role
    travels: tuple[Travel, ...]
    key: str | None
    partitions: int
    retention: Retention
    largest: int | None
    reasons: tuple[str, ...]
    of: str | None = None

    @property
    def is_on_kafka(self) -> bool:
        """Whether the context that owns it says that its broker is Kafka."""
        return self.place.is_on_kafka

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The messages on it, in the order of the contracts."""
        return tuple(travel.subject for travel in self.travels)

    @property
    def senders(self) -> tuple[str, ...]:
        """The contexts that write it."""
        return tuple(sorted({sender for travel in self.travels for sender in travel.senders}))

    @property
    def readers(self) -> tuple[Reader, ...]:
        """The consumer groups that read it."""
        stickies: dict[tuple[str, str], dict[str, Sticky]] = {}
        subjects: dict[tuple[str, str], dict[str, Subject]] = {}
        for travel in self.travels:
            for reading in travel.readings:
                group = (reading.context, reading.group)
                stickies.setdefault(group, {})[reading.sticky.id] = reading.sticky
                subjects.setdefault(group, {})[travel.subject.stem] = travel.subject
        return tuple(
            Reader(*group, tuple(stickies[group].values()), tuple(subjects[group].values()))
            for group in sorted(stickies)
        )
