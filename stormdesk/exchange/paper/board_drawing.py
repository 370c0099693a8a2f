"""A board from the ground up: lanes, areas, flows, stickies and what is marked on them."""

from __future__ import annotations

from stormdesk.exchange.paper.area_drawing import draw_area_names, draw_areas
from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.flow_drawing import draw_flows
from stormdesk.exchange.paper.lane_drawing import LaneDrawing
from stormdesk.exchange.paper.mark_drawing import draw_badges, draw_heat, draw_votes
from stormdesk.exchange.paper.sticky_drawing import StickyDrawing
from stormdesk.layout.appearance import Palette
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.geometry import Box
from stormdesk.layout.routes import route_all


def draw_board(
    drawing: Drawing, arrangement: Arrangement, palette: Palette, frame: Box | None, scale: float
) -> None:
    """Draw all that stands on a board; without a frame the lanes and the ruler are left out.

    ``frame`` is that of ``LaneDrawing``; ``scale`` enlarges names for large boards.
    """
    routes = route_all(arrangement)
    if frame is not None:
        LaneDrawing(drawing, arrangement, palette, frame, scale).draw_ground()
    draw_areas(drawing, arrangement, palette)
    draw_heat(drawing, arrangement, palette, routes)
    draw_flows(drawing, arrangement.board, palette, routes)
    draw_area_names(drawing, arrangement, palette, scale)
    StickyDrawing(drawing, palette).draw_all(arrangement)
    draw_badges(drawing, arrangement, palette)
    draw_votes(drawing, arrangement)
