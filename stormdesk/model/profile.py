"""What a board says of itself."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from stormdesk.model.message import CompatibilityPolicy
from stormdesk.model.record import Date, Duration, FileName, Name, Prose, Record, Value
from stormdesk.model.sticky import Kind

Level = Literal["big-picture", "process", "software-design"]
LEVELS: tuple[Level, ...] = ("big-picture", "process", "software-design")


class Environment(Value):
    """Where the events run, and what differs there."""

    retention: Duration | None = None
    partitions: int | None = Field(default=None, ge=1, le=100_000)


class Profile(Record):
    """Title, scope and standing of the board; its id is the board's."""

    type_name: ClassVar[str] = "board"

    title: Name
    namespace: (
        Annotated[
            str,
            StringConstraints(
                pattern=r"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$", max_length=200
            ),
        ]
        | None
    ) = Field(default=None, description="Of the generated schemas, such as com.example.inventory.")
    compatibility_policy: CompatibilityPolicy | None = Field(
        default=None,
        description="Of the registry for JSON Schema; left out, strict. Strict takes a new optional"
        " field of an open message as breaking, lenient does not.",
    )
    level: Level | None = Field(
        default=None, description="Left out: the lowest that holds its kinds."
    )
    language: (
        Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] | None
    ) = Field(default=None, description="Of the texts; left out, it is detected.")
    scope: Prose = ""
    description: Prose = ""
    summary: Prose = ""
    logo: FileName | None = Field(default=None, description="A picture beside the board file.")
    status: Literal["draft", "reviewed", "agreed"] | None = None
    version: Name | None = None
    confidentiality: Name | None = None
    reviewed_on: Date | None = None
    environments: dict[Name, Environment] = Field(default_factory=dict)
    labels: dict[Kind, Name] = Field(
        default_factory=dict, description="What this board calls a kind."
    )
