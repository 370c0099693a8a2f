"""The shared types that published versions carry, and so others rely on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from stormdesk.model.board import Board
from stormdesk.model.datatype import DataType, ListOf, MapOf, Named, named_types, parse_type
from stormdesk.model.message import NamedType
from stormdesk.model.once import once

_SCALARS = [
    *("String", "Bool", "Int32", "Int64", "Float", "Double", "Bytes", "Timestamp", "Duration"),
]
"""What the built-in types are in Protobuf, whichever of them becomes which."""


@once
def published_type_names(board: Board) -> frozenset[str]:
    """Return the names of the shared types that published versions carry, directly or not.

    A type that was kept with a version is as it was then, and what it names was kept as well.
    """
    texts: dict[frozenset[str], set[str]] = defaultdict(set)
    for sticky in board.stickies.values():
        for version in sticky.message.published if sticky.message is not None else ():
            kept = frozenset([each.name for each in version.types])
            texts[kept].update([field.type for field in version.fields])
    known = {each.name: each for each in board.of_type(NamedType).values()}
    found = set[str]().union(*texts)
    for kept, carried in texts.items():
        waiting = _names_in(carried) - kept
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                fields = known[name].fields if name in known else ()
                waiting |= _names_in({field.type for field in fields})
    return frozenset(found)


@once
def published_wrappers(board: Board) -> frozenset[str]:
    """Return in words what Protobuf may call the wrappers that published versions need.

    It nests no list or map in another, so that the inner one is in a message of its own, which is
    called by what it holds.
    """
    published = published_type_names(board)
    named = [each for each in board.of_type(NamedType).values() if each.name in published]
    fields = [field for each in named for field in each.fields]
    for sticky in board.stickies.values():
        for version in sticky.message.published if sticky.message is not None else ():
            fields += version.fields
            fields += (field for each in version.types for field in each.fields)
    return frozenset(
        name for text in {field.type for field in fields} for name in _wrappers(parse_type(text))
    )


def _wrappers(data_type: DataType) -> Iterator[str]:
    if isinstance(data_type, ListOf | MapOf):
        inner = data_type.item if isinstance(data_type, ListOf) else data_type.value
        if isinstance(inner, ListOf | MapOf):
            yield from _called(inner)
            yield from _wrappers(inner)


def _called(data_type: DataType) -> list[str]:
    match data_type:
        case ListOf(item):
            return [f"{name} List" for name in _called(item)]
        case MapOf(value):
            return [f"{name} Map" for name in _called(value)]
        case Named(name):
            return [name]
        case _:
            return _SCALARS


def _names_in(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for name in named_types(parse_type(text))}
