"""Rules about what must not be seen, and who may come in."""

from __future__ import annotations

from stormdesk.analysis.finding import Found, Level, named, rule
from stormdesk.analysis.neighbours import neighbours
from stormdesk.analysis.payload import bare, contracts, messages, sensitivity, shared_types, within
from stormdesk.analysis.stickies import standing
from stormdesk.model.board import Board

_DESIGN = ("software-design",)


@rule(Level.WARNING)
def sensitive_field_unmasked(board: Board) -> Found:
    """An integration event shows no personal or restricted data in the clear.

    Whoever may read the topic, its dead letters and its backups can read them for as long as
    messages are kept. Hash, tokenise or encrypt the field, drop it, or send a name under which
    those who may can look it up.
    """
    types = shared_types(board)
    for sticky, message in contracts(board):
        for path, what in bare(message, types):
            yield (
                (sticky.id,),
                f"{what} field {path} of {named(sticky.text)} leaves its context unmasked",
                "hash, tokenise, encrypt or drop it",
            )


@rule(Level.WARNING)
def restricted_field_in_log(board: Board) -> Found:
    """What is restricted is not written to logs.

    Logs are copied, searched and kept by people who never had the right to the data. Mask the
    field, or do not log this message.
    """
    types = shared_types(board)
    for sticky, message in messages(board):
        if "log" not in sticky.observability:
            continue
        for path, field in within(message.fields, types):
            if field.classification == "restricted" and field.mask is None:
                yield (
                    (sticky.id,),
                    f"{named(sticky.text)} is logged with its restricted field {path}",
                    "mask the field, or do not log the message",
                )


@rule(Level.WARNING)
def sensitive_partition_key(board: Board) -> Found:
    """A partition key says nothing about a person.

    Keys stand in the clear beside the message, in the broker's logs and in every tool that looks
    at it. Partition by a neutral id, or mask the field.
    """
    for sticky, message in messages(board):
        field = message.field(message.key) if message.key is not None else None
        if field is not None and field.mask is None and (what := sensitivity(field)) is not None:
            yield (
                (sticky.id,),
                f"{named(sticky.text)} is partitioned by its {what} field {field.name}",
                "partition by a neutral id, or mask the field",
            )


@rule(Level.WARNING, _DESIGN)
def external_system_without_authentication(board: Board) -> Found:
    """It is known how we and an external system recognise one another.

    A way in that nobody described is one that nobody guards: events from it may be anybody's.
    Note how it proves who it is, and how we do. Asked of systems in the flow that are marked as
    external.
    """
    around = neighbours(board)
    for system in standing(board):
        if not system.external or not (system.id in around.before or system.id in around.after):
            continue
        if not system.authentication.strip():
            yield (
                (system.id,),
                f"nobody noted how {named(system.text)} proves who it is",
                "note the authentication in both directions",
            )


@rule(Level.WARNING, _DESIGN)
def audit_without_retention(board: Board) -> Found:
    """An audit record is kept for a time that was agreed on.

    Without a retention the broker's default decides, often a week, while auditors ask after years.
    Ask those who answer for compliance and set it.
    """
    for sticky, message in messages(board):
        if message.audit and message.retention is None:
            yield (
                (sticky.id,),
                f"{named(sticky.text)} is an audit record without a retention",
                "set how long it is kept",
            )
