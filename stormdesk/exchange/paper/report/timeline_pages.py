"""The timeline page by page: every sticky whole and legible, and where each flow goes on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from stormdesk.exchange.paper.flow_drawing import draw_flows
from stormdesk.exchange.paper.operators import fill, moved, polygon, rectangle
from stormdesk.exchange.paper.pdf_structure import Element
from stormdesk.exchange.paper.report.compositor import Piece
from stormdesk.exchange.paper.report.edition import Edition
from stormdesk.exchange.paper.report.flow import Entry
from stormdesk.exchange.paper.report.growing import grown, outside
from stormdesk.exchange.paper.report.leaf import Leaf
from stormdesk.exchange.paper.report.locator import HEIGHT, draw_locator
from stormdesk.exchange.paper.report.section_ground import GUTTER, RULER, SectionGround
from stormdesk.exchange.paper.report.sheet import Sheet
from stormdesk.exchange.paper.report.style import CELL, LINK, PALETTE, SECTION, Grid
from stormdesk.exchange.paper.report.timeline_part import (
    Frame,
    Part,
    Room,
    Sections,
    part_anchor,
    place_of,
)
from stormdesk.exchange.paper.report.timeline_sections import sections_of
from stormdesk.exchange.paper.sticky_drawing import StickyDrawing, back_to_front
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.routes import Route, route_all
from stormdesk.layout.timeline import column_at

_TITLE = SECTION._replace(size=15.0)
_SAID = CELL._replace(colour=PALETTE.faint_ink)
_HEADING = HEIGHT + 8.0
_CAPTION = 15.0
_BETWEEN = 12.0
_MARK = 4.5


def timeline_sections(arrangement: Arrangement, typefaces: Typefaces, grid: Grid) -> Sections:
    """Return the parts of a board for upright pages of some grid, which are turned for them."""
    grid = grid.turned()
    room = Room(grid.room, grid.depth - _HEADING, _CAPTION + RULER, GUTTER, _BETWEEN)
    return sections_of(arrangement, typefaces, room)


def timeline_pages(edition: Edition, sections: Sections) -> list[Leaf]:
    """Return the pages of all parts."""
    if not sections.parts:
        return []
    pages = _TimelinePages(edition, sections, route_all(edition.arrangement))
    grid, words = edition.grid.turned(), edition.words
    total = len(sections.parts)
    leaves: list[Leaf] = []
    for frames in sections.pages:
        element = edition.structure.add("Sect")
        anchors: dict[str, float] = {}
        entries = [] if leaves else [Entry(words("sections.timeline"), part_anchor(0))]
        for number, box, _ in frames:
            part, top = sections.parts[number], grid.top + _HEADING + box.y
            anchors[part_anchor(number)] = 0.0 if number == frames[0].number else top - 60
            for sticky_id in part.ids:
                y = part.down.at(edition.arrangement.boxes[sticky_id].y)
                place = place_of(edition.board.stickies[sticky_id])
                anchors[place] = max(0.0, top + y * part.scale - 20)
            if total > 1:
                said = words("timeline.part", n=number + 1, total=total)
                entries.append(Entry(said, part_anchor(number), 1, listed=False))
        leaves.append(
            Leaf(
                grid,
                lambda sheet, frames=frames, element=element: pages.draw(sheet, frames, element),
                words("sections.timeline"),
                anchors,
                tuple(entries),
            )
        )
    return leaves


class _TimelinePages:
    """Draws the parts of a board."""

    def __init__(self, edition: Edition, sections: Sections, routes: Mapping[str, Route]) -> None:
        self._edition = edition
        self._sections = sections
        self._routes = routes
        self._grid: Grid = edition.grid.turned()
        self._stickies = StickyDrawing(edition.drawing, PALETTE)
        self._columns = {(part.row, part.column): n for n, part in enumerate(sections.parts)}

    def draw(self, sheet: Sheet, frames: Sequence[Frame], element: Element) -> None:
        """Draw the page of some parts."""
        grid, words = self._grid, self._edition.words
        numbers = [frame.number for frame in frames]
        title = self._edition.compositor.words(Piece(words("sections.timeline"), _TITLE), grid.room)
        title.draw(sheet, grid.left, grid.top - 4, element.add("H1" if 0 in numbers else "H2"))
        left = grid.left + title.width + 30
        strip = Box(left, grid.top - 6, grid.width - grid.right - left, HEIGHT)
        draw_locator(sheet, self._edition, self._sections, numbers, strip, element)
        for number, box, right in frames:
            frame = box.moved(grid.left, grid.top + _HEADING)
            self._draw_caption(sheet, number, frame, grid.left + right, element)
            self._draw_part(sheet, self._sections.parts[number], frame, element)

    def _draw_part(self, sheet: Sheet, part: Part, frame: Box, element: Element) -> None:
        drawing, edition = sheet.drawing, self._edition
        with sheet.decoration():
            SectionGround(
                drawing, edition.compositor, edition.arrangement, part, frame, edition.words
            ).draw()
        routes = self._inside(part)
        onto_page = moved(frame.x, frame.y, part.scale)
        with sheet.decoration():
            drawing.draw("q", onto_page, rectangle(part.folded), "W n")
            draw_flows(drawing, edition.board, PALETTE, routes)
            drawing.draw("Q")
        self._draw_stickies(sheet, part, element, onto_page)
        marks = [mark for route in routes.values() for mark in _marks(route, part.folded)]
        marks += self._begun_elsewhere(part, routes)
        if marks:
            placed = [_triangle(mark, way, frame, part.scale) for mark, way in marks]
            sheet.decorate(fill(PALETTE.flow), *placed, "f")

    def _draw_caption(
        self, sheet: Sheet, number: int, frame: Box, right: float, element: Element
    ) -> None:
        """Write above a part which one it is, and on which pages its neighbours are."""
        words, total = self._edition.words, len(self._sections.parts)
        part = self._sections.parts[number]
        said = [words("timeline.part", n=number + 1, total=total)] if total > 1 else []
        columns = [
            round(column_at(self._edition.arrangement.boxes[i].x))
            for i in part.ids
            if not self._edition.arrangement.is_parked(i)
        ]
        if columns:
            first, last = max(1, min(columns)), max(1, *columns)
            known = "timeline.columns" if first < last else "timeline.column"
            said.append(words(known, first=first, last=last))
        left, top = frame.x - GUTTER, frame.y - RULER - _CAPTION
        caption = self._edition.compositor.words(Piece(" · ".join(said), _SAID), self._grid.room)
        caption.draw(sheet, left, top, element.add("P"))
        self._draw_neighbours(sheet, part, Point(right, top), element)

    def _draw_neighbours(self, sheet: Sheet, part: Part, corner: Point, element: Element) -> None:
        """Write left of a corner which pages go on where this part ends."""
        right, top = corner
        for dx, dy, way in ((1, 0, 0), (0, 1, 1), (0, -1, 3), (-1, 0, 2)):
            other = self._columns.get((part.row + dy, part.column + dx))
            spot = sheet.spots.get(part_anchor(other)) if other is not None else None
            if other is None or spot is None or spot.page == sheet.number:
                continue
            said = self._edition.words("timeline.goes-on", page=spot.page + 1)
            piece = Piece(said, CELL, part_anchor(other))
            words = self._edition.compositor.words(piece, 200)
            left = right - words.width
            words.draw(sheet, left, top, element.add("P"))
            sheet.decorate(fill(LINK), _arrow(Point(left - 7, top + words.pitch / 2), way), "f")
            right = left - 24

    def _draw_stickies(self, sheet: Sheet, part: Part, element: Element, onto_page: str) -> None:
        """Draw the stickies over one another as they lie; they are told along the timeline."""
        edition, boxes = self._edition, self._edition.arrangement.boxes
        told = sorted(part.ids, key=lambda i: (boxes[i].x, boxes[i].y, i))
        elements = {sticky_id: element.add("P") for sticky_id in told}
        drawing = sheet.drawing
        for sticky in back_to_front(edition.board.stickies[i] for i in part.ids):
            box = self._placed(part, sticky.id)
            is_cut = box.y < 0 or box.bottom > part.folded.height
            growth = self._sections.growth(part, sticky.id)
            plain = Box(0.0, 0.0, box.width / growth, box.height / growth)
            with sheet.marked(elements[sticky.id]):
                drawing.draw("q", onto_page, *((rectangle(part.folded), "W n") if is_cut else ()))
                drawing.draw(moved(box.x, box.y, growth))
                self._stickies.draw(sticky, plain)
                drawing.draw("Q")

    def _placed(self, part: Part, sticky_id: str) -> Box:
        """Return the box of a sticky in the area of a part as it is shown, as large as it grew."""
        growth = self._sections.growth(part, sticky_id)
        box = grown(self._edition.arrangement, sticky_id, growth)
        return part.placed(box)

    def _begun_elsewhere(
        self, part: Part, routes: Mapping[str, Route]
    ) -> Iterator[tuple[Point, int]]:
        """Yield where flows begin within the area of a part at stickies of another part."""
        flows = self._edition.board.flows
        for flow_id, route in routes.items():
            start, after = route.points[:2]
            if flows[flow_id].source not in part.ids and part.folded.contains(start):
                dx, dy = after.x - start.x, after.y - start.y
                sideways = abs(dx) >= abs(dy)
                yield start, (2 if dx > 0 else 0) if sideways else (3 if dy > 0 else 1)

    def _inside(self, part: Part) -> dict[str, Route]:
        """Return the flows that begin or end in a part, folded up with it."""
        ids, flows = set(part.ids), self._edition.board.flows
        boxes = {i: self._placed(part, i) for i in ids if self._sections.growth(part, i) > 1}
        inside: dict[str, Route] = {}
        for flow_id, route in self._routes.items():
            flow = flows[flow_id]
            if flow.source in ids or flow.target in ids:
                folded = route._replace(points=tuple(map(part.at, route.points)))
                inside[flow_id] = outside(folded, boxes.get(flow.source), boxes.get(flow.target))
        return inside


def _marks(route: Route, view: Box) -> Iterator[tuple[Point, int]]:
    """Yield where a flow crosses the edge of an area, and over which edge, from the right on."""
    for start, end in pairwise(route.points):
        if view.contains(start) == view.contains(end):
            continue
        dx, dy = end.x - start.x, end.y - start.y
        edges = [(view.right, dx, start.x, 0), (view.x, dx, start.x, 2),
                 (view.bottom, dy, start.y, 1), (view.y, dy, start.y, 3)]  # fmt: skip
        for edge, length, origin, way in edges:
            share = (edge - origin) / length if length else -1.0
            at = Point(start.x + share * dx, start.y + share * dy)
            if 0 <= share <= 1 and view.inflated(0.01).contains(at):
                yield at, way
                break


def _triangle(at: Point, way: int, frame: Box, scale: float) -> str:
    return _arrow(Point(frame.x + at.x * scale, frame.y + at.y * scale), way)


def _arrow(at: Point, way: int) -> str:
    """Return a triangle that points rightwards, or turned by so many quarters."""
    dx, dy = ((1, 0), (0, 1), (-1, 0), (0, -1))[way]
    tip = at.moved(dx * _MARK, dy * _MARK)
    sides = (
        at.moved(-dy * _MARK * 0.8, dx * _MARK * 0.8),
        at.moved(dy * _MARK * 0.8, -dx * _MARK * 0.8),
    )
    return polygon((tip, *sides))
