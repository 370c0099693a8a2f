"""How a board came about, moment by moment, to be played and searched like a film."""

from __future__ import annotations

from collections.abc import Sequence

from stormdesk.document.diff import Damaged
from stormdesk.document.file import from_bytes
from stormdesk.document.journal import Journal
from stormdesk.document.replay import Replayed, replay
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput

_BETWEEN = 25
"""Steps from one kept board to the next, so that no moment is further away than that."""


class Film:
    """The steps that led to a board; moment 0 comes before the first, the last is that board."""

    def __init__(self, last: Board, steps: Sequence[Replayed]) -> None:
        self.steps = tuple(steps)
        self._kept: dict[int, Board] = {len(self.steps): last}

    def __len__(self) -> int:
        """Return how many steps there are."""
        return len(self.steps)

    def board(self, moment: int) -> Board:
        """Return the board after that many steps.

        Raises IndexError outside of the film.
        """
        if not 0 <= moment <= len(self.steps):
            raise IndexError(moment)
        at = min(self._kept, key=lambda kept: abs(kept - moment))
        board = self._kept[at]
        while at != moment:
            if at > moment:
                at -= 1
                board = board.after(self.steps[at].change.reversed())
            else:
                board = board.after(self.steps[at].change)
                at += 1
            if at % _BETWEEN == 0:
                self._kept.setdefault(at, board)
        return board

    def before(self, record_id: str) -> Board | None:
        """Return the board as it was when a record first came to it, None if that is not kept."""
        for moment, step in enumerate(self.steps):
            earlier, later = step.change.pairs.get(record_id, (None, None))
            if earlier is None and later is not None:
                return self.board(moment)
        return None


def filmed(journal: Journal) -> Film:
    """Return the film of a board from all that its journal still holds.

    Raises BadInput where the journal cannot be read.
    """
    try:
        found = replay(journal, from_bytes(journal.base(), journal.title))
    except Damaged:
        raise BadInput(journal.title, "its journal is damaged, so its past is lost") from None
    return Film(found.board, found.history)
