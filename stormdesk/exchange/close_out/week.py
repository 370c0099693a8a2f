"""The seven days after a workshop, drafted from what the board leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.exchange.catalogues.mdx import bullets, inline
from stormdesk.exchange.close_out.registers import Issue
from stormdesk.exchange.paper.fixed_words import FixedWords
from stormdesk.model.board import Board
from stormdesk.model.session import Term

_MOST = 3
_LONGEST = 8


def week_plan(board: Board, hotspots: list[Issue], steps: list[Issue], words: FixedWords) -> str:
    """Return the plan as Markdown; a day without anything to do is left out."""
    parts = [f"# {inline(words('pack.week'))}", inline(words("pack.draft"))]
    for number, (task, items) in enumerate(_days(board, hotspots, steps, words), 1):
        parts.append(f"## {inline(words('pack.day', n=number))}")
        parts.append(inline(task))
        parts.append(bullets(items))
    return "\n\n".join(filter(None, parts)) + "\n"


def _days(
    board: Board, hotspots: list[Issue], steps: list[Issue], words: FixedWords
) -> Iterator[tuple[str, list[str]]]:
    waiting = [each for each in hotspots if each.is_open]
    unowned = [each for each in (*waiting, *steps) if not each.owner]
    yield words("pack.send"), []
    yield words("pack.find-owners"), _listed(unowned) if unowned else [words("pack.all-owned")]
    first = waiting[:_MOST]
    yield words("pack.first"), _listed(first) if first else [words("summary.none-open")]
    yield words("pack.start"), _listed(steps) if steps else [words("pack.no-steps")]
    vague = [term.term for term in board.in_order(Term) if not term.definition.strip()]
    assumed = sum(
        level.assumed for sticky in board.stickies.values() for level in sticky.service_levels
    )
    told = [words("pack.vague", name=each) for each in vague[:_LONGEST]]
    told += [words("pack.assumed", n=assumed)] if assumed else []
    yield words("pack.settle"), told or [words("pack.none")]
    yield words("pack.show"), []
    yield (
        words("pack.look-again"),
        [f"{each.due}: {each.title}" for each in (*waiting, *steps) if each.due][:_LONGEST],
    )


def _listed(issues: list[Issue]) -> list[str]:
    return [
        " · ".join(filter(None, (each.title, each.owner, each.due))) for each in issues[:_LONGEST]
    ]
