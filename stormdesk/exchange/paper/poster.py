"""A board as a poster: one vector page with title, lanes, flows, stickies and legend."""

from __future__ import annotations

from stormdesk.exchange.format import Files
from stormdesk.exchange.paper.composition import Composition
from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.options import PosterOptions
from stormdesk.exchange.paper.page_size import page_size, proportion
from stormdesk.exchange.paper.pdf_file import Page, written_pdf
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import Cards, set_sticky
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.board import Board
from stormdesk.model.naming import slug


def write(board: Board, options: PosterOptions) -> Files:
    """Return the poster as one file; equal boards give equal bytes where the fonts are equal."""
    name = f"{slug(board.profile.title, 'board')}.pdf"
    return {name: poster(board, options, Typefaces.of_system())}


def missing_characters(
    board: Board, typefaces: Typefaces | None = None
) -> list[tuple[str, tuple[str, ...]]]:
    """Return the stickies with characters that no font has, drawn as boxes, and these."""
    faces = typefaces or Typefaces.of_system()
    settings = ((sticky.id, set_sticky(sticky, faces)) for sticky in board.stickies.values())
    return sorted((i, setting.missing) for i, setting in settings if setting.missing)


def poster(board: Board, options: PosterOptions, typefaces: Typefaces) -> bytes:
    """Return the poster of a board, set in some typefaces."""
    drawing = Drawing(typefaces)
    sheet = Composition(
        drawing, Arrangement.of(board, Cards(typefaces)), DEFAULT_PALETTE,
        with_legend=options.legend, date=options.date, proportion=proportion(options.page),
    )  # fmt: skip
    sheet.draw()
    size = page_size(options.page, sheet.width, sheet.height)
    scale = min(size.width / sheet.width, size.height / sheet.height)
    # A page's origin is its lower left corner, the sheet's its upper left one.
    upright = f"{scale:.6f} 0 0 {-scale:.6f} 0 {size.height:.3f} cm"
    page = Page(
        size.width, size.height, size.unit, f"{upright}\n{drawing.operators}\n",
        drawing.forms, drawing.opacities, drawing.lettering.fonts,
    )  # fmt: skip
    profile = board.profile
    return written_pdf(page, profile.title, " ".join(profile.scope.split()), profile.language)
