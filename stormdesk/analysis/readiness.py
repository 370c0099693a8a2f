"""How ready a board is: checklists, decision, ladder, scoreboard and the worth of its events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from stormdesk.analysis import maturity, operation, preparation
from stormdesk.analysis.checklists import Asked, Checklist, wording
from stormdesk.analysis.evidence import Judge
from stormdesk.analysis.preparation import Decided, decided
from stormdesk.analysis.scoreboard import Score, scoreboard
from stormdesk.analysis.value_matrix import ValueMatrix, value_matrix
from stormdesk.model.board import Board
from stormdesk.model.session import Check

JUDGES: Mapping[str, Judge] = MappingProxyType(
    {**preparation.JUDGES, **operation.JUDGES, **maturity.JUDGES}
)
"""What the board itself says about the items that it can judge, by their ids."""


class State(StrEnum):
    """How an item stands; what waits for a tick is by hand."""

    MET = "met"
    NOT_MET = "not-met"
    BY_HAND = "by-hand"


@dataclass(frozen=True, slots=True)
class Item:
    """One item as it stands; ``records`` are the ids concerned, ``told`` what the board says."""

    id: str
    title: str
    help: str
    state: State
    records: tuple[str, ...]
    told: str
    is_by_hand: bool
    check: Check | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A checklist as it stands."""

    id: str
    title: str
    about: str
    items: tuple[Item, ...]

    @property
    def met(self) -> int:
        """How many items are met."""
        return sum(item.state is State.MET for item in self.items)

    @property
    def is_met(self) -> bool:
        """Whether all of them are."""
        return self.met == len(self.items)


@dataclass(frozen=True, slots=True)
class Readiness:
    """All that a board says about how ready it is."""

    checklists: tuple[Judged, ...]
    maturity: tuple[Judged, ...]
    decision: Decided
    scoreboard: tuple[Score, ...]
    values: ValueMatrix

    @property
    def rung(self) -> str | None:
        """The highest rung of the ladder that is reached with all those below, by its id."""
        reached: str | None = None
        for each in self.maturity:
            if not each.is_met:
                break
            reached = each.id
        return reached


def readiness(board: Board) -> Readiness:
    """Judge a board by everything that is asked of it."""
    checks = {check.item: check for check in board.of_type(Check).values()}
    asked = wording()
    return Readiness(
        checklists=tuple(_judged(board, each, checks) for each in asked.checklists),
        maturity=tuple(_judged(board, each, checks) for each in asked.maturity),
        decision=decided(board),
        scoreboard=scoreboard(board),
        values=value_matrix(board),
    )


def readiness_json(board: Board) -> dict[str, Any]:
    """Return how ready a board is as JSON values, under keys that stay."""
    found = readiness(board)
    return {
        "checklists": [_list_json(each) for each in found.checklists],
        "maturity": {
            "reached": found.rung,
            "rungs": [_list_json(each) for each in found.maturity],
        },
        "decision": {
            "advice": found.decision.advice,
            "because": found.decision.because,
            "answers": {q.id: q.answer for q in found.decision.questions},
        },
        "scoreboard": [
            {
                "rule": score.id,
                "done": score.done,
                "total": score.total,
                "records": list(score.records),
                "told": score.told,
            }
            for score in found.scoreboard
        ],
        "values": [
            {"value": value, "delivery": delivery, "events": list(ids)}
            for (value, delivery), ids in found.values.cells.items()
        ],
    }


def _list_json(judged: Judged) -> dict[str, Any]:
    return {"id": judged.id, "met": judged.met, "items": [_item_json(i) for i in judged.items]}


def _item_json(item: Item) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": item.id,
        "title": item.title,
        "state": item.state.value,
        "records": list(item.records),
        "told": item.told,
    }
    if item.check is not None:
        told["confirmed-by"], told["date"] = item.check.confirmed_by, item.check.date
    return told


def _judged(board: Board, asked: Checklist, checks: Mapping[str, Check]) -> Judged:
    items = tuple(_item(board, each, checks.get(each.id)) for each in asked.items)
    return Judged(asked.id, asked.title, asked.about, items)


def _item(board: Board, asked: Asked, check: Check | None) -> Item:
    is_by_hand = asked.by != "board"
    check = check if is_by_hand else None
    state, records, told = State.MET, (), ""
    if asked.by != "hand":
        evidence = JUDGES[asked.id](board)
        records, told = evidence.records, evidence.told
        state = State.MET if evidence.is_met else State.NOT_MET
    if state is State.MET and is_by_hand:
        state = _ticked(check)
    return Item(asked.id, asked.title, asked.help, state, records, told, is_by_hand, check)


def _ticked(check: Check | None) -> State:
    if check is None:
        return State.BY_HAND
    return State.MET if check.met else State.NOT_MET
