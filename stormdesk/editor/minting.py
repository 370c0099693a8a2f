"""Permanent ids for what people make, readable and unlike any other's."""

from __future__ import annotations

import secrets
from collections.abc import Container

from stormdesk.model.board import Board, Change
from stormdesk.model.naming import slug

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def minted_id(text: str, board: Board, taken: Container[str] = ()) -> str:
    """Return a new id made of a first text and four random characters.

    They are random so that two people's copies of one board do not mint the same id. ``taken``
    are ids that are about to come to the board.
    """
    while True:
        tail = "".join(secrets.choice(_LETTERS) for _ in range(4))
        candidate = f"{slug(text, 'sticky')}-{tail}"
        if candidate not in board.records and candidate not in taken:
            return candidate


def as_new(board: Board) -> Board:
    """Return a copy of a board that is a board of its own, with an id of its own."""
    profile = board.profile
    own = profile.revised(id=minted_id(profile.title, board))
    return board.after(Change({profile.id: (profile, None), own.id: (None, own)}))
