"""Bounded contexts as lanes, areas and relations, and the flows between stickies."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StringConstraints

from stormdesk.model.record import Id, Name, Prose, Record, remaining

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
"""A name that folders, packages and topics take: ``order-intake``."""
Pattern = Literal[
    "partnership",
    "shared-kernel",
    "customer-supplier",
    "conformist",
    "anticorruption-layer",
    "open-host-service",
    "published-language",
    "separate-ways",
]


class Context(Record):
    """A lane: a bounded context, or an actor or department that a big picture starts with."""

    type_name: ClassVar[str] = "context"

    name: Name
    slug: Slug | None = Field(
        default=None, description="In folders, packages and topics; derived until published."
    )
    kind: Literal["context", "actor", "department"] = "context"
    owner: Name | None = Field(default=None, description="A team's id, or a plain name.")
    subdomain: Literal["core", "supporting", "generic"] | None = None
    description: Prose = ""
    height: float | None = Field(default=None, ge=80, le=1_000_000, description="Of the lane.")
    colour: Colour | None = None
    collapsed: bool = False
    locked: bool = False
    runtime: Literal["kubernetes", "serverless", "batch", "other"] | None = None
    broker: Literal["kafka", "managed-queue", "none"] | None = None


class Area(Record):
    """A context that emerges: a line drawn round stickies before there is a lane."""

    type_name: ClassVar[str] = "area"

    name: Name
    stickies: tuple[Id, ...] = ()

    def references(self) -> tuple[str, ...]:
        """Return the stickies inside."""
        return self.stickies

    def without(self, record_id: str) -> Self | None:
        """Return the area round the others; an empty one is gone."""
        left = remaining(self.stickies, record_id)
        return self.revised(stickies=left) if left else None


class Relation(Record):
    """How two contexts depend on one another, as a context map says it."""

    type_name: ClassVar[str] = "relation"

    upstream: Id
    downstream: Id
    pattern: Pattern | None = None

    @classmethod
    def derived_id(cls, upstream: str, downstream: str) -> str:
        """Return the id that follows from the two contexts."""
        return f"relation:{upstream}>{downstream}"

    def references(self) -> tuple[str, ...]:
        """Return both contexts."""
        return (self.upstream, self.downstream)

    def without(self, record_id: str) -> Self | None:
        """Return nothing: a relation needs both its ends."""
        return None


class Flow(Record):
    """What leads to what."""

    type_name: ClassVar[str] = "flow"

    source: Id = Field(alias="from")
    target: Id = Field(alias="to")
    via: Literal["call", "event", "batch"] | None = Field(
        default=None, description="How it travels: as an event out of events, else as a call."
    )
    loop: bool = Field(default=False, description="A deliberate way back.")

    @classmethod
    def derived_id(cls, source: str, target: str) -> str:
        """Return the id that follows from the two stickies."""
        return f"flow:{source}>{target}"

    @classmethod
    def between(cls, source: str, target: str, order: int = 0) -> Flow:
        """Return the flow from one sticky to another."""
        return cls.model_validate(
            {
                "id": cls.derived_id(source, target),
                "source": source,
                "target": target,
                "order": order,
            }
        )

    def references(self) -> tuple[str, ...]:
        """Return both stickies."""
        return (self.source, self.target)

    def without(self, record_id: str) -> Self | None:
        """Return nothing: a flow never dangles."""
        return None
