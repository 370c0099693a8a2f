"""Which of the events behind an aggregate or a system follow from which of its commands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from stormdesk.analysis.board_language import language_of
from stormdesk.analysis.lemmas import lemmas
from stormdesk.model.board import Board
from stormdesk.model.sticky import Kind

_DECIDING = (Kind.AGGREGATE, Kind.SYSTEM)


@dataclass(frozen=True, slots=True)
class Step:
    """One sticky leads to another, as a call, as an event, or in batches."""

    source: str
    target: str
    via: str


def by_command(board: Board, steps: list[Step]) -> tuple[list[Step], dict[str, str]]:
    """Return the steps with a node for each command of what decides, and whose node each is.

    An event belongs to the command that it shares the most words with, by their lemmas, as “Stock
    committed” does to “Commit stock”; the others do not lead to it. An event that no command is
    nearest to may follow from all of them.
    """
    language = language_of(board)
    before: defaultdict[str, list[str]] = defaultdict(list)
    after: defaultdict[str, list[str]] = defaultdict(list)
    for step in steps:
        if board.stickies[step.source].kind is Kind.COMMAND:
            before[step.target].append(step.source)
        if board.stickies[step.target].kind is Kind.EVENT:
            after[step.source].append(step.target)
    owners = {
        node: _owners(board, commands, after[node], language)
        for node, commands in before.items()
        if language is not None
        and board.stickies[node].kind in _DECIDING
        and len(commands) > 1
        and len(after[node]) > 1
    }
    parts: dict[str, str] = {}
    told: list[Step] = []
    for step in steps:
        owned = owners.get(step.target)
        if owned and step.source in before[step.target]:
            part = _part(step.target, step.source)
            parts[part] = board.stickies[step.target].again or step.target
            told.append(Step(step.source, part, step.via))
        else:
            told.append(step)
        if owned := owners.get(step.source):
            for command in before[step.source]:
                has_own = command in owned.values()
                if not has_own or owned.get(step.target, command) == command:
                    told.append(Step(_part(step.source, command), step.target, step.via))
    return told, parts


def _part(node: str, command: str) -> str:
    return f"{node}\n{command}"


def _owners(
    board: Board, commands: list[str], events: list[str], language: str | None
) -> dict[str, str]:
    if language is None:
        return {}
    said = {i: set(lemmas(board.stickies[i].text, language)) for i in (*commands, *events)}
    found: dict[str, str] = {}
    for event in events:
        shared = sorted(((len(said[event] & said[c]), c) for c in commands), reverse=True)
        if shared[0][0] > shared[1][0]:
            found[event] = shared[0][1]
    return found
