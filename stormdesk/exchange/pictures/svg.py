"""A board as SVG 1.1: its poster, or a part of it, for browsers, slides and drawing programs."""

from __future__ import annotations

from stormdesk.exchange.format import Files, only_file
from stormdesk.exchange.paper.fixed_words import words_of
from stormdesk.exchange.paper.operators import number
from stormdesk.exchange.paper.title_block import counted
from stormdesk.exchange.pictures.embedded_board import board_in, element_of
from stormdesk.exchange.pictures.excerpt import Excerpt, excerpt_of
from stormdesk.exchange.pictures.options import SvgOptions
from stormdesk.exchange.pictures.sheet import sheet_of
from stormdesk.exchange.pictures.svg_drawing import SvgDrawing
from stormdesk.exchange.pictures.svg_lettering import FALLBACKS
from stormdesk.exchange.xml_text import xml_attribute, xml_text
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.naming import slug

STYLE = "text{font-kerning:none;font-variant-ligatures:none}"
"""Lines were set letter by letter, so viewers have to keep to that."""

_PAPER = "#ffffff"


def write(board: Board, options: SvgOptions) -> Files:
    """Return the drawing as one file; equal boards give equal bytes where the fonts are equal."""
    typefaces = Typefaces.of_system()
    excerpt = excerpt_of(board, options.of, Cards(typefaces))
    text = svg_text(
        excerpt, typefaces, legend=options.legend, date=options.date,
        embedded=board if options.embed_board else None,
    )  # fmt: skip
    return {f"{slug(board.profile.title, 'board')}.svg": text.encode()}


def read(files: Files) -> Board:
    """Return the board that a drawing carries.

    Raises BadInput where it carries none, or the file is broken.
    """
    name, data = only_file(files)
    return board_in(data, name)


def svg_text(
    excerpt: Excerpt,
    typefaces: Typefaces,
    *,
    legend: bool = True,
    date: str | None = None,
    embedded: Board | None = None,
) -> str:
    """Return the document of an excerpt; it carries a board only if there is one to embed."""
    board = excerpt.arrangement.board
    drawing = SvgDrawing(board, typefaces)
    sheet = sheet_of(drawing, excerpt, DEFAULT_PALETTE, legend=legend, date=date)
    sheet.draw()
    width, height = number(sheet.width), number(sheet.height)
    language = board.profile.language
    spoken = f" xml:lang={xml_attribute(language)}" if language else ""
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' version="1.1" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' font-family="{FALLBACKS}"{spoken}>'
    )
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        head,
        f"<title>{xml_text(excerpt.title)}</title>",
        f"<desc>{xml_text(_description(board))}</desc>",
        *([f"<metadata>{element_of(embedded)}</metadata>"] if embedded is not None else ()),
        f"<style>{STYLE}</style>",
        f'<rect width="{width}" height="{height}" fill="{_PAPER}"/>',
        *drawing.elements,
        "</svg>",
        "",
    ]
    return "\n".join(lines)


def _description(board: Board) -> str:
    """Return what the drawing is about, for who cannot see it."""
    words = words_of(board)
    scope = " ".join(board.profile.scope.split())
    lanes = ", ".join(lane.name for lane in board.in_order(Context))
    told = [scope, counted(board, words), f"{words('sections.contexts')}: {lanes}" if lanes else ""]
    return ". ".join(part for part in told if part)
