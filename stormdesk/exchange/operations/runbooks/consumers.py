"""The consumers of an event: what they stand, how they try again, and how they are scaled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from stormdesk.analysis.quantity import as_rate, seconds
from stormdesk.exchange.catalogues.mdx import inline, table
from stormdesk.exchange.contracts.travel import Reading
from stormdesk.exchange.operations.load import load_of
from stormdesk.exchange.operations.plans.figures import undecided
from stormdesk.exchange.operations.runbooks.blocks import code, fenced, flag_of, worded
from stormdesk.exchange.operations.runbooks.handbook import Handbook
from stormdesk.exchange.operations.stream import KAFKA, Stream
from stormdesk.model.handling import Handling
from stormdesk.model.sticky import Sticky

_OPEN = undecided("how")


def consumer_table(book: Handbook, stream: Stream) -> str:
    """Return a table of what each consumer does when something fails."""
    rows = [
        (
            code(reading.group),
            f"{worded(reading.sticky)} ({inline(book.boundaries[reading.context].name)})",
            inline(_pace(stream, reading)),
            inline(_tries(reading.sticky.handling)),
            inline(_stops(reading.sticky.handling)),
            inline(_hopeless(stream, reading.sticky.handling)),
        )
        for reading in stream.readings
    ]
    head = ("group", "what it does", "pace", "tries again", "stops calling", "hopeless messages")
    return table(head, rows)


def working_table(stickies: Iterable[Sticky]) -> str:
    """Return what those do that bring an event about when something fails, as far as it is told."""
    rows = [
        (
            f"{sticky.kind.value.replace('-', ' ')} “{worded(sticky)}”",
            inline(_tries(sticky.handling)),
            inline(_stops(sticky.handling)),
            "set aside" if sticky.handling.dead_letter else "not set aside",
        )
        for sticky in stickies
        if sticky.handling is not None
    ]
    return table(("what brings it about", "tries again", "stops calling", "hopeless"), rows)


def can_do(reading: Reading) -> Decimal | None:
    """Return how many messages a second a consumer stands, None for batches and where unknown."""
    handling = reading.sticky.handling
    if handling is None or handling.service_time is None or reading.in_batches:
        return None
    time = Decimal(str(seconds(handling.service_time)))
    return (handling.parallelism or 1) / time if time else None


def _pace(stream: Stream, reading: Reading) -> str:
    handling, load = reading.sticky.handling, load_of(stream)
    most = can_do(reading)
    if handling is not None and reading.in_batches:
        return f"in batches{f', {handling.service_time} each' if handling.service_time else ''}"
    if handling is None or most is None:
        return undecided("how long a message takes")
    at_once = handling.parallelism or 1
    told = f"{as_rate(float(most))} at most ({at_once} at once, {handling.service_time} each)"
    if load.most is not None and load.most > most:
        return f"{told}: falls behind at {as_rate(float(load.most))}"
    return told


def _tries(handling: Handling | None) -> str:
    retry = handling.retry if handling is not None else None
    if retry is None:
        return _OPEN
    parts = [
        f"{retry.attempts} times" if retry.attempts is not None else "how often is not yet decided",
        f"{retry.backoff} wait" if retry.backoff is not None else "",
        f"first after {retry.first}" if retry.first is not None else "",
    ]
    return ", ".join(filter(None, parts))


def _stops(handling: Handling | None) -> str:
    breaker = handling.circuit_breaker if handling is not None else None
    if breaker is None:
        return "never: no circuit breaker"
    after = (
        f"after {breaker.failures} failures" if breaker.failures is not None else "when it fails"
    )
    within = f" within {breaker.within}" if breaker.within is not None else ""
    opened = f", for {breaker.open}" if breaker.open is not None else ""
    return f"{after}{within}{opened}"


def _hopeless(stream: Stream, handling: Handling | None) -> str:
    if handling is None:
        return _OPEN
    if not handling.dead_letter:
        return "not set aside: one may block its partition"
    return "set aside"


def levers(book: Handbook, stream: Stream) -> Iterator[str]:
    """Yield what one can turn at once, as items of a list: flags, replicas, dead letters."""
    yield from _flags(stream)
    yield from _scaled(book, stream)
    yield from _aside(stream)


def dead_letters(stream: Stream) -> Iterator[str]:
    """Yield how one looks at what was set aside, without showing what says something of people."""
    if stream.broker != KAFKA or not stream.dead_letters:
        return
    yield (
        "What was set aside, with its headers and without its contents. Find out why, mend that"
        " first, and send it to its consumers again as you would replay it:"
    )
    lines = (
        f"kafka-console-consumer --bootstrap-server $BOOTSTRAP --topic {topic} \\\n"
        "  --from-beginning --max-messages 20 --timeout-ms 10000 \\\n"
        "  --property print.headers=true --property print.timestamp=true"
        " --property print.value=false"
        for topic in stream.dead_letters
    )
    yield fenced("\n".join(lines), "sh")


def _flags(stream: Stream) -> Iterator[str]:
    for sticky in (stream.subject.sticky, *(reading.sticky for reading in stream.readings)):
        flag = flag_of(sticky)
        if flag is not None:
            yield f"Flag {code(flag)}: {worded(sticky)} is behind it."


def _scaled(book: Handbook, stream: Stream) -> Iterator[str]:
    told: set[str] = set()
    for reading in stream.readings:
        scaling = book.scalings.of_reading(reading)
        if scaling is None or scaling.name in told:
            continue
        told.add(scaling.name)
        yield " ".join(inline(each) for each in (scaling.told, *scaling.reasons))
    if told:
        yield (
            "More replicas than partitions only wait. What the autoscaler holds it sets back:"
            " change its bounds, not the Deployment (`stormdesk export scaling`)."
        )


def _aside(stream: Stream) -> Iterator[str]:
    for topic in stream.dead_letters if stream.broker != KAFKA else ():
        yield f"What was set aside lies in {code(topic)}; nobody works on it by itself."
