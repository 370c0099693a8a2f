"""An agenda: the phases of a workshop, what is said and asked in each, and what is enough."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import (
    AliasGenerator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from stormdesk.analysis.measures import MEASURES
from stormdesk.model.context import Slug
from stormdesk.model.problem import nearest, quoted
from stormdesk.model.profile import Level
from stormdesk.model.record import Name, Prose, kebab
from stormdesk.model.session import Rhythm, VoteKind, WalkMode
from stormdesk.model.sticky import Kind

Extra = Literal["pivotal", "lane", "vote"]
"""What a legend explains beside the kinds: the boundary, the lane and the vote."""

Mark = Kind | Extra

_Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
_Line = Annotated[Prose, StringConstraints(min_length=1, max_length=2_000)]


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=AliasGenerator(alias=kebab),
        validate_by_name=True,
        validate_by_alias=True,
    )


class Question(_Part):
    """One question to the room; ``kind`` where it is put before stickies of one kind.

    ``answer`` says what its answer is kept as, where it is written down at all.
    """

    ask: _Line
    kind: Kind | None = None
    answer: Literal["decision", "note", "hotspot", "next-step"] | None = None


class Enough(_Part):
    """When a phase has come far enough: in words, and by a measure where one tells it."""

    text: _Line
    measure: Slug | None = None
    at_least: float | None = Field(default=None, ge=0, le=1_000_000)

    @field_validator("measure")
    @classmethod
    def _is_known(cls, name: str | None) -> str | None:
        if name is not None and name not in MEASURES:
            raise ValueError(f"{quoted(name)} is no measure{nearest(name, MEASURES)}")
        return name


class Voting(_Part):
    """The ballot that a phase holds."""

    kind: VoteKind = "arrow"
    each: int = Field(default=2, ge=1, le=1000)


class AgendaPhase(_Part):
    """One phase of an agenda; ``palette`` and ``legend`` name what it adds to those before it."""

    name: Name
    goal: _Line
    minutes: int = Field(ge=1, le=1_440)
    say: tuple[_Line, ...] = ()
    questions: tuple[Question, ...] = ()
    palette: tuple[Kind, ...] = ()
    legend: tuple[Mark, ...] | None = Field(default=None, description="Left out: the palette.")
    enough: tuple[Enough, ...] = ()
    rest: int = Field(default=0, ge=0, le=600, description="Minutes of the break after it.")
    silent: bool = Field(default=False, description="Everybody writes alone, unseen at first.")
    walk: WalkMode | None = None
    vote: Voting | None = None

    @property
    def explains(self) -> tuple[Mark, ...]:
        """What it adds to the legend."""
        return self.palette if self.legend is None else self.legend


class Agenda(_Part):
    """The plan of a workshop."""

    id: Slug
    title: Name
    for_whom: _Line = Field(alias="for")
    about: Prose = ""
    level: Level = "big-picture"
    language: _Language = "en"
    rhythm: Rhythm | None = Field(default=None, description="Left out: the usual one.")
    phases: tuple[AgendaPhase, ...] = Field(min_length=1, max_length=100)

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        names = [phase.name for phase in self.phases]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise ValueError(f"phase {twice!r} is there twice; give each a name of its own")
        return self

    @property
    def minutes(self) -> int:
        """How long it takes by plan, breaks included; one after the last phase is none."""
        return sum(p.minutes for p in self.phases) + sum(p.rest for p in self.phases[:-1])

    def place(self, phase_name: str | None) -> int | None:
        """Return which phase goes by a name."""
        return next((i for i, p in enumerate(self.phases) if p.name == phase_name), None)

    def phase(self, phase_name: str | None) -> AgendaPhase | None:
        """Return the phase of a name."""
        place = self.place(phase_name)
        return self.phases[place] if place is not None else None

    def following(self, phase_name: str | None) -> AgendaPhase | None:
        """Return the phase after the one of a name; the first where there is none of that name."""
        place = self.place(phase_name)
        after = self.phases[0 if place is None else place + 1 :]
        return after[0] if after else None

    def palette_at(self, phase_name: str | None) -> tuple[Kind, ...]:
        """Return the kinds in use up to a phase, in the order in which they come."""
        kinds = (kind for phase in self._up_to(phase_name) for kind in phase.palette)
        return tuple(dict.fromkeys(kinds))

    def legend_at(self, phase_name: str | None) -> tuple[Mark, ...]:
        """Return what is explained up to a phase, in the order in which it comes."""
        marks: dict[Mark, None] = {}
        for phase in self._up_to(phase_name):
            marks |= dict.fromkeys(phase.explains)
        return tuple(marks)

    def _up_to(self, phase_name: str | None) -> tuple[AgendaPhase, ...]:
        place = self.place(phase_name)
        return self.phases[: 0 if place is None else place + 1]
