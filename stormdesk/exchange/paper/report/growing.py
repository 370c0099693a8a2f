"""Small stickies that grow on paper until their type can be read, away from what they are on."""

from __future__ import annotations

from stormdesk.exchange.paper.report.style import LEAST_SIZE
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import set_sticky
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.routes import Route
from stormdesk.model.sticky import Kind, Sticky

MOST = 2.0
"""How many times as large a sticky is at most."""

_SMALL = frozenset({Kind.ACTOR, Kind.VALUE})


def may_grow(sticky: Sticky) -> bool:
    """Tell whether there is room for a sticky to grow: small kinds, and what is pinned."""
    return sticky.kind in _SMALL or sticky.pinned_to is not None


def least_scales(arrangement: Arrangement, typefaces: Typefaces) -> dict[str, float]:
    """Return by sticky the least scale at which its type is as large as it must be."""
    sizes: dict[tuple[str, str], float] = {}
    least: dict[str, float] = {}
    for sticky_id, sticky in arrangement.board.stickies.items():
        key = (sticky.kind, sticky.text)
        if key not in sizes and sticky.text.strip():
            sizes[key] = set_sticky(sticky, typefaces).size
        least[sticky_id] = LEAST_SIZE / sizes[key] if key in sizes else 0.0
    return least


def grown(arrangement: Arrangement, sticky_id: str, factor: float) -> Box:
    """Return the box of a sticky so many times as large.

    It covers no more of its host: the point that is nearest to the host's centre stays.
    """
    box = arrangement.boxes[sticky_id]
    host = arrangement.boxes.get(arrangement.board.stickies[sticky_id].pinned_to or "")
    centre = host.center if host is not None else box.center
    x = max(box.x, min(centre.x, box.right))
    y = max(box.y, min(centre.y, box.bottom))
    return Box(
        x - (x - box.x) * factor,
        y - (y - box.y) * factor,
        box.width * factor,
        box.height * factor,
    )


def outside(route: Route, source: Box | None, target: Box | None) -> Route:
    """Return a route whose ends are drawn back to the edges of stickies that have grown."""
    points = list(route.points)
    if source is not None:
        points[0] = _drawn_back(points[0], points[1], source)
    if target is not None:
        points[-1] = _drawn_back(points[-1], points[-2], target)
    return route._replace(points=tuple(points))


def _drawn_back(end: Point, before: Point, box: Box) -> Point:
    if not box.contains(end) or box.contains(before):
        return end
    if abs(before.x - end.x) >= abs(before.y - end.y):
        return Point(box.right if before.x > end.x else box.x, end.y)
    return Point(end.x, box.bottom if before.y > end.y else box.y)
