"""Permanent ids for what people make, readable and unlike any other's."""

from __future__ import annotations

import secrets

from stormdesk.model.board import Board
from stormdesk.model.naming import slug

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def minted_id(text: str, board: Board) -> str:
    """Return a new id made of a first text and four random characters.

    They are random so that two people's copies of one board do not mint the same id.
    """
    while True:
        tail = "".join(secrets.choice(_LETTERS) for _ in range(4))
        candidate = f"{slug(text, 'sticky')}-{tail}"
        if candidate not in board.records:
            return candidate
