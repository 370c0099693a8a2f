"""A board as PNG, drawn from the very page that the PDF shows, without a display."""

from __future__ import annotations

from math import floor

from stormdesk.exchange.format import Files
from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.pictures.excerpt import Excerpt, excerpt_of
from stormdesk.exchange.pictures.options import PngOptions
from stormdesk.exchange.pictures.page import page_bytes
from stormdesk.exchange.pictures.pdf_pages import PdfPages
from stormdesk.exchange.pictures.png_file import PngFile
from stormdesk.exchange.pictures.sheet import sheet_of
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.board import Board
from stormdesk.model.naming import slug
from stormdesk.model.problem import BadInput

MOST_PIXELS = 120_000_000
"""What programs still open that show pictures; four bytes each in memory."""

LONGEST_SIDE = 32_000
"""Pixels; many programs count the sides of a picture in signed numbers of sixteen bits."""

_PIXELS_AT_ONCE = 8_000_000


def write(board: Board, options: PngOptions) -> Files:
    """Return the picture as one file.

    Raises BadInput where it would be larger than programs can open.
    """
    typefaces = Typefaces.of_system()
    excerpt = excerpt_of(board, options.of, Cards(typefaces))
    picture = png_bytes(
        excerpt, typefaces, legend=options.legend, date=options.date,
        scale=options.scale, width=options.width,
    )  # fmt: skip
    return {f"{slug(board.profile.title, 'board')}.png": picture}


def png_bytes(
    excerpt: Excerpt,
    typefaces: Typefaces,
    *,
    legend: bool = True,
    date: str | None = None,
    scale: float | None = None,
    width: int | None = None,
) -> bytes:
    """Return the picture of an excerpt, so many pixels a board unit or so many wide.

    With neither it is as large as the board, or as the largest picture there may be. Raises
    BadInput where what is asked for is larger.
    """
    drawing = Drawing(typefaces)
    sheet = sheet_of(drawing, excerpt, DEFAULT_PALETTE, legend=legend, date=date)
    across, down = _size(sheet.width, sheet.height, scale, width)
    pages = PdfPages(page_bytes(drawing, sheet, excerpt.title))
    try:
        return _drawn(pages, across, down)
    finally:
        pages.close()


def _drawn(pages: PdfPages, width: int, height: int) -> bytes:
    file = PngFile(width, height)
    rows = max(1, _PIXELS_AT_ONCE // width)
    for top in range(0, height, rows):
        part = (0, top, width, min(rows, height - top))
        file.add(pages.pixels(0, width, height, part))
    return file.finished()


def _size(width: float, height: float, scale: float | None, asked: int | None) -> tuple[int, int]:
    """Return how many pixels a sheet of so many board units has across and down."""
    largest = min(LONGEST_SIDE / max(width, height), (MOST_PIXELS / (width * height)) ** 0.5)
    chosen = scale if scale is not None else asked / width if asked is not None else None
    if chosen is None:
        chosen = min(1.0, largest)
    elif chosen > largest:
        name = "width" if scale is None else "scale"
        most = f"{floor(largest * width)}" if scale is None else f"{floor(largest * 1000) / 1000}"
        raise BadInput(
            name,
            f"makes a picture of {round(width * chosen):,} by {round(height * chosen):,} pixels;"
            f" take at most {most}, or a part of the board",
        )
    across = asked if asked is not None else max(1, round(width * chosen))
    return across, max(1, round(height * chosen))
