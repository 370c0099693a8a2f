"""The alerts of a stream whatever its levels: events set aside, unreadable, tried again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from stormdesk.exchange.operations.alert import ASSUMED, Alert
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.promql import duration, number
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.prometheus.trial import Feed, Phase, Trial, steps
from stormdesk.exchange.operations.prometheus.wording import (
    MODES,
    span,
    stream_labels,
    stream_name,
)
from stormdesk.exchange.operations.stream import Stream
from stormdesk.model.naming import pascal

_SEEN_FOR = 900
_BURST_OVER = 600
_BURST_SHARE = Decimal("0.5")
_FEWEST_RETRIES = 10
_UNSEEN = {
    "out-of-order": "no metric tells the order of events",
    "visibility-gap": "what nobody sees is in no metric; the telemetry plan lists where traces end",
    "other": "only people can say how it shows",
}


def stream_alerts(
    stream: Stream, levels: Iterable[Level], aside: tuple[str, ...], queries: Queries
) -> Iterator[Alert | str]:
    """Yield the alerts of a stream, and a sentence for each foreseen failure that has none.

    ``aside`` are the topics of dead letters that no other stream has told of.
    """
    modes = {each.mode for each in stream.subject.sticky.failure_modes}
    measured = {level.indicator for level in levels if level.form != "unnumbered"}
    yield from _dead_letters(stream, aside, queries)
    if "schema-error-rate" not in measured and _has_contract(stream, modes):
        yield from _schema_errors(stream, queries)
    retried = [
        each for each in stream.readings if each.sticky.handling and each.sticky.handling.retry
    ]
    if retried or "retry-storm" in modes:
        groups = tuple(sorted({each.group for each in retried})) or stream.groups
        yield from _retry_burst(stream, groups, queries)
    shown = {mode for indicator, mode in MODES.items() if indicator in measured}
    untold: dict[str, list[str]] = {}
    for mode in sorted(modes - shown - {"schema-mismatch", "retry-storm"}):
        why = _UNSEEN.get(mode, "no service level with a number would tell")
        untold.setdefault(why, []).append(mode.replace("-", " "))
    for why, unseen in untold.items():
        yield f"{stream.name}: no alert for {' or '.join(unseen)}, for {why}."


def _has_contract(stream: Stream, modes: set[str]) -> bool:
    message = stream.subject.sticky.message
    is_contract = message is not None and message.audience == "integration"
    return bool(stream.readings) and (is_contract or "schema-mismatch" in modes)


def _dead_letters(
    stream: Stream, topics: tuple[str, ...], queries: Queries
) -> Iterator[Alert | str]:
    over, name = duration(_SEEN_FOR), stream_name(stream, "DeadLetters")
    uncounted: list[str] = []
    for topic in topics:
        aside = replace(stream, topic=topic, is_alone=True)
        found = queries.query("written", aside, window=over)
        if found is None:
            uncounted.append(topic)
        else:
            called = name if len(topics) == 1 else f"{name}{pascal(topic, 'Topic')}"
            how = "counted by what is written to that topic"
            yield _set_aside(stream, called, found, topic, topic, how)
    if not uncounted:
        return
    where = ", ".join(uncounted)
    # Consumers count what they set aside under the topic it came from, wherever they put it.
    found = queries.query("dead-letters", stream, stream.groups, window=over)
    if found is None:
        yield f"{stream.name}: no alert for {where}, for no source of metrics counts it."
    else:
        topic = uncounted[0] if len(uncounted) == 1 else stream.topic
        how = f"counted by the consumers of {stream.topic}"
        yield _set_aside(stream, name, found, topic, where, how)


def _set_aside(stream: Stream, name: str, found: str, topic: str, where: str, how: str) -> Alert:
    """Return the alert on events that come to some topics of dead letters."""
    return Alert(
        name=name,
        stream=stream,
        level=None,
        mode=None,
        severity="ticket",
        expression=f"{found} > 0",
        patience=None,
        summary=f"{stream.name}: events were set aside in {where}",
        description=(
            f"At least one event came to {where} within {span(_SEEN_FOR)}, {how}. It is not"
            " worked on until somebody looks at it."
        ),
        runbook=stream.runbook,
        owner=stream.owner,
        labels={**stream_labels(stream, "ticket", None), "topic": topic},
        trial=_any(Feed(found)),
    )


def _schema_errors(stream: Stream, queries: Queries) -> Iterator[Alert | str]:
    mode = "schema-mismatch"
    found = queries.query("schema-errors", stream, stream.groups, window=duration(_SEEN_FOR))
    if found is None:
        yield f"{stream.name}: no alert for schema errors, for no source of metrics counts them."
        return
    yield Alert(
        name=stream_name(stream, "SchemaErrors"),
        stream=stream,
        level=None,
        mode=mode,
        severity="ticket",
        expression=f"{found} > 0",
        patience=None,
        summary=f"{stream.name}: consumers cannot read events",
        description=(
            f"At least one event of {stream.topic} could not be read by its schema within"
            f" {span(_SEEN_FOR)}. No level says how many that may be."
        ),
        runbook=stream.runbook_of(mode),
        owner=stream.owner,
        labels=stream_labels(stream, "ticket", mode),
        trial=_any(Feed(found)),
    )


def _retry_burst(
    stream: Stream, groups: tuple[str, ...], queries: Queries
) -> Iterator[Alert | str]:
    mode, over = "retry-storm", duration(_BURST_OVER)
    retries = queries.query("retries", stream, groups, window=over)
    processed = queries.query("processed", stream, groups, window=over)
    if retries is None or processed is None or not groups:
        why = "nobody reads it" if not groups else "no source of metrics counts them"
        yield f"{stream.name}: no alert for retry bursts, for {why}."
        return
    yield Alert(
        name=stream_name(stream, "RetryBurst"),
        stream=stream,
        level=None,
        mode=mode,
        severity="ticket",
        expression=(
            f"{retries} > {number(_BURST_SHARE)} * {processed}\n"
            f"and on() ({retries} * {_BURST_OVER} >= {_FEWEST_RETRIES})"
        ),
        patience=300,
        summary=f"{stream.name}: consumers try again and again",
        description=(
            f"More than one attempt in two on {stream.topic} is a retry, over"
            f" {span(_BURST_OVER)}, for {span(300)}. That share is {ASSUMED}."
        ),
        runbook=stream.runbook_of(mode),
        owner=stream.owner,
        labels={**stream_labels(stream, "ticket", mode), "assumed": "true"},
        trial=Trial(
            (Feed(retries), Feed(processed)),
            (
                Phase(steps(300, 1), (Decimal("4.75"), Decimal(10)), fires=False),
                Phase(steps(300, 1), (Decimal("5.25"), Decimal(10)), fires=True),
                Phase(steps(1), (Decimal(0), Decimal(10)), fires=False),
            ),
        ),
    )


def _any(feed: Feed) -> Trial:
    """Return the trial of what must not be seen even once."""
    none, some = (Decimal(0),), (Decimal("0.01"),)
    return Trial(
        (feed,),
        (
            Phase(steps(1, 1), none, fires=False),
            Phase(steps(1), some, fires=True),
            Phase(steps(_SEEN_FOR, 1), none, fires=False),
        ),
    )
