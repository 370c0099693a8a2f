"""The fields of a message or a shared type, typed line by line; tags are given once and kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from stormdesk.model.datatype import parse_type
from stormdesk.model.message import Field, Message, NamedType, Published, Reserved, tag_after
from stormdesk.model.problem import quoted

H = TypeVar("H", Message, NamedType)
_LINE = re.compile(
    r"(?P<name>[^:]*?)\s*:\s*(?P<type>.*?)\s*(?P<optional>\?)?\s*(?P<personal>\(personal\))?"
)


class Line(NamedTuple):
    """What one line says of a field."""

    name: str
    type: str
    required: bool
    personal: bool


def line_of(field: Field) -> str:
    """Return the line that a field is typed as: ``email: string? (personal)``."""
    optional = "" if field.required else "?"
    return f"{field.name}: {field.type}{optional}{' (personal)' if field.personal else ''}"


def parsed_line(text: str) -> Line:
    """Return what a line says; raises ValueError for one that says no name or no type."""
    found = _LINE.fullmatch(" ".join(text.split()))
    if found is None or not found["name"] or not found["type"]:
        raise ValueError("write name and type, such as total: decimal(12,2)")
    spelled = str(parse_type(found["type"]))
    return Line(found["name"], spelled, found["optional"] is None, found["personal"] is not None)


def with_line(holder: H, index: int, text: str) -> H:
    """Return a holder whose field at a place says what a line says; behind the last: one more.

    An empty line removes the field. A renamed field keeps its tag and its earlier names, and keys
    follow its name. Raises ValueError for a wrong line, a name that is there already or stays
    reserved, and pydantic.ValidationError.
    """
    if not text.strip():
        return without_field(holder, index) if index < len(holder.fields) else holder
    line = parsed_line(text)
    holder = tagged(holder)
    old = holder.fields[index] if index < len(holder.fields) else None
    if old is None or old.name != line.name:
        _check_name(holder, line.name, old)
    if old is None:
        fresh = Field(name=line.name, type=line.type, tag=next_tag(holder))
        field = fresh.revised(required=line.required, personal=line.personal)
        return holder.revised(fields=(*holder.fields, field))
    field = old.revised(**line._asdict(), was=_earlier(old, line.name))
    fields = tuple(field if each is old else each for each in holder.fields)
    return _keys_renamed(holder.revised(fields=fields), old.name, line.name)


def without_field(holder: H, index: int) -> H:
    """Return a holder without one field; what others may have read stays reserved."""
    holder = tagged(holder)
    gone = holder.fields[index]
    left = holder.revised(fields=(*holder.fields[:index], *holder.fields[index + 1 :]))
    if not _is_relied_on(holder, gone):
        return left
    kept = Reserved.model_validate({"tag": gone.tag, "name": gone.name})
    return left.revised(reserved=(*holder.reserved, kept))


def with_field_moved(holder: H, index: int, to: int) -> H:
    """Return a holder with one field at another place; every tag stays with its field."""
    holder = tagged(holder)
    fields = list(holder.fields)
    fields.insert(to, fields.pop(index))
    return holder.revised(fields=tuple(fields))


def tagged(holder: H) -> H:
    """Return a holder whose fields all have their tags, those they are exported under."""
    if all(field.tag is not None for field in holder.fields):
        return holder
    taken = set(_taken(holder))
    published = {
        field.name: field.tag for version in _published(holder) for field in version.fields
    }
    given: dict[str, int] = {}
    for field in holder.fields:
        names = (field.name, *field.was) if field.tag is None else ()
        tag = next((published[name] for name in names if published.get(name)), None)
        if tag is not None and tag not in _in_use(holder, given.values()):
            given[field.name] = tag
    for field in holder.fields:
        if field.tag is None and field.name not in given:
            given[field.name] = tag_after(taken)
            taken.add(given[field.name])
    fields = (
        field if field.tag is not None else field.revised(tag=given[field.name])
        for field in holder.fields
    )
    return holder.revised(fields=tuple(fields))


def next_tag(holder: Message | NamedType) -> int:
    """Return a tag that no field has or ever had."""
    return tag_after(_taken(holder))


def _in_use(holder: Message | NamedType, given: Iterable[int]) -> set[int]:
    tags = {field.tag for field in holder.fields if field.tag is not None}
    return tags | {each.tag for each in holder.reserved} | set(given)


def _taken(holder: Message | NamedType) -> set[int]:
    taken = _in_use(holder, ())
    for version in _published(holder):
        taken |= {field.tag for field in version.fields if field.tag is not None}
        taken |= {each.tag for each in version.reserved}
    return taken


def _is_relied_on(holder: Message | NamedType, field: Field) -> bool:
    # Of a shared type nothing tells which of the messages that carry it were published.
    names = (field.name, *field.was)
    return isinstance(holder, NamedType) or any(
        each.tag == field.tag or each.name in names
        for version in holder.published
        for each in version.fields
    )


def _published(holder: Message | NamedType) -> Sequence[Published]:
    return holder.published if isinstance(holder, Message) else ()


def _check_name(holder: Message | NamedType, name: str, of: Field | None) -> None:
    if any(field.name == name for field in holder.fields):
        raise ValueError(f"a field {quoted(name)} is there already; take another name")
    if any(each.name == name for each in holder.reserved):
        raise ValueError(f"{quoted(name)} was removed and is never used again; take another name")
    for field in holder.fields:
        # Readers of earlier versions would take it for the field that had the name before.
        if field is not of and name in field.was:
            now = quoted(field.name)
            raise ValueError(f"{quoted(name)} was the name of {now} before; take another name")


def _earlier(field: Field, name: str) -> tuple[str, ...]:
    if field.name == name:
        return field.was
    return tuple(each for each in dict.fromkeys((*field.was, field.name)) if each != name)


def _keys_renamed(holder: H, old: str, new: str) -> H:
    if not isinstance(holder, Message):
        return holder
    names = ("key", "idempotency_key")
    return holder.revised(**{n: new for n in names if old != new and getattr(holder, n) == old})
