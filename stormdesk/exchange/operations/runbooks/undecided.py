"""What nobody has said of an event yet, and those on call will miss."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.analysis.operation import tells_duplicates_apart
from stormdesk.exchange.catalogues.mdx import inline
from stormdesk.exchange.operations.runbooks.blocks import code
from stormdesk.exchange.operations.runbooks.handbook import Handbook
from stormdesk.exchange.operations.stream import Stream


def undecided_of(book: Handbook, stream: Stream) -> list[str]:
    """Return what is not yet decided, as items of a list."""
    found = [*_people(stream), *_event(book, stream), *_consumers(stream)]
    items = [f"not yet decided: {each}" for each in found]
    return items + [
        f"{code(level.name)} is {level.doubt}"
        for level in book.levels.get(stream.id, ())
        if level.doubt and level.form != "unnumbered"
    ]


def _people(stream: Stream) -> Iterator[str]:
    team = stream.owner.team
    if team is None:
        yield "which team owns it"
    else:
        missing = [
            what
            for what, known in (
                ("who is woken", team.on_call),
                ("where one reaches it", team.channel),
                ("who decides when nothing helps", team.escalation),
            )
            if not known
        ]
        if missing:
            yield f"of {inline(team.name)}, {', '.join(missing)}"


def _event(book: Handbook, stream: Stream) -> Iterator[str]:
    sticky, message = stream.subject.sticky, stream.subject.sticky.message
    missing = [
        what
        for what, known in (
            ("what it means for the business", sticky.doc),
            ("how it fails", sticky.failure_modes),
            ("what it promises (no service level)", book.levels.get(stream.id)),
            ("how many come", message is not None and message.rate is not None),
            ("what takes it back", book.undoing.get(stream.id)),
            ("on which broker it travels", stream.broker),
        )
        if not known
    ]
    yield from missing
    for each in sticky.failure_modes:
        if not each.mitigation.strip():
            yield f"what helps against {each.mode.replace('-', ' ')}"


def _consumers(stream: Stream) -> Iterator[str]:
    blind = sorted({r.group for r in stream.readings if not tells_duplicates_apart(r.sticky)})
    if blind:
        yield f"how duplicates are told apart by {', '.join(map(code, blind))}"
    blocked = sorted(
        {
            r.group
            for r in stream.readings
            if r.sticky.handling is None or not r.sticky.handling.dead_letter
        }
    )
    if blocked:
        yield f"what becomes of hopeless messages in {', '.join(map(code, blocked))}"
