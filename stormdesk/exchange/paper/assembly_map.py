"""The page that shows how the tiles of a poster go together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.fixed_words import FixedWords
from stormdesk.exchange.paper.operators import fill, line, rectangle, rounded, stroke
from stormdesk.exchange.paper.page_size import MILLIMETRE
from stormdesk.exchange.paper.pdf_file import Link, Spot
from stormdesk.exchange.paper.placement import Placement
from stormdesk.exchange.paper.sticky_drawing import back_to_front
from stormdesk.exchange.paper.tile_grid import Tile, TileGrid
from stormdesk.layout.appearance import DEFAULT_PALETTE, colour_of
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.lane_colours import lane_colours
from stormdesk.layout.typesetting import Setting, set_line, set_text

_TITLE, _BODY, _SMALL = 20.0, 10.0, 8.0
_LARGEST_NUMBER, _LEAST_NUMBER = 12.0, 5.0
_MARGIN = 15 * MILLIMETRE
_STEPS = ("print", "rows", "columns", "edges")
_LEAST_MAP = 0.35
"""Of a page; the steps never leave less of it for the map."""
_VEIL, _PLATE = 0.72, 0.9
_WHITE = "#FFFFFF"
_LEADING = 1.4


class Poster(NamedTuple):
    """A poster and how it is cut: ``pages`` are the numbers of the tiles' pages, from 0."""

    arrangement: Arrangement
    place: Placement
    grid: TileGrid
    pages: Mapping[Tile, int]


class AssemblyMap:
    """Draws one page; lengths are points from its upper left corner."""

    def __init__(self, drawing: Drawing, poster: Poster, paper: str, words: FixedWords) -> None:
        self._drawing = drawing
        self._poster = poster
        self._paper = paper
        self._words = words
        self._room = poster.grid.page_width - 2 * _MARGIN

    def draw(self) -> list[Link]:
        """Draw the page, and return the links that lead from it to the tiles."""
        drawing, grid = self._drawing, self._poster.grid
        drawing.draw(f"1 0 0 -1 0 {grid.page_height:.3f} cm")
        ink, faint = DEFAULT_PALETTE.outer_ink, DEFAULT_PALETTE.faint_ink
        title = self._set(self._words("tiles.map"), _TITLE, bold=True)
        drawing.text(title, _MARGIN, _MARGIN, ink)
        top = _MARGIN + title.height + 4
        size = self._set(self._size(), _BODY)
        drawing.text(size, _MARGIN, top, faint)
        top += size.height + 14
        steps = [
            self._set(f"{number}.  {self._words(f'tiles.{step}')}", _BODY)
            for number, step in enumerate(_STEPS, 1)
        ]
        below = sum(step.height + 4 for step in steps) + 14
        height = max(grid.page_height - _MARGIN - below - top, grid.page_height * _LEAST_MAP)
        scale = min(self._room / grid.poster_width, height / grid.poster_height)
        links = self._draw_map(Point(_MARGIN, top), scale)
        top += grid.poster_height * scale + 14
        for step in steps:
            drawing.text(step, _MARGIN, top, ink)
            top += step.height + 4
        return links

    def _size(self) -> str:
        grid, pages = self._poster.grid, self._poster.pages
        width, height = (
            f"{side / MILLIMETRE / 10:.0f}" for side in (grid.poster_width, grid.poster_height)
        )
        sheets = self._words.counted("sheet", len(pages))
        size = self._words("tiles.size", width=width, height=height, sheets=sheets)
        return f"{self._poster.arrangement.board.profile.title}  ·  {size} ({self._paper})"

    def _draw_map(self, corner: Point, scale: float) -> list[Link]:
        grid, pages, drawing = self._poster.grid, self._poster.pages, self._drawing
        whole = Box(*corner, grid.poster_width * scale, grid.poster_height * scale)
        with drawing.placed(*corner, scale):
            drawing.apart(*self._miniature())
        links: list[Link] = []
        ink = DEFAULT_PALETTE.outer_ink
        for tile, box in self._cells(corner, scale):
            page = pages.get(tile)
            if page is None:
                # Crossed out: nothing of it is printed.
                drawing.apart(drawing.opacity(_VEIL), fill(_WHITE), rectangle(box), "f")
                cross = line(Point(box.x, box.y), Point(box.right, box.bottom))
                drawing.apart(stroke(DEFAULT_PALETTE.faint_ink, 0.4), cross, "S")
                continue
            self._number(tile, box)
            said = self._words("tiles.tile", row=tile.row + 1, column=tile.column + 1)
            links.append(Link(box, Spot(page), said))
        edges = [rectangle(box) for _, box in self._cells(corner, scale)]
        drawing.apart(stroke(ink, 0.8), *edges, "S", rectangle(whole), "S")
        return links

    def _miniature(self) -> Iterator[str]:
        """Yield the lanes and the stickies as plain boxes, in points of the poster."""
        arrangement, place = self._poster.arrangement, self._poster.place
        origin, scale = place.board_origin, place.scale
        palette = DEFAULT_PALETTE
        inner = place.width - 2 * place.margin
        for lane, colour in zip(arrangement.lanes, lane_colours(arrangement, palette), strict=True):
            band = Box(place.margin, origin.y + lane.top * scale, inner, lane.height * scale)
            yield f"{fill(colour)} {rectangle(band)} f"
        for sticky in back_to_front(arrangement.board.stickies.values()):
            x, y, width, height = arrangement.boxes[sticky.id]
            box = Box(origin.x + x * scale, origin.y + y * scale, width * scale, height * scale)
            yield f"{fill(colour_of(sticky, palette))} {rectangle(box)} f"

    def _cells(self, corner: Point, scale: float) -> Iterator[tuple[Tile, Box]]:
        grid = self._poster.grid
        for row in range(grid.rows):
            for column in range(grid.columns):
                tile = Tile(row, column)
                x, y, width, height = grid.share(tile)
                yield (
                    tile,
                    Box(corner.x + x * scale, corner.y + y * scale, width * scale, height * scale),
                )

    def _number(self, tile: Tile, box: Box) -> None:
        """Write row and column into the corner of a cell, on a plate that keeps it legible."""
        drawing = self._drawing
        size = max(min(_LARGEST_NUMBER, box.height * 0.3, box.width * 0.25), _LEAST_NUMBER)
        text = set_line(f"{tile.row + 1}.{tile.column + 1}", size, drawing.typefaces, bold=True)
        inset = size * 0.3
        plate = Box(box.x + inset, box.y + inset, text.width + size * 0.7, size * 1.3)
        drawing.apart(drawing.opacity(_PLATE), fill(_WHITE), rounded(plate, inset), "f")
        drawing.line(text, plate.x + size * 0.35, plate.y + size * 0.07, DEFAULT_PALETTE.outer_ink)

    def _set(self, text: str, size: float, *, bold: bool = False) -> Setting:
        return set_text(
            text, self._room, 0, self._drawing.typefaces,
            sizes=(size,), bold=bold, align="start", vertical="top", line_spacing=_LEADING,
        )  # fmt: skip
