"""What is done every week, month and quarter so that events stay healthy, with their topics."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.analysis.operation import tells_duplicates_apart
from stormdesk.exchange.catalogues.mdx import bullets, inline, table
from stormdesk.exchange.contracts.kafka.topic import Topic
from stormdesk.exchange.operations.dead_letters import set_aside
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.promql import number
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.plans.figures import kept, undecided
from stormdesk.exchange.operations.stream import Stream
from stormdesk.model.sticky import Kind

_WEEK = "7d"
_SECONDS = 604_800
_OPEN = frozenset({"open", None})
_NOBODY_SAID = f"{undecided('no consumer says how far it may fall behind')}."


def routine_plan(operations: Operations, queries: Queries) -> bytes:
    """Return the routines as Markdown."""
    parts = [
        "# Routines",
        "## Every week",
        "### Backlogs",
        "Look at the highest of the week, and at whether they come down again.",
        *_backlogs(operations, queries),
        "### Dead letters",
        "What lies there was not done. Mend it and send it again, or say who decided to drop it.",
        "Is it more than the week before? The queries count what came within seven days.",
        *_dead_letters(operations, queries),
        "## Every month",
        "### Audit of schemas",
        bullets(_schemas(operations)) or "There is no message yet.",
        "### Replay drill",
        "Take the next one of the list, in staging, by the steps of the [replay plan](replay.md).",
        _drills(operations),
        "## Every quarter",
        "### Game day",
        "Play the scenarios of the [game days](game-day.md), those first that nobody played yet.",
        "### Looking back",
        bullets(_looking_back(operations)),
    ]
    return ("\n\n".join(parts) + "\n").encode()


def _backlogs(operations: Operations, queries: Queries) -> Iterator[str]:
    levels = [
        level
        for level in operations.levels
        if level.indicator in ("consumer-lag", "queue-depth") and level.form == "threshold"
    ]
    rows = [(inline(s.topic), inline(g), *_limit(s, g, levels)) for s, g in _read(operations)]
    yield table(("topic", "group", "at most", "operated by"), rows) or _NOBODY_SAID
    asked = {level.stream.topic: level.stream for level in levels}
    for topic, stream in asked.items():
        groups = sorted({g for each in levels if each.stream.topic == topic for g in each.groups})
        query = queries.query("lag-messages", stream, groups) if groups else None
        if query is not None:
            yield _code(f"max_over_time(({query})[{_WEEK}:5m])")


def _read(operations: Operations) -> list[tuple[Stream, str]]:
    """Return the consumer groups of every topic, each with one stream that it reads there."""
    found: dict[tuple[str, str], Stream] = {}
    for stream in operations.streams.values():
        for group in stream.groups:
            found.setdefault((stream.topic, group), stream)
    return [(stream, group) for (_, group), stream in sorted(found.items(), key=lambda e: e[0])]


def _limit(stream: Stream, group: str, levels: list[Level]) -> tuple[str, str]:
    own = [each for each in levels if each.stream.topic == stream.topic and group in each.groups]
    if not own:
        operator = stream.operator.name if stream.operator is not None else undecided("who")
        return undecided("how far it may fall behind"), inline(operator)
    limits = [
        f"{number(level.threshold)} {level.unit}{f' ({level.doubt})' if level.doubt else ''}"
        for level in own
        if level.threshold is not None
    ]
    operators = {level.operator.name for level in own if level.operator is not None}
    return inline(", ".join(limits)), inline(", ".join(sorted(operators)) or undecided("who"))


def _dead_letters(operations: Operations, queries: Queries) -> Iterator[str]:
    aside = [topic for topic in operations.topics if topic.role == "dead-letter"]
    elsewhere = [
        f"{reading.group} sets aside what it cannot do with {stream.name}: its broker keeps it"
        for stream in operations.streams.values()
        if stream.broker != "kafka"
        for reading in stream.readings
        if reading.sticky.handling is not None and reading.sticky.handling.dead_letter
    ]
    rows = [(inline(t.name), inline(t.of or ""), _group(t), kept(t.retention)) for t in aside]
    yield table(("topic", "of", "group", "kept"), rows) or "No topic of them is planned on Kafka."
    if elsewhere:
        yield bullets(dict.fromkeys(elsewhere))
    asked: dict[str, tuple[str, ...]] = {}
    for stream in operations.streams.values():
        asked |= set_aside(stream, stream.dead_letters, queries, _WEEK)
    lines = [f"# {', '.join(topics)}\n{query} * {_SECONDS}" for query, topics in asked.items()]
    if lines:
        yield _code("\n".join(lines))


def _group(topic: Topic) -> str:
    return inline(", ".join(reader.group for reader in topic.readers))


def _schemas(operations: Operations) -> Iterator[str]:
    subjects = operations.landscape.contracts.subjects
    if not subjects:
        return
    yield "Every change of the month is in the migration plan, and was deployed in its order."
    unpublished = [
        s.name for s in subjects if s.sticky.message is None or not s.sticky.message.published
    ]
    if unpublished:
        yield f"Never published, so that nothing holds them to anything: {_listed(unpublished)}."
    modeless = [
        s.name for s in subjects if s.sticky.message and s.sticky.message.compatibility is None
    ]
    if modeless:
        yield f"{undecided('the mode of compatibility').capitalize()} of {_listed(modeless)}."
    bare = [s.name for s in subjects if s.sticky.message is None or not s.sticky.message.fields]
    if bare:
        yield f"Without fields: {_listed(bare)}."


def _drills(operations: Operations) -> str:
    rows: list[tuple[str, ...]] = []
    for stream in operations.streams.values():
        message = stream.subject.sticky.message
        if message is None or message.replay_window is None:
            continue
        for reading in stream.readings:
            safe = tells_duplicates_apart(reading.sticky)
            rows.append(
                (
                    inline(stream.name),
                    inline(reading.group),
                    inline(message.replay_window),
                    "yes" if safe else "no: make it tell duplicates apart first",
                )
            )
    head = ("event", "group", "how far back", "ready for a drill")
    return table(head, rows) or f"{undecided('no event says how far back it is read again')}."


def _looking_back(operations: Operations) -> Iterator[str]:
    board = operations.board
    assumed = [level.title for level in operations.levels if level.is_assumed]
    if assumed:
        yield f"Confirm or change what is only assumed ({len(assumed)}): {_listed(assumed)}."
    stated = [level.title for level in operations.levels if level.standing == "stated"]
    if stated:
        yield f"Name who agreed to what is only stated ({len(stated)}): {_listed(stated)}."
    unnumbered = [level.title for level in operations.levels if level.form == "unnumbered"]
    if unnumbered:
        yield f"Say a number for {_listed(unnumbered)}."
    open_spots = [
        " ".join(sticky.text.split())
        for sticky in board.stickies.values()
        if sticky.kind is Kind.HOTSPOT and sticky.status in _OPEN and not sticky.parked
    ]
    if open_spots:
        yield f"Hotspots that are still open: {_listed(sorted(open_spots))}."
    yield "Read the incidents of the quarter: which of them did the board not foresee? Add them."
    yield "Go through the board with those who know the domain: what is no longer so?"


def _listed(texts: list[str]) -> str:
    most = 12
    more = f" and {len(texts) - most} more" if len(texts) > most else ""
    return f"{', '.join(texts[:most])}{more}"


def _code(query: str) -> str:
    return f"```promql\n{query}\n```"
