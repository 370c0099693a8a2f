"""Rules about keys: what keeps the order of messages, and what tells a repeat from a new one."""

from __future__ import annotations

from collections import defaultdict

from stormdesk.analysis.deliveries import Delivery, deliveries
from stormdesk.analysis.finding import Finding, Found, Level, named, rule
from stormdesk.analysis.neighbours import neighbours
from stormdesk.analysis.payload import (
    messages,
    names_a_delivery,
    own_name,
    shared_types,
    sole,
    with_message,
    within,
)
from stormdesk.analysis.stickies import changed, mitigated, standing
from stormdesk.model.board import Board, Change
from stormdesk.model.handling import Handling
from stormdesk.model.message import Message
from stormdesk.model.problem import nearest
from stormdesk.model.sticky import Kind, Sticky

_DESIGN = ("software-design",)
_SENT = frozenset({Kind.EVENT, Kind.COMMAND})


def _key_as_spelled(board: Board, finding: Finding) -> Change | None:
    """Take the field that the key means in another spelling or by an earlier name."""
    sticky = board.get(finding.records[0], Sticky)
    if sticky is None or sticky.message is None:
        return None
    message = sticky.message
    changes = {
        attribute: field
        for attribute, _, key in _keys(message)
        if message.field(key) is None and (field := _meant(message, key)) is not None
    }
    return with_message(sticky, message, **changes) if changes else None


@rule(Level.ERROR, fix=_key_as_spelled)
def key_not_a_field(board: Board) -> Found:
    """The partition key and the idempotency key are fields of their message.

    A key that the message does not carry can neither keep order nor tell duplicates apart, and the
    contract generated from it is refused. Name one of the fields, or add the one that is missing.
    """
    for sticky, message in messages(board):
        fields = [field.name for field in message.fields]
        for _, what, key in _keys(message):
            if key not in fields:
                yield (
                    (sticky.id,),
                    f"{what} {named(key)} is no field of {named(sticky.text)}",
                    f"name one of its fields{nearest(key, fields)}",
                )


def _key_from_own_name(board: Board, finding: Finding) -> Change | None:
    """Partition by the one field that names what the message is about."""
    sticky = board.get(finding.records[0], Sticky)
    if sticky is None or sticky.message is None:
        return None
    key = own_name(sticky.message, shared_types(board))
    return with_message(sticky, sticky.message, key=key) if key is not None else None


@rule(Level.WARNING, fix=_key_from_own_name)
def message_without_key(board: Board) -> Found:
    """A message of an integration event says by which field it is partitioned.

    The key decides which messages keep their order and how evenly the load spreads. Choose the
    field that names the thing the event is about.
    """
    for sticky, message in messages(board):
        integrates = message.audience == "integration" and sticky.kind is Kind.EVENT
        if integrates and message.key is None:
            yield (
                (sticky.id,),
                f"the message of {named(sticky.text)} has no key",
                "name the field that its order depends on",
            )


def _tell_apart_by_delivery(board: Board, finding: Finding) -> Change | None:
    """Take the one field that every delivery has its own value of.

    The name of the thing is not taken: one order may rightly change twice.
    """
    sticky = board.get(finding.records[0], Sticky)
    if sticky is None or sticky.message is None:
        return None
    key = sole(f.name for f in sticky.message.fields if f.required and names_a_delivery(f.name))
    if key is None:
        return None
    return with_message(sticky, sticky.message, idempotency_key=key)


@rule(Level.WARNING, _DESIGN, fix=_tell_apart_by_delivery)
def message_without_idempotency_key(board: Board) -> Found:
    """A message that may come twice says how to tell.

    What crosses contexts or is tried again arrives at least once, sometimes twice: money is then
    taken twice. Name the field that is equal in a repeat and in nothing else. A consumer that
    already names such a field in its handling needs no more.
    """
    without = {sticky.id for sticky, message in messages(board) if not message.idempotency_key}
    exposed = defaultdict[str, list[Sticky]](list)
    for delivery in deliveries(board) if without else ():
        if delivery.event.id in without and _may_repeat(board, delivery):
            exposed[delivery.event.id].append(delivery.consumer)
    for event_id, consumers in exposed.items():
        event = board.stickies[event_id]
        more = f" and {len(consumers) - 1} more" if len(consumers) > 1 else ""
        yield (
            (event_id,),
            (
                f"{named(event.text)} may come twice to {named(consumers[0].text)}{more},"
                " and has no idempotency key"
            ),
            "name the field that tells a repeat from a new message",
        )


def _handling_as_spelled(board: Board, finding: Finding) -> Change | None:
    """Take the field of the consumed messages that is meant in another spelling."""
    consumer = board.get(finding.records[0], Sticky)
    if consumer is None or consumer.handling is None:
        return None
    consumed = _consumed(board, consumer)
    changes: dict[str, str] = {}
    for attribute, _, key in _kept_by(consumer.handling):
        meant = {name for m in consumed if (name := _meant(m, key)) is not None}
        if len(meant) == 1 and not any(message.field(key) for message in consumed):
            changes[attribute] = meant.pop()
    return changed(consumer, handling=consumer.handling.revised(**changes)) if changes else None


@rule(Level.WARNING, _DESIGN, fix=_handling_as_spelled)
def handling_by_unknown_field(board: Board) -> Found:
    """What a consumer tells duplicates and order by is in a message that it consumes.

    A field that comes with none of its messages can be compared with nothing: duplicates pass and
    order is lost while the board says otherwise. Name a field of those messages, or add it to
    them. Asked for once everything that the consumer reads has fields.
    """
    types = shared_types(board)
    for consumer in standing(board):
        if consumer.handling is None:
            continue
        consumed = _consumed(board, consumer)
        fields = [path for message in consumed for path, _ in within(message.fields, types)]
        for _, what, key in _kept_by(consumer.handling):
            if fields and key not in fields:
                yield (
                    (consumer.id,),
                    f"{named(consumer.text)} {what} {named(key)}, and no message brings that",
                    f"name a field of what it consumes{nearest(key, fields)}",
                )


@rule(Level.WARNING, _DESIGN, fix=_key_from_own_name)
def partition_key_of_few_values(board: Board) -> Found:
    """A partition key has many values.

    Messages of one key go to one partition, so a key that is true or false, or one of a short list,
    leaves most partitions idle and one overloaded. Partition by what the message is about.
    """
    types = shared_types(board)
    for sticky, message in messages(board):
        field = message.field(message.key) if message.key is not None else None
        if field is None:
            continue
        values = types[field.type].values if field.type in types else ()
        if field.type == "boolean" or values:
            few = "two values" if field.type == "boolean" else f"{len(values)} values"
            yield (
                (sticky.id,),
                f"the key {field.name} of {named(sticky.text)} has only {few}",
                "partition by a field that names the thing it is about",
            )


def _keys(message: Message) -> list[tuple[str, str, str]]:
    """The attribute, its name for people and its value, for each key that is set."""
    keys = (
        ("key", "partition key", message.key),
        ("idempotency_key", "idempotency key", message.idempotency_key),
    )
    return [(attribute, what, key) for attribute, what, key in keys if key is not None]


def _kept_by(handling: Handling) -> list[tuple[str, str, str]]:
    """The attribute, what it is for and the field that it names, for each that is set."""
    names = (
        ("idempotent_by", "tells duplicates by", handling.idempotent_by),
        ("order_by", "keeps order by", handling.order_by),
    )
    return [(attribute, what, name) for attribute, what, name in names if name is not None]


def _consumed(board: Board, consumer: Sticky) -> list[Message]:
    """The messages that come to a consumer; none where the fields of one are not known yet."""
    before = neighbours(board).before.get(consumer.id, ())
    senders = [s.message for s in before if s.kind in _SENT]
    known = [message for message in senders if message is not None and message.fields]
    return known if len(known) == len(senders) else []


def _meant(message: Message, key: str) -> str | None:
    plain = key.replace("_", "").replace("-", "").lower()
    return sole(
        field.name
        for field in message.fields
        if key in field.was or field.name.replace("_", "").replace("-", "").lower() == plain
    )


def _may_repeat(board: Board, delivery: Delivery) -> bool:
    consumer, handling = delivery.consumer, delivery.consumer.handling
    if consumer.automated is False or (handling is not None and handling.idempotent_by is not None):
        return False
    if mitigated("duplicate", delivery.event, consumer):
        return False
    tries = handling.retry.attempts if handling is not None and handling.retry is not None else 0
    senders = neighbours(board).before.get(delivery.event.id, ())
    return delivery.crosses or bool(tries) or any(s.retries for s in senders)
