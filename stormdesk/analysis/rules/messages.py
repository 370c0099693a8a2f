"""Rules about messages: what they name, what they lead back to, and how much they tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain

from rapidfuzz import fuzz, process

from stormdesk.analysis.finding import Found, Level, named, rule
from stormdesk.analysis.neighbours import neighbours
from stormdesk.analysis.payload import (
    messages,
    names_a_thing,
    shared_types,
    ties_messages,
    types_in,
    within,
)
from stormdesk.analysis.stickies import in_order, mitigated, standing, standing_events
from stormdesk.model.board import Board
from stormdesk.model.message import Field, Message, NamedType
from stormdesk.model.problem import nearest
from stormdesk.model.sticky import Kind, Sticky

_DESIGN = ("software-design",)
_MANY_FIELDS = 20
_SAME_CHANGE = 4
_CHANGED = re.compile(
    r"\b(changed|updated|edited|modified|amended|adjusted"
    r"|geändert|aktualisiert|angepasst|bearbeitet"
    r"|gewijzigd|bijgewerkt|aangepast|veranderd"
    r"|(modifi|chang|actualis)ée?s?"
    r"|(cambiad|modificad|actualizad|alterad|atualizad|mudad)[oa]s?"
    r"|(cambiat|modificat|aggiornat)[oaie]"
    r"|(zmienion|zaktualizowan)[oyae])\b",
    re.IGNORECASE,
)


@rule(Level.ERROR)
def unknown_type(board: Board) -> Found:
    """Every type that a field names is defined on this board.

    A type that nobody defined cannot become part of a contract. Add it to the shared types or
    correct its name.
    """
    types = shared_types(board)
    carriers: Iterator[tuple[str, str, tuple[Field, ...]]] = chain(
        ((s.id, s.text, message.fields) for s, message in messages(board)),
        ((each.id, each.name, each.fields) for each in board.in_order(NamedType)),
    )
    for record_id, owner, fields in carriers:
        for field in fields:
            for name in types_in(field.type):
                if name not in types:
                    yield (
                        (record_id,),
                        (
                            f"type {named(name)} of field {field.name} in {named(owner)}"
                            " is not defined"
                        ),
                        f"add the type or correct its name{nearest(name, types)}",
                    )


@rule(Level.ERROR)
def unknown_sticky(board: Board) -> Found:
    """A service level measures between stickies of this board.

    A level that names a consumer, a start or an end that is not there becomes an alert that never
    fires. Correct the id or take it out.
    """
    for sticky in (s for s in standing(board) if s.service_levels):
        for level in sticky.service_levels:
            ends = (("consumer", level.consumer), ("start", level.start), ("end", level.end))
            for what, other in ends:
                if other is not None and other not in board.stickies:
                    yield (
                        (sticky.id,),
                        (
                            f"{what} {named(other)} of the {level.indicator} level"
                            f" of {named(sticky.text)} is not on the board"
                        ),
                        f"name a sticky of this board{_nearest_sticky(board, other)}",
                    )


@rule(Level.ADVICE, _DESIGN)
def message_without_cause(board: Board) -> Found:
    """The message of an event leads back to the event that caused it.

    When something went wrong at night, somebody follows an outcome back to what set it off. That
    needs an id which both messages share, a causation or correlation id, or a trace that is passed
    on. Add one of the three.
    """
    told_of = messages(board)
    causes = _causes(board) if told_of else {}
    types = shared_types(board)
    for sticky, message in told_of:
        if sticky.id not in causes or not message.fields or "trace" in sticky.observability:
            continue
        names = _identifying(message, types)
        if any(map(ties_messages, names)) or mitigated("visibility-gap", sticky):
            continue
        for cause in causes[sticky.id]:
            told = cause.message
            if told is not None and told.fields and not names & _identifying(told, types):
                yield (
                    (sticky.id, cause.id),
                    f"nothing in {named(sticky.text)} leads back to {named(cause.text)}",
                    "carry an id of the cause on, or add a causation id",
                )
                break


@rule(Level.ADVICE, _DESIGN)
def message_with_many_fields(board: Board) -> Found:
    """A message carries what its readers need and no more.

    A message of dozens of fields ties its readers to a whole record and changes all the time.
    Group fields into shared types, split the event, or send a name under which the rest is found.
    """
    for sticky, message in messages(board):
        if len(message.fields) > _MANY_FIELDS:
            yield (
                (sticky.id,),
                f"the message of {named(sticky.text)} has {len(message.fields)} fields",
                "group fields into types, or leave out what nobody reads",
            )


@rule(Level.ADVICE, ("process", "software-design"))
def event_too_granular(board: Board) -> Found:
    """Events tell what happened, not which field was written.

    A type of its own for each changed property makes readers listen to all of them and still miss
    the reason. Tell one event that says what changed, or name the business reasons for the changes.
    """
    groups = defaultdict[tuple[str | None, str, str], list[Sticky]](list)
    for event in standing_events(board):
        verb = _changing_word(event)
        if verb is not None:
            subject = _owner(board, event) or event.text.lower().split()[0]
            groups[event.context, subject, verb].append(event)
    for changes in groups.values():
        if len(changes) >= _SAME_CHANGE:
            yield (
                tuple(event.id for event in changes),
                (
                    f"{len(changes)} events tell of one change each,"
                    f" such as {named(changes[0].text)} and {named(changes[1].text)}"
                ),
                "tell one event that says what changed, or name the reasons",
            )


def _nearest_sticky(board: Board, wrong: str) -> str:
    """The hint of ``nearest``, which would take seconds over thousands of ids."""
    found = process.extractOne(wrong, board.stickies.keys(), scorer=fuzz.ratio, score_cutoff=60)
    return f"; did you mean {found[0]}?" if found is not None else ""


def _identifying(message: Message, types: Mapping[str, NamedType]) -> set[str]:
    """The names of the fields that identify something, wherever they are."""
    found = {field.name for _, field in within(message.fields, types)}
    return {name for name in found if names_a_thing(name) or ties_messages(name)}


def _changing_word(event: Sticky) -> str | None:
    """The word by which an event of three words or more says that a property was written."""
    found = _CHANGED.search(event.text)
    return found[0].lower() if found is not None and len(event.text.split()) > 2 else None


def _owner(board: Board, event: Sticky) -> str | None:
    """The id of the aggregate that gives the event."""
    sources = in_order(neighbours(board).before.get(event.id, ()))
    return next((s.id for s in sources if s.kind is Kind.AGGREGATE), None)


def _causes(board: Board) -> dict[str, list[Sticky]]:
    """The events behind each event, where only one command can have led to it."""
    beside = neighbours(board)
    before, after = beside.before, beside.after
    causes = defaultdict[str, list[Sticky]](list)
    for policy in beside.of_kind(Kind.POLICY):
        events = in_order(
            s for s in before.get(policy.id, ()) if s.kind is Kind.EVENT and s.trigger != "time"
        )
        for command in after.get(policy.id, ()):
            for acted in after.get(command.id, ()):
                commands = [s for s in before[acted.id] if s.kind is Kind.COMMAND]
                outcomes = [acted] if acted.kind is Kind.EVENT else after.get(acted.id, ())
                if len(commands) == 1 and len(before[command.id]) == 1:
                    for outcome in outcomes:
                        causes[outcome.id] += events
    return causes
