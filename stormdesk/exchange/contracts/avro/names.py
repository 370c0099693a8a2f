"""The names of namespaces, records, fields and symbols as Avro takes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from stormdesk.exchange.contracts.contracts import Contracts, types_in_standing
from stormdesk.exchange.contracts.shape import Shape, Types
from stormdesk.exchange.contracts.spelling import spelled
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.model.board import Board
from stormdesk.model.naming import context_slugs, digest, words

UNKNOWN = "UNKNOWN"
"""The symbol that an enum begins with and that stands for every value a reader does not know."""

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class AvroNames:
    """How the names of a board are spelled in Avro.

    ``contexts`` are by slug, ``types`` and the symbols of each type by the name of the type.
    """

    namespace: str
    contexts: Mapping[str, str]
    shapes: Types
    types: Mapping[str, str]
    symbols: Mapping[str, Mapping[str, str]]

    def with_shapes(self, shapes: Types) -> AvroNames:
        """Return the names of the same types, where some of them have another shape."""
        symbols = {name: _symbols(shape) for name, shape in shapes.items() if shape.values}
        return replace(
            self,
            shapes={**self.shapes, **shapes},
            symbols={**self.symbols, **symbols},
        )

    def namespace_of(self, subject: Subject) -> str:
        """Return the namespace of the record of a message: board, context and major version."""
        return f"{self.namespace}.{self.contexts[subject.context]}.v{subject.major}"

    def full_name(self, subject: Subject) -> str:
        """Return the full name of the record of a message."""
        return f"{self.namespace_of(subject)}.{subject.name}"

    def types_namespace(self, subject: Subject) -> str:
        """Return the namespace of the shared types that a message uses.

        It is one of their own, so that a message and a type may be called alike.
        """
        return f"{self.namespace_of(subject)}.types"


def avro_names(contracts: Contracts) -> AvroNames:
    """Return the spelling of all names that the contracts of a board need."""
    segments = contracts.namespace.split(".")
    return AvroNames(
        namespace=".".join(_plain(segment, "board") for segment in segments),
        contexts=spelled(_contexts(contracts.board), lambda slug: _plain(slug, "context")),
        shapes=contracts.types,
        types=spelled(
            types_in_standing(contracts.board, contracts.types), lambda name: _plain(name, "Type")
        ),
        symbols={name: _symbols(shape) for name, shape in contracts.types.items() if shape.values},
    )


def _contexts(board: Board) -> list[str]:
    """Return what contexts are called, then what messages were published under once."""
    messages = (s.message for s in board.stickies.values() if s.message is not None)
    published = {each.context for message in messages for each in message.published}
    return [*context_slugs(board).values(), *sorted(each for each in published if each)]


def field_names(shape: Shape) -> dict[str, str]:
    """Return the spelling of the fields of a shape, removed ones too."""
    return spelled(shape.names_by_number, field_name)


def field_name(name: str) -> str:
    """Return a name of a field as Avro takes it, not yet told apart from others."""
    return _plain(name, "field")


def _symbols(shape: Shape) -> dict[str, str]:
    """Return the spelling of values, removed ones too.

    One that is called UNKNOWN is what unknown ones become.
    """
    return spelled((UNKNOWN, *shape.names_by_number), lambda value: _plain(value, "value"))


def _plain(name: str, fallback: str) -> str:
    """Return a name as it is where Avro takes it, else its Latin words joined by ``_``."""
    if len(name) <= _LONGEST and _PLAIN.fullmatch(name) is not None:
        return name
    result = "_".join(words(name))[:_LONGEST].rstrip("_")
    if not result:
        return f"{fallback}_{digest(name, 6)}"
    return result if result[0].isalpha() else f"{fallback}_{result}"
