"""How far a consumer group is scaled, by what, and why."""

from __future__ import annotations

from dataclasses import dataclass

from stormdesk.exchange.catalogues.owners import Owner
from stormdesk.exchange.contracts.travel import Reading
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.stream import Stream


@dataclass(frozen=True, slots=True)
class Trigger:
    """A backlog that asks for more replicas: one more for each ``threshold`` messages of it.

    ``name`` is a label of RFC 1123 that no other trigger has; ``level`` is what its number
    follows from, ``stream`` one that travels on the topic. ``reason`` is a sentence.
    """

    name: str
    topic: str
    stream: Stream
    threshold: int
    level: Level
    reason: str

    @property
    def is_assumed(self) -> bool:
        """Whether nobody has agreed yet on the number that it follows from."""
        return self.level.is_assumed


@dataclass(frozen=True, slots=True)
class Scaling:
    """The scaling of one consumer group of one context, between ``fewest`` and ``most`` replicas.

    ``name`` is a label of RFC 1123 with room for what KEDA puts before it, and no other has it.
    ``stickies`` are the ids of those that read; ``reasons`` are sentences.
    """

    name: str
    context: str
    context_name: str
    group: str
    owner: Owner
    stickies: tuple[str, ...]
    fewest: int
    most: int
    triggers: tuple[Trigger, ...]
    reasons: tuple[str, ...]

    @property
    def is_assumed(self) -> bool:
        """Whether nobody has agreed yet on a number that it follows from."""
        return any(trigger.is_assumed for trigger in self.triggers)

    @property
    def told(self) -> str:
        """What it does, in a sentence."""
        steps = " or ".join(f"{each.threshold} messages on {each.topic}" for each in self.triggers)
        note = " The number behind it is assumed, nobody has agreed yet." if self.is_assumed else ""
        return (
            f"Group {self.group} is scaled from {self.fewest} to {self.most} replicas:"
            f" one for each {steps} that wait.{note}"
        )


@dataclass(frozen=True, slots=True)
class Scalings:
    """The scalings of a board, and a sentence for each consumer group that is left out."""

    scalings: tuple[Scaling, ...]
    left_out: tuple[str, ...]

    def of_reading(self, reading: Reading) -> Scaling | None:
        """Return how the group that a sticky reads in is scaled, None where it is not."""
        wanted = (reading.context, reading.group)
        return next((each for each in self.scalings if (each.context, each.group) == wanted), None)
