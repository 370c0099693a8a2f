"""Flows on paper: lines with round corners and heads, dashed where they lead back."""

from __future__ import annotations

from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.operators import fill, outline, polygon, stroke
from stormdesk.layout.appearance import Palette
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.routes import Route, route_all

WIDTH = 2.5
"""Of a flow's line, in board units."""

DASHES = "[7 7] 0 d"
"""How the line of a loop is broken; round ends make the dashes longer by its width."""


def draw_flows(drawing: Drawing, arrangement: Arrangement, palette: Palette) -> None:
    """Draw all flows whose stickies stand apart."""
    flows = arrangement.board.flows
    found = route_all(arrangement)
    onward = [route for flow_id, route in found.items() if not flows[flow_id].loop]
    back = [route for flow_id, route in found.items() if flows[flow_id].loop]
    _draw(drawing, onward, palette.flow, "[] 0 d")
    _draw(drawing, back, palette.loop, DASHES)


def _draw(drawing: Drawing, routes: list[Route], colour: str, dashes: str) -> None:
    lines = [outline(route.path) for route in routes]
    if not lines:
        return
    heads = [polygon(route.head) for route in routes]
    drawing.apart(fill(colour), stroke(colour, WIDTH), "1 J 1 j", dashes, *lines, "S", *heads, "f")
