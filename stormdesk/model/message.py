"""The message behind an event or a command, and the fields it carries."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, StringConstraints
from pydantic import Field as Described

from stormdesk.model.datatype import Named, parse_type
from stormdesk.model.record import Date, Duration, Name, Prose, Record, Value

Classification = Literal["public", "internal", "confidential", "restricted"]
Mask = Literal["hash", "tokenise", "encrypt", "drop"]
Compatibility = Literal[
    "NONE",
    "BACKWARD",
    "BACKWARD_TRANSITIVE",
    "FORWARD",
    "FORWARD_TRANSITIVE",
    "FULL",
    "FULL_TRANSITIVE",
]
CompatibilityPolicy = Literal["strict", "lenient"]
"""How a schema registry takes JSON Schema; its own default is strict."""
_HIGHEST_TAG = 536_870_911
_KEPT_BY_PROTOBUF = range(19_000, 20_000)


def _free_tag(tag: int) -> int:
    if tag in _KEPT_BY_PROTOBUF:
        raise ValueError(f"{tag} is one of 19000 to 19999, which Protobuf keeps; take another")
    return tag


Tag = Annotated[
    int,
    Described(
        ge=1,
        le=_HIGHEST_TAG,
        json_schema_extra={"not": {"minimum": 19_000, "maximum": 19_999}},
    ),
    AfterValidator(_free_tag),
]
"""The number of a field: one that Protobuf takes, since it is the same in every format."""
Rate = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{1,12}(\.[0-9]{1,6})?/(ms|s|min|m|h|d|week|month)$")
]
"""How often, in its own spelling: ``40/s``, ``3/h``."""
Size = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{1,12}(\.[0-9]{1,3})?(B|kB|MB|GB|KiB|MiB|GiB)$")
]
"""How many bytes, in its own spelling: ``2kB``."""


def _checked_type(text: str) -> str:
    return str(parse_type(text))


def _checked_name(text: str) -> str:
    if not isinstance(parse_type(text), Named):
        raise ValueError(f"{text!r} is not the name of a type; write letters, digits and _")
    return text


TypeText = Annotated[str, AfterValidator(_checked_type)]
"""The notation of a data type, such as ``list<OrderLine>``."""


def tag_after(taken: Iterable[int]) -> int:
    """Return the tag behind the highest that is taken; where none is left there, the lowest."""
    taken = set(taken)
    following = max(taken, default=0) + 1
    if following in _KEPT_BY_PROTOBUF:
        return _KEPT_BY_PROTOBUF.stop
    if following > _HIGHEST_TAG:
        return next(n for n in count(1) if n not in taken and n not in _KEPT_BY_PROTOBUF)
    return following


class Field(Value):
    """One field of a message or a shared type; its tag is its identity."""

    name: Name
    type: TypeText
    tag: Tag | None = Described(default=None, description="Permanent number; never used twice.")
    required: bool = Described(default=True, description="Whether every message carries it.")
    doc: Prose = Described(default="", description="What it says, in words of the domain.")
    personal: bool = Described(default=False, description="Says something about a person.")
    classification: Classification | None = Described(default=None, description="Who may see it.")
    mask: Mask | None = Described(default=None, description="How it is made unreadable outside.")
    default: str | None = Described(default=None, description="Taken where the field is absent.")
    example: str | None = Described(default=None, description="A value as it really occurs.")
    pattern: str | None = Described(
        default=None, description="Regular expression that texts match."
    )
    min: int | float | None = Described(default=None, description="Nothing below it is taken.")
    max: int | float | None = Described(default=None, description="Nothing above it is taken.")
    min_length: int | None = Described(
        default=None, ge=0, description="Fewest characters, bytes or items."
    )
    max_length: int | None = Described(
        default=None, ge=0, description="Most characters, bytes or items."
    )
    unit: Name | None = Described(default=None, description="Such as EUR or kg.")
    since: Name | None = Described(default=None, description="Version that brought the field.")
    was: tuple[Name, ...] = Described(default=(), description="Earlier names of the field.")


class Reserved(Value):
    """A removed field, whose tag and name are never used again."""

    tag: Tag
    name: Name | None = None


class SharedType(Value):
    """A record or a list of values, which fields have as their type."""

    name: Annotated[
        str,
        StringConstraints(pattern=r"^[^\W\da-z]\w*$", max_length=200),
        AfterValidator(_checked_name),
    ]
    doc: Prose = ""
    fields: tuple[Field, ...] = ()
    reserved: tuple[Reserved, ...] = ()
    values: tuple[Name, ...] = ()
    numbers: dict[Name, Tag] = Described(
        default_factory=dict,
        description="Permanent numbers of the values; those of removed ones are never used again.",
    )


class Published(Value):
    """A version of a message that others rely on, with its fields and their types as they were."""

    version: Name
    date: Date | None = None
    context: Name | None = Described(
        default=None, description="What its context was called in packages and folders."
    )
    subject: Literal["topic", "record"] | None = Described(
        default=None, description="What a schema registry knows it by."
    )
    fields: tuple[Field, ...] = ()
    reserved: tuple[Reserved, ...] = ()
    types: tuple[SharedType, ...] = Described(
        default=(), description="The shared types that it carries, as they were."
    )


class Rates(Value):
    """How many messages come, day by day and at the worst."""

    steady: Rate | None = Described(default=None, description="On an ordinary day.")
    peak: Rate | None = Described(default=None, description="At the worst moment.")


class Message(Value):
    """What travels when an event is published or a command is sent."""

    name: Name | None = Described(
        default=None, description="Derived from the sticky unless published."
    )
    version: Name | None = Described(default=None, description="Semantic version of the schema.")
    published: tuple[Published, ...] = ()
    audience: Literal["domain", "integration"] = Described(
        default="domain", description="Integration messages are a contract with other contexts."
    )
    topic: Name | None = Described(default=None, description="Derived from context and aggregate.")
    key: Name | None = Described(default=None, description="Partition key: one of the fields.")
    idempotency_key: Name | None = Described(default=None, description="Tells duplicates apart.")
    retention: Duration | None = Described(
        default=None, description="How long the broker keeps it."
    )
    replay_window: Duration | None = Described(
        default=None, description="How far back consumers may have to read again."
    )
    payload_size: Size | None = Described(default=None, description="Of a usual message.")
    compatibility: Compatibility | None = Described(
        default=None, description="Which schema changes are allowed."
    )
    audit: bool = Described(default=False, description="Whether every one must be provable.")
    value: Literal["high", "medium", "low"] | None = Described(
        default=None, description="What it is worth to the business that this arrives."
    )
    delivery: Literal["real-time", "batch"] | None = Described(
        default=None, description="How soon consumers need it."
    )
    rate: Rates | None = None
    expected_every: Duration | None = Described(
        default=None, description="Longer silence is a fault."
    )
    hours: Name | None = Described(default=None, description="When messages are expected at all.")
    fields: tuple[Field, ...] = ()
    reserved: tuple[Reserved, ...] = ()

    def field(self, name: str) -> Field | None:
        """Return the field of that name."""
        return next((each for each in self.fields if each.name == name), None)


class NamedType(SharedType, Record):
    """A type of the board, shared by the fields of several messages."""

    type_name: ClassVar[str] = "type"

    @classmethod
    def derived_id(cls, name: str) -> str:
        """Return the id that follows from the name."""
        return f"type:{name}"

    def kept(self) -> SharedType:
        """Return what fields have as their type, apart from the board, to be published with."""
        parts = self.model_fields_set & SharedType.model_fields.keys()
        values = {name: getattr(self, name) for name in parts}
        return SharedType.model_validate({**(self.model_extra or {}), **values})

    def renamed(self, name: str) -> Self:
        """Return the type under another name, and so another id."""
        return self.revised(name=name, id=self.derived_id(name))
