"""A poster on many sheets: a map of them, then every tile that shows something."""

from __future__ import annotations

from stormdesk.exchange.paper.assembly_map import AssemblyMap, Poster
from stormdesk.exchange.paper.cut_drawing import CutDrawing
from stormdesk.exchange.paper.fixed_words import words_of
from stormdesk.exchange.paper.options import PosterOptions, TileSize
from stormdesk.exchange.paper.page_size import MILLIMETRE, sheet_sizes
from stormdesk.exchange.paper.pdf_file import About, Bookmark, Page, Spot, written_pdf
from stormdesk.exchange.paper.placement import Placement, placed
from stormdesk.exchange.paper.tile_grid import TileGrid
from stormdesk.exchange.paper.tile_page import TilePage
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Box


def tiles(
    arrangement: Arrangement,
    options: PosterOptions,
    paper: TileSize,
    about: About,
    typefaces: Typefaces,
) -> bytes:
    """Return the poster cut into sheets; those that would show bare lanes alone are left out."""
    drawing = CutDrawing(typefaces)
    place = placed(drawing, arrangement, options)
    place.sheet.draw()
    grid = _grid(place, options, paper)

    def shows(part: Box) -> bool:
        return drawing.shows(place.on_board(part))

    kept = grid.tiles(shows)
    words = words_of(arrangement.board)
    page_of = {tile: number for number, tile in enumerate(kept, 1)}
    title = words("tiles.map")
    first = drawing.beside()
    poster = Poster(arrangement, place, grid, page_of)
    links = AssemblyMap(first, poster, paper, words).draw()
    pages = [Page(grid.page_width, grid.page_height, first.operators, links=links)]
    bookmarks = [Bookmark(title, Spot(0))]
    leaf = TilePage(drawing, place, grid, page_of, words, about.title)
    for tile, number in page_of.items():
        shown = words("page.of", page=number + 1, total=len(kept) + 1)
        operators = leaf.operators(tile, shown)
        pages.append(Page(grid.page_width, grid.page_height, operators))
        said = words("tiles.tile", row=tile.row + 1, column=tile.column + 1)
        bookmarks.append(Bookmark(said, Spot(number)))
    return written_pdf(pages, drawing.resources, about, bookmarks=bookmarks, real_size=True)


def _grid(place: Placement, options: PosterOptions, paper: TileSize) -> TileGrid:
    """Return the grid of the fewest sheets, lying or standing."""
    grids = [
        TileGrid(
            place.width, place.height, width, height,
            options.tile_margin * MILLIMETRE, options.overlap * MILLIMETRE,
        )
        for width, height in sheet_sizes(paper, "auto")
    ]  # fmt: skip
    return min(grids, key=lambda grid: grid.rows * grid.columns)
