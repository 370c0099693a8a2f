"""A sheet as the one page of a PDF file: what PNG pictures are drawn from, and previews."""

from __future__ import annotations

from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.pdf_file import About, Page, written_pdf
from stormdesk.exchange.pictures.excerpt import excerpt_of
from stormdesk.exchange.pictures.options import HtmlOptions, PngOptions, SvgOptions
from stormdesk.exchange.pictures.sheet import BoardSheet, Sheet, sheet_of
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.board import Board

_MOST_POINTS = 14_400.0
"""Points along a side of a page, as ISO 32000 limits them."""


def page_bytes(drawing: Drawing, sheet: Sheet, title: str) -> bytes:
    """Return the file of a sheet that is drawn with a drawing, a point a unit where that fits."""
    sheet.draw()
    points = min(1.0, _MOST_POINTS / max(sheet.width, sheet.height))
    high = sheet.height * points
    # A page's origin is its lower left corner, the sheet's its upper left one.
    upright = f"{points:.6f} 0 0 {-points:.6f} 0 {high:.3f} cm"
    page = Page(sheet.width * points, high, f"{upright}\n{drawing.taken()}\n")
    return written_pdf([page], drawing.resources, About(title))


def drawing_preview(board: Board, options: SvgOptions | PngOptions) -> bytes:
    """Return what a drawing shows; raises BadInput where there is no such part of the board."""
    typefaces = Typefaces.of_system()
    excerpt = excerpt_of(board, options.of, Cards(typefaces))
    drawing = Drawing(typefaces)
    sheet = sheet_of(drawing, excerpt, DEFAULT_PALETTE, legend=options.legend, date=options.date)
    return page_bytes(drawing, sheet, excerpt.title)


def html_preview(board: Board, _: HtmlOptions) -> bytes:
    """Return what a web page shows at first; the details that it opens are not among it."""
    typefaces = Typefaces.of_system()
    drawing = Drawing(typefaces)
    arrangement = Arrangement.of(board, Cards(typefaces))
    sheet = BoardSheet(drawing, arrangement, DEFAULT_PALETTE)
    return page_bytes(drawing, sheet, board.profile.title)
