"""The shared types that published versions carry, and so others rely on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from stormdesk.model.board import Board
from stormdesk.model.datatype import named_types, parse_type
from stormdesk.model.message import NamedType
from stormdesk.model.once import once


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


def _names_in(texts: Iterable[str]) -> set[str]:
    return {name for text in texts for name in named_types(parse_type(text))}
