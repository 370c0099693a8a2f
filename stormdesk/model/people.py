"""Who owns and who took part."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from stormdesk.model.record import Id, Name, Record


class Team(Record):
    """A team that owns contexts or operates service levels."""

    type_name: ClassVar[str] = "team"

    name: Name
    kind: Literal["domain", "sre", "platform", "security", "other"] | None = None
    channel: Name | None = Field(default=None, description="Where it is reached every day.")
    on_call: Name | None = Field(default=None, description="Who is woken at night.")
    escalation: Name | None = Field(default=None, description="Who decides when it does not help.")


class Participant(Record):
    """Somebody, or a group, in the room."""

    type_name: ClassVar[str] = "participant"

    name: Name
    role: Name | None = None
    team: Id | None = None

    @classmethod
    def derived_id(cls, name: str) -> str:
        """Return the id that follows from the name."""
        return f"participant:{name}"
