"""Mending what the rules find, where that is mechanical."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from stormdesk.analysis.finding import Finding, Rule
from stormdesk.analysis.findings import RULES, check
from stormdesk.model.board import Board, Change

_MOST_ROUNDS = 10


def fixed(
    board: Board, rules: Iterable[Rule] = RULES, *, today: date | None = None
) -> tuple[Change, list[Finding]]:
    """Return the change that mends all that is mechanical, and the findings that it mends.

    The board is looked over again after every round, because one fix may give way to another.
    """
    able = {rule.id: rule for rule in rules if rule.fix is not None}
    tried: set[tuple[str, tuple[str, ...], str]] = set()
    mended: list[Finding] = []
    whole = Change({})
    for _ in range(_MOST_ROUNDS):
        touched: set[str] = set()
        for finding in check(board, able.values(), today=today):
            told = (finding.rule, finding.records, finding.message)
            # What a fix of this round touched is not what the finding was about any more.
            if told in tried or not touched.isdisjoint(finding.records):
                continue
            change = _change(able[finding.rule], board, finding)
            if change:
                tried.add(told)
                touched.update(change.pairs)
                board, whole = board.after(change), whole.then(change)
                mended.append(finding)
        if not touched:
            break
    return whole, mended


def _change(rule: Rule, board: Board, finding: Finding) -> Change | None:
    return rule.fix(board, finding) if rule.fix is not None else None
