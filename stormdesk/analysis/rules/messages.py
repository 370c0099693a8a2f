"""Rules about messages and the names they use."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.analysis.finding import Found, Level, named, rule
from stormdesk.model.board import Board
from stormdesk.model.datatype import named_types, parse_type
from stormdesk.model.message import Field, NamedType
from stormdesk.model.problem import nearest
from stormdesk.model.sticky import Kind, Sticky


@rule(Level.ERROR)
def unknown_name(board: Board) -> Found:
    """Every name used behind a sticky means something on this board.

    A type that is not defined, a key that is no field, or a service level that measures from a
    sticky that is not there cannot become a contract or an alert. Correct the name or add what
    it names.
    """
    types = {t.name for t in board.of_type(NamedType).values()}
    for sticky in board.in_order(Sticky):
        for message, remedy in _unknown_in(board, sticky, types):
            yield (sticky.id,), f"{message} of {named(sticky.text)}", remedy
    for named_type in board.in_order(NamedType):
        for field, name in _unknown_types(named_type.fields, types):
            yield (
                (named_type.id,),
                f"type {named(name)} of field {field} in {named_type.name} is not defined",
                f"add the type or correct its name{nearest(name, types)}",
            )


@rule(Level.WARNING)
def message_without_key(board: Board) -> Found:
    """A message of an integration event says by which field it is partitioned.

    The key decides which messages keep their order and how evenly the load spreads. Choose the
    field that names the thing the event is about.
    """
    for sticky in board.in_order(Sticky):
        message = sticky.message
        if (
            message is not None
            and sticky.kind is Kind.EVENT
            and message.audience == "integration"
            and message.key is None
        ):
            yield (
                (sticky.id,),
                f"the message of {named(sticky.text)} has no key",
                "name the field that its order depends on",
            )


def _unknown_in(board: Board, sticky: Sticky, types: set[str]) -> Iterator[tuple[str, str]]:
    message = sticky.message
    if message is not None:
        fields = [f.name for f in message.fields]
        for field, name in _unknown_types(message.fields, types):
            remedy = f"add the type or correct its name{nearest(name, types)}"
            yield f"type {named(name)} of field {field}", remedy
        for what, key in (("key", message.key), ("idempotency key", message.idempotency_key)):
            if key is not None and key not in fields:
                remedy = f"name one of its fields{nearest(key, fields)}"
                yield f"{what} {named(key)}", remedy
    for level in sticky.service_levels:
        for what, other in (
            ("consumer", level.consumer),
            ("start", level.start),
            ("end", level.end),
        ):
            if other is not None and other not in board.stickies:
                remedy = f"name a sticky of this board{nearest(other, board.stickies)}"
                yield f"{what} {named(other)} of the {level.indicator} level", remedy


def _unknown_types(fields: tuple[Field, ...], types: set[str]) -> Iterator[tuple[str, str]]:
    for field in fields:
        for name in named_types(parse_type(field.type)):
            if name not in types:
                yield field.name, name
