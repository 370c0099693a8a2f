"""What a rule finds, and the mark that makes a function a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from inspect import cleandoc

from stormdesk.model.board import Board
from stormdesk.model.profile import LEVELS
from stormdesk.model.profile import Level as BoardLevel


class Level(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for what matters most."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something on the board that a rule speaks of; ``records`` are the ids concerned."""

    rule: str
    level: Level
    records: tuple[str, ...]
    message: str
    remedy: str


Found = Iterator[tuple[tuple[str, ...], str, str]]
"""What a rule's function yields: the ids concerned, what is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A function that looks over a board, with what the panel and the manual say of it."""

    id: str
    level: Level
    boards: tuple[BoardLevel, ...]
    look: Callable[[Board], Found]

    @property
    def doc(self) -> str:
        """Why the rule is there and what to do; its first line names it."""
        return cleandoc(self.look.__doc__ or "")

    def findings(self, board: Board) -> Iterator[Finding]:
        """Yield what the rule finds on a board, whatever its level."""
        for records, message, remedy in self.look(board):
            yield Finding(self.id, self.level, records, message, remedy)


def rule(
    level: Level, boards: tuple[BoardLevel, ...] = LEVELS
) -> Callable[[Callable[[Board], Found]], Rule]:
    """Make a rule of a function; its id is the function's name in kebab case."""

    def made(look: Callable[[Board], Found]) -> Rule:
        return Rule(look.__name__.replace("_", "-"), level, boards, look)

    return made


def named(text: str) -> str:
    """Return a sticky's text as it is quoted in a message."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= 60 else line[:59] + '…'}”"
