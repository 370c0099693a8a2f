"""The strip that shows which part of a board one sees: the whole board, small, with all parts."""

from __future__ import annotations

from collections.abc import Sequence

from stormdesk.exchange.paper.operators import blended, fill, moved, rectangle, stroke
from stormdesk.exchange.paper.pdf_resources import Form
from stormdesk.exchange.paper.pdf_structure import Element
from stormdesk.exchange.paper.report.edition import Edition
from stormdesk.exchange.paper.report.sheet import Sheet
from stormdesk.exchange.paper.report.style import INK, LINK, MARGINAL, PALETTE, RULE
from stormdesk.exchange.paper.report.timeline_part import Sections, part_anchor
from stormdesk.layout.appearance import colour_of
from stormdesk.layout.geometry import Box
from stormdesk.layout.lane_colours import lane_colours

HEIGHT = 34.0
"""Of the strip, in points."""

_BEFORE = 10.0


def draw_locator(
    sheet: Sheet,
    edition: Edition,
    sections: Sections,
    numbers: Sequence[int],
    strip: Box,
    element: Element,
) -> None:
    """Draw the strip for some of the parts, with a link to every other."""
    whole = edition.arrangement.bounds
    for part in sections.parts:
        whole = whole.united(part.view)
    scale = min(strip.width * 0.7 / whole.width, strip.height / whole.height)
    width, height = whole.width * scale, whole.height * scale
    shown = Box(strip.right - width, strip.y + (strip.height - height) / 2, width, height)
    form = sheet.drawing.form("locator", lambda: _picture(edition, whole))
    sheet.decorate(moved(shown.x - whole.x * scale, shown.y - whole.y * scale, scale), form)
    areas = [_placed(part.view, whole, shown, scale) for part in sections.parts]
    others = [rectangle(area) for n, area in enumerate(areas) if n not in numbers]
    sheet.decorate(stroke(blended(INK, "#FFFFFF", 0.4), 0.4), *others, "S")
    here = [rectangle(areas[n]) for n in numbers]
    sheet.decorate(sheet.drawing.opacity(0.12), fill(LINK), *here, "f")
    sheet.decorate(stroke(LINK, 1.3), *here, "S")
    words = edition.compositor.line(
        edition.words("timeline.where"), MARGINAL, strip.width - width - _BEFORE
    )
    with sheet.marked(element.add("P")):
        left = shown.x - _BEFORE - words.width
        sheet.write([(words, left, strip.bottom - 11)], MARGINAL.colour)
    total = len(areas)
    for n, area in enumerate(areas):
        if n not in numbers:
            said = edition.words("timeline.part", n=n + 1, total=total)
            sheet.link(area, part_anchor(n), said, element.add("Link"))


def _placed(view: Box, whole: Box, shown: Box, scale: float) -> Box:
    return Box(
        shown.x + (view.x - whole.x) * scale,
        shown.y + (view.y - whole.y) * scale,
        view.width * scale,
        view.height * scale,
    )


def _picture(edition: Edition, whole: Box) -> Form:
    """Return the whole board as rectangles, in board units."""
    arrangement = edition.arrangement
    parts = [fill(PALETTE.paper), rectangle(whole), "f"]
    for lane, colour in zip(arrangement.lanes, lane_colours(arrangement, PALETTE), strict=True):
        parts += [fill(colour), rectangle(Box(whole.x, lane.top, whole.width, lane.height)), "f"]
    by_colour: dict[str, list[str]] = {}
    for sticky in sorted(edition.board.stickies.values(), key=lambda s: (s.order, s.id)):
        shape = rectangle(arrangement.boxes[sticky.id])
        by_colour.setdefault(colour_of(sticky, PALETTE), []).append(shape)
    for colour, shapes in by_colour.items():
        parts += [fill(colour), *shapes, "f"]
    edge = stroke(RULE, max(1.0, whole.height / 60))
    return Form(whole.inflated(20), " ".join([*parts, edge, rectangle(whole), "S"]))
