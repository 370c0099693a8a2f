"""A board as a graph that Graphviz draws."""

from __future__ import annotations

from collections.abc import Iterable

from stormdesk.exchange.diagrams.diagram import Box, Diagram, Line, diagram_of
from stormdesk.exchange.format import Files, Options
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.model.board import Board
from stormdesk.model.naming import slug

_STYLES = {
    Line.FLOW: "",
    Line.LOOP: ' [style=dashed, constraint=false, color="#7A5C99"]',
    Line.PIN: " [style=dotted, dir=none]",
}
# A label knows entities, and so an ampersand starts one.
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;"})


def write(board: Board, options: Options) -> Files:
    """Return one file in the DOT language, each lane a cluster."""
    text = "\n".join(_lines(diagram_of(board)))
    return {f"{slug(board.profile.title, 'board')}.dot": f"{text}\n".encode()}


def _lines(diagram: Diagram) -> Iterable[str]:
    ink, edge = DEFAULT_PALETTE.ink, DEFAULT_PALETTE.lane_edge
    yield "digraph board {"
    yield f"  graph [label={_label([diagram.title])}, labelloc=t, rankdir=LR, compound=true];"
    yield f'  node [shape=box, style=filled, color="{edge}", fontcolor="{ink}"];'
    yield f'  edge [color="{DEFAULT_PALETTE.flow}"];'
    for lane in diagram.lanes:
        indent = "  "
        if lane.context is not None:
            colour = lane.context.colour or DEFAULT_PALETTE.lanes[0]
            yield f"  subgraph cluster_{lane.name} {{"
            label = _label([lane.label])
            yield f'    graph [label={label}, style=filled, color="{colour}"];'
            indent = "    "
        yield from (f"{indent}{_node(box)}" for box in lane.boxes)
        if lane.context is not None:
            yield "  }"
    for arrow in diagram.arrows:
        yield f"  {arrow.source} -> {arrow.target}{_STYLES[arrow.line]};"
    yield "}"


def _node(box: Box) -> str:
    return f'{box.name} [label={_label(box.lines)}, fillcolor="{box.colour}"];'


def _label(lines: Iterable[str]) -> str:
    told = "\\n".join(line.translate(_ESCAPES) for line in lines)
    return f'"{told}"'
