"""Looking over a board with every rule that applies to its level."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from stormdesk.analysis.finding import Finding, Level, Rule
from stormdesk.analysis.rules.flows import (
    command_without_effect,
    event_without_cause,
    flow_against_grammar,
    skipped_aggregate,
)
from stormdesk.analysis.rules.messages import message_without_key, unknown_name
from stormdesk.analysis.rules.ownership import context_without_owner, team_unknown
from stormdesk.analysis.rules.wording import event_in_past_tense
from stormdesk.model.board import Board
from stormdesk.model.level import level_of
from stormdesk.model.session import Suppressed

__all__ = ["RULES", "Finding", "Level", "check"]

RULES: tuple[Rule, ...] = (
    event_in_past_tense,
    flow_against_grammar,
    skipped_aggregate,
    event_without_cause,
    command_without_effect,
    context_without_owner,
    team_unknown,
    unknown_name,
    message_without_key,
)


def check(
    board: Board, rules: Iterable[Rule] = RULES, *, today: date | None = None
) -> list[Finding]:
    """Return the findings of a board, what matters most first, without the suppressed ones."""
    today = today or datetime.now(UTC).astimezone().date()
    level = level_of(board)
    accepted = {(s.rule, i) for s in board.of_type(Suppressed).values() for i in s.records}
    found = [
        finding
        for each in rules
        if level in each.boards
        for finding in each.findings(board, today)
        if not finding.records or any((each.id, i) not in accepted for i in finding.records)
    ]
    return sorted(found, key=lambda f: f.level.rank)


def rule_of(finding: Finding) -> Rule:
    """Return the rule that found something."""
    return next(each for each in RULES if each.id == finding.rule)
