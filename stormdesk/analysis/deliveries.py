"""What is delivered to whom: events, and the stickies that consume them."""

from __future__ import annotations

from typing import NamedTuple

from stormdesk.analysis.neighbours import neighbours
from stormdesk.analysis.once import once
from stormdesk.model.board import Board
from stormdesk.model.sticky import Kind, Sticky

CONSUMERS = frozenset({Kind.POLICY, Kind.READ_MODEL, Kind.SYSTEM})


class Delivery(NamedTuple):
    """An event on its way to one consumer."""

    event: Sticky
    consumer: Sticky

    @property
    def crosses(self) -> bool:
        """Whether it leaves the context that the event happens in."""
        here, there = self.event.context, self.consumer.context
        return here is not None and there is not None and here != there


@once
def deliveries(board: Board) -> list[Delivery]:
    """Return which events reach which policies, read models and systems, in their order."""
    around = neighbours(board)
    found = [
        Delivery(event, consumer)
        for event in around.of_kind(Kind.EVENT)
        for consumer in around.after.get(event.id, ())
        if consumer.kind in CONSUMERS
    ]
    return sorted(found, key=lambda d: (d.event.order, d.event.id, d.consumer.order, d.consumer.id))
