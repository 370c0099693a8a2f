"""Where the flow of a board leaves one bounded context for another."""

from __future__ import annotations

from typing import NamedTuple

from stormdesk.analysis.stickies import originals
from stormdesk.layout.pins import lane_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.once import once
from stormdesk.model.sticky import Kind, Sticky


class Crossing(NamedTuple):
    """Two stickies of different contexts, the first of which leads to the second."""

    source: Sticky
    target: Sticky
    upstream: Context
    downstream: Context


def bounded_context(board: Board, sticky: Sticky) -> Context | None:
    """Return the bounded context of a sticky; lanes of actors and departments are none."""
    lane = board.get(lane_of(board, sticky), Context)
    return lane if lane is not None and lane.kind == "context" else None


@once
def crossings(board: Board) -> list[Crossing]:
    """Return every flow between two bounded contexts, in the order of its ends.

    A repetition counts where its original is, parked stickies not at all. A way back to an earlier
    event is none: it says that things start over.
    """
    of, stickies = originals(board), board.stickies
    found: dict[tuple[str, str], Crossing] = {}
    for flow in board.flows.values():
        if flow.source not in of or flow.target not in of:
            continue
        source, target = stickies[of[flow.source]], stickies[of[flow.target]]
        if source.kind is target.kind is Kind.EVENT:
            continue
        upstream, downstream = bounded_context(board, source), bounded_context(board, target)
        if upstream is not None and downstream is not None and upstream.id != downstream.id:
            found[source.id, target.id] = Crossing(source, target, upstream, downstream)
    return sorted(
        found.values(), key=lambda c: (c.source.order, c.source.id, c.target.order, c.target.id)
    )
