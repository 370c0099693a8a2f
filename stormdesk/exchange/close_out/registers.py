"""What the room left to be settled and what it agreed on, to be read and for issue trackers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stormdesk.analysis.votes import shown_votes
from stormdesk.exchange.catalogues.mdx import inline, table
from stormdesk.exchange.csv_cell import csv_table
from stormdesk.exchange.paper.fixed_words import FixedWords
from stormdesk.layout.pins import lane_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.hotspot import hotspots, is_open
from stormdesk.model.people import Team
from stormdesk.model.record import Record
from stormdesk.model.session import Decision, Step, Term
from stormdesk.model.sticky import Sticky

LINK = "stormdesk://"
_TRACKED = ("Title", "Description", "Type", "Status", "Assignee", "Due", "Labels", "Votes", "Link")
"""The columns as issue trackers know them, whatever language the board is in."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A hotspot or a next step as somebody tracks it."""

    id: str
    title: str
    about: str
    status: str
    owner: str
    due: str
    context: str
    votes: int
    is_open: bool


def hotspot_issues(board: Board, words: FixedWords) -> list[Issue]:
    """Return all hotspots: those that wait first, and among them what most voted for."""
    votes = shown_votes(board)
    found = [
        Issue(
            each.id,
            _title(each.text),
            _about(board, each, words),
            words(f"hotspot.{each.status or 'open'}"),
            person(board, each.owner),
            each.due or "",
            _context_name(board, each),
            votes.get(each.id, 0),
            is_open(each),
        )
        for each in hotspots(board)
    ]
    return sorted(found, key=lambda each: (not each.is_open, -each.votes))


def step_issues(board: Board) -> list[Issue]:
    """Return all next steps, what is due first in front."""
    steps = sorted(board.in_order(Step), key=lambda step: step.due or "9999")
    return [
        Issue(
            step.id, _title(step.text), ", ".join(_named(board, step.about)), "",
            person(board, step.owner), step.due or "", "", 0, is_open=True,
        )
        for step in steps
    ]  # fmt: skip


def tracked(issues: Iterable[Issue], kind: str) -> bytes:
    """Return issues as a table that issue trackers import."""
    return csv_table(
        _TRACKED,
        (
            (
                each.title,
                each.about,
                kind,
                "open" if each.is_open else "done",
                each.owner,
                each.due,
                each.context,
                str(each.votes),
                f"{LINK}{each.id}",
            )
            for each in issues
        ),
    )


def hotspot_table(issues: list[Issue], words: FixedWords) -> str:
    """Return hotspots as a Markdown table; nothing without any."""
    nobody = words("hotspot.nobody")
    heads = ("text", "votes", "owner", "due", "status")
    return table(
        tuple(inline(words(f"facts.{each}")) for each in heads),
        [
            (
                f"**{inline(each.title)}**" + (f" {inline(each.about)}" if each.about else ""),
                str(each.votes or ""),
                inline(each.owner or nobody),
                inline(each.due),
                inline(each.status),
            )
            for each in issues
        ],
    )


def step_table(issues: list[Issue], words: FixedWords) -> str:
    """Return next steps as a Markdown table; nothing without any."""
    nobody = words("hotspot.nobody")
    return table(
        tuple(inline(words(f"facts.{each}")) for each in ("text", "about", "owner", "due")),
        [
            (inline(each.title), inline(each.about), inline(each.owner or nobody), inline(each.due))
            for each in issues
        ],
    )


def decision_table(board: Board, words: FixedWords) -> str:
    """Return what the room agreed on as a Markdown table; nothing without any."""
    return table(
        tuple(inline(words(f"facts.{each}")) for each in ("text", "about", "date", "status")),
        [
            (
                inline(each.text),
                inline(", ".join(_named(board, each.about))),
                inline(each.date or ""),
                inline(words.of("decision", each.status)),
            )
            for each in board.in_order(Decision)
        ],
    )


def glossary_table(board: Board, words: FixedWords) -> str:
    """Return the words of the board as a Markdown table; nothing without any."""
    terms = sorted(board.of_type(Term).values(), key=lambda t: (t.term.casefold(), t.id))
    return table(
        tuple(inline(words(f"facts.{each}")) for each in ("text", "about", "context")),
        [
            (
                f"**{inline(each.term)}**",
                inline(each.definition) or inline(words("pack.undefined")),
                inline(context.name if (context := board.get(each.context, Context)) else ""),
            )
            for each in terms
        ],
    )


def person(board: Board, name: str | None) -> str:
    """Return what an owner is called: a team by its name."""
    team = board.get(name, Team)
    return team.name if team is not None else name or ""


def _about(board: Board, hotspot: Sticky, words: FixedWords) -> str:
    host = board.get(hotspot.pinned_to, Sticky)
    answer = hotspot.answer.strip()
    parts = (
        f"({_title(host.text)})" if host is not None else "",
        hotspot.doc.strip(),
        hotspot.notes.strip(),
        f"{words('facts.answer')}: {answer}" if answer else "",
    )
    return " ".join(" ".join(filter(None, parts)).split())


def _context_name(board: Board, sticky: Sticky) -> str:
    context = board.get(lane_of(board, sticky), Context)
    return context.name if context is not None else ""


def _named(board: Board, ids: Iterable[str]) -> Iterator[str]:
    for record_id in ids:
        record: Record | None = board.records.get(record_id)
        for name in ("text", "name", "term"):
            told = getattr(record, name, None)
            if isinstance(told, str) and told.strip():
                yield _title(told)
                break


def _title(text: str) -> str:
    return " ".join(text.split())
