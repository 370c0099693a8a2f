"""Which messages travel through a broker: who sends each of them, and who reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from stormdesk.analysis.deliveries import deliveries
from stormdesk.analysis.stickies import in_order, originals
from stormdesk.exchange.contracts.contracts import Contracts
from stormdesk.exchange.contracts.kafka.topic_name import group_name
from stormdesk.exchange.contracts.spelling import spelled
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.layout.pins import lane_of
from stormdesk.model.board import Board
from stormdesk.model.naming import context_slugs, digest, slug
from stormdesk.model.sticky import Kind, Sticky

Way = Literal["call", "event", "batch"]
_AS_EVENT: frozenset[Way] = frozenset({"event"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A sticky that reads a message, in a context, as part of a consumer group."""

    sticky: Sticky
    context: str
    group: str
    in_batches: bool


@dataclass(frozen=True, slots=True)
class Travel:
    """A message with the contexts that send it and all that read it."""

    subject: Subject
    senders: tuple[str, ...]
    readings: tuple[Reading, ...]


def travels_of(contracts: Contracts) -> list[Travel]:
    """Return every message that travels through a broker, in the order of the contracts.

    Events do, sent by their context. Who is called by a flow out of an event does not read it, and
    who is reached in batches only as part of a consumer group that is named. A command is called,
    unless a flow leads to it as an event: then its own context reads it.
    """
    board, slugs = contracts.board, context_slugs(contracts.board)
    ways = _ways(board)
    askers: dict[str, list[str]] = defaultdict(list)
    for (source, target), how in ways.items():
        if "event" in how:
            askers[target].append(source)
    readers: dict[str, list[Sticky]] = defaultdict(list)
    for event, consumer, _ in deliveries(board):
        how = ways.get((event.id, consumer.id), _AS_EVENT)
        if "event" in how or ("batch" in how and _named_group(consumer) is not None):
            readers[event.id].append(consumer)
    for subject in contracts.subjects:
        if subject.sticky.kind is Kind.COMMAND and askers[subject.sticky.id]:
            readers[subject.sticky.id].append(subject.sticky)
    lanes = {each.id: slugs[lane_of(board, each)] for own in readers.values() for each in own}
    groups = _groups(board, lanes)
    return [
        Travel(
            subject,
            _senders(board, subject, askers[subject.sticky.id], slugs),
            tuple(
                Reading(
                    each,
                    lanes[each.id],
                    groups[each.id],
                    in_batches="event" not in ways.get((subject.sticky.id, each.id), _AS_EVENT),
                )
                for each in readers[subject.sticky.id]
            ),
        )
        for subject in contracts.subjects
        if subject.sticky.kind is Kind.EVENT or readers[subject.sticky.id]
    ]


def _senders(
    board: Board, subject: Subject, askers: list[str], slugs: Mapping[str | None, str]
) -> tuple[str, ...]:
    if subject.sticky.kind is Kind.EVENT:
        return (subject.context,)
    return tuple(sorted({slugs[lane_of(board, board.stickies[each])] for each in askers}))


def _ways(board: Board) -> dict[tuple[str, str], set[Way]]:
    """Return how the flows between two originals travel."""
    of, found = originals(board), defaultdict[tuple[str, str], set[Way]](set)
    for flow in board.flows.values():
        if flow.source in of and flow.target in of:
            source, target = of[flow.source], of[flow.target]
            usual: Way = "event" if board.stickies[source].kind is Kind.EVENT else "call"
            found[source, target].add(flow.via or usual)
    return found


def _named_group(sticky: Sticky) -> str | None:
    return sticky.handling.group if sticky.handling is not None else None


def _groups(board: Board, lanes: Mapping[str, str]) -> dict[str, str]:
    """Return the consumer group of each reader, by its context and text where it names none.

    Those who share a group share out its messages among them, so none is derived twice.
    """
    readers = in_order(board.stickies[i] for i in lanes)
    named = {s.id: group_name(group) for s in readers if (group := _named_group(s)) is not None}

    def derived(sticky_id: str) -> str:
        sticky = board.stickies[sticky_id]
        fallback = f"{sticky.kind}-{digest(sticky.text)}"
        return group_name(f"{lanes[sticky_id]}-{slug(sticky.text, fallback)}")

    unnamed = (s.id for s in readers if s.id not in named)
    return {**named, **spelled(unnamed, derived, named.values())}
