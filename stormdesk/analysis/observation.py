"""What is traced, measured, logged and audited, and what of it should be and is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stormdesk.analysis.deliveries import CONSUMERS, deliveries, leaving
from stormdesk.analysis.hot_path import hot_events
from stormdesk.analysis.neighbours import neighbours
from stormdesk.analysis.stickies import originals, regulated_tags
from stormdesk.model.board import Board
from stormdesk.model.service import Observability
from stormdesk.model.sticky import Kind, Sticky

POINTS: tuple[Observability, ...] = ("trace", "metric", "log", "audit")


@dataclass(frozen=True, slots=True)
class Observed:
    """The points at which a sticky is observed, and those at which it should be and is not."""

    there: tuple[Observability, ...]
    missing: tuple[Observability, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many stickies are observed at a point, of all that are or should be."""

    there: int
    wanted: int


def tally(board: Board, observed: Mapping[str, Observed]) -> dict[Observability, Tally]:
    """Count events and consumers point by point; repetitions are no stickies of their own."""
    own = originals(board)
    counted = [each for i, each in observed.items() if own.get(i) == i]
    found: dict[Observability, Tally] = {}
    for point in POINTS:
        there = sum(point in each.there for each in counted)
        found[point] = Tally(there, there + sum(point in each.missing for each in counted))
    return found


def observation(board: Board) -> dict[str, Observed]:
    """Return how events and consumers are observed; who neither is nor should be is left out.

    A repetition is observed as its original is.
    """
    wanted: dict[str, set[Observability]] = {}
    for sticky_id, point in _wanted(board):
        wanted.setdefault(sticky_id, set()).add(point)
    found: dict[str, Observed] = {}
    for sticky_id, original in originals(board).items():
        sticky = board.stickies[original]
        if sticky.kind is not Kind.EVENT and sticky.kind not in CONSUMERS:
            continue
        there = _in_order(set(sticky.observability))
        missing = _in_order(wanted.get(original, set()).difference(there))
        if there or missing:
            found[sticky_id] = Observed(there, missing)
    return found


def _in_order(points: set[Observability]) -> tuple[Observability, ...]:
    return tuple(point for point in POINTS if point in points)


def _wanted(board: Board) -> Iterator[tuple[str, Observability]]:
    """Yield where a board asks for which point.

    A trace where a flow leaves its context, is hot or is carried on by a machine; a metric there
    too, where something comes in from outside, and where something is promised; a log where
    messages are set aside; an audit where somebody may have to prove it.
    """
    around = neighbours(board)
    carried = [d.consumer for d in deliveries(board) if d.consumer.handling is not None]
    for sticky in (*leaving(board), *hot_events(board).values(), *carried):
        yield sticky.id, "trace"
        yield sticky.id, "metric"
    for consumer in carried:
        if consumer.handling is not None and consumer.handling.dead_letter:
            yield consumer.id, "log"
    for event in around.of_kind(Kind.EVENT):
        if event.service_levels or _comes_in(event, around.before.get(event.id, ())):
            yield event.id, "metric"
        if (event.message is not None and event.message.audit) or regulated_tags(event):
            yield event.id, "audit"


def _comes_in(event: Sticky, before: list[Sticky] | tuple[()]) -> bool:
    return event.trigger == "external" or any(s.kind is Kind.SYSTEM and s.external for s in before)
