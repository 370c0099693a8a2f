"""Where the flow of a board leaves one bounded context for another."""

from __future__ import annotations

from typing import NamedTuple

from stormdesk.analysis.once import once
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.repetition import original_of
from stormdesk.model.sticky import Kind, Sticky


class Crossing(NamedTuple):
    """Two stickies of different contexts, the first of which leads to the second."""

    source: Sticky
    target: Sticky
    upstream: Context
    downstream: Context


def bounded_context(board: Board, sticky: Sticky) -> Context | None:
    """Return the bounded context of a sticky; lanes of actors and departments are none."""
    lane = board.get(sticky.context, Context)
    return lane if lane is not None and lane.kind == "context" else None


@once
def crossings(board: Board) -> list[Crossing]:
    """Return every flow between two bounded contexts, in the order of its ends.

    A way back to an earlier event is none: it says that things start over.
    """
    found: dict[tuple[str, str], Crossing] = {}
    for flow in board.flows.values():
        source = original_of(board, board.stickies[flow.source])
        target = original_of(board, board.stickies[flow.target])
        if source.context == target.context or source.kind is target.kind is Kind.EVENT:
            continue
        if source.parked or target.parked:
            continue
        upstream, downstream = bounded_context(board, source), bounded_context(board, target)
        if upstream is not None and downstream is not None:
            found[source.id, target.id] = Crossing(source, target, upstream, downstream)
    return sorted(
        found.values(), key=lambda c: (c.source.order, c.source.id, c.target.order, c.target.id)
    )
