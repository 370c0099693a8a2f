"""A board as a poster: one vector page with title, lanes, flows, stickies and legend."""

from __future__ import annotations

from stormdesk.exchange.format import Files
from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.operators import number
from stormdesk.exchange.paper.options import PosterOptions
from stormdesk.exchange.paper.page_size import readable_size
from stormdesk.exchange.paper.pdf_file import About, Page, written_pdf
from stormdesk.exchange.paper.placement import placed
from stormdesk.exchange.paper.tiles import tiles
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.board import Board
from stormdesk.model.naming import slug


def write(board: Board, options: PosterOptions) -> Files:
    """Return the poster as one file; equal boards give equal bytes where the fonts are equal."""
    name = f"{slug(board.profile.title, 'board')}.pdf"
    return {name: poster(board, options, Typefaces.of_system())}


def poster(board: Board, options: PosterOptions, typefaces: Typefaces) -> bytes:
    """Return the poster of a board, set in some typefaces, on one page or cut into tiles."""
    arrangement = Arrangement.of(board, Cards(typefaces))
    profile = board.profile
    about = About(profile.title, " ".join(profile.scope.split()), profile.language)
    if options.tiles is not None:
        return tiles(arrangement, options, options.tiles, about, typefaces)
    drawing = Drawing(typefaces)
    place = placed(drawing, arrangement, options)
    place.sheet.draw()
    size = readable_size(place.width, place.height)
    scale, inset = place.scale / size.unit, place.margin / size.unit
    # A page's origin is its lower left corner, the sheet's its upper left one.
    top = size.height - inset
    upright = f"{scale:.6f} 0 0 {-scale:.6f} {number(inset)} {top:.3f} cm"
    page = Page(size.width, size.height, f"{upright}\n{drawing.operators}\n", size.unit)
    return written_pdf([page], drawing.resources, about)
