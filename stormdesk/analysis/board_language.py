"""The language that the stickies of a board are written in."""

from __future__ import annotations

from stormdesk.analysis.wording import detect_language
from stormdesk.model.board import Board
from stormdesk.model.once import once


@once
def language_of(board: Board) -> str | None:
    """Return the language that the board names, such as ``"en"`` of ``en-GB``, else the detected.

    None where the texts say too little to tell.
    """
    if board.profile.language is not None:
        return board.profile.language.partition("-")[0]
    return detect_language(sticky.text for sticky in board.stickies.values())
