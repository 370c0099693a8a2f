"""How far back messages can be read again, who bears that, and how one tries it first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from stormdesk.analysis.operation import tells_duplicates_apart
from stormdesk.analysis.quantity import seconds
from stormdesk.exchange.catalogues.mdx import bullets, inline, table
from stormdesk.exchange.contracts.kafka.topic import Topic
from stormdesk.exchange.contracts.travel import Reading
from stormdesk.exchange.operations.load import load_of
from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.plans.figures import figure, kept, undecided
from stormdesk.exchange.operations.prometheus.wording import span
from stormdesk.exchange.operations.stream import KAFKA, Stream
from stormdesk.model.sticky import Kind

_STEPS = """\
1. Say what is to be mended, from which moment to which, for which group, and who agreed to it.
2. Look the group up below. Where it says stop, make the consumer tell duplicates apart first: a
   replay without that does everything twice.
3. Make sure that the moment is still kept: the topic deletes what is older than its retention.
4. Dry run in staging: the same consumers, a copy of the messages, their effects on others switched
   off. Count what is read, what changes, and what fails. Run it a second time: nothing may change.
5. Read the dry run's count against what was expected, and only then go on.
6. {again}
7. Watch backlog, failures and dead letters; stop when they rise beyond the dry run's.
8. Note how much was read again and how much of it went well: that is the replay success rate."""

_IN_KAFKA = """\
In production, stop the group, note its offsets, set them back to the moment, and start it again
   (`kafka-consumer-groups --reset-offsets --to-datetime … --dry-run` shows the offsets before
   `--execute` sets them). Or read with a group of its own, where the live one must not stop."""
_ELSEWHERE = """\
In production, stop the consumer, note where it stands, have the messages sent again, and start it.
   Of {brokers}: {undecided}."""

_TIMES = """\
Times are for one event alone, read again from the start of its window with all the parallelism that
the board names, while new messages come at the steady rate."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay of a stream means for one consumer.

    ``stops`` are the reasons against it, ``doubts`` what has to be looked at before.
    """

    stream: Stream
    reading: Reading
    stops: tuple[str, ...]
    doubts: tuple[str, ...]
    takes: str


def replay_plan(operations: Operations) -> bytes:
    """Return the replay plan as Markdown."""
    topics = {topic.name: topic for topic in operations.topics}
    streams = tuple(operations.streams.values())
    replays = [replay_of(s, r, topics[s.topic]) for s in streams for r in s.readings]
    recorded = [level for level in operations.levels if level.indicator == "replay-success"]
    parts = [
        "# Replay plan",
        "## Steps",
        _STEPS.format(again="\n   ".join(_again(streams))),
        "## How far back",
        table(
            ("event", "topic", "kept", "to be read again", "does it reach"),
            [_topic_row(stream, topics[stream.topic]) for stream in streams],
        ),
        "## Who may read again",
        table(
            ("group", "context", "reads", "duplicates", "order", "a replay takes", "verdict"),
            [replay_row(replay) for replay in replays],
        )
        or "Nobody reads any of it through a broker.",
        *([_TIMES] if replays else []),
        "## What is noted",
        bullets(
            f"{level.title}: {_objective(level.objective)} for each run, {level.agreement}."
            for level in recorded
        )
        or f"Replay success is {undecided('no event says which share has to go well')}.",
    ]
    return ("\n\n".join(parts) + "\n").encode()


def _again(streams: Sequence[Stream]) -> Iterator[str]:
    """Yield how a consumer is sent what it had, on each kind of broker there is."""
    brokers = {stream.broker or "a broker that the board does not name" for stream in streams}
    if KAFKA in brokers:
        yield _IN_KAFKA
    if others := sorted(inline(broker) for broker in brokers - {KAFKA}):
        yield _ELSEWHERE.format(
            brokers=" and ".join(others), undecided=undecided("how messages are sent again")
        )


def replay_of(stream: Stream, reading: Reading, topic: Topic) -> Replay:
    """Return what a replay of a stream means for one of its consumers."""
    return Replay(
        stream,
        reading,
        tuple(_stops(stream, reading)),
        tuple(_doubts(stream, reading, topic)),
        _time(stream, reading, topic),
    )


def _stops(stream: Stream, reading: Reading) -> Iterator[str]:
    if not tells_duplicates_apart(reading.sticky):
        yield "it cannot tell duplicates apart"
    handling = reading.sticky.handling
    message = stream.subject.sticky.message
    by = handling.idempotent_by if handling is not None else None
    fields = message if message is not None and message.fields else None
    if by is not None and fields is not None and fields.field(by) is None:
        yield f"duplicates are told apart by {by}, which is no field of {stream.name}"


def _doubts(stream: Stream, reading: Reading, topic: Topic) -> Iterator[str]:
    if _order(stream, reading) == "not kept":
        yield "order is not kept"
    is_view = reading.sticky.kind is Kind.READ_MODEL
    if is_view and topic.retention.milliseconds is not None:
        yield "made anew it lacks what is older than the topic keeps"
    if reading.sticky.kind is Kind.SYSTEM and reading.sticky.external is not False:
        yield "a system of somebody else gets everything again"


def _topic_row(stream: Stream, topic: Topic) -> tuple[str, ...]:
    message = stream.subject.sticky.message
    window = message.replay_window if message is not None else None
    stated = message.retention if message is not None else None
    milliseconds = topic.retention.milliseconds
    if window is None:
        reaches = undecided("how far back")
    elif stated is not None and seconds(stated) < seconds(window):
        reaches = f"only as the topic keeps more than the {stated} that the board says"
    elif milliseconds is None and "compact" in topic.retention.policies:
        reaches = "yes, but only the last of each key is left"
    else:
        reaches = "yes"
    return (
        inline(stream.name),
        inline(stream.topic),
        kept(topic.retention),
        inline(span(_whole(window))) if window is not None else undecided("the window"),
        reaches,
    )


def replay_row(replay: Replay) -> tuple[str, ...]:
    """Return a replay as cells: group, context, event, duplicates, order, time and verdict."""
    reading = replay.reading
    handling = reading.sticky.handling
    by = handling.idempotent_by if handling is not None else None
    if by is not None:
        apart = f"told apart by {by}"
    elif reading.sticky.kind is Kind.READ_MODEL:
        apart = "harmless, a view is made anew"
    else:
        apart = undecided("how they are told apart")
    verdict = f"stop: {'; '.join(replay.stops)}" if replay.stops else "may be replayed"
    if replay.doubts:
        verdict = f"{verdict}; look at this first: {'; '.join(replay.doubts)}"
    return (
        inline(reading.group),
        inline(reading.context),
        inline(replay.stream.name),
        inline(apart),
        inline(_order_told(replay.stream, reading)),
        inline(replay.takes),
        inline(verdict),
    )


def _order(stream: Stream, reading: Reading) -> str:
    handling, message = reading.sticky.handling, stream.subject.sticky.message
    wanted = handling.order_by if handling is not None else None
    if wanted is None:
        return "not asked for"
    return "kept" if message is not None and message.key == wanted else "not kept"


def _order_told(stream: Stream, reading: Reading) -> str:
    handling, message = reading.sticky.handling, stream.subject.sticky.message
    order = _order(stream, reading)
    if handling is None or handling.order_by is None:
        return order
    key = (message.key if message is not None else None) or "nothing"
    if order == "kept":
        return f"kept within {key}"
    return f"not kept: wanted within {handling.order_by}, keyed by {key}"


def _time(stream: Stream, reading: Reading, topic: Topic) -> str:
    """Return how long it takes to read the window again while new messages come."""
    handling, message = reading.sticky.handling, stream.subject.sticky.message
    window = message.replay_window if message is not None else None
    steady = load_of(stream).steady
    if window is None or steady is None:
        return undecided("window or steady rate")
    if reading.in_batches:
        return "as long as its batches take"
    if handling is None or handling.service_time is None:
        return undecided("how long a message takes")
    service = Decimal(str(seconds(handling.service_time)))
    if not service:
        return "no time worth naming"
    spare = (handling.parallelism or 1) / service - steady
    if spare <= 0:
        return "it never ends: what comes anyway takes all its time"
    at_once = f"{handling.parallelism or 1} at once"
    return f"about {_rounded(steady * _whole(window) / spare)}, {at_once}"


def _rounded(time: Decimal) -> str:
    """Return a time in a unit that fits: nobody needs the seconds of a day."""
    for size, unit in ((86_400, "days"), (3_600, "hours"), (60, "minutes")):
        if time >= 2 * size:
            return f"{figure(time / size)} {unit}"
    return f"{figure(time)} seconds"


def _whole(duration: str) -> Decimal:
    return Decimal(str(seconds(duration))).normalize()


def _objective(share: Decimal | None) -> str:
    return undecided("the share") if share is None else f"{figure(share * 100)} % or more"
