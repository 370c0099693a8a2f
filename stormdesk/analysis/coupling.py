"""Who feeds whom: what crosses from one context to another, and by which pattern."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from stormdesk.analysis.stickies import originals
from stormdesk.layout.pins import lane_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow, Pattern, Relation
from stormdesk.model.sticky import Kind


@dataclass(frozen=True, slots=True)
class Coupling:
    """What one context gives another: the ids of the events and flows that cross.

    ``pattern`` is what the context map says of the two, if anything.
    """

    upstream: str
    downstream: str
    pattern: Pattern | None
    events: tuple[str, ...]
    flows: tuple[str, ...]


def couplings(board: Board) -> list[Coupling]:
    """Return every pair of contexts with a flow or a relation between them, in the lanes' order.

    A repetition counts where its original is, parked stickies not at all.
    """
    nodes = originals(board)
    lanes = {node: lane_of(board, board.stickies[node]) for node in nodes.values()}
    crossing: dict[tuple[str, str], list[Flow]] = defaultdict(list)
    for relation in board.in_order(Relation):
        if relation.upstream != relation.downstream:
            crossing[relation.upstream, relation.downstream] = []
    for flow in board.in_order(Flow):
        if flow.source in nodes and flow.target in nodes:
            upstream, downstream = lanes[nodes[flow.source]], lanes[nodes[flow.target]]
            if upstream is not None and downstream is not None and upstream != downstream:
                crossing[upstream, downstream].append(flow)
    patterns: dict[tuple[str, str], Pattern | None] = {
        (r.upstream, r.downstream): r.pattern for r in board.in_order(Relation)
    }
    place = {context.id: n for n, context in enumerate(board.in_order(Context))}
    return [
        Coupling(
            *pair, patterns.get(pair), _events(board, flows, nodes), tuple(f.id for f in flows)
        )
        for pair, flows in sorted(
            crossing.items(), key=lambda item: (place[item[0][0]], place[item[0][1]])
        )
    ]


def matrix(board: Board, crossing: list[Coupling]) -> list[list[int]]:
    """Return how many flows lead from each context (row) to each other one (column)."""
    place = {context.id: n for n, context in enumerate(board.in_order(Context))}
    rows = [[0] * len(place) for _ in place]
    for each in crossing:
        rows[place[each.upstream]][place[each.downstream]] = len(each.flows)
    return rows


def _events(board: Board, flows: list[Flow], nodes: dict[str, str]) -> tuple[str, ...]:
    sources = dict.fromkeys(nodes[f.source] for f in flows)
    return tuple(i for i in sources if board.stickies[i].kind is Kind.EVENT)
