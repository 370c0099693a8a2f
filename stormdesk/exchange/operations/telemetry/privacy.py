"""What of a message may be seen by those who read logs and traces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from stormdesk.analysis.payload import shared_types, types_in, within
from stormdesk.exchange.operations.stream import Stream
from stormdesk.model.board import Board
from stormdesk.model.message import Field, NamedType

Showing = Literal["plain", "hash", "left out"]
"""How a field shows: as it is, as a keyed hash by which equal ones are found, or not at all."""

_PRIVATE = ("confidential", "restricted")


def payload_of(board: Board, stream: Stream) -> dict[str, Showing]:
    """Return how each field of a message shows in logs, in their order.

    What is masked stays masked; only a hash can be made by whoever passes on a log. A shared type
    with anything private inside is private as a whole.
    """
    message = stream.subject.sticky.message
    fields = message.fields if message is not None else ()
    types = shared_types(board)
    return {field.name: _showing(field, types) for field in fields}


def is_plain(board: Board, stream: Stream, name: str | None) -> bool:
    """Tell whether a field of a message may be seen by all who read traces."""
    return name is not None and payload_of(board, stream).get(name) == "plain"


def key_of(stream: Stream) -> str | None:
    """Return the field that is the key of a message."""
    message = stream.subject.sticky.message
    return message.key if message is not None else None


def private_keys(board: Board, streams: Iterable[Stream]) -> list[Stream]:
    """Return the streams whose key says what not everybody may see."""
    return [s for s in streams if key_of(s) is not None and not is_plain(board, s, key_of(s))]


def _showing(field: Field, types: Mapping[str, NamedType]) -> Showing:
    if field.mask is not None:
        return "hash" if field.mask == "hash" else "left out"
    inside = (each for _, each in within((field,), types))
    if any(each.personal or each.classification in _PRIVATE or each.mask for each in inside):
        return "left out"
    known = all(name in types for name in types_in(field.type))
    return "plain" if known else "left out"
