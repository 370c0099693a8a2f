"""The fields of messages and shared types as they are now, and as they were published."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from stormdesk.analysis.payload import messages
from stormdesk.model.board import Board, Change
from stormdesk.model.message import Field, NamedType, Published, Reserved
from stormdesk.model.once import once
from stormdesk.model.sticky import Sticky

_SEMANTIC = re.compile(
    r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?"
)


@dataclass(frozen=True)
class Schema:
    """The fields of one message or shared type, those removed, and its published versions."""

    record: Sticky | NamedType
    fields: tuple[Field, ...]
    reserved: tuple[Reserved, ...]
    published: tuple[Published, ...] = ()
    version: str | None = None

    @property
    def name(self) -> str:
        """How people call it."""
        return self.record.text if isinstance(self.record, Sticky) else self.record.name

    @cached_property
    def was_published_as(self) -> dict[str, int]:
        """The tag that each published name had last."""
        return {
            field.name: field.tag
            for version in self.published
            for field in version.fields
            if field.tag is not None
        }

    def tag_of(self, field: Field) -> int | None:
        """Return the tag of a field: its own, or the one it was published under."""
        if field.tag is not None:
            return field.tag
        known = self.was_published_as
        return next((known[name] for name in (field.name, *field.was) if name in known), None)

    @property
    def free_tag(self) -> int:
        """A tag that neither is nor ever was in use."""
        now = [tag for field in self.fields if (tag := self.tag_of(field)) is not None]
        removed = [each.tag for each in self.reserved]
        return max([*now, *removed, *self.was_published_as.values()], default=0) + 1

    def tagged(self, places: Iterable[int]) -> Schema:
        """Return the schema with fresh tags for the fields at these places."""
        fields, fresh = list(self.fields), self.free_tag
        for place in sorted(places):
            fields[place] = fields[place].revised(tag=fresh)
            fresh += 1
        return replace(self, fields=tuple(fields))

    def as_change(self) -> Change:
        """Return the change that puts these fields behind the record."""
        record = self.record
        if isinstance(record, NamedType):
            after = record.revised(fields=self.fields, reserved=self.reserved)
            return Change({record.id: (record, after)})
        if record.message is None:
            return Change({})
        message = record.message.revised(fields=self.fields, reserved=self.reserved)
        return Change({record.id: (record, record.revised(message=message))})


def schema_of(record: Sticky | NamedType) -> Schema:
    """Return the fields behind a sticky or a shared type; none where there is no message."""
    if isinstance(record, NamedType):
        return Schema(record, record.fields, record.reserved)
    message = record.message
    if message is None:
        return Schema(record, (), ())
    return Schema(record, message.fields, message.reserved, message.published, message.version)


@once
def schemas(board: Board) -> list[Schema]:
    """Return the schemas of a board: messages first, then shared types, in their order."""
    carriers = [schema_of(sticky) for sticky, _ in messages(board)]
    return carriers + [schema_of(each) for each in board.in_order(NamedType)]


def numbers(version: str) -> tuple[int, int, int] | None:
    """Return major, minor and patch of a semantic version, None where it is none."""
    match = _SEMANTIC.fullmatch(version)
    return (int(match[1]), int(match[2]), int(match[3])) if match is not None else None


def same_fields(now: Schema, then: Published) -> bool:
    """Tell whether the fields are those of a published version, as far as readers can tell."""
    return _shapes(now, then.fields, then) == _shapes(now, now.fields, then)


def still_readable(now: Schema, then: Published) -> bool:
    """Tell whether the fields only gained what a reader may miss since a published version."""
    before, after = _shapes(now, then.fields, then), _shapes(now, now.fields, then)
    gained = [after[key] for key in after.keys() - before.keys()]
    return all(after.get(key) == shape for key, shape in before.items()) and not any(
        shape.required and shape.default is None for shape in gained
    )


def changed_types(board: Board, then: Published) -> list[tuple[Schema, Published]]:
    """Return the shared types that are not as they were kept with a published version.

    Each comes with its fields of then, as if it had been published itself.
    """
    known = {each.name: each for each in board.of_type(NamedType).values()}
    found: list[tuple[Schema, Published]] = []
    for kept in then.types:
        if (now := known.get(kept.name)) is not None:
            schema, past = schema_of(now), then.revised(fields=kept.fields)
            if set(now.values) != set(kept.values) or not same_fields(schema, past):
                found.append((schema, past))
    return found


def _shapes(schema: Schema, fields: tuple[Field, ...], then: Published) -> dict[int | str, _Shape]:
    """What of each field travels, by tag where the published version has tags, else by name."""
    by_tag = all(field.tag is not None for field in then.fields)
    return {
        (schema.tag_of(f) if by_tag else None) or f.name: _Shape(
            f.name, f.type, f.required, f.default
        )
        for f in fields
    }


class _Shape(NamedTuple):
    """What readers of a field rely on; what merely explains it is left out."""

    name: str
    type: str
    required: bool
    default: str | None
