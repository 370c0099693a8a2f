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
from stormdesk.exchange.paper.report.leaf import Leaf
from stormdesk.exchange.paper.report.locator import HEIGHT, draw_locator
from stormdesk.exchange.paper.report.section_ground import GUTTER, RULER, SectionGround
from stormdesk.exchange.paper.report.sheet import Sheet
from stormdesk.exchange.paper.report.style import CELL, LINK, PALETTE, SECTION, Grid
from stormdesk.exchange.paper.report.timeline_sections import (
    Part,
    Sections,
    part_anchor,
    place_of,
    sections_of,
)
from stormdesk.exchange.paper.sticky_drawing import StickyDrawing, back_to_front
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.routes import Route, route_all
from stormdesk.layout.timeline import column_at

_TITLE = SECTION._replace(size=15.0)
_SAID = CELL._replace(colour=PALETTE.faint_ink)
_HEADING = 22.0
_CAPTION = 15.0
_BETWEEN = 14.0
_BEFORE_STRIP = 12.0
_MARK = 4.5


def timeline_sections(arrangement: Arrangement, typefaces: Typefaces, grid: Grid) -> Sections:
    """Return the parts of a board for upright pages of some grid, which are turned for them."""
    grid = grid.turned()
    room = (grid.room - GUTTER, grid.depth - _HEADING - _CAPTION - RULER - HEIGHT - _BEFORE_STRIP)
    return sections_of(arrangement, typefaces, room)


def timeline_pages(edition: Edition, sections: Sections) -> list[Leaf]:
    """Return the pages of all parts; low ones that follow one another share a page."""
    if not sections.parts:
        return []
    pages = _TimelinePages(edition, sections, route_all(edition.arrangement))
    grid, words = edition.grid.turned(), edition.words
    total = len(sections.parts)
    leaves: list[Leaf] = []
    for numbers in _shared(sections, grid):
        element = edition.structure.add("Sect")
        anchors: dict[str, float] = {}
        entries = [] if leaves else [Entry(words("sections.timeline"), part_anchor(0))]
        for number, frame in pages.frames(numbers).items():
            part = sections.parts[number]
            anchors[part_anchor(number)] = 0.0 if number == numbers[0] else frame.y - 60
            for sticky_id in part.ids:
                y = edition.arrangement.boxes[sticky_id].y - part.view.y
                place = place_of(edition.board.stickies[sticky_id])
                anchors[place] = max(0.0, frame.y + y * sections.scale - 20)
            if total > 1:
                said = words("timeline.part", n=number + 1, total=total)
                entries.append(Entry(said, part_anchor(number), 1, listed=False))
        leaves.append(
            Leaf(
                grid,
                lambda sheet, numbers=numbers, element=element: pages.draw(sheet, numbers, element),
                words("sections.timeline"),
                anchors,
                tuple(entries),
            )
        )
    return leaves


def _shared(sections: Sections, grid: Grid) -> list[list[int]]:
    """Return the numbers of the parts page by page, as many on each as there is room for."""
    room = grid.depth - _HEADING - HEIGHT - _BEFORE_STRIP
    pages: list[list[int]] = []
    left = 0.0
    for number, part in enumerate(sections.parts):
        height = _CAPTION + RULER + part.view.height * sections.scale
        if not pages or _BETWEEN + height > left:
            pages.append([number])
            left = room - height
        else:
            pages[-1].append(number)
            left -= _BETWEEN + height
    return pages


class _TimelinePages:
    """Draws the parts of a board."""

    def __init__(self, edition: Edition, sections: Sections, routes: Mapping[str, Route]) -> None:
        self._edition = edition
        self._sections = sections
        self._routes = routes
        self._grid: Grid = edition.grid.turned()
        self._stickies = StickyDrawing(edition.drawing, PALETTE)
        self._columns = {(part.row, part.column): n for n, part in enumerate(sections.parts)}

    def frames(self, numbers: Sequence[int]) -> dict[int, Box]:
        """Return the boxes of a page that the areas of its parts fill, one below the other."""
        grid, scale = self._grid, self._sections.scale
        frames: dict[int, Box] = {}
        top = grid.top + _HEADING
        for number in numbers:
            view = self._sections.parts[number].view
            top += _CAPTION + RULER
            frames[number] = Box(grid.left + GUTTER, top, view.width * scale, view.height * scale)
            top = frames[number].bottom + _BETWEEN
        return frames

    def draw(self, sheet: Sheet, numbers: Sequence[int], element: Element) -> None:
        """Draw the page of some parts."""
        grid, words = self._grid, self._edition.words
        title = self._edition.compositor.words(Piece(words("sections.timeline"), _TITLE), grid.room)
        title.draw(sheet, grid.left, grid.top - 4, element.add("H1" if 0 in numbers else "H2"))
        for number, frame in self.frames(numbers).items():
            self._draw_caption(sheet, number, frame, element)
            self._draw_part(sheet, self._sections.parts[number], frame, element)
        strip = Box(grid.left, grid.height - grid.bottom - HEIGHT, grid.room, HEIGHT)
        draw_locator(sheet, self._edition, self._sections, numbers, strip, element)

    def _draw_part(self, sheet: Sheet, part: Part, frame: Box, element: Element) -> None:
        drawing, scale, edition = sheet.drawing, self._sections.scale, self._edition
        with sheet.decoration():
            SectionGround(
                drawing, edition.compositor, edition.arrangement, part.view, frame,
                edition.words("legend.parking"),
            ).draw()  # fmt: skip
        routes = self._inside(part)
        onto_page = moved(frame.x - part.view.x * scale, frame.y - part.view.y * scale, scale)
        with sheet.decoration():
            drawing.draw("q", onto_page, rectangle(part.view), "W n")
            draw_flows(drawing, edition.board, PALETTE, routes)
            drawing.draw("Q")
        self._draw_stickies(sheet, part, element, onto_page)
        marks = [mark for route in routes.values() for mark in _marks(route, part.view)]
        marks += self._begun_elsewhere(part, routes)
        if marks:
            placed = [_triangle(mark, way, part.view, frame, scale) for mark, way in marks]
            sheet.decorate(fill(PALETTE.flow), *placed, "f")

    def _draw_caption(self, sheet: Sheet, number: int, frame: Box, element: Element) -> None:
        """Write above a part which one it is, and on which pages its neighbours are."""
        words, part, total = (
            self._edition.words,
            self._sections.parts[number],
            len(self._sections.parts),
        )
        first, last = (
            max(1, round(column_at(x))) for x in (part.view.x + 60, part.view.right - 200)
        )
        where = words("timeline.columns", first=first, last=last)
        if last <= first:
            where = words("timeline.column", first=first)
        said = (
            where
            if total == 1
            else f"{words('timeline.part', n=number + 1, total=total)} · {where}"
        )
        caption = self._edition.compositor.words(Piece(said, _SAID), self._grid.room / 2)
        top = frame.y - RULER - _CAPTION
        caption.draw(sheet, self._grid.left, top, element.add("P"))
        self._draw_neighbours(sheet, part, top, element)

    def _draw_neighbours(self, sheet: Sheet, part: Part, top: float, element: Element) -> None:
        """Write on the right which pages go on where this part ends."""
        right = self._grid.width - self._grid.right
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
            box = boxes[sticky.id]
            is_cut = box.y < part.view.y or box.bottom > part.view.bottom
            with sheet.marked(elements[sticky.id]):
                drawing.draw("q", onto_page, *((rectangle(part.view), "W n") if is_cut else ()))
                self._stickies.draw(sticky, box)
                drawing.draw("Q")

    def _begun_elsewhere(
        self, part: Part, routes: Mapping[str, Route]
    ) -> Iterator[tuple[Point, int]]:
        """Yield where flows begin within the area of a part at stickies of another part."""
        flows = self._edition.board.flows
        for flow_id, route in routes.items():
            start, after = route.points[:2]
            if flows[flow_id].source not in part.ids and part.view.contains(start):
                dx, dy = after.x - start.x, after.y - start.y
                sideways = abs(dx) >= abs(dy)
                yield start, (2 if dx > 0 else 0) if sideways else (3 if dy > 0 else 1)

    def _inside(self, part: Part) -> dict[str, Route]:
        """Return the flows that begin or end in a part."""
        ids, flows = set(part.ids), self._edition.board.flows
        return {
            flow_id: route
            for flow_id, route in self._routes.items()
            if flows[flow_id].source in ids or flows[flow_id].target in ids
        }


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


def _triangle(at: Point, way: int, view: Box, frame: Box, scale: float) -> str:
    onto_page = Point(frame.x + (at.x - view.x) * scale, frame.y + (at.y - view.y) * scale)
    return _arrow(onto_page, way)


def _arrow(at: Point, way: int) -> str:
    """Return a triangle that points rightwards, or turned by so many quarters."""
    dx, dy = ((1, 0), (0, 1), (-1, 0), (0, -1))[way]
    tip = at.moved(dx * _MARK, dy * _MARK)
    sides = (
        at.moved(-dy * _MARK * 0.8, dx * _MARK * 0.8),
        at.moved(dy * _MARK * 0.8, -dx * _MARK * 0.8),
    )
    return polygon((tip, *sides))
