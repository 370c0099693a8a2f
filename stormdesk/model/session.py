"""What a workshop leaves beside the stickies: decisions, steps, terms, votes and its log."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StringConstraints

from stormdesk.model.record import (
    Coordinate,
    Date,
    FileName,
    Id,
    Name,
    Prose,
    Record,
    Text,
    Value,
    remaining,
)

Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$")]
VoteKind = Literal["arrow", "dot"]
WalkMode = Literal["forward", "backward"]


class _About(Record):
    text: Prose
    about: tuple[Id, ...] = ()

    def references(self) -> tuple[str, ...]:
        """Return the records it speaks of."""
        return self.about

    def without(self, record_id: str) -> Self | None:
        """Return the same words about what is left."""
        return self.revised(about=remaining(self.about, record_id))


class Decision(_About):
    """Something the room agreed on."""

    type_name: ClassVar[str] = "decision"

    date: Date | None = None
    status: Literal["proposed", "accepted", "rejected", "superseded"] | None = None


class Step(_About):
    """Something somebody does next."""

    type_name: ClassVar[str] = "next-step"

    owner: Name | None = None
    due: Date | None = None


class Term(Record):
    """A word of the board's language and what it means in one context."""

    type_name: ClassVar[str] = "term"

    term: Name
    definition: Prose = ""
    context: Id | None = None

    @classmethod
    def derived_id(cls, term: str) -> str:
        """Return the id that follows from the word."""
        return f"term:{term}"

    def references(self) -> tuple[str, ...]:
        """Return the context it belongs to."""
        return (self.context,) if self.context is not None else ()

    def without(self, record_id: str) -> Self | None:
        """Return the word without a context."""
        return self.revised(context=None)


class Kpi(Record):
    """A number of the business that an event moves."""

    type_name: ClassVar[str] = "kpi"

    name: Name
    event: Id
    measure: Name | None = None
    unit: Name | None = None

    @classmethod
    def derived_id(cls, name: str) -> str:
        """Return the id that follows from the name."""
        return f"kpi:{name}"

    def references(self) -> tuple[str, ...]:
        """Return the event that moves it."""
        return (self.event,)

    def without(self, record_id: str) -> Self | None:
        """Return nothing: without its event there is no number."""
        return None


class Suppressed(Record):
    """A finding that was accepted, with the reason: that of a rule about exactly these records."""

    type_name: ClassVar[str] = "suppressed"

    rule: Name
    records: tuple[Id, ...] = Field(
        default=(), description="What it is about; empty where it is the board as a whole."
    )
    reason: Prose = ""

    def references(self) -> tuple[str, ...]:
        """Return the records the finding was about."""
        return self.records

    def without(self, record_id: str) -> Self | None:
        """Return what still applies; of a pair, what was accepted is not said of one alone."""
        left = remaining(self.records, record_id)
        return self.revised(records=left) if len(left) > 1 else None


class Check(Record):
    """A tick by hand on a readiness list."""

    type_name: ClassVar[str] = "check"

    item: Name
    met: bool = True
    confirmed_by: Name | None = None
    date: Date | None = None


class Vote(Record):
    """Somebody's vote for a sticky, or how many hands went up for it."""

    type_name: ClassVar[str] = "vote"

    sticky: Id
    by: Name | None = Field(default=None, description="Left out where hands were counted.")
    kind: VoteKind = "arrow"
    ballot: Name | None = Field(default=None, description="The ballot it was cast in.")
    count: int = Field(default=1, ge=1, le=100_000, description="How many votes it stands for.")

    def references(self) -> tuple[str, ...]:
        """Return the sticky voted for."""
        return (self.sticky,)

    def without(self, record_id: str) -> Self | None:
        """Return nothing: the vote went with its sticky."""
        return None


class Rhythm(Value):
    """How long a room works, rests and listens to one narrator, in minutes.

    Source: fifty minutes of work and five of rest, the second rest a long one, as facilitators of
    event storming keep it; a narrator hands over after five minutes.
    """

    work: int = Field(default=50, ge=1, le=600)
    rest: int = Field(default=5, ge=1, le=600)
    long_rest: int = Field(default=15, ge=1, le=600)
    long_every: int = Field(default=2, ge=1, le=100, description="Which rest is a long one.")
    turn: int = Field(default=5, ge=1, le=600, description="How long one narrator tells.")


class Phase(Value):
    """A stretch of a workshop: of work, or of a break or pause in it."""

    name: Name
    start: Clock | None = None
    end: Clock | None = None
    kind: Literal["work", "break", "pause"] = "work"
    minutes: int | None = Field(default=None, ge=0, le=100_000, description="How long by plan.")
    stickies: int | None = Field(default=None, ge=0, description="On the wall as it began.")
    return_on_time: tuple[Annotated[int, Field(ge=0)], ...] = Field(
        default=(), max_length=5, description="How many gave their time a 1, a 2 and so on to 5."
    )


class Turn(Value):
    """What one narrator told of a walk along the board."""

    mode: WalkMode = "forward"
    by: Name | None = None
    start: Clock | None = None
    end: Clock | None = None
    steps: tuple[Text, ...] = Field(default=(), description="The stickies that were told.")
    dropped: tuple[Text, ...] = Field(default=(), description="The stickies put up on the way.")
    at: Name | None = Field(default=None, description="Id of the sticky where it stands.")


class Ballot(Value):
    """A round of voting, hidden until it is revealed."""

    name: Name
    kind: VoteKind = "arrow"
    each: int = Field(default=2, ge=1, le=1000, description="How many votes a participant has.")
    start: Clock | None = None
    revealed: Clock | None = None


class Session(Record):
    """The log of one workshop held on this board; it runs while it has a start and no end."""

    type_name: ClassVar[str] = "session"

    date: Date
    agenda: Name | None = Field(default=None, description="The id of its agenda.")
    minutes: int | None = Field(default=None, ge=0, le=100_000)
    participants: tuple[Name, ...] = ()
    notes: Prose = ""
    start: Clock | None = None
    end: Clock | None = None
    rhythm: Rhythm | None = Field(default=None, description="Left out: 50 minutes, then 5 or 15.")
    phases: tuple[Phase, ...] = ()
    turns: tuple[Turn, ...] = ()
    ballots: tuple[Ballot, ...] = ()


class NamedVersion(Record):
    """A moment of the board that was given a name."""

    type_name: ClassVar[str] = "version"

    name: Name
    date: Annotated[str, StringConstraints(max_length=40)] | None = None
    digest: Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{4,64}$")] | None = None


class Place(Record):
    """A saved view of the canvas."""

    type_name: ClassVar[str] = "place"

    name: Name
    x: Coordinate = 0
    y: Coordinate = 0
    zoom: float = Field(default=1, gt=0, le=100)


class Photo(Record):
    """A picture of a paper wall under the canvas."""

    type_name: ClassVar[str] = "photo"

    file: FileName
    x: Coordinate = 0
    y: Coordinate = 0
    width: float | None = Field(default=None, gt=0, le=1_000_000)
    opacity: float = Field(default=1, ge=0, le=1)
