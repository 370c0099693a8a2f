"""Who relies on the names of contracts: messages that carry a type, and those who read them."""

from __future__ import annotations

from collections.abc import Mapping

from stormdesk.model.board import Board
from stormdesk.model.datatype import named_types, parse_type
from stormdesk.model.message import Field, NamedType
from stormdesk.model.sticky import Sticky


def published_with(board: Board, type_name: str) -> list[Sticky]:
    """Return the stickies whose published message carries a shared type, directly or not."""
    mentioned = {each.name: _named(each.fields) for each in board.of_type(NamedType).values()}
    carrying = _carrying(mentioned, type_name)
    return [
        sticky
        for sticky in published_in(board)
        if sticky.message is not None and carrying & _named(sticky.message.fields)
    ]


def published_in(board: Board, context_id: str | None = None) -> list[Sticky]:
    """Return the stickies whose message is published, of one context or of the whole board."""
    return [
        sticky
        for sticky in board.in_order(Sticky)
        if sticky.again is None
        and sticky.message is not None
        and sticky.message.published
        and context_id in (None, sticky.context)
    ]


def _carrying(mentioned: Mapping[str, set[str]], type_name: str) -> set[str]:
    """Return a type and all types within which it is found."""
    found, waiting = {type_name}, [type_name]
    while waiting:
        inner = waiting.pop()
        for name, names in mentioned.items():
            if inner in names and name not in found:
                found.add(name)
                waiting.append(name)
    return found


def _named(fields: tuple[Field, ...]) -> set[str]:
    return {name for field in fields for name in named_types(parse_type(field.type))}
