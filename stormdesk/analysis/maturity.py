"""How far a board has come: the ladder from first sight to what can be built upon."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from stormdesk.analysis.evidence import Evidence, Judge, counted, some, stickies_of
from stormdesk.analysis.operation import (
    events_are_observed,
    events_have_schemas,
    service_levels_are_agreed,
)
from stormdesk.model.board import Board
from stormdesk.model.session import Session
from stormdesk.model.sticky import Kind


def has(board: Board, kinds: tuple[Kind, ...], noun: str) -> Evidence:
    """Return whether there are stickies of some kinds."""
    return some(stickies_of(board, *kinds), noun)


def has_several_sessions(board: Board) -> Evidence:
    """Return whether people met more than once."""
    number = len(board.of_type(Session))
    return Evidence(number > 1, (), counted(number, "session/sessions"))


def has_examples(board: Board) -> Evidence:
    """Return whether anything says by example how it behaves."""
    found = [s for s in stickies_of(board, Kind.COMMAND, Kind.EVENT) if s.examples]
    return some(found, "command or event with examples/commands and events with examples")


JUDGES: Mapping[str, Judge] = MappingProxyType(
    {
        "has-key-events": partial(has, kinds=(Kind.EVENT,), noun="event/events"),
        "has-actors": partial(
            has, kinds=(Kind.ACTOR, Kind.SYSTEM), noun="actor or system/actors and systems"
        ),
        "has-commands": partial(has, kinds=(Kind.COMMAND,), noun="command/commands"),
        "has-aggregates": partial(has, kinds=(Kind.AGGREGATE,), noun="aggregate/aggregates"),
        "has-read-models": partial(has, kinds=(Kind.READ_MODEL,), noun="read model/read models"),
        "has-several-sessions": has_several_sessions,
        "gives-schemas": events_have_schemas,
        "gives-telemetry": events_are_observed,
        "gives-levels": service_levels_are_agreed,
        "gives-tests": has_examples,
    }
)
