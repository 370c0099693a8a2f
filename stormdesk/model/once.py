"""Working something out once a board, though one after another asks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from stormdesk.model.board import Board

T = TypeVar("T")


class _SameBoard:
    """A board as a key: the very same one, for comparing contents would cost more than it saves."""

    __slots__ = ("board",)

    def __init__(self, board: Board) -> None:
        self.board = board

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameBoard) and self.board is other.board

    def __hash__(self) -> int:
        return id(self.board)


def once(look: Callable[[Board], T]) -> Callable[[Board], T]:
    """Make a function keep what it returned for the last board, which nobody may alter."""

    @lru_cache(maxsize=1)
    def kept(key: _SameBoard) -> T:
        return look(key.board)

    @wraps(look)
    def asked(board: Board) -> T:
        return kept(_SameBoard(board))

    return asked
