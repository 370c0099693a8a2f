"""One tile of a poster on its sheet: what it shows, where to cut it, and where it belongs."""

from __future__ import annotations

from collections.abc import Container

from stormdesk.exchange.paper.cut_drawing import CutDrawing
from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.fixed_words import FixedWords
from stormdesk.exchange.paper.operators import arc, line, moved, outline, rectangle, stroke
from stormdesk.exchange.paper.page_size import MILLIMETRE
from stormdesk.exchange.paper.placement import Placement
from stormdesk.exchange.paper.tile_grid import Tile, TileGrid
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.typesetting import set_line

_OFF, _LENGTH = 1.0 * MILLIMETRE, 3.5 * MILLIMETRE  # of a crop mark
_REGISTER_OFF, _REGISTER = 3.0 * MILLIMETRE, 1.6 * MILLIMETRE
_THIN = 0.4
_LABEL_SIZE = 7.0
_LABEL_INSET = 8 * MILLIMETRE
_LABEL_OFF = 1.4 * MILLIMETRE


class TilePage:
    """Draws tiles of one poster; lengths are points from a sheet's upper left corner."""

    def __init__(
        self,
        drawing: CutDrawing,
        place: Placement,
        grid: TileGrid,
        kept: Container[Tile],
        words: FixedWords,
        title: str,
    ) -> None:
        self._drawing = drawing
        self._place = place
        self._grid = grid
        self._kept = kept
        self._words = words
        self._title = title

    def operators(self, tile: Tile, number: str) -> str:
        """Return the operators of a page that is called by a number."""
        grid, place = self._grid, self._place
        window = grid.window(tile)
        page = self._drawing.beside()
        page.draw(f"1 0 0 -1 0 {grid.page_height:.3f} cm")
        frame = Box(grid.margin, grid.margin, window.width, window.height)
        x = grid.margin - window.x + place.margin
        y = grid.margin - window.y + place.margin
        seen = self._drawing.seen(place.on_board(window))
        page.apart(rectangle(frame), "W n", moved(x, y, place.scale), seen)
        self._mark(page, tile, frame)
        self._label(page, tile, frame, number)
        return page.operators

    def _mark(self, page: Drawing, tile: Tile, frame: Box) -> None:
        """Draw where to cut, and half circles that meet those of the neighbours."""
        grid, row, column = self._grid, tile.row, tile.column
        upright = [frame.x]
        level = [frame.y]
        joints_across = [frame.x] if Tile(row, column - 1) in self._kept else []
        joints_down = [frame.y] if Tile(row - 1, column) in self._kept else []
        if Tile(row, column + 1) in self._kept:
            joints_across.append(frame.right - grid.overlap_across)
        else:
            upright.append(frame.right)
        if Tile(row + 1, column) in self._kept:
            joints_down.append(frame.bottom - grid.overlap_down)
        else:
            level.append(frame.bottom)
        marks: list[str] = []
        for x in upright:
            for edge, way in ((frame.y, -1), (frame.bottom, 1)):
                marks.append(_stroke_from(Point(x, edge), 0, way))
        for y in level:
            for edge, way in ((frame.x, -1), (frame.right, 1)):
                marks.append(_stroke_from(Point(edge, y), way, 0))
        for x in joints_across:
            marks += [
                _register(Point(x, edge))
                for edge in (frame.y - _REGISTER_OFF, frame.bottom + _REGISTER_OFF)
            ]
        for y in joints_down:
            marks += [
                _register(Point(edge, y))
                for edge in (frame.x - _REGISTER_OFF, frame.right + _REGISTER_OFF)
            ]
        page.apart(stroke(DEFAULT_PALETTE.outer_ink, _THIN), *marks, "S")

    def _label(self, page: Drawing, tile: Tile, frame: Box, number: str) -> None:
        said = self._words("tiles.tile", row=tile.row + 1, column=tile.column + 1)
        room = frame.width - 2 * _LABEL_INSET - self._grid.overlap_across
        text = set_line(
            f"{said}  ·  {self._title}  ·  {number}",
            _LABEL_SIZE, page.typefaces, max_width=max(room, _LABEL_INSET),
        )  # fmt: skip
        top = frame.bottom + _LABEL_OFF
        page.line(text, frame.x + _LABEL_INSET, top, DEFAULT_PALETTE.faint_ink)


def _stroke_from(corner: Point, across: int, down: int) -> str:
    start = corner.moved(across * _OFF, down * _OFF)
    return line(start, start.moved(across * _LENGTH, down * _LENGTH))


def _register(middle: Point) -> str:
    """Return a circle with a cross that reaches beyond it."""
    reach = _REGISTER * 1.5
    return " ".join(
        (
            outline((*arc(middle, _REGISTER, 0, 360), ("Z",))),
            line(middle.moved(-reach, 0), middle.moved(reach, 0)),
            line(middle.moved(0, -reach), middle.moved(0, reach)),
        )
    )
