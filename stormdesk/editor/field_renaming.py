"""A field typed anew, with all on the board that names it and so follows it to its new name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from stormdesk.editor.detailing import Path, detail_of, detailed
from stormdesk.editor.field_lines import with_line
from stormdesk.model.board import Board
from stormdesk.model.message import Message
from stormdesk.model.record import Record
from stormdesk.model.repetition import original_of, repetitions_of
from stormdesk.model.session import Kpi
from stormdesk.model.sticky import Example, Sticky

_BY_FIELD = ("idempotent_by", "order_by")


def with_field_line(board: Board, record: Any, at: Path, index: int, text: str) -> list[Record]:
    """Return a record whose field at a place says what a line says, and others that named it.

    Consumers, key figures and examples follow a field to its new name; what was published under
    the old one stays as it was. Raises what ``with_line`` raises.
    """
    if not at:
        return [with_line(record, index, text)]
    before = detail_of(record, at) or Message()
    holder = with_line(before, index, text)
    after = detailed(record, at, holder if holder.model_fields_set else None)
    if not (index < len(before.fields) == len(holder.fields)):
        return [after]
    old, new = before.fields[index].name, holder.fields[index].name
    return [after] if old == new else [*_followers(board, after, old, new)]


def consumed(board: Board, consumer: Sticky) -> list[Sticky]:
    """Return what leads to a sticky, wherever it or they are repeated."""
    places = (consumer, *repetitions_of(board, consumer.id))
    sources = (board.stickies[f.source] for each in places for f in board.incoming(each.id))
    return list({s.id: s for s in (original_of(board, source) for source in sources)}.values())


def _followers(board: Board, carrier: Sticky, old: str, new: str) -> Iterator[Record]:
    """Yield the carrier of the message and all others that change with the name of its field."""
    yield carrier.revised(examples=_keyed(carrier, old, new)) if carrier.examples else carrier
    for consumer in _consumers(board, carrier):
        handling = consumer.handling
        if handling is None or _comes_elsewhere(board, consumer, carrier, old):
            continue
        names = {n: name for n in _BY_FIELD if (name := getattr(handling, n)) is not None}
        fresh = {n: _follows(name, old, new) for n, name in names.items()}
        if fresh != names:
            yield consumer.revised(handling=handling.revised(**fresh))
    figures = (kpi for kpi in board.in_order(Kpi) if kpi.event == carrier.id)
    for kpi in figures:
        measure = _measured(kpi.measure or "", old, new)
        if kpi.measure is not None and measure != kpi.measure:
            yield kpi.revised(measure=measure)


def _consumers(board: Board, carrier: Sticky) -> list[Sticky]:
    places = (carrier, *repetitions_of(board, carrier.id))
    targets = (board.stickies[f.target] for each in places for f in board.outgoing(each.id))
    return list({s.id: s for s in (original_of(board, target) for target in targets)}.values())


def _comes_elsewhere(board: Board, consumer: Sticky, carrier: Sticky, name: str) -> bool:
    """Tell whether another message brings the consumer a field of the name that is given up."""
    others = (s.message for s in consumed(board, consumer) if s.id != carrier.id)
    return any(message is not None and message.field(name) is not None for message in others)


def _follows(path: str, old: str, new: str) -> str:
    head, dot, rest = path.partition(".")
    return f"{new}{dot}{rest}" if head == old else path


def _measured(measure: str, old: str, new: str) -> str:
    """Return what is reckoned: ``total`` and ``sum(total)``, where "sum" itself is no field."""
    if measure == old:
        return new
    return re.sub(rf"(?<=\()\s*{re.escape(old)}\s*(?=\))", lambda _: new, measure)


def _keyed(carrier: Sticky, old: str, new: str) -> tuple[Example, ...]:
    """Return the examples with the values of a field under its new name: ``orderId: 17``."""
    key = re.compile(rf"(?<!\w){re.escape(old)}(?=\s*[:=])")

    def told(text: str) -> str:
        return key.sub(lambda _: new, text)

    def retold(example: Example) -> Example:
        given, then = tuple(map(told, example.given)), tuple(map(told, example.then))
        fresh = {"given": given, "when": told(example.when), "then": then}
        return example.revised(**{n: v for n, v in fresh.items() if v != getattr(example, n)})

    return tuple(map(retold, carrier.examples))
