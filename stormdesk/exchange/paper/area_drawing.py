"""Areas on paper: lines round stickies where a context emerges, with its name."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.operators import fill, outline, rounded, stroke
from stormdesk.layout.appearance import Palette
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.geometry import Box
from stormdesk.layout.hull import Hull, hull_of, rounded_hull
from stormdesk.layout.typesetting import set_line
from stormdesk.model.context import Area

WIDTH = 2.5
"""Of an area's line, in board units."""

GROUND = 0.1
"""How much of its colour lies over the lane."""

_NAME_SIZE = 18.0
_LARGEST_SCALE = 2.0
_PADDING = 12.0
_LONGEST_NAME = 400.0


def draw_areas(drawing: Drawing, arrangement: Arrangement, palette: Palette) -> None:
    """Draw the lines round all areas that have a sticky on the wall, and their grounds."""
    for _, line, colour in _shown(arrangement, palette):
        path = outline(rounded_hull(line))
        drawing.apart(drawing.opacity(GROUND), fill(colour), path, "f")
        drawing.apart(stroke(colour, WIDTH), path, "S")


def draw_area_names(
    drawing: Drawing, arrangement: Arrangement, palette: Palette, scale: float
) -> None:
    """Write the names of areas on their lines, from the upper left corner on; never on the ruler.

    ``scale`` enlarges them for large boards.
    """
    scale = min(scale, _LARGEST_SCALE)
    size, padding = _NAME_SIZE * scale, _PADDING * scale
    height = size * 1.7
    for area, line, colour in _shown(arrangement, palette):
        width = _LONGEST_NAME * scale
        name = set_line(area.name, size, drawing.typefaces, bold=True, max_width=width)
        corner = min(line, key=lambda point: (point.y, point.x))
        top = max(corner.y - height / 2, arrangement.lanes[0].top)
        tag = Box(corner.x, top, name.width + 2 * padding, height)
        drawing.apart(fill(colour), rounded(tag, height / 2), "f", within=tag)
        drawing.line(name, tag.x + padding, top + (height - size * 1.17) / 2, palette.paper)


def _shown(arrangement: Arrangement, palette: Palette) -> Iterator[tuple[Area, Hull, str]]:
    """Yield the areas with their lines and colours."""
    for number, area in enumerate(arrangement.board.in_order(Area)):
        line = hull_of(arrangement, area.stickies)
        if line:
            yield area, line, palette.areas[number % len(palette.areas)]
