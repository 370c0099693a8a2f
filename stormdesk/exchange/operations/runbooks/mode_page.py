"""The runbook of one way that an event may fail."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.exchange.catalogues.mdx import bullets, inline
from stormdesk.exchange.marked_lines import marked_in_markdown
from stormdesk.exchange.operations.runbooks.advice import advice
from stormdesk.exchange.operations.runbooks.blocks import (
    code,
    link,
    listed,
    numbered,
    page,
    section,
)
from stormdesk.exchange.operations.runbooks.calling import calling
from stormdesk.exchange.operations.runbooks.consumers import consumer_table, levers, working_table
from stormdesk.exchange.operations.runbooks.handbook import Handbook
from stormdesk.exchange.operations.runbooks.meaning import header
from stormdesk.exchange.operations.runbooks.neighbourhood import neighbourhood_of
from stormdesk.exchange.operations.runbooks.signs import (
    AUDITED,
    CONSUMED,
    QUESTIONS,
    Question,
    alert_table,
    queries,
)
from stormdesk.exchange.operations.stream import Stream

_BY_SLOT = {each.slot: each for each in (*QUESTIONS, AUDITED, CONSUMED)}
_ASKED = {
    "duplicate": ("duplicates", "retries", "processed"),
    "out-of-order": ("sent", "retries"),
    "schema-mismatch": ("schema-errors", "dead-letters", "failed"),
    "backpressure": ("lag-messages", "lag-seconds", "sent", "consumed", "members"),
    "missing-audit": ("audited", "sent"),
    "retry-storm": ("retries", "failed", "processed"),
    "visibility-gap": ("sent", "processed"),
    "other": ("sent", "processed", "failed"),
}
_WITH_CONSUMERS = ("backpressure", "retry-storm", "schema-mismatch", "other")


def mode_page(book: Handbook, stream: Stream, mode: str) -> bytes:
    """Return the page of a failure mode of an event."""
    failure = advice().modes[mode]
    foreseen = [each for each in stream.subject.sticky.failure_modes if each.mode == mode]
    path = stream.runbook_of(mode)
    alerts = [alert for alert in book.alerts.get(stream.id, ()) if alert.runbook == path]
    signals = [each.signal for each in foreseen if each.signal.strip()]
    helps = [each.mitigation for each in foreseen if each.mitigation.strip()]
    near = neighbourhood_of(book, stream.subject.sticky)
    with_consumers = mode in _WITH_CONSUMERS
    event = link(stream.name, f"{stream.name}.md")
    return page(
        f"# Runbook: {inline(stream.name)}, {mode.replace('-', ' ')}",
        header(stream),
        f"This page: {failure.title}. What it means for the business, the way up and down, replay"
        f" and compensation are in the runbook of {event}.",
        section("First five minutes", numbered(failure.first), _yours("first-five-minutes")),
        section("Who is called", calling(book, stream, near)),
        section("What happens", failure.means),
        section(
            "How it shows",
            alert_table(alerts, path) if alerts else "No alert tells this: people notice it.",
            bullets(signals) or "not yet decided: how people see it.",
            queries(book, stream, _questions(mode)),
            _yours("signs"),
        ),
        section(
            "What helps",
            "On this board:" if helps else "not yet decided: what helps here.",
            bullets(helps),
            listed(
                [*_facts(book, stream, mode), *(levers(book, stream) if with_consumers else ())]
            ),
            consumer_table(book, stream) if with_consumers else "",
            working_table(near.before) if with_consumers else "",
            "In general:" if failure.helps else "",
            listed(failure.helps),
            _yours("what-helps"),
        ),
        section("Afterwards", "See the [questions of the post-mortem](../post-mortem.md)."),
    )


def _yours(name: str) -> str:
    return marked_in_markdown(name)


def _questions(mode: str) -> list[Question]:
    return [_BY_SLOT[slot] for slot in _ASKED[mode]]


def _facts(book: Handbook, stream: Stream, mode: str) -> Iterator[str]:
    """Yield what the board knows about a way to fail."""
    match mode:
        case "duplicate":
            yield from _duplicates(stream)
        case "out-of-order":
            yield from _order(stream)
        case "schema-mismatch":
            yield from _schema(stream)
        case "backpressure":
            yield (
                f"{code(stream.topic)} has {stream.partitions} partitions,"
                f" {book.operations.partitions_told}. Of the live topic Kafka tells it:"
                f" `kafka-topics --describe --topic {stream.topic}`."
            )
        case "missing-audit" | "visibility-gap":
            seen = ", ".join(stream.subject.sticky.observability)
            yield f"What the event leaves behind, as the board has it: {seen or 'nothing'}."
            for reading in stream.readings:
                seen = ", ".join(reading.sticky.observability) or "not yet decided"
                yield f"What {code(reading.group)} leaves behind: {seen}."
        case _:
            return


def _duplicates(stream: Stream) -> Iterator[str]:
    message = stream.subject.sticky.message
    key = message.idempotency_key if message is not None else None
    yield f"Key of the event that tells duplicates apart: {inline(key) if key else _OPEN}."
    for reading in stream.readings:
        handling = reading.sticky.handling
        by = handling.idempotent_by if handling is not None else None
        told = f"told apart by {inline(by)}" if by else "**not told apart**, as far as we know"
        yield f"{code(reading.group)}: {told}."


def _order(stream: Stream) -> Iterator[str]:
    message = stream.subject.sticky.message
    key = message.key if message is not None else None
    yield f"Order is kept within the key: {inline(key) if key else _OPEN}."
    for reading in stream.readings:
        handling = reading.sticky.handling
        wanted = handling.order_by if handling is not None else None
        if wanted is not None:
            fits = "which is the key" if wanted == key else "**which is not the key**"
            yield f"{code(reading.group)} wants order by {inline(wanted)}, {fits}."


def _schema(stream: Stream) -> Iterator[str]:
    message = stream.subject.sticky.message
    yield f"Version on the board: {inline(stream.subject.version)}."
    mode = message.compatibility if message is not None else None
    yield f"Changes that are allowed: {mode or _OPEN}."
    published = [each.version for each in message.published] if message is not None else []
    if published:
        yield f"Versions that others rely on: {', '.join(map(inline, published))}."


_OPEN = "not yet decided"
