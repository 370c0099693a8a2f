"""The runbook of an event."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.analysis.quantity import as_rate
from stormdesk.exchange.catalogues.mdx import inline, table
from stormdesk.exchange.contracts.travel import Reading
from stormdesk.exchange.marked_lines import marked_in_markdown
from stormdesk.exchange.operations.runbooks.advice import advice
from stormdesk.exchange.operations.runbooks.blocks import (
    code,
    flag_of,
    link,
    listed,
    numbered,
    page,
    section,
)
from stormdesk.exchange.operations.runbooks.calling import calling
from stormdesk.exchange.operations.runbooks.compensating import compensating
from stormdesk.exchange.operations.runbooks.consumers import (
    can_do,
    consumer_table,
    dead_letters,
    levers,
)
from stormdesk.exchange.operations.runbooks.diagnosing import diagnosing
from stormdesk.exchange.operations.runbooks.handbook import Handbook
from stormdesk.exchange.operations.runbooks.meaning import header, meaning
from stormdesk.exchange.operations.runbooks.neighbourhood import neighbourhood_of
from stormdesk.exchange.operations.runbooks.replaying import replaying
from stormdesk.exchange.operations.runbooks.signs import alert_table, general, panels, queries
from stormdesk.exchange.operations.runbooks.undecided import undecided_of
from stormdesk.exchange.operations.stream import Stream

_BARE = (
    "Nobody has described it yet: this page says what follows from the flows, and what is still"
    " open. It grows with the board."
)
_AFTER = """\
- Say in the channel that it is over, and what people may have to do themselves.
- Write down the times: when it began, when somebody knew, when it was over.
- Answer the [questions of the post-mortem](../post-mortem.md) within days.
- What this page did not know goes onto the board, or between its hand-written lines."""


def event_page(book: Handbook, stream: Stream) -> bytes:
    """Return the page of an event, a short one where nobody has described it."""
    return _short(book, stream) if is_bare(stream) else _full(book, stream)


def is_bare(stream: Stream) -> bool:
    """Tell whether nobody said more of an event than its words."""
    sticky, message = stream.subject.sticky, stream.subject.sticky.message
    return not (
        sticky.doc
        or sticky.service_levels
        or sticky.failure_modes
        or (message is not None and message.fields)
        or any(reading.sticky.handling is not None for reading in stream.readings)
    )


def _short(book: Handbook, stream: Stream) -> bytes:
    near = neighbourhood_of(book, stream.subject.sticky)
    return page(
        f"# Runbook: {inline(stream.name)}",
        header(stream),
        _BARE,
        section("Who is called", calling(book, stream)),
        section("How it shows", _alerts(book, stream)),
        section(
            "First five minutes",
            numbered(_first(book, stream)),
            queries(book, stream, general()),
            marked_in_markdown("first-five-minutes"),
        ),
        section("Diagnosis", *diagnosing(book, stream, near), marked_in_markdown("diagnosis")),
        section("Not yet decided", listed(undecided_of(book, stream))),
    )


def _full(book: Handbook, stream: Stream) -> bytes:
    near = neighbourhood_of(book, stream.subject.sticky)
    return page(
        f"# Runbook: {inline(stream.name)}",
        header(stream),
        section("First five minutes", numbered(_first(book, stream)), _yours("first-five-minutes")),
        section("Who is called", calling(book, stream, near), _yours("escalation")),
        section("What it means", *meaning(book, stream, near), _yours("meaning")),
        section(
            "How it shows",
            _alerts(book, stream),
            _modes(stream),
            panels(book, stream),
            queries(book, stream),
            _yours("signs"),
        ),
        section("Diagnosis", *diagnosing(book, stream, near), _yours("diagnosis")),
        section(
            "What helps",
            listed(levers(book, stream)),
            consumer_table(book, stream),
            *dead_letters(stream),
            _yours("what-helps"),
        ),
        section("Replay", *replaying(book, stream), _yours("replay")),
        section(
            "Compensation",
            compensating(book, stream) or "not yet decided: what takes it back.",
            _yours("compensation"),
        ),
        section("Escalation", _escalation(stream)),
        section("Afterwards", _AFTER, _yours("afterwards")),
        section("Not yet decided", listed(undecided_of(book, stream))),
    )


def _yours(name: str) -> str:
    return marked_in_markdown(name)


def _first(book: Handbook, stream: Stream) -> Iterator[str]:
    team = stream.owner.team
    where = inline(team.channel) if team is not None and team.channel else "the incident's channel"
    yield (
        f"Say in {where} that you are on it, and since when. Several alerts at once:"
        f" the [incident checklist](../incident.md) first."
    )
    message = stream.subject.sticky.message
    rates = message.rate if message is not None else None
    usual = [rate for rate in (rates.steady, rates.peak) if rate] if rates is not None else []
    expected = f" Expected: {' to '.join(map(inline, usual))}." if usual else ""
    senders = ", ".join(inline(book.boundaries[each].name) for each in stream.senders)
    if not is_bare(stream):
        yield "What fired? What it says, and queries to paste: [how it shows](#how-it-shows)."
    yield (
        f"Does it come at all?{expected} If not, the cause is upstream:"
        f" {senders or 'the sender'}, or what that waits for."
    )
    if stream.groups:
        yield (
            f"Does {', '.join(map(_paced, stream.readings))} keep up? What waits is late but not"
            " lost, as long as the topic keeps it."
        )
        yield "Do they fail? Read the newest errors of the group that fails, by event id."
    yield (
        "What changed since shortly before it began: deployments, flags, topics, systems behind?"
        " Where one fits, take it back first and ask later."
    )
    flags = {
        flag
        for s in (stream.subject.sticky, *(r.sticky for r in stream.readings))
        if (flag := flag_of(s)) is not None
    }
    if flags:
        yield f"Does it get worse by itself? {', '.join(map(code, sorted(flags)))} can be turned."
    yield f"No better after that: {_next(stream)}, before you try what is risky."


def _paced(reading: Reading) -> str:
    most = can_do(reading)
    pace = f" ({as_rate(float(most))} at most)" if most is not None else ""
    return f"{code(reading.group)}{pace}"


def _next(stream: Stream) -> str:
    return "call whoever knows it" if is_bare(stream) else "go up the [escalation](#escalation)"


def _alerts(book: Handbook, stream: Stream) -> str:
    found = alert_table(book.alerts.get(stream.id, ()), stream.runbook)
    return found or "No alert tells of it: people notice it, or nobody does."


def _modes(stream: Stream) -> str:
    rows = [
        (
            advice().modes[each.mode].title,
            inline(each.signal) or "not yet decided",
            inline(each.mitigation) or "not yet decided",
            link(each.mode, stream.runbook_of(each.mode).rpartition("/")[2]),
        )
        for each in stream.subject.sticky.failure_modes
    ]
    return table(("how it fails", "how people see it", "what helps", "page"), rows)


def _escalation(stream: Stream) -> str:
    team = stream.owner.team
    operator = stream.operator.team if stream.operator is not None else None
    steps = [
        f"{what}: {inline(who) if who else 'not yet decided'}."
        for what, who in (
            ("On call of the owner", team.on_call if team else None),
            ("On call of those who operate it", operator.on_call if operator else None),
            ("Decides for the owner", team.escalation if team else None),
            ("Decides for those who operate it", operator.escalation if operator else None),
        )
    ]
    return numbered(steps)
