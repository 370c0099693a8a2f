"""What a board says about running what it shows: for production, and for an incident."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from stormdesk.analysis.deliveries import leaving
from stormdesk.analysis.evidence import (
    Evidence,
    Judge,
    automated_consumers,
    each_of,
    published_events,
    stickies_of,
)
from stormdesk.analysis.payload import bare, contracts, shared_types
from stormdesk.analysis.quantity import seconds
from stormdesk.analysis.stickies import is_hot
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.people import Team
from stormdesk.model.service import ServiceLevel
from stormdesk.model.sticky import Kind, Sticky

_EVENT, _CONSUMER = "published event/published events", "automated consumer/automated consumers"
_NO_EVENTS = "no event is published yet"
_NO_CONSUMERS = "no policy, read model or system says how it consumes"


def events_have_schemas(board: Board) -> Evidence:
    """Return whether every published event has fields and a version."""
    return each_of(
        published_events(board),
        lambda e: e.message is not None and bool(e.message.fields and e.message.version),
        _EVENT,
        "without fields or version",
        _NO_EVENTS,
    )


def events_are_observed(board: Board) -> Evidence:
    """Return whether every published event is traced and counted."""
    return each_of(
        published_events(board),
        lambda e: {"trace", "metric"} <= set(e.observability),
        _EVENT,
        "without trace or metric",
        _NO_EVENTS,
    )


def service_levels_are_agreed(board: Board) -> Evidence:
    """Return whether what is on the hot path promises something that somebody agreed to."""
    hot = [e for e in stickies_of(board, Kind.EVENT) if is_hot(e)]
    promising = [s for s in stickies_of(board, *Kind) if s.service_levels]
    concerned = {s.id: s for s in (*hot, *promising)}
    return each_of(
        concerned.values(),
        lambda s: bool(s.service_levels) and not any(each.assumed for each in s.service_levels),
        "sticky/stickies",
        "without a level that is agreed on",
        "nothing is marked as the hot path or has a service level",
    )


def failure_modes_are_known(board: Board) -> Evidence:
    """Return whether every published event says how it fails, and what helps."""
    return each_of(
        published_events(board),
        lambda e: bool(e.failure_modes) and all(m.mitigation for m in e.failure_modes),
        _EVENT,
        "without a failure mode and what helps",
        _NO_EVENTS,
    )


def levels_are_there(board: Board) -> Evidence:
    """Return whether there is any service level to be shown."""
    found = [s for s in stickies_of(board, *Kind) if s.service_levels]
    return each_of(found, lambda s: True, "sticky/stickies", "", "nothing has a service level")


def consumers_know_their_load(board: Board) -> Evidence:
    """Return whether automated consumers say how long they work and on how much at once."""
    return each_of(
        automated_consumers(board),
        lambda s: (
            s.handling is not None
            and s.handling.service_time is not None
            and s.handling.parallelism is not None
        ),
        _CONSUMER,
        "without service time or parallelism",
        _NO_CONSUMERS,
    )


def replay_is_possible(board: Board) -> Evidence:
    """Return whether duplicates are told apart, and topics keep what a replay needs."""
    consumers = automated_consumers(board)
    return each_of(
        [*consumers, *(e for e in published_events(board) if _has_window(e))],
        lambda s: tells_duplicates_apart(s) if s.handling is not None else _keeps_enough(s),
        "consumer or event/consumers and events",
        "could not be replayed",
        _NO_CONSUMERS,
    )


def consumers_are_idempotent(board: Board) -> Evidence:
    """Return whether every automated consumer tells duplicates apart."""
    return each_of(
        automated_consumers(board),
        tells_duplicates_apart,
        _CONSUMER,
        "that cannot tell duplicates apart",
        _NO_CONSUMERS,
    )


def data_is_protected(board: Board) -> Evidence:
    """Return whether private fields are masked, and external systems say how one logs in."""
    systems = [s for s in stickies_of(board, Kind.SYSTEM) if s.external]
    types = shared_types(board)
    showing = {s.id for s, message in contracts(board) if any(bare(message, types))}
    return each_of(
        [*published_events(board), *systems],
        lambda s: bool(s.authentication.strip()) if s.kind is Kind.SYSTEM else s.id not in showing,
        "published event or external system/published events and external systems",
        "with a private field unmasked or without a word on authentication",
        "no event is published, and no system is external",
    )


def alerts_are_owned(board: Board) -> Evidence:
    """Return whether every level has a limit, an owner, an operator and an urgency."""
    return each_of(
        [s for s in stickies_of(board, *Kind) if s.service_levels],
        lambda s: all(_is_owned(level) for level in s.service_levels),
        "sticky with levels/stickies with levels",
        "without limit, owner, operator or urgency",
        "nothing has a service level",
    )


def producers_can_be_called(board: Board) -> Evidence:
    """Return whether every published event comes from a context whose team is on call."""
    return each_of(
        published_events(board),
        lambda e: _is_on_call(board, e),
        _EVENT,
        "whose team nobody can call",
        _NO_EVENTS,
    )


def backlog_is_watched(board: Board) -> Evidence:
    """Return whether the hot path is watched for lag or queue depth."""
    watched = ("consumer-lag", "queue-depth")
    return each_of(
        [e for e in stickies_of(board, Kind.EVENT) if is_hot(e)],
        lambda e: any(level.indicator in watched for level in e.service_levels),
        "event of the hot path/events of the hot path",
        "without lag or queue depth",
        "no event is marked as the hot path",
    )


def crossings_are_traced(board: Board) -> Evidence:
    """Return whether events that leave their context are traced."""
    events = leaving(board)
    if not events:
        return Evidence(True, (), "no event leaves its context")
    return each_of(
        events,
        lambda e: "trace" in e.observability,
        "event that leaves its context/events that leave their context",
        "without a trace",
        "",
    )


def flow_can_be_stopped(board: Board) -> Evidence:
    """Return whether consumers that do something have a feature flag or a circuit breaker."""
    return each_of(
        [s for s in automated_consumers(board) if s.kind is not Kind.READ_MODEL],
        lambda s: (
            s.flag is not None
            or (s.handling is not None and s.handling.circuit_breaker is not None)
        ),
        _CONSUMER,
        "without a flag or circuit breaker",
        _NO_CONSUMERS,
    )


JUDGES: Mapping[str, Judge] = MappingProxyType(
    {
        "events-have-schemas": events_have_schemas,
        "events-are-observed": events_are_observed,
        "service-levels-are-agreed": service_levels_are_agreed,
        "dashboards-show-levels": levels_are_there,
        "runbooks-exist": failure_modes_are_known,
        "scaling-is-tested": consumers_know_their_load,
        "replay-paths-validated": replay_is_possible,
        "data-is-protected": data_is_protected,
        "alerts-reach-people": alerts_are_owned,
        "producers-are-healthy": producers_can_be_called,
        "backlog-is-known": backlog_is_watched,
        "root-event-is-found": crossings_are_traced,
        "flow-can-be-stopped": flow_can_be_stopped,
        "replay-is-safe": consumers_are_idempotent,
    }
)


def tells_duplicates_apart(sticky: Sticky) -> bool:
    """Tell whether the same message twice leaves a consumer as it was after the first."""
    # A read model is made anew from the events, so the same one twice changes nothing.
    return sticky.kind is Kind.READ_MODEL or (
        sticky.handling is not None and sticky.handling.idempotent_by is not None
    )


def _has_window(event: Sticky) -> bool:
    return event.message is not None and event.message.replay_window is not None


def _keeps_enough(event: Sticky) -> bool:
    message = event.message
    if message is None or message.retention is None or message.replay_window is None:
        return False
    return seconds(message.retention) >= seconds(message.replay_window)


def _is_owned(level: ServiceLevel) -> bool:
    limit = level.objective or level.threshold or level.within
    return None not in (limit, level.owner, level.operated_by, level.criticality)


def _is_on_call(board: Board, event: Sticky) -> bool:
    context = board.get(event.context, Context)
    team = board.get(context.owner, Team) if context is not None else None
    return team is not None and bool(team.on_call)
