"""Flows on paper: lines with round corners and heads, dashed where they lead back."""

from __future__ import annotations

from collections.abc import Mapping

from stormdesk.exchange.paper.drawing import Arrow, Drawing
from stormdesk.exchange.paper.operators import fill, outline, polygon, stroke
from stormdesk.layout.appearance import Palette
from stormdesk.layout.routes import Route
from stormdesk.model.board import Board

WIDTH = 2.5
"""Of a flow's line, in board units."""

DASHES = "[7 7] 0 d"
"""How the line of a loop is broken; round ends make the dashes longer by its width."""


_AROUND = 12.0  # how far a head reaches beside its line


def draw_flows(
    drawing: Drawing, board: Board, palette: Palette, routes: Mapping[str, Route]
) -> None:
    """Draw the flows that have a route, those of loops dashed."""
    flows = board.flows
    onward = {flow_id: route for flow_id, route in routes.items() if not flows[flow_id].loop}
    back = {flow_id: route for flow_id, route in routes.items() if flows[flow_id].loop}
    _draw(drawing, onward, palette.flow, "[] 0 d")
    _draw(drawing, back, palette.loop, DASHES)


def _draw(drawing: Drawing, routes: Mapping[str, Route], colour: str, dashes: str) -> None:
    if not routes:
        return
    arrows = {
        flow_id: Arrow(outline(route.path), polygon(route.head), route.bounds.inflated(_AROUND))
        for flow_id, route in sorted(routes.items())
    }
    drawing.alike(f"{fill(colour)} {stroke(colour, WIDTH)} 1 J 1 j {dashes}", arrows)
