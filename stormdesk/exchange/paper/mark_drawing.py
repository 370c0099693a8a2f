"""Marks on paper: the hot path under the stickies, and small discs over them."""

from __future__ import annotations

from collections.abc import Mapping

from stormdesk.analysis.votes import shown_votes
from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.operators import (
    arc,
    fill,
    moved,
    outline,
    polygon,
    rectangle,
    rounded,
    stroke,
    turned,
)
from stormdesk.exchange.paper.pdf_resources import Form
from stormdesk.layout.appearance import Palette
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.marks import (
    BADGE_GRID,
    BADGE_SIGNS,
    HOT_FLOW,
    HOT_RIM,
    VOTE_GROUND,
    VOTE_INK,
    VOTE_ROUND,
    Badge,
    badge_places,
    badges_of,
    is_hot,
    vote_place,
)
from stormdesk.layout.routes import Route
from stormdesk.layout.tilting import tilt_of, turned_box
from stormdesk.layout.typesetting import set_line

_GROUND = "#FFFFFF"
_EDGE = 1.5
_CAPITAL = 0.711
"""Height of a digit of Roboto, of its size."""


def draw_heat(
    drawing: Drawing, arrangement: Arrangement, palette: Palette, routes: Mapping[str, Route]
) -> None:
    """Draw the hot path: its flows, and a rim round its stickies."""
    board = arrangement.board
    hot = {sticky.id for sticky in board.stickies.values() if is_hot(sticky)}
    if not hot:
        return
    pen = f"{fill(palette.heat)} {stroke(palette.heat, HOT_FLOW * palette.line_width)} 1 J 1 j"
    for flow_id, route in sorted(routes.items()):
        flow = board.flows[flow_id]
        if flow.source in hot and flow.target in hot:
            shape = f"{outline(route.path)} S {polygon(route.head)} B"
            drawing.apart(pen, shape, within=route.bounds.inflated(HOT_FLOW))
    for sticky_id in sorted(hot):
        box = arrangement.boxes[sticky_id]
        tilt = tilt_of(board.stickies[sticky_id])
        rim = rectangle(box.inflated(HOT_RIM))
        way = turned(tilt, box.center) if tilt else ""
        drawing.apart(
            way, fill(palette.heat), rim, "f", within=turned_box(box, tilt).inflated(2 * HOT_RIM)
        )


def draw_badges(drawing: Drawing, arrangement: Arrangement, palette: Palette) -> None:
    """Draw the discs of all stickies that have any."""
    for _, sticky in sorted(arrangement.board.stickies.items()):
        badges = badges_of(sticky)
        if not badges:
            continue
        middles, radius = badge_places(arrangement.boxes[sticky.id], len(badges))
        for badge, middle in zip(badges, middles, strict=False):
            drawing.mark(
                sticky,
                moved(middle.x, middle.y, radius / BADGE_GRID),
                badge_operator(drawing, badge, palette),
                within=Box(*middle, 0, 0).inflated(radius + _EDGE),
            )


def draw_votes(drawing: Drawing, arrangement: Arrangement) -> None:
    """Draw how many votes stickies have, without those of ballots that are still hidden."""
    board = arrangement.board
    for sticky_id, votes in sorted(shown_votes(board).items()):
        sticky, box = board.stickies.get(sticky_id), arrangement.boxes.get(sticky_id)
        place = vote_place(box, votes) if box is not None else None
        if sticky is None or place is None:
            continue
        flag, size = place
        drawing.mark(sticky, vote_operators(drawing, flag, size, votes), within=flag)


def vote_operators(drawing: Drawing, flag: Box, size: float, votes: int) -> str:
    """Return the operators for a number of votes on its ground."""
    number = set_line(str(votes), size, drawing.typefaces, bold=True)
    x = flag.x + (flag.width - number.width) / 2
    y = flag.y + (flag.height + _CAPITAL * size) / 2 - number.baseline
    ground = f"{fill(VOTE_GROUND)} {rounded(flag, VOTE_ROUND)} f"
    return f"{ground} {fill(VOTE_INK)} {drawing.lettering.written(number, x, y)}"


def badge_operator(drawing: Drawing, badge: Badge, palette: Palette) -> str:
    """Return the operator for a disc round the origin, in the units of its sign."""

    def disc() -> Form:
        sign = BADGE_SIGNS[badge]
        circle = outline((*arc(Point(0, 0), BADGE_GRID, 0, 360), ("Z",)))
        parts = [fill(_GROUND), stroke(palette.ink, _EDGE), circle, "B"]
        parts += [stroke(palette.ink, sign.width), "1 J 1 j", outline(sign.lines), "S"]
        if sign.solid:
            parts += [fill(palette.ink), outline(sign.solid), "f"]
        side = BADGE_GRID + _EDGE
        return Form(Box(-side, -side, 2 * side, 2 * side), " ".join(parts))

    return drawing.form(("badge", badge), disc)
