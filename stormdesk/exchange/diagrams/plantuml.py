"""A board as a diagram that PlantUML draws."""

from __future__ import annotations

import re
from collections.abc import Iterable

from stormdesk.exchange.diagrams.diagram import Box, Diagram, Line, diagram_of
from stormdesk.exchange.format import Files, Options
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.model.board import Board
from stormdesk.model.naming import slug

_ARROWS = {Line.FLOW: "-->", Line.LOOP: ".[norank].>", Line.PIN: ".."}
# Creole gives a meaning to most signs in ASCII, and the preprocessor to the rest.
_SPECIAL = re.compile(r"[^\w ,.?\u0080-\U0010FFFF]|_|\.(?=\.)|(?<=\.)\.", re.ASCII)
_PRIVATE = re.compile(r"[\uE000-\uF8FF]")


def write(board: Board, options: Options) -> Files:
    """Return one file, each lane a package."""
    text = "\n".join(_lines(diagram_of(board)))
    return {f"{slug(board.profile.title, 'board')}.puml": f"{text}\n".encode()}


def _lines(diagram: Diagram) -> Iterable[str]:
    yield "@startuml"
    yield f"title {_escaped(diagram.title)}"
    yield "left to right direction"
    yield "skinparam shadowing false"
    yield f"skinparam rectangleBorderColor {DEFAULT_PALETTE.flow}"
    for lane in diagram.lanes:
        indent = ""
        if lane.context is not None:
            colour = lane.context.colour or DEFAULT_PALETTE.lanes[0]
            yield f'package "{_escaped(lane.label)}" as {lane.name} {colour} {{'
            indent = "  "
        yield from (f"{indent}{_rectangle(box)}" for box in lane.boxes)
        if lane.context is not None:
            yield "}"
    for arrow in diagram.arrows:
        yield f"{arrow.source} {_ARROWS[arrow.line]} {arrow.target}"
    yield "@enduml"


def _rectangle(box: Box) -> str:
    label = "\\n".join(_escaped(line) for line in box.lines)
    return f'rectangle "{label}" as {box.name} {box.colour}'


def _escaped(text: str) -> str:
    plain = _PRIVATE.sub(" ", text)
    return _SPECIAL.sub(lambda found: f"<U+{ord(found[0]):04X}>", plain)
