"""A board as a diagram that PlantUML draws."""

from __future__ import annotations

import re
from collections.abc import Iterable

from stormdesk.exchange.diagrams.diagram import Arrow, Box, Diagram, Lane, Line
from stormdesk.exchange.diagrams.notation import Notation, body, one_file
from stormdesk.exchange.format import Files, Options
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.model.board import Board

_ARROWS = {Line.FLOW: "-->", Line.LOOP: ".[norank].>", Line.PIN: ".."}
# Creole gives a meaning to most signs in ASCII, and the preprocessor to the rest.
_SPECIAL = re.compile(r"[^\w ,.?\u0080-\U0010FFFF]|_|\.(?=\.)|(?<=\.)\.", re.ASCII)
_PRIVATE = re.compile(r"[\uE000-\uF8FF]")


def write(board: Board, options: Options) -> Files:
    """Return one file, each lane a package."""
    return one_file(board, "puml", _lines)


def _lines(diagram: Diagram) -> Iterable[str]:
    yield "@startuml"
    yield f"title {_escaped(diagram.title)}"
    yield "left to right direction"
    yield "skinparam shadowing false"
    yield f"skinparam rectangleBorderColor {DEFAULT_PALETTE.flow}"
    yield f"skinparam packageBorderColor {DEFAULT_PALETTE.lane_edge}"
    yield f"skinparam ArrowColor {DEFAULT_PALETTE.flow}"
    yield from body(diagram, Notation(_package, "}", _rectangle, _arrow), margin="")
    yield "@enduml"


def _package(lane: Lane) -> str:
    return f'package "{_escaped(lane.label)}" as {lane.name} {lane.colour} {{'


def _rectangle(box: Box) -> str:
    label = "\\n".join(_escaped(line) for line in box.lines)
    return f'rectangle "{label}" as {box.name} {box.colour}'


def _arrow(arrow: Arrow) -> str:
    return f"{arrow.source} {_ARROWS[arrow.line]} {arrow.target}"


def _escaped(text: str) -> str:
    plain = _PRIVATE.sub(" ", text)
    return _SPECIAL.sub(lambda found: f"<U+{ord(found[0]):04X}>", plain)
