"""What ``show`` tells of the flows of a board."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from stormdesk.analysis.chains import chains_of
from stormdesk.analysis.coupling import couplings, matrix
from stormdesk.analysis.cut_points import cut_points
from stormdesk.analysis.graph import Graph, graph_of
from stormdesk.analysis.impact import Impact, flags, if_stopped, of_flag
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.sticky import Kind, Sticky

MOST = 100
"""Of every list so many are told, what matters most first; ``counts`` are of all of them."""


def flow_summary(board: Board) -> dict[str, Any]:
    """Return what the flows say: graph, coupling between contexts, and what stops with what.

    ``graph`` holds ``counts``, then ``triggers`` (each with ``outcomes``, ``outcome-count``,
    ``dead-ends``, ``paths`` up to 1,000,000 for that many or more, and the stickies on its
    ``longest`` chain), ``dead-ends``, ``cycles``, ``ways-back``, ``chains``, ``fan-in``,
    ``fan-out`` and ``cut-points`` (each with a ``count``). ``coupling`` holds ``contexts`` (ids)
    and the ``matrix`` of flows from row to column; ``context-map`` tells every pair that is
    coupled. ``stops`` tells for contexts and systems what is downstream, ``flags`` for every
    feature flag what it touches. Stickies are told by id, those in lists of their own with text.
    """
    graph = graph_of(board)
    crossing = couplings(board)
    return {
        "graph": _graph(graph),
        "coupling": {
            "contexts": [context.id for context in board.in_order(Context)],
            "matrix": matrix(board, crossing),
        },
        "context-map": [
            {
                "upstream": each.upstream,
                "downstream": each.downstream,
                "pattern": each.pattern,
                "events": list(each.events),
                "flows": len(each.flows),
            }
            for each in crossing
        ],
        "stops": [
            {"id": record.id, "name": _text(record), **_impact(if_stopped(graph, record.id))}
            for record in islice(_stoppable(board), MOST)
        ],
        "flags": [{"flag": flag, **_impact(of_flag(graph, flag))} for flag in flags(board)[:MOST]],
    }


def _graph(graph: Graph) -> dict[str, Any]:
    chains, cycles, cuts = chains_of(graph), graph.cycles(), cut_points(graph)
    return {
        "counts": {
            "stickies": graph.network.number_of_nodes(),
            "flows": graph.network.number_of_edges(),
            "triggers": len(chains.triggers),
            "dead-ends": len(chains.dead_ends),
            "cycles": len(cycles),
            "ways-back": len(graph.ways_back),
            "cut-points": len(cuts),
        },
        "triggers": [
            {
                **_named(graph, each.id),
                "outcomes": list(each.outcomes),
                "outcome-count": each.outcome_count,
                "dead-ends": each.dead_end_count,
                "paths": each.paths,
                "longest": each.longest,
            }
            for each in chains.triggers[:MOST]
        ],
        "dead-ends": [_named(graph, each) for each in chains.dead_ends[:MOST]],
        "cycles": [list(each[:MOST]) for each in cycles[:MOST]],
        "ways-back": [list(each) for each in graph.ways_back[:MOST]],
        "chains": [list(each) for each in chains.longest],
        "fan-in": _numbered(graph, graph.fan_in()),
        "fan-out": _numbered(graph, graph.fan_out()),
        "cut-points": _numbered(graph, cuts),
    }


def _stoppable(board: Board) -> Iterable[Context | Sticky]:
    """Yield the contexts, and of the systems of one name the first."""
    yield from board.in_order(Context)
    seen: set[str] = set()
    for sticky in board.in_order(Sticky):
        name = _text(sticky).casefold()
        if sticky.kind is Kind.SYSTEM and not sticky.parked and name not in seen:
            seen.add(name)
            yield sticky


def _impact(impact: Impact) -> dict[str, Any]:
    return {
        "stickies": sorted(impact.of)[:MOST],
        "after": len(impact.after),
        "contexts": list(impact.contexts),
        "teams": list(impact.teams),
    }


def _numbered(graph: Graph, counted: list[tuple[str, int]]) -> list[dict[str, Any]]:
    return [{**_named(graph, i), "count": n} for i, n in counted[:MOST]]


def _named(graph: Graph, sticky_id: str) -> dict[str, Any]:
    return {"id": sticky_id, "text": _text(graph.board.stickies[sticky_id])}


def _text(record: Context | Sticky) -> str:
    text = record.name if isinstance(record, Context) else record.text
    return " ".join(text.split())
