"""The messages that travel, each with what those who operate it have to know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from stormdesk.exchange.catalogues.landscape import Landscape
from stormdesk.exchange.catalogues.owners import Owner
from stormdesk.exchange.contracts.cloudevents import event_type
from stormdesk.exchange.contracts.kafka.topic import Topic
from stormdesk.exchange.contracts.kafka.topics import places_of
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.exchange.contracts.travel import Reading, travels_of
from stormdesk.model.people import Team

KAFKA = "kafka"
"""What a board calls the broker that tells offsets, members and lag."""


@dataclass(frozen=True, slots=True)
class Stream:
    """All messages of one kind on their way from whoever sends them to all who read them.

    ``type`` is their CloudEvents type; ``is_alone`` tells whether nothing else travels on the
    topic; ``owner`` answers for the context, ``operator`` is the one team of the board that is
    there for reliability. ``dead_letters`` are the topics where consumers set them aside.
    """

    subject: Subject
    type: str
    topic: str
    is_alone: bool
    context_name: str
    broker: str | None
    partitions: int
    owner: Owner
    operator: Owner | None
    senders: tuple[str, ...]
    readings: tuple[Reading, ...]
    dead_letters: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of its sticky."""
        return self.subject.sticky.id

    @property
    def name(self) -> str:
        """What the message is called in every artefact."""
        return self.subject.name

    @property
    def context(self) -> str:
        """The slug of the context that it belongs to."""
        return self.subject.context

    @property
    def groups(self) -> tuple[str, ...]:
        """The consumer groups that read it."""
        return tuple(sorted({reading.group for reading in self.readings}))

    @property
    def runbook(self) -> str:
        """The path of its runbook among all runbooks."""
        return f"{self.context}/{self.name}.md"

    def runbook_of(self, mode: str) -> str:
        """Return the path of the runbook of a failure mode, its own where that is not foreseen."""
        if any(each.mode == mode for each in self.subject.sticky.failure_modes):
            return f"{self.context}/{self.name}.{mode}.md"
        return self.runbook


def streams_of(
    landscape: Landscape, topics: tuple[Topic, ...], owners: Mapping[str | None, Owner]
) -> tuple[Stream, ...]:
    """Return the streams of a board in the order of its contracts."""
    board, contracts = landscape.board, landscape.contracts
    contexts = {each.slug: each for each in landscape.boundaries}
    places = places_of(board)
    partitions = {topic.name: topic.partitions for topic in topics}
    aside: dict[tuple[str, str], list[str]] = defaultdict(list)
    for topic in topics:
        if topic.role == "dead-letter" and topic.of is not None:
            for subject in topic.subjects:
                aside[topic.of, subject.sticky.id].append(topic.name)
    reliability = [team.id for team in board.in_order(Team) if team.kind == "sre"]
    operator = owners[reliability[0]] if len(reliability) == 1 else None
    travels = travels_of(contracts)
    sharing = Counter(landscape.topics[travel.subject.sticky.id] for travel in travels)
    found: list[Stream] = []
    for travel in travels:
        subject = travel.subject
        topic, boundary = landscape.topics[subject.sticky.id], contexts[subject.context]
        found.append(
            Stream(
                subject=subject,
                type=event_type(subject, contracts.namespace),
                topic=topic,
                is_alone=sharing[topic] == 1,
                context_name=boundary.name,
                broker=places[subject.context].broker,
                partitions=partitions[topic],
                owner=owners[boundary.context.owner if boundary.context is not None else None],
                operator=operator,
                senders=travel.senders,
                readings=travel.readings,
                dead_letters=tuple(aside[topic, subject.sticky.id]),
            )
        )
    return tuple(found)
