"""A sticky on the wall, of one of the kinds that event storming knows."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar, Literal, Self

from pydantic import Field

from stormdesk.model.handling import Handling
from stormdesk.model.message import Message
from stormdesk.model.record import Coordinate, Date, Duration, Id, Name, Prose, Record, Text, Value
from stormdesk.model.service import FailureMode, Observability, ServiceLevel

Place = tuple[float, float, float, str | None]
"""Where a sticky goes: ``x``, ``y``, column and lane."""


class Kind(StrEnum):
    """What a sticky stands for; its colour, glyph and wording follow from it."""

    EVENT = "event"
    COMMAND = "command"
    ACTOR = "actor"
    POLICY = "policy"
    AGGREGATE = "aggregate"
    READ_MODEL = "read-model"
    SYSTEM = "system"
    HOTSPOT = "hotspot"
    OPPORTUNITY = "opportunity"
    VALUE = "value"
    SCREEN = "screen"
    NOTE = "note"


class Example(Value):
    """How a command or event behaves, as given, when, then."""

    given: tuple[Prose, ...] = Field(default=(), description="What has happened before.")
    when: Prose = Field(default="", description="What is asked for or happens now.")
    then: tuple[Prose, ...] = Field(default=(), description="What follows from it.")


class Sticky(Record):
    """One sticky; the fields that its kind does not use stay unset."""

    type_name: ClassVar[str] = "sticky"

    kind: Kind
    text: Text
    context: Id | None = Field(default=None, description="The lane it is a member of.")
    at: float | None = Field(
        default=None,
        ge=-100_000,
        le=100_000,
        description="Column on the timeline; may be fractional.",
    )
    x: Coordinate | None = None
    y: Coordinate | None = Field(default=None, description="From the top of its lane.")
    pivotal: bool = Field(default=False, description="One of the few events everybody waits for.")
    label: Name | None = Field(default=None, description="What stands on the pivotal boundary.")
    author: Name | None = None
    notes: Prose = ""
    doc: Prose = Field(default="", description="What it means, for those who were not there.")
    derived_from: Name | None = Field(default=None, description="Board and sticky it comes from.")
    locked: bool = Field(default=False, description="Cannot be moved; its text can be edited.")
    parked: bool = Field(default=False, description="Set aside in the parking lot.")
    tags: tuple[Name, ...] = ()
    pinned_to: Id | None = Field(default=None, description="The sticky it travels with.")
    again: Id | None = Field(default=None, description="The sticky that this one repeats: a loop.")
    message: Message | None = None
    examples: tuple[Example, ...] = ()
    trigger: Literal["time", "external", "context"] | None = Field(
        default=None, description="Why an event happens without a command."
    )
    compensates: Id | None = Field(default=None, description="The event whose effect this undoes.")
    rules: tuple[Prose, ...] = Field(default=(), description="What an aggregate never lets happen.")
    freshness: Duration | None = Field(default=None, description="How old a read model may be.")
    automated: bool | None = Field(
        default=None, description="Whether a machine carries the policy out."
    )
    flag: Name | None = Field(default=None, description="Feature flag that it is behind.")
    handling: Handling | None = None
    service_levels: tuple[ServiceLevel, ...] = ()
    failure_modes: tuple[FailureMode, ...] = ()
    observability: tuple[Observability, ...] = Field(
        default=(), description="What it leaves behind for those who watch."
    )
    status: Literal["open", "answered", "deferred", "accepted"] | None = None
    owner: Name | None = Field(default=None, description="A team's id, or a plain name.")
    due: Date | None = None
    answer: Prose = ""
    external: bool | None = Field(default=None, description="Whether a system is somebody else's.")
    adapter_owner: Name | None = Field(
        default=None, description="Who keeps our side of the connection running."
    )
    contract: Prose = Field(default="", description="What it promises, and where that stands.")
    authentication: Prose = Field(default="", description="How both sides prove who they are.")
    retries: int | None = Field(default=None, ge=0, description="How often a call is repeated.")
    id_trusted: bool | None = Field(default=None, description="Whether its ids can be relied on.")
    sign: Literal["+", "-"] | None = Field(default=None, description="Value created or destroyed.")

    def references(self) -> tuple[str, ...]:
        """Return its lane, host, original and compensated event, where it has them."""
        return tuple(filter(None, (self.context, self.pinned_to, self.again, self.compensates)))

    def refers_like(self, other: Record) -> bool:
        """Tell so without making two tuples: a drag asks it of thousands for every frame."""
        return (
            isinstance(other, Sticky)
            and self.context == other.context
            and self.pinned_to == other.pinned_to
            and self.again == other.again
            and self.compensates == other.compensates
        )

    def without(self, record_id: str) -> Self | None:
        """Return the sticky on its own, without what it was tied to."""
        names = ("context", "pinned_to", "again", "compensates")
        return self.revised(**{n: None for n in names if getattr(self, n) == record_id})

    def placed(self, **geometry: Any) -> Self:
        """Return a copy elsewhere: ``x``, ``y``, ``at``, ``context`` or ``order`` as given.

        Geometry comes from the program alone, so this one copy is trusted and not validated
        again: revalidating 50,000 stickies costs half a second, and ``model_copy`` a quarter.
        """
        copy, put = object.__new__(type(self)), object.__setattr__
        put(copy, "__dict__", self.__dict__ | geometry)
        put(copy, "__pydantic_extra__", self.__pydantic_extra__)
        fields = self.__pydantic_fields_set__
        # Frozen records can share it: a set of its own for each takes as long as all the rest.
        fields = fields if fields.issuperset(geometry) else fields | geometry.keys()
        put(copy, "__pydantic_fields_set__", fields)
        put(copy, "__pydantic_private__", None)
        return copy
