"""Who is called for an event: those who own it, operate it, read it, or keep what is behind it."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.exchange.catalogues.mdx import inline, table
from stormdesk.exchange.catalogues.owners import NOBODY, Owner
from stormdesk.exchange.operations.plans.figures import undecided
from stormdesk.exchange.operations.runbooks.handbook import Handbook
from stormdesk.exchange.operations.runbooks.neighbourhood import Neighbourhood
from stormdesk.exchange.operations.stream import Stream
from stormdesk.model.sticky import Kind


def calling(book: Handbook, stream: Stream, near: Neighbourhood | None = None) -> str:
    """Return a table of who is called and how, each once with all that they are there for."""
    roles: dict[str, list[str]] = {}
    owners: dict[str, Owner] = {}
    for owner, role in _roles(book, stream, near):
        owners[owner.slug] = owner
        told = roles.setdefault(owner.slug, [])
        if role not in told:
            told.append(role)
    rows = [
        (
            inline(owner.name) if owner is not NOBODY else undecided("who"),
            inline("; ".join(roles[slug])),
            *_reached(owner),
        )
        for slug, owner in owners.items()
    ]
    return table(("who", "because they", "on call", "channel", "escalation"), rows)


def _roles(
    book: Handbook, stream: Stream, near: Neighbourhood | None
) -> Iterator[tuple[Owner, str]]:
    yield stream.owner, "own the event"
    levels = book.levels.get(stream.id, ())
    for operator in (stream.operator, *(level.operator for level in levels)):
        if operator is not None:
            yield operator, "operate it"
    for level in levels:
        if level.owner is not NOBODY:
            yield level.owner, f"answer for {level.indicator.replace('-', ' ')}"
    for reading in stream.readings:
        where = book.boundaries[reading.context].name
        yield book.owner_in(reading.context), f"read it in {where}"
    for sticky in near.before + near.after if near is not None else ():
        if sticky.kind is Kind.SYSTEM and (sticky.adapter_owner or sticky.owner):
            whom = sticky.adapter_owner if sticky.adapter_owner is not None else sticky.owner
            yield book.operations.owners[whom], f"keep the way to {sticky.text}"


def _reached(owner: Owner) -> tuple[str, str, str]:
    team = owner.team
    if team is None:
        return (undecided("who is woken") if owner is not NOBODY else "", "", "")
    return (
        inline(team.on_call) if team.on_call else undecided("who is woken"),
        inline(team.channel) if team.channel else undecided("where"),
        inline(team.escalation) if team.escalation else undecided("who decides"),
    )


def woken(owner: Owner | None) -> str:
    """Return an owner and how one reaches it, in a few words."""
    if owner is None or owner is NOBODY:
        return undecided("who")
    team = owner.team
    reached = (team.on_call or team.channel) if team is not None else None
    return f"{inline(owner.name)} ({inline(reached)})" if reached else inline(owner.name)
