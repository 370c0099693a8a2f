"""What an event means for the business, and what stops when it does not come."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.analysis.neighbours import neighbours
from stormdesk.analysis.stickies import in_order
from stormdesk.exchange.catalogues.mdx import inline, prose
from stormdesk.exchange.operations.openslo.budget_policy import promise
from stormdesk.exchange.operations.runbooks.blocks import code, link, listed, spoken, worded
from stormdesk.exchange.operations.runbooks.handbook import Handbook
from stormdesk.exchange.operations.runbooks.neighbourhood import Neighbourhood
from stormdesk.exchange.operations.stream import Stream
from stormdesk.model.sticky import Kind, Sticky

_ENDS = frozenset({Kind.EVENT, Kind.READ_MODEL, Kind.ACTOR, Kind.SCREEN})
_DEAR = {"high": "is worth much", "medium": "is worth something", "low": "is worth little"}


def meaning(book: Handbook, stream: Stream, near: Neighbourhood) -> tuple[str, ...]:
    """Return paragraphs about what an event means, none where nobody said anything."""
    sticky = stream.subject.sticky
    return (
        prose(sticky.doc),
        listed([*_facts(book, stream), *_promises(book, stream), *_follows(book, near)]),
    )


def _facts(book: Handbook, stream: Stream) -> Iterator[str]:
    sticky, message = stream.subject.sticky, stream.subject.sticky.message
    if sticky.pivotal:
        label = f": {inline(sticky.label)}" if sticky.label else ""
        yield f"Everybody waits for it, it is pivotal{label}."
    if message is not None and message.value is not None:
        yield f"That it arrives {_DEAR[message.value]} to the business."
    if message is not None and message.delivery is not None:
        yield f"It is needed in {message.delivery.replace('-', ' ')}."
    if message is not None and message.audit:
        yield "Every single one must be provable: delete nothing, and keep what you change."
    private = [f.name for f in message.fields if f.personal] if message is not None else []
    if private:
        listing = ", ".join(map(inline, private))
        yield f"It says something about people ({listing}): paste no payload into a chat."
    if sticky.tags:
        yield f"Tags: {', '.join(map(inline, sticky.tags))}."
    for kpi in book.kpis.get(sticky.id, ()):
        measure = f", measured by {inline(kpi.measure)}" if kpi.measure else ""
        unit = f", in {inline(kpi.unit)}" if kpi.unit else ""
        yield f"It moves a number of the business: {inline(kpi.name)}{measure}{unit}."
    if message is not None and message.rate is not None:
        rates = {"ordinary": message.rate.steady, "peak": message.rate.peak}
        told = ", ".join(f"{inline(rate)} {when}" for when, rate in rates.items() if rate)
        if told:
            yield f"How many come: {told}."
    if message is not None and message.expected_every is not None:
        hours = f" within {inline(message.hours)} (UTC)" if message.hours else ""
        yield f"Longer silence than {spoken(message.expected_every)}{hours} is a fault."


def _promises(book: Handbook, stream: Stream) -> Iterator[str]:
    for level in book.levels.get(stream.id, ()):
        yield (
            f"Promised by {inline(level.owner.name)}: {inline(promise(level))}"
            f" ({inline(level.agreement)})."
        )


def _follows(book: Handbook, near: Neighbourhood) -> Iterator[str]:
    """Yield what does not happen when the event does not come, as far as it is near."""
    reached = _reached(book, near.sticky)
    happens = [s for s in reached if s.kind is Kind.EVENT]
    shows = [s for s in reached if s.kind is Kind.READ_MODEL]
    if happens:
        told = ", ".join(_named(book, near, s.id) for s in happens)
        yield f"These follow from it next, and wait for it: {told}."
    for view in shows:
        limit = f", which may be {spoken(view.freshness)} old" if view.freshness else ""
        yield f"Without it, people look at something old: {worded(view)}{limit}."


def _reached(book: Handbook, sticky: Sticky) -> list[Sticky]:
    """Return the events and views that a sticky leads to, not past them and not past people."""
    after = neighbours(book.board).after
    found, due = {sticky.id: sticky}, [sticky]
    for each in due:
        for near in in_order(after.get(each.id, ())):
            if near.id not in found:
                found[near.id] = near
                due += [near] if near.kind not in _ENDS else []
    return list(found.values())[1:]


def _named(book: Handbook, near: Neighbourhood, sticky_id: str) -> str:
    stream = book.streams.get(sticky_id)
    if stream is None:
        return worded(book.board.stickies[sticky_id])
    here = book.streams[near.sticky.id]
    return link(stream.name, way(here, stream))


def way(here: Stream, there: Stream) -> str:
    """Return the way from the page of a stream to that of another."""
    name = f"{there.name}.md"
    return name if here.context == there.context else f"../{there.context}/{name}"


def header(stream: Stream) -> str:
    """Return what a page is about, in a line."""
    kind = stream.subject.sticky.kind.value
    return (
        f"“{worded(stream.subject.sticky)}”, {kind} of {inline(stream.context_name)},"
        f" on topic {code(stream.topic)}, type {code(stream.type)}."
    )
