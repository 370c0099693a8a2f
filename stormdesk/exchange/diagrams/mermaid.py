"""A board as a flowchart that Mermaid draws, in Markdown pages among others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from stormdesk.exchange.diagrams.diagram import Diagram, Line, diagram_of
from stormdesk.exchange.format import Files, Options
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.model.board import Board
from stormdesk.model.naming import slug

_ARROWS = {Line.FLOW: "-->", Line.LOOP: "-.->", Line.PIN: "-.-"}
# Everything else in ASCII means something to Mermaid, to its Markdown or to its HTML.
_SPECIAL = re.compile(r"[^\w ,.!?'()/:\u0080-\U0010FFFF-]|_", re.ASCII)
# A label that begins like a list is shown as an error.
_LIST = re.compile(r"^(\d*)([-.)])(?=\s|$)")


def write(board: Board, options: Options) -> Files:
    """Return one flowchart, each lane a subgraph."""
    text = "\n".join(_lines(diagram_of(board)))
    return {f"{slug(board.profile.title, 'board')}.mmd": f"{text}\n".encode()}


def _lines(diagram: Diagram) -> Iterable[str]:
    # Quoted as JSON, which is YAML too.
    yield from ("---", f"title: {json.dumps(diagram.title)}", "---", "flowchart LR")
    for lane in diagram.lanes:
        indent = "  "
        if lane.context is not None:
            yield f'  subgraph {lane.name}["{_escaped(lane.label)}"]'
            indent = "    "
        for box in lane.boxes:
            label = "<br/>".join(_escaped(line) for line in box.lines)
            yield f'{indent}{box.name}["{label}"]:::{_class(box.colour)}'
        if lane.context is not None:
            yield "  end"
    for arrow in diagram.arrows:
        yield f"  {arrow.source} {_ARROWS[arrow.line]} {arrow.target}"
    for colour in sorted({box.colour for lane in diagram.lanes for box in lane.boxes}):
        shown = f"fill:{colour},color:{DEFAULT_PALETTE.ink},stroke:{DEFAULT_PALETTE.flow}"
        yield f"  classDef {_class(colour)} {shown}"


def _class(colour: str) -> str:
    return f"c{colour[1:].lower()}"


def _escaped(text: str) -> str:
    plain = _SPECIAL.sub(lambda found: _entity(found[0]), text)
    return _LIST.sub(lambda found: found[1] + _entity(found[2]), plain)


def _entity(character: str) -> str:
    return f"#{ord(character)};"
