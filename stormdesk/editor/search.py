"""Finding stickies by what stands on them or behind them."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from stormdesk.model.board import Board
from stormdesk.model.people import Team
from stormdesk.model.sticky import Sticky

LINK = "stormdesk://"
"""What the id of a record begins with where an artefact names the sticky it came from."""

_AFTER_A_LINK = ".,;:)]}/"
_STROKES = str.maketrans("łøđħŧı", "lodhti")
"""Letters with a stroke are letters of their own to Unicode, not to somebody who looks for one."""


class Search:
    """Finds stickies of a board; what was prepared is kept for the stickies that did not change."""

    def __init__(self) -> None:
        self._prepared: dict[str, tuple[Sticky, Team | None, str]] = {}

    def found(self, board: Board, query: str) -> list[str]:
        """Return the ids of the stickies that hold every word of a query, in no special order.

        Words may stand in text, notes, meaning, answer, label, tags (``#tag``) or owner
        (``@owner``); case and accents make no difference. An id is found whole, or by a part that
        has a hyphen; ``stormdesk://id`` finds any record.
        """
        if is_link(query):
            record_id = _linked(board, query)
            return [record_id] if record_id is not None else []
        words = folded(query).split()
        if not words:
            return []
        return [
            sticky.id
            for sticky in board.stickies.values()
            if all(
                word in self._all_of(board, sticky) or _is_of_id(word, sticky.id) for word in words
            )
        ]

    def _all_of(self, board: Board, sticky: Sticky) -> str:
        prepared = self._prepared.get(sticky.id)
        owner = board.get(sticky.owner, Team)
        if prepared is not None and prepared[0] is sticky and prepared[1] is owner:
            return prepared[2]
        words = (
            *(sticky.text, sticky.notes, sticky.doc, sticky.answer, sticky.label or ""),
            *(f"#{tag}" for tag in sticky.tags),
            f"@{owner.name if owner is not None else sticky.owner}" if sticky.owner else "",
        )
        text = folded("\n".join(word for word in words if word))
        self._prepared[sticky.id] = (sticky, owner, text)
        return text


def is_link(query: str) -> bool:
    """Tell whether a query holds a link to a record, as artefacts write it."""
    return LINK in query.casefold()


def _linked(board: Board, query: str) -> str | None:
    """Return the id of the record that a link leads to; a whole line may have been pasted."""
    rest = query[query.casefold().index(LINK) + len(LINK) :].strip().strip("/")
    first = re.split(r"[\s\"'<>]", rest, maxsplit=1)[0].rstrip(_AFTER_A_LINK)
    spellings = (rest, unquote(rest), first, unquote(first))
    return next((each for each in spellings if each in board.records), None)


def _is_of_id(word: str, record_id: str) -> bool:
    # An id keeps the words of the first text, which the sticky may hold no more.
    return word == record_id.lower() or ("-" in word and word in record_id.lower())


def folded(text: str) -> str:
    """Return a text as it is compared: without case, accents and the width of its letters."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return plain.translate(_STROKES)
