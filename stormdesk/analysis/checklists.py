"""What is asked of a board, in words: the checklists, the decision, the ladder and the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from stormdesk.resources import read_yaml

By = Literal["board", "hand", "both"]
"""Who judges an item: the board, a person, or the person once the board allows it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One item, question or rule; its id is kept in boards."""

    id: str
    title: str
    help: str = ""
    by: By = "board"


@dataclass(frozen=True, slots=True)
class Checklist:
    """Items that belong together."""

    id: str
    title: str
    about: str
    items: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to decide: the advice where all of ``when`` is answered with yes."""

    advice: Literal["storm", "light", "do-not"]
    when: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The questions that decide whether to storm, and what follows from their answers."""

    title: str
    about: str
    questions: tuple[Asked, ...]
    advice: tuple[Way, ...]
    outcomes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """All that is asked."""

    checklists: tuple[Checklist, ...]
    maturity: tuple[Checklist, ...]
    decision: Decision
    game_rules: tuple[Asked, ...]


@cache
def wording() -> Wording:
    """Return all that is asked, read once."""
    told = read_yaml("checklists.yaml")
    decision = told["decision"]
    return Wording(
        checklists=tuple(_checklist(each) for each in told["checklists"]),
        maturity=tuple(_checklist(each) for each in told["maturity"]),
        decision=Decision(
            decision["title"],
            decision["about"],
            tuple(Asked(**each, by="hand") for each in decision["questions"]),
            tuple(
                Way(each["advice"], tuple(each["when"]), each["because"])
                for each in decision["advice"]
            ),
            decision["outcomes"],
        ),
        game_rules=tuple(Asked(**each) for each in told["game-rules"]),
    )


def _checklist(told: Mapping[str, Any]) -> Checklist:
    items = tuple(Asked(**each) for each in told["items"])
    return Checklist(told["id"], told["title"], told["about"], items)
