"""What travels behind the stickies: their messages, fields and shared types, ready to be judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from stormdesk.analysis.stickies import changed, standing
from stormdesk.model.board import Board, Change
from stormdesk.model.datatype import named_types, parse_type
from stormdesk.model.message import Field, Message, NamedType
from stormdesk.model.naming import words
from stormdesk.model.once import once
from stormdesk.model.sticky import Sticky

_NAMES_A_THING = frozenset({"id", "uuid", "guid", "key"})
_NAMES_A_DELIVERY = frozenset(
    {"event", "message", "delivery", "request", "idempotency", "dedup", "deduplication"}
)
_TIES = frozenset({"causation", "correlation", "trace", "conversation"})


@once
def messages(board: Board) -> list[tuple[Sticky, Message]]:
    """Return what carries a message, in order; repeats and parked stickies are left out."""
    return [(s, s.message) for s in standing(board) if s.message is not None]


def contracts(board: Board) -> list[tuple[Sticky, Message]]:
    """Return the messages that other contexts rely on, with what carries them."""
    return [pair for pair in messages(board) if pair[1].audience == "integration"]


@once
def shared_types(board: Board) -> dict[str, NamedType]:
    """Return the types that fields can name."""
    return {each.name: each for each in board.of_type(NamedType).values()}


@lru_cache(maxsize=1_000)
def types_in(data_type: str) -> tuple[str, ...]:
    """Return the names of the shared types that a field's type mentions."""
    return named_types(parse_type(data_type))


def within(
    fields: Iterable[Field],
    types: Mapping[str, NamedType],
    prefix: str = "",
    inside: frozenset[str] = frozenset(),
) -> Iterator[tuple[str, Field]]:
    """Yield every field with its dotted path, those of shared types too.

    What lies inside a masked field is masked with it and left out; so is a type inside itself.
    """
    for field in fields:
        path = f"{prefix}{field.name}"
        yield path, field
        if field.mask is not None:
            continue
        for name in types_in(field.type):
            if name in types and name not in inside:
                yield from within(types[name].fields, types, f"{path}.", inside | {name})


def sensitivity(field: Field) -> str | None:
    """Return what a field holds that not everybody may see: ``restricted`` or ``personal``."""
    if field.classification == "restricted":
        return "restricted"
    return "personal" if field.personal else None


def bare(message: Message, types: Mapping[str, NamedType]) -> Iterator[tuple[str, str]]:
    """Yield path and sensitivity of every such field that a message shows unmasked."""
    for path, field in within(message.fields, types):
        if field.mask is None and (what := sensitivity(field)) is not None:
            yield path, what


def names_a_thing(name: str) -> bool:
    """Tell whether a field's name says that it identifies something."""
    parts = _parts(name)
    return bool(parts) and parts[-1] in _NAMES_A_THING


def names_a_delivery(name: str) -> bool:
    """Tell whether a field's name says that every delivery has its own."""
    parts = _parts(name)
    return names_a_thing(name) and parts[0] in _NAMES_A_DELIVERY


def ties_messages(name: str) -> bool:
    """Tell whether a field's name says that it leads back to what caused the message."""
    parts = _parts(name)
    return bool(parts) and (parts[0] in _TIES or parts == ("traceparent",))


def sole(names: Iterable[str]) -> str | None:
    """Return the only name there is, None where there are more or none."""
    found = list(names)
    return found[0] if len(found) == 1 else None


def own_name(message: Message, types: Mapping[str, NamedType]) -> str | None:
    """Return the one field that identifies what the message is about, where there is just one."""
    return sole(
        field.name
        for field in message.fields
        if field.required
        and field.type not in types
        and names_a_thing(field.name)
        and not names_a_delivery(field.name)
        and not ties_messages(field.name)
    )


def with_message(sticky: Sticky, message: Message, **changes: Any) -> Change:
    """Return the change that revises the message behind a sticky."""
    return changed(sticky, message=message.revised(**changes))


@lru_cache(maxsize=10_000)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.lower() for part in words(name))
