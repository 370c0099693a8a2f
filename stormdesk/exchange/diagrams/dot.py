"""A board as a graph that Graphviz draws."""

from __future__ import annotations

from collections.abc import Iterable

from stormdesk.exchange.diagrams.diagram import Arrow, Box, Diagram, Lane, Line
from stormdesk.exchange.diagrams.notation import Notation, body, one_file
from stormdesk.exchange.format import Files, Options
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.model.board import Board

_STYLES = {
    Line.FLOW: "",
    Line.LOOP: ' [style=dashed, constraint=false, color="#7A5C99"]',
    Line.PIN: " [style=dotted, dir=none]",
}
# A label knows entities, and so an ampersand starts one.
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;"})


def write(board: Board, options: Options) -> Files:
    """Return one file in the DOT language, each lane a cluster."""
    return one_file(board, "dot", _lines)


def _lines(diagram: Diagram) -> Iterable[str]:
    ink, edge = DEFAULT_PALETTE.ink, DEFAULT_PALETTE.lane_edge
    yield "digraph board {"
    yield f"  graph [label={_label([diagram.title])}, labelloc=t, rankdir=LR, compound=true];"
    yield f'  node [shape=box, style=filled, color="{edge}", fontcolor="{ink}"];'
    yield f'  edge [color="{DEFAULT_PALETTE.flow}"];'
    yield from body(diagram, Notation(_cluster, "}", _node, _edge))
    yield "}"


def _cluster(lane: Lane) -> str:
    told = f'label={_label([lane.label])}, style=filled, color="{lane.colour}"'
    return f"subgraph cluster_{lane.name} {{ graph [{told}];"


def _node(box: Box) -> str:
    return f'{box.name} [label={_label(box.lines)}, fillcolor="{box.colour}"];'


def _edge(arrow: Arrow) -> str:
    return f"{arrow.source} -> {arrow.target}{_STYLES[arrow.line]};"


def _label(lines: Iterable[str]) -> str:
    told = "\\n".join(line.translate(_ESCAPES) for line in lines)
    return f'"{told}"'
