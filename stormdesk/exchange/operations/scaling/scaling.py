"""How far a consumer group is scaled, by what, and why."""

from __future__ import annotations

from dataclasses import dataclass

from stormdesk.exchange.catalogues.owners import Owner
from stormdesk.exchange.contracts.travel import Reading
from stormdesk.exchange.operations.levels import DOUBTS
from stormdesk.exchange.operations.stream import Stream
from stormdesk.model.service import Standing

_WORST_FIRST: tuple[Standing, ...] = ("assumed", "stated", "confirmed")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A backlog that asks for more replicas: one more for each ``threshold`` messages of it.

    ``name`` is a label of RFC 1123 that no other trigger has; ``standing`` is that of the number
    that it follows from, ``stream`` one that travels on the topic. ``reason`` is a sentence.
    """

    name: str
    topic: str
    stream: Stream
    threshold: int
    standing: Standing
    reason: str


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
    def standing(self) -> Standing:
        """How far one may rely on the numbers that it follows from: as far as on the worst."""
        found = {trigger.standing for trigger in self.triggers}
        return next(each for each in _WORST_FIRST if each in found)

    @property
    def is_assumed(self) -> bool:
        """Whether a number that it follows from is only a guess."""
        return self.standing == "assumed"

    @property
    def told(self) -> str:
        """What it does, in a sentence."""
        steps = " or ".join(f"{each.threshold} messages on {each.topic}" for each in self.triggers)
        doubt = DOUBTS[self.standing]
        note = f" The number behind it is {doubt}." if doubt else ""
        return (
            f"Group {self.group} is scaled from {self.fewest} to {self.most} replicas:"
            f" one for each {steps} that wait.{note}"
        )


@dataclass(frozen=True, slots=True)
class Scalings:
    """The scalings of a board, and a sentence for each consumer group that is left out.

    ``suggested`` are for some of these: nobody has stated the numbers that they follow from.
    """

    scalings: tuple[Scaling, ...]
    suggested: tuple[Scaling, ...]
    left_out: tuple[str, ...]

    def of_reading(self, reading: Reading) -> Scaling | None:
        """Return how the group that a sticky reads in is scaled, None where it is not."""
        wanted = (reading.context, reading.group)
        return next((each for each in self.scalings if (each.context, each.group) == wanted), None)
