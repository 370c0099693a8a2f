"""Writes an interview sheet, as text or as a web page."""

from __future__ import annotations

from stormdesk.exchange.format import Files
from stormdesk.exchange.interview.form_page import form_page
from stormdesk.exchange.interview.form_text import form_text
from stormdesk.exchange.interview.options import InterviewOptions
from stormdesk.exchange.interview.sheet import sheet_of
from stormdesk.exchange.paper.fixed_words import words_of
from stormdesk.model.board import Board
from stormdesk.model.naming import slug


def write(board: Board, options: InterviewOptions) -> Files:
    """Return the sheet; raises BadInput where there is no such agenda or phase."""
    words = words_of(board)
    sheet = sheet_of(board, options, words)
    name = slug(board.profile.title, "board")
    if options.sheet == "html":
        return {f"{name}-interview.html": form_page(sheet, words).encode()}
    return {f"{name}-interview.txt": form_text(sheet, words).encode()}
