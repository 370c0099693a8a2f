"""What a rule finds, and the mark that makes a function a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from inspect import cleandoc, signature

from stormdesk.model.board import Board, Change
from stormdesk.model.profile import LEVELS
from stormdesk.model.profile import Level as BoardLevel
from stormdesk.model.sticky import Kind, Sticky


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

Look = Callable[[Board], Found] | Callable[[Board, date], Found]
"""A rule's function; one that asks for it is told what day it is."""

Fix = Callable[[Board, Finding], Change | None]
"""Returns the change that mends a finding, None where that is not mechanical after all."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A function that looks over a board, with what the panel and the manual say of it."""

    id: str
    level: Level
    boards: tuple[BoardLevel, ...]
    look: Look
    subject: str
    fix: Fix | None = None

    @property
    def doc(self) -> str:
        """Why the rule is there and what to do; its first line names it."""
        return cleandoc(self.look.__doc__ or "")

    @property
    def title(self) -> str:
        """The first line of what is said of it."""
        return self.doc.splitlines()[0]

    def findings(self, board: Board, today: date) -> Iterator[Finding]:
        """Yield what the rule finds on a board, whatever its level."""
        wants_date = len(signature(self.look).parameters) > 1
        found: Found = self.look(board, today) if wants_date else self.look(board)  # type: ignore[call-arg]  # counted above
        for records, message, remedy in found:
            yield Finding(self.id, self.level, records, message, remedy)


def rule(
    level: Level, boards: tuple[BoardLevel, ...] = LEVELS, *, fix: Fix | None = None
) -> Callable[[Look], Rule]:
    """Make a rule of a function; its id is the function's name in kebab case.

    Its subject is the module that it stands in.
    """

    def made(look: Look) -> Rule:
        subject = look.__module__.rpartition(".")[2].replace("_", "-")
        return Rule(look.__name__.replace("_", "-"), level, boards, look, subject, fix)

    return made


def called(sticky: Sticky) -> str:
    """Return a sticky as messages speak of it: by its kind and its text."""
    told = named(sticky.text) if sticky.text.strip() else "without text"
    return f"{kind_name(sticky.kind)} {told}"


def kind_name(kind: Kind) -> str:
    """Return what messages call a kind: “read model”."""
    return kind.value.replace("-", " ")


def named(text: str) -> str:
    """Return a sticky's text as it is quoted in a message."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= 60 else line[:59] + '…'}”"
