"""The pages that every incident has: the checklist, and the questions afterwards."""

from __future__ import annotations

from stormdesk.analysis.checklists import wording
from stormdesk.analysis.stickies import standing
from stormdesk.exchange.catalogues.mdx import inline, table
from stormdesk.exchange.marked_lines import marked_in_markdown
from stormdesk.exchange.operations.plans.figures import undecided
from stormdesk.exchange.operations.runbooks.advice import advice
from stormdesk.exchange.operations.runbooks.blocks import (
    code,
    flag_of,
    link,
    listed,
    page,
    section,
    ticked,
    worded,
)
from stormdesk.exchange.operations.runbooks.handbook import Handbook
from stormdesk.exchange.operations.runbooks.replaying import stopped
from stormdesk.model.people import Team

_INTENT = """\
For one incident, copy this page and tick as you go. One person leads and decides, another one
writes down what is done and when; nobody does both for long."""

_AFTER = """\
Asked of all who took part, within days, without looking for who is to blame. An answer that
changes nothing on the board or in a runbook is not finished."""


def incident_page(book: Handbook) -> bytes:
    """Return the checklist, with where to begin on this board."""
    (checklist,) = [each for each in wording().checklists if each.id == "incident"]
    items = [f"{inline(i.title)}: {inline(advice().incident[i.id])}" for i in checklist.items]
    return page(
        "# Incident checklist",
        _INTENT,
        section("To do", ticked(items), marked_in_markdown("to-do")),
        section("Where events begin to matter", _critical(book)),
        section("What can be stopped", _stops(book), marked_in_markdown("stops")),
        section("What must not be played again", _unsafe(book)),
        section("Who is called", _teams(book), marked_in_markdown("who-is-called")),
        "When it is over, the [post-mortem](post-mortem.md).",
    )


def post_mortem_page() -> bytes:
    """Return the questions of a post-mortem."""
    return page(
        "# Post-mortem",
        _AFTER,
        *(section(each.ask, each.then) for each in advice().post_mortem),
        section("Questions of your own", marked_in_markdown("questions")),
    )


def _critical(book: Handbook) -> str:
    rows = [
        (
            link(stream.name, stream.runbook),
            inline(stream.context_name),
            code(stream.topic),
            ", ".join(map(code, stream.groups)),
        )
        for stream in book.watch.critical()
    ]
    return table(("event", "context", "topic", "consumer groups"), rows)


def _stops(book: Handbook) -> str:
    """Return the flags and circuit breakers that the board knows."""
    items: list[str] = []
    for sticky in standing(book.board):
        handling = sticky.handling
        flag = flag_of(sticky)
        if flag is not None:
            items.append(f"Flag {code(flag)}: {worded(sticky)}")
        if handling is not None and handling.circuit_breaker is not None:
            items.append(f"Circuit breaker: {worded(sticky)}")
    return listed(items) or "not yet decided: no flag and no circuit breaker stands on the board."


def _unsafe(book: Handbook) -> str:
    """Return the groups that do not tell duplicates apart, with what they read."""
    return listed(
        f"{link(stream.name, stream.runbook)} for {', '.join(map(code, groups))}"
        for stream in book.streams.values()
        if (groups := stopped(book, stream))
    )


def _teams(book: Handbook) -> str:
    def told(text: str | None, what: str) -> str:
        return inline(text) if text else undecided(what)

    rows = [
        (
            inline(team.name),
            told(team.on_call, "who is woken"),
            told(team.channel, "where"),
            told(team.escalation, "who decides"),
        )
        for team in book.board.in_order(Team)
    ]
    return table(("team", "on call", "channel", "escalation"), rows) or "not yet decided: who."
