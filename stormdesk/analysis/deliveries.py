"""What is delivered to whom: events, and the stickies that consume them."""

from __future__ import annotations

from typing import NamedTuple

from stormdesk.analysis.crossings import bounded_context
from stormdesk.analysis.neighbours import neighbours
from stormdesk.model.board import Board
from stormdesk.model.once import once
from stormdesk.model.sticky import Kind, Sticky

CONSUMERS = frozenset({Kind.POLICY, Kind.READ_MODEL, Kind.SYSTEM})


class Delivery(NamedTuple):
    """An event on its way to one consumer, and whether it leaves its bounded context for that."""

    event: Sticky
    consumer: Sticky
    crosses: bool


@once
def deliveries(board: Board) -> list[Delivery]:
    """Return which events reach which policies, read models and systems, in their order."""
    around = neighbours(board)
    found = [
        Delivery(event, consumer, _crosses(board, event, consumer))
        for event in around.of_kind(Kind.EVENT)
        for consumer in around.after.get(event.id, ())
        if consumer.kind in CONSUMERS
    ]
    return sorted(found, key=lambda d: (d.event.order, d.event.id, d.consumer.order, d.consumer.id))


def _crosses(board: Board, event: Sticky, consumer: Sticky) -> bool:
    if event.context == consumer.context:
        return False
    here, there = bounded_context(board, event), bounded_context(board, consumer)
    return here is not None and there is not None


def leaving(board: Board) -> list[Sticky]:
    """Return the events that somebody in another context consumes."""
    return list({d.event.id: d.event for d in deliveries(board) if d.crosses}.values())
