"""How an event is played again, and what has to be so before anybody does it."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.exchange.catalogues.mdx import inline, table
from stormdesk.exchange.operations.plans.figures import kept, undecided
from stormdesk.exchange.operations.plans.replay import Replay, replay_of, replay_row
from stormdesk.exchange.operations.runbooks.blocks import (
    code,
    fenced,
    link,
    listed,
    numbered,
    spoken,
)
from stormdesk.exchange.operations.runbooks.handbook import Handbook
from stormdesk.exchange.operations.runbooks.meaning import way
from stormdesk.exchange.operations.stream import KAFKA, Stream

_HEAD = ("group", "context", "event", "duplicates", "order", "a replay takes", "verdict")


def replaying(book: Handbook, stream: Stream) -> tuple[str, ...]:
    """Return the precondition, the verdict on each consumer, and the steps."""
    if not stream.readings:
        return (
            "Nobody on the board reads it through a broker, so there is nothing to play again.",
        )
    topic = book.topics[stream.topic]
    replays = [replay_of(stream, reading, topic) for reading in stream.readings]
    unsafe = stopped(book, stream)
    if unsafe:
        groups = ", ".join(map(code, unsafe))
        verdict = f"**Stop.** Do not play it again for {groups}: the verdict below says why."
        others = sorted({r.group for r in stream.readings} - set(unsafe))
        if others:
            verdict += f" The others may: {', '.join(map(code, others))}."
    else:
        verdict = "Every consumer tells duplicates apart, so that it may be played again."
    return (
        verdict,
        table(_HEAD, [replay_row(each) for each in replays]),
        listed(_preconditions(book, stream)),
        *_steps(stream, replays),
    )


def stopped(book: Handbook, stream: Stream) -> list[str]:
    """Return the groups for which an event must not be played again."""
    topic = book.topics[stream.topic]
    return sorted({r.group for r in stream.readings if replay_of(stream, r, topic).stops})


def _preconditions(book: Handbook, stream: Stream) -> Iterator[str]:
    topic, message = book.topics[stream.topic], stream.subject.sticky.message
    window = message.replay_window if message is not None else None
    reach = spoken(window) if window is not None else undecided("how far back it may be needed")
    keeps = inline(_for(kept(topic.retention)))
    yield f"The topic keeps messages {keeps}; to be read again: {reach}."
    others = [each for each in book.on_topic[stream.topic] if each.id != stream.id]
    if others:
        named = ", ".join(link(each.name, way(stream, each)) for each in others)
        yield f"The same topic carries {named}: a group that goes back reads these again too."
    if message is not None and message.audit:
        yield "Every one must be provable: note who played what again, and why."


def _for(time: str) -> str:
    return time if time.startswith("for ") else f"for {time}"


def _steps(stream: Stream, replays: list[Replay]) -> Iterator[str]:
    safe = sorted(
        {r.reading.group for r in replays} - {r.reading.group for r in replays if r.stops}
    )
    if not safe:
        return
    yield numbered(
        (
            "Write down from when to when, for which group, what it mends, and who agreed.",
            "Try it in staging, its effects on others switched off; a second time changes nothing.",
            "Stop the group, and write its offsets down: they are the way back.",
            "Set them back, the dry run first, and start the group again.",
            "Watch what waits, fails and is set aside; stop when it is more than in staging.",
            "Write down how much was read again and how much of it went well.",
        )
    )
    if stream.broker == KAFKA:
        group = safe[0] if len(safe) == 1 else "$GROUP"
        whose = f" GROUP is one of {', '.join(map(code, safe))}." if len(safe) > 1 else ""
        reset = (
            f"kafka-consumer-groups --bootstrap-server $BOOTSTRAP --group {group} \\\n"
            f"  --topic {stream.topic} --reset-offsets --to-datetime $FROM --dry-run"
        )
        yield (
            "For Kafka; `--execute` instead of `--dry-run` does it, while the group stands"
            f" still.{whose}"
        )
        yield fenced(reset, "sh")
    yield "The whole plan is `replay.md` of `stormdesk export plans`."
