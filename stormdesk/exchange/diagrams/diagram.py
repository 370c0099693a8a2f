"""The boxes and arrows that every kind of diagram draws of a board."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from stormdesk.analysis.graph import Graph, graph_of
from stormdesk.layout.appearance import colour_of, label_of
from stormdesk.layout.lane_colours import grounds
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.sticky import Sticky

_WIDTH = 28
_NO_CHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


class Line(StrEnum):
    """What joins two boxes: a flow, a deliberate way back, or that one is pinned on the other."""

    FLOW = "flow"
    LOOP = "loop"
    PIN = "pin"


@dataclass(frozen=True, slots=True)
class Box:
    """A sticky; ``name`` is safe in any language, ``lines`` are its kind and its wrapped text."""

    name: str
    sticky: Sticky
    lines: tuple[str, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane with its boxes, its name and what it is called; ``context`` is None outside lanes."""

    name: str
    label: str
    context: Context | None
    boxes: tuple[Box, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """What joins two boxes, by their names."""

    source: str
    target: str
    line: Line


@dataclass(frozen=True, slots=True)
class Diagram:
    """Lanes with boxes, none of them empty, and the arrows, all in the order of the board."""

    title: str
    lanes: tuple[Lane, ...]
    arrows: tuple[Arrow, ...]


def diagram_of(board: Board) -> Diagram:
    """Return what there is to draw: repetitions are their originals, parked stickies are out."""
    graph = graph_of(board)
    ids = list(dict.fromkeys(graph.originals.values()))
    names = {sticky_id: f"n{number}" for number, sticky_id in enumerate(ids, 1)}
    homes: dict[str | None, list[Box]] = {}
    for sticky_id in ids:
        sticky = board.stickies[sticky_id]
        home = homes.setdefault(graph.lanes[sticky_id], [])
        home.append(Box(names[sticky_id], sticky, _lines(board, sticky), colour_of(sticky)))
    return Diagram(_plain(board.profile.title), _lanes(board, homes), _arrows(graph, names))


def _lanes(board: Board, homes: Mapping[str | None, list[Box]]) -> tuple[Lane, ...]:
    contexts = [*([None] if None in homes else []), *board.in_order(Context)]
    lanes: list[Lane] = []
    for number, (context, colour) in enumerate(zip(contexts, grounds(contexts), strict=True), 1):
        boxes = homes.get(context.id if context is not None else None)
        if boxes is not None:
            label = _plain(context.name) if context is not None else ""
            lanes.append(Lane(f"lane{number}", label, context, tuple(boxes), colour))
    return tuple(lanes)


def _arrows(graph: Graph, names: dict[str, str]) -> tuple[Arrow, ...]:
    drawn = [Arrow(names[s], names[t], Line.FLOW) for s, t in graph.network.edges]
    drawn += (Arrow(names[s], names[t], Line.LOOP) for s, t in graph.ways_back)
    joined = {(arrow.source, arrow.target) for arrow in drawn}
    for sticky_id, name in names.items():
        host = graph.originals.get(graph.board.stickies[sticky_id].pinned_to or "")
        if host is not None and (name, names[host]) not in joined:
            drawn.append(Arrow(name, names[host], Line.PIN))
    return tuple(drawn)


def _lines(board: Board, sticky: Sticky) -> tuple[str, ...]:
    # Colour alone tells too little, so every box says what it is.
    kind = f"«{label_of(sticky.kind, board.profile)}»"
    text = [w for line in sticky.text.splitlines() for w in textwrap.wrap(_plain(line), _WIDTH)]
    return (kind, *text)


def _plain(line: str) -> str:
    return " ".join(_NO_CHARACTER.sub(" ", line).split())
