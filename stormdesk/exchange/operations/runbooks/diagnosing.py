"""Where one looks for the cause: upstream, downstream, in systems, and in what must hold."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.exchange.catalogues.mdx import inline, table
from stormdesk.exchange.operations.runbooks.blocks import code, fenced, link, listed, worded
from stormdesk.exchange.operations.runbooks.calling import woken
from stormdesk.exchange.operations.runbooks.consumers import working_table
from stormdesk.exchange.operations.runbooks.handbook import Handbook
from stormdesk.exchange.operations.runbooks.meaning import way
from stormdesk.exchange.operations.runbooks.neighbourhood import Neighbourhood, flowchart
from stormdesk.exchange.operations.stream import KAFKA, Stream
from stormdesk.model.sticky import Kind, Sticky

_PEOPLE = (Kind.ACTOR, Kind.SCREEN)
_HEAD = ("what", "where", "look at", "ask")


def diagnosing(book: Handbook, stream: Stream, near: Neighbourhood) -> tuple[str, ...]:
    """Return the picture, the way up, the way down, and what else one has to know."""
    cut = "Only what is nearest is shown." if near.is_cut else ""
    up, down = _rows(book, stream, near.before), _rows(book, stream, near.after)
    return (
        listed(_open(book, stream)),
        flowchart(book, near),
        cut,
        "Upstream, nearest first: it does not come, or comes wrong." if up else "",
        table(_HEAD, up),
        working_table(near.before),
        "Downstream, nearest first: it comes, and nothing follows." if down else "",
        table(_HEAD, down),
        listed([*_systems(near), *_holds(near)]),
        *_offsets(stream),
    )


def _rows(
    book: Handbook, stream: Stream, stickies: tuple[Sticky, ...]
) -> list[tuple[str, str, str, str]]:
    found: list[tuple[str, str, str, str]] = []
    for sticky in stickies:
        place, owner = book.place_of(sticky)
        there = book.streams.get(sticky.id)
        look = f"group {code(book.groups[sticky.id])}" if sticky.id in book.groups else ""
        if there is not None:
            look = f"runbook {link(there.name, way(stream, there))}"
        what = f"{sticky.kind.value.replace('-', ' ')} “{worded(sticky)}”"
        if sticky.kind is Kind.SYSTEM:
            owner = book.operations.owners[sticky.adapter_owner or sticky.owner]
        ask = "" if sticky.kind in _PEOPLE else woken(owner)
        found.append((what, inline(place), look, ask))
    return found


def _systems(near: Neighbourhood) -> Iterator[str]:
    for sticky in near.before + near.after:
        if sticky.kind is not Kind.SYSTEM:
            continue
        whose = f" of {inline(sticky.owner)}" if sticky.owner and sticky.external else ""
        foreign = "somebody else's system" if sticky.external else "a system"
        parts = [
            f"contract: {inline(sticky.contract)}" if sticky.contract else "no contract is known",
            f"signs in by {inline(sticky.authentication)}" if sticky.authentication else "",
            f"a call is repeated {sticky.retries} times" if sticky.retries is not None else "",
            "its ids cannot be relied on" if sticky.id_trusted is False else "",
        ]
        yield f"{worded(sticky)} is {foreign}{whose}: {'; '.join(filter(None, parts))}."


def _holds(near: Neighbourhood) -> Iterator[str]:
    for sticky in near.before:
        for rule in sticky.rules if sticky.kind is Kind.AGGREGATE else ():
            yield f"Must always hold for {worded(sticky)}: {inline(rule)}."


def _open(book: Handbook, stream: Stream) -> Iterator[str]:
    """Yield what the room knew to be a trouble and said about it."""
    for sticky in (stream.subject.sticky, *(reading.sticky for reading in stream.readings)):
        for spot in book.hotspots.get(sticky.id, ()):
            status = spot.status or "open"
            answer = f" {inline(spot.answer)}" if spot.answer else ""
            yield f"Known trouble, {status}: “{worded(spot)}”{answer}"


def _offsets(stream: Stream) -> Iterator[str]:
    if stream.broker == KAFKA and stream.groups:
        yield "Partitions, offsets and members of each group, as Kafka tells them:"
        lines = (
            f"kafka-consumer-groups --bootstrap-server $BOOTSTRAP --describe --group {group}"
            for group in stream.groups
        )
        yield fenced("\n".join(lines), "sh")
