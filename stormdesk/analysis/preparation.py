"""What should be there before people storm, and whether they should at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Literal

from stormdesk.analysis.checklists import wording
from stormdesk.analysis.evidence import Evidence, Judge, counted
from stormdesk.analysis.roles import Role, people_by_role
from stormdesk.model.board import Board
from stormdesk.model.session import Check, Session

Advice = Literal["storm", "light", "do-not", "open"]
SHORTEST_SESSION = 90
"""Minutes below which a first session is hurried."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the decision, and what was answered, by whom and when."""

    id: str
    title: str
    answer: bool | None
    check: Check | None


@dataclass(frozen=True, slots=True)
class Decided:
    """Whether to storm, and why; open until something is answered that settles it."""

    advice: Advice
    title: str
    because: str
    questions: tuple[Question, ...]


def takes_part(board: Board, role: Role) -> Evidence:
    """Return whether somebody of a role takes part."""
    ids = tuple(people_by_role(board)[role])
    return Evidence(bool(ids), ids, counted(len(ids), "person/people") if ids else "nobody yet")


def scope_is_told(board: Board) -> Evidence:
    """Return whether the board says what it is about."""
    is_told = bool(board.profile.scope.strip())
    return Evidence(is_told, (board.profile.id,), "" if is_told else "the scope is empty")


def time_is_set_aside(board: Board) -> Evidence:
    """Return whether a session was or is to be long enough."""
    longest = max((s.minutes or 0 for s in board.of_type(Session).values()), default=0)
    told = f"{longest} minutes" if longest else "no session says how long it takes"
    return Evidence(longest >= SHORTEST_SESSION, (), told)


def decided(board: Board) -> Decided:
    """Return the advice that follows from the answers that were given by hand."""
    told = wording().decision
    checks = {check.item: check for check in board.of_type(Check).values()}
    questions = tuple(
        Question(each.id, each.title, checks[each.id].met if each.id in checks else None,
                 checks.get(each.id))
        for each in told.questions
    )  # fmt: skip
    yes = {each.id for each in questions if each.answer}
    for way in told.advice:
        if yes.issuperset(way.when):
            return Decided(way.advice, told.outcomes[way.advice], way.because, questions)
    if all(each.answer is not None for each in questions):
        because = "Nothing speaks for more."
        return Decided("light", told.outcomes["light"], because, questions)
    return Decided("open", told.outcomes["open"], "", questions)


JUDGES: Mapping[str, Judge] = MappingProxyType(
    {
        "domain-expert-takes-part": partial(takes_part, role="domain-expert"),
        "developer-takes-part": partial(takes_part, role="developer"),
        "reliability-takes-part": partial(takes_part, role="reliability"),
        "security-takes-part": partial(takes_part, role="security"),
        "product-takes-part": partial(takes_part, role="product"),
        "scope-is-told": scope_is_told,
        "time-is-set-aside": time_is_set_aside,
    }
)
