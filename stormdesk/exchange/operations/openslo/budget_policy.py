"""What happens once a budget of errors burns: a page for each owner of service levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from stormdesk.analysis.quantity import per_second
from stormdesk.exchange.catalogues.mdx import inline, table
from stormdesk.exchange.catalogues.owners import Owner
from stormdesk.exchange.contracts.compatibility.modes import directions
from stormdesk.exchange.marked_lines import marked_in_markdown
from stormdesk.exchange.operations.alert import Alerts
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.openslo.proposals import (
    ALL,
    CANARY,
    HALF,
    ROLLBACK,
    proposed,
)
from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.prometheus.wording import percent, span
from stormdesk.exchange.operations.stream import Stream

UNDECIDED = "not yet decided"

_INTENT = """\
What could be done when the service levels that {owner} answers for are missed. The board says
who owns and operates them, what they promise, and who sends and reads what. What is to stop, and
when, it does not say: that is proposed, and marked so, until those who are named decide it. What
stands between lines that say `hand-written` is yours and is kept when the policy is exported
again: decisions belong there."""

_ORDER = """\
Who goes first follows from the compatibility mode that the board states for the message."""


def budget_policy(operations: Operations, owner: Owner, alerts: Alerts) -> str:
    """Return the policy of an owner as Markdown."""
    levels = [level for level in operations.levels if level.owner.slug == owner.slug]
    streams = _concerned(operations, owner, levels)
    operators = [level.operator for level in levels if level.operator is not None]
    name = inline(owner.name)
    parts = [
        f"# Error budget policy of {name}",
        _INTENT.format(owner=name),
        "## Who decides",
        table(("question", "who"), _deciders(operations, owner, levels)),
        marked_in_markdown("decisions"),
        "## What is promised",
        table(("service level", "promise", "budget", "agreed"), [_row(each) for each in levels]),
        "## When half of a budget is burnt (50 %)",
        proposed("what stops at half", owner, operators),
        HALF,
        *_flags(streams),
        marked_in_markdown("at-half"),
        "## When a budget is spent (100 %)",
        proposed("what stops when nothing is left", owner),
        ALL,
        "Who sends and reads, as the board has it:" if streams else "",
        table(("event", "sent by", "read by"), [_parties(each) for each in streams]),
        marked_in_markdown("when-spent"),
        "## When a deployment is rolled back",
        proposed("when a deployment is taken back, nor within which time", owner, operators),
        ROLLBACK,
        "\n".join(f"- {each}" for each in _triggers(levels, alerts)),
        marked_in_markdown("rollback"),
        "## Order of a canary",
        _ORDER,
        table(("message", "mode", "first", "then"), [_canary(each) for each in streams]),
        proposed("how a canary begins and goes on", owner, operators),
        CANARY,
        marked_in_markdown("canary"),
        "## Still undecided",
        "\n".join(f"- {each}" for each in _undecided(operations, owner, levels, streams)),
        marked_in_markdown("undecided"),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _concerned(operations: Operations, owner: Owner, levels: Sequence[Level]) -> list[Stream]:
    """Return the streams that an owner has levels on, and those of its own contexts."""
    wanted = {level.stream.id for level in levels}
    return [
        stream
        for stream in operations.streams.values()
        if stream.id in wanted or stream.owner.slug == owner.slug
    ]


def _deciders(
    operations: Operations, owner: Owner, levels: Sequence[Level]
) -> list[tuple[str, str]]:
    team = owner.team
    operators = {level.operator.slug: level.operator for level in levels if level.operator}
    return [
        ("Who answers for the numbers", inline(owner.name)),
        ("Where they are reached", _or_open(team.channel if team else None)),
        ("Who is woken", _or_open(team.on_call if team else None)),
        (
            "Escalation, which would decide on a stop and on an exception",
            _or_open(team.escalation if team else None),
        ),
        (
            "Who operates the service levels",
            ", ".join(map(_operator, operators.values())) or UNDECIDED,
        ),
    ]


def _operator(operator: Owner) -> str:
    on_call = operator.team.on_call if operator.team is not None else None
    woken = f" (on call: {inline(on_call)})" if on_call else ""
    return f"{inline(operator.name)}{woken}"


def _or_open(text: str | None) -> str:
    return inline(text) if text else UNDECIDED


def _row(level: Level) -> tuple[str, str, str, str]:
    return (
        f"`{level.name}`",
        inline(promise(level)),
        inline(_budget(level)),
        inline(level.agreement),
    )


def promise(level: Level) -> str:
    """Return what a level promises, in a few words."""
    limit = level.threshold if level.threshold is not None else level.within
    within = ""
    if limit is not None:
        within = (
            f" at most {limit} messages" if level.unit == "messages" else f" within {span(limit)}"
        )
    what = level.indicator.replace("-", " ")
    if level.objective is None:
        return f"{what}{within}" if within else f"{what}: {UNDECIDED}"
    return f"{what}: {percent(level.objective)} good{within}"


def _budget(level: Level) -> str:
    if level.form == "zero-tolerance":
        return "none: each bad event counts"
    if level.form == "recorded":
        return "none: it is noted down for each run"
    if level.form != "objective" or level.objective is None:
        return "none: it alerts, and burns nothing"
    bad = 1 - level.objective
    first = level.start if level.start is not None else level.stream
    message = first.subject.sticky.message
    rate = message.rate.steady if message is not None and message.rate is not None else None
    share = f"{percent(bad)} of the events of {span(level.window)}"
    if rate is None:
        return share
    events = int(Decimal(str(per_second(rate))) * level.window * bad)
    count = f"about {events:,} events" if events else "less than a single event"
    each = f" for each of {len(level.groups)} readers" if len(level.groups) > 1 else ""
    return f"{share}, {count}{each} at {rate}"


def _flags(streams: Iterable[Stream]) -> Iterator[str]:
    found = {
        (sticky.flag, " ".join(sticky.text.split()) or f"{sticky.kind.value} without words")
        for stream in streams
        for sticky in (stream.subject.sticky, *(r.sticky for r in stream.readings))
        if sticky.flag is not None and sticky.flag.strip()
    }
    if found:
        listed = [(inline(flag), inline(text)) for flag, text in sorted(found)]
        yield "Flags that the board knows, to begin with:"
        yield table(("flag", "what is behind it"), listed)


def _parties(stream: Stream) -> tuple[str, str, str]:
    readers = sorted({f"{reading.group} ({reading.context})" for reading in stream.readings})
    return (
        inline(stream.name),
        inline(", ".join(stream.senders)),
        inline(", ".join(readers)) or "nobody on the board",
    )


def _triggers(levels: Iterable[Level], alerts: Alerts) -> Iterator[str]:
    for level in levels:
        # The alert that comes first is the one that burns fastest.
        for alert in alerts.of_level(level)[:1]:
            if level.form == "objective":
                yield f"`{alert.name}` fires, since the budget of `{level.name}` burns too fast."
            elif level.form == "zero-tolerance":
                yield f"`{alert.name}` fires, since `{level.name}` bears no bad event."
    yield "a schema error is counted for a message whose schema or consumer was deployed."
    yield "a topic for dead letters begins to fill that was empty before."


def _canary(stream: Stream) -> tuple[str, str, str, str]:
    message = stream.subject.sticky.message
    mode = message.compatibility if message is not None else None
    consumers = f"consumers ({', '.join(stream.groups)})" if stream.groups else "consumers"
    producers = f"producers ({', '.join(stream.senders)})" if stream.senders else "producers"
    shown = inline(mode) if mode is not None else UNDECIDED
    match directions(mode) if mode is not None else None:
        case None:
            first = f"{UNDECIDED}; {consumers} as long as the registry asks for BACKWARD"
            then = producers
        case ("backward",):
            first, then = consumers, producers
        case ("forward",):
            first, then = producers, consumers
        case ():
            first = "a new major version beside the old one, written to both"
            then = f"{consumers}, and the old version last"
        case _:
            first, then = "whoever likes", "the others"
    return inline(stream.name), shown, inline(first), inline(then)


def _undecided(
    operations: Operations, owner: Owner, levels: Sequence[Level], streams: Iterable[Stream]
) -> list[str]:
    return [
        "Whether the four proposals above hold, and from when.",
        *_undecided_people(owner),
        *_undecided_levels(levels),
        *_undecided_streams(operations, owner, streams),
    ]


def _undecided_people(owner: Owner) -> Iterator[str]:
    if owner.team is None:
        yield f"{inline(owner.name)} is no team of the board: nobody is reached or woken."
        return
    if not owner.team.on_call:
        yield "Who is woken at night."
    if not owner.team.escalation:
        yield "Who decides on a stop and on exceptions."
    if not owner.team.channel:
        yield "Where the team is reached by day."


def _undecided_levels(levels: Iterable[Level]) -> Iterator[str]:
    for level in levels:
        shown = f"`{level.name}`"
        if level.doubt and level.form != "unnumbered":
            yield f"The number of {shown}: {level.doubt}."
        if level.form == "unnumbered":
            yield f"The number of {shown}: there is none."
        if level.operator is None:
            yield f"Who operates {shown}."
        if level.source.criticality is None:
            yield f"Whether {shown} wakes people; until then it makes tickets."


def _undecided_streams(
    operations: Operations, owner: Owner, streams: Iterable[Stream]
) -> Iterator[str]:
    streams = list(streams)
    bare = [s.name for s in streams if s.owner.slug == owner.slug and not operations.levels_on(s)]
    if bare:
        yield f"Whether these need a service level: {inline(', '.join(bare))}."
    loose = [s.name for s in streams if _has_no_mode(s)]
    if loose:
        yield f"Which changes of schema these admit: {inline(', '.join(loose))}."


def _has_no_mode(stream: Stream) -> bool:
    message = stream.subject.sticky.message
    return message is None or message.compatibility is None
