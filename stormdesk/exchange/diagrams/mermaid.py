"""A board as a flowchart that Mermaid draws, in Markdown pages among others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from stormdesk.exchange.diagrams.diagram import Arrow, Box, Diagram, Lane, Line
from stormdesk.exchange.diagrams.notation import Notation, body, one_file
from stormdesk.exchange.format import Files, Options
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.model.board import Board

_ARROWS = {Line.FLOW: "-->", Line.LOOP: "-.->", Line.PIN: "-.-"}
# Everything else in ASCII means something to Mermaid, to its Markdown or to its HTML.
_SPECIAL = re.compile(r"[^\w ,.!?'()/:\u0080-\U0010FFFF-]|_", re.ASCII)
# A label that begins like a list is shown as an error.
_LIST = re.compile(r"^(\d*)([-.)])(?=\s|$)")
# Even in quotes it takes "direction LR" for a statement and "fa:fa-car" for an icon.
_TAKEN = re.compile(r"d(?=irection\s+(TB|BT|TD|LR|RL))|:(?=fa-)", re.IGNORECASE)
# Wider than any of our lines: by itself Mermaid breaks them once more.
_CONFIG = "config: {flowchart: {wrappingWidth: 480}}"


def write(board: Board, options: Options) -> Files:
    """Return one flowchart, each lane a subgraph."""
    return one_file(board, "mmd", _lines)


def _lines(diagram: Diagram) -> Iterable[str]:
    # Quoted as JSON, which is YAML too.
    yield from ("---", f"title: {json.dumps(diagram.title)}", _CONFIG, "---", "flowchart LR")
    yield from body(diagram, Notation(_subgraph, "end", _node, _link))
    for lane in diagram.lanes:
        if lane.context is not None:
            yield f"  style {lane.name} {_shown(lane.colour, DEFAULT_PALETTE.lane_edge)}"
    for colour in sorted({box.colour for lane in diagram.lanes for box in lane.boxes}):
        yield f"  classDef {_class(colour)} {_shown(colour, DEFAULT_PALETTE.flow)}"


def _subgraph(lane: Lane) -> str:
    return f'subgraph {lane.name}["{escaped(lane.label)}"]'


def _node(box: Box) -> str:
    label = "<br/>".join(escaped(line) for line in box.lines)
    return f'{box.name}["{label}"]:::{_class(box.colour)}'


def _link(arrow: Arrow) -> str:
    return f"{arrow.source} {_ARROWS[arrow.line]} {arrow.target}"


def _shown(ground: str, edge: str) -> str:
    return f"fill:{ground},color:{DEFAULT_PALETTE.ink},stroke:{edge}"


def _class(colour: str) -> str:
    return f"c{colour[1:].lower()}"


def escaped(text: str) -> str:
    """Return a text as the label of a node shows it."""
    plain = _SPECIAL.sub(lambda found: _entity(found[0]), text)
    plain = _TAKEN.sub(lambda found: _entity(found[0]), plain)
    return _LIST.sub(lambda found: found[1] + _entity(found[2]), plain)


def _entity(character: str) -> str:
    return f"#{ord(character)};"
