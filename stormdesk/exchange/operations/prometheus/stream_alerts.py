"""The alerts of a stream whatever its levels: events set aside, unreadable, tried again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from stormdesk.exchange.catalogues.owners import Owner
from stormdesk.exchange.contracts.travel import Reading
from stormdesk.exchange.operations.alert import Alert, Measure
from stormdesk.exchange.operations.levels import ASSUMED, Level
from stormdesk.exchange.operations.metrics.promql import duration, number
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.prometheus.about import Subject, Telling, about_stream
from stormdesk.exchange.operations.prometheus.trial import MINUTE, Feed, Phase, Trial, steps
from stormdesk.exchange.operations.prometheus.wording import MODES, span
from stormdesk.exchange.operations.stream import Stream
from stormdesk.model.naming import pascal

_SEEN_FOR = 900
_BURST_OVER = 300
_BURST_FOR = 300
_BURST_SHARE = Decimal("0.5")
_FEWEST_RETRIES = 10
_DAY = 86_400
_DIGITS = Decimal("1e-9")
_UNSEEN = {
    "out-of-order": "no metric tells the order of events",
    "visibility-gap": "what nobody sees is in no metric; the telemetry plan lists where traces end",
    "other": "only people can say how it shows",
}


def stream_alerts(
    stream: Stream,
    levels: Iterable[Level],
    aside: tuple[str, ...],
    queries: Queries,
    owners: Mapping[str, Owner],
) -> Iterator[Alert | str]:
    """Yield the alerts of a stream, and a sentence for each foreseen failure that has none.

    ``aside`` are the topics of dead letters that no other stream has told of; ``owners`` are those
    of contexts, for what goes wrong at a consumer is told to whoever owns that.
    """
    modes = {each.mode for each in stream.subject.sticky.failure_modes}
    measured = {level.indicator for level in levels if level.form != "unnumbered"}
    for topic in aside:
        yield _dead_letters(stream, topic, aside, queries, owners)
    if "schema-error-rate" not in measured and _has_contract(stream, modes):
        for subject in _groups(stream, stream.readings, "schema-mismatch", owners):
            yield _schema_errors(subject, queries)
    retried = [
        each for each in stream.readings if each.sticky.handling and each.sticky.handling.retry
    ]
    if "retry-storm" in modes:
        retried = retried or list(stream.readings)
        if not retried:
            yield f"{stream.name}: no alert for retry bursts, for nobody reads it."
    for subject in _groups(stream, retried, "retry-storm", owners):
        yield _retry_burst(subject, queries)
    shown = {mode for indicator, mode in MODES.items() if indicator in measured}
    untold: dict[str, list[str]] = {}
    for mode in sorted(modes - shown - {"schema-mismatch", "retry-storm"}):
        why = _UNSEEN.get(mode, "no service level with a number would tell")
        untold.setdefault(why, []).append(mode.replace("-", " "))
    for why, unseen in untold.items():
        yield f"{stream.name}: no alert for {' or '.join(unseen)}, for {why}."


def group_suffix(stream: Stream, group: str) -> str:
    """Return what tells the alert of a consumer group from those of the others of its stream."""
    return pascal(group, "Group") if len(stream.groups) > 1 else ""


def _groups(
    stream: Stream, readings: Iterable[Reading], mode: str, owners: Mapping[str, Owner]
) -> Iterator[Subject]:
    """Yield the consumer groups of some readings by name, each with who owns its context."""
    contexts = {reading.group: reading.context for reading in readings}
    for group in sorted(contexts):
        yield Subject(stream, owners[contexts[group]], stream.operator, group, mode)


def _has_contract(stream: Stream, modes: set[str]) -> bool:
    message = stream.subject.sticky.message
    is_contract = message is not None and message.audience == "integration"
    return bool(stream.readings) and (is_contract or "schema-mismatch" in modes)


def _dead_letters(
    stream: Stream,
    topic: str,
    topics: tuple[str, ...],
    queries: Queries,
    owners: Mapping[str, Owner],
) -> Alert | str:
    """Return the alert on events that lie in a topic of dead letters, as long as any does."""
    counts = queries.letters(stream, topic)
    if not counts:
        return f"{stream.name}: no alert for {topic}, for no source of metrics counts it."
    # Their topic is called after the group; one for several is whoever owns the event.
    reading = next((each for each in stream.readings if f".{each.group}." in topic), None)
    among = {owners[each.context].slug: owners[each.context] for each in stream.readings}
    owner = (
        owners[reading.context]
        if reading
        else (next(iter(among.values())) if len(among) == 1 else stream.owner)
    )
    group = reading.group if reading is not None else ""
    subject = Subject(stream, owner, stream.operator, group, topic=topic)
    one, none = Decimal(1), Decimal(0)
    lying, gone = ((one,), (none,)) if len(counts) == 1 else ((one, none), (one, one))
    telling = Telling(
        expression=f"{' - '.join(counts)} > 0",
        summary=f"{stream.name}: events were set aside in {topic}",
        description=(
            f"Not one event may lie in {topic}, and it fires until none does: nobody works on them"
            " until somebody has looked at each, sent it again or given it up, and taken it out."
        ),
        trial=Trial(
            tuple(map(Feed, counts)),
            (
                Phase(steps(1, 1), tuple(None for _ in counts), fires=False),
                Phase(steps(1), lying, fires=True, shown=one),
                Phase(_DAY, lying, fires=True, shown=one),
                Phase(steps(1), gone, fires=False),
            ),
        ),
        measure=Measure("count", "events lie there"),
    )
    first = "read the oldest letter and its error before anything is sent again"
    suffix = "" if len(topics) == 1 else pascal(topic, "Topic")
    return about_stream(subject, f"DeadLetters{suffix}", telling, first=first)


def _schema_errors(subject: Subject, queries: Queries) -> Alert | str:
    stream, group = subject.stream, subject.group
    found = queries.query("schema-errors", stream, (group,), window=duration(_SEEN_FOR))
    if found is None:
        return f"{stream.name}: no alert for schema errors, for no source of metrics counts them."
    none, some = Decimal(0), Decimal("0.01")
    telling = Telling(
        expression=f"{found} * {_SEEN_FOR} > 0",
        summary=f"{stream.name}: {group} cannot read events",
        description=(
            f"Not one event of {stream.topic} may be unreadable by its schema, for no level says"
            f" how many may; {group} found at least one within {span(_SEEN_FOR)}."
        ),
        trial=Trial(
            (Feed(found),),
            (
                Phase(steps(1, 1), (none,), fires=False),
                Phase(steps(1), (some,), fires=True, shown=some * _SEEN_FOR),
                Phase(steps(_SEEN_FOR, 1), (none,), fires=False),
            ),
        ),
        measure=Measure("count", f"events within {span(_SEEN_FOR)}"),
    )
    first = "see which version of the schema the senders wrote since it began"
    return about_stream(subject, f"SchemaErrors{group_suffix(stream, group)}", telling, first=first)


def _retry_burst(subject: Subject, queries: Queries) -> Alert | str:
    stream, group, over = subject.stream, subject.group, duration(_BURST_OVER)
    retries = queries.query("retries", stream, (group,), window=over)
    processed = queries.query("processed", stream, (group,), window=over)
    if retries is None or processed is None:
        why = "no source of metrics counts them"
        return f"{stream.name}: no alert for retry bursts, for {why}."
    telling = Telling(
        expression=(
            f"{retries} > {number(_BURST_SHARE)} * {processed}\n"
            f"and on() ({retries} * {_BURST_OVER} >= {_FEWEST_RETRIES})"
        ),
        patience=_BURST_FOR,
        summary=f"{stream.name}: {group} tries again and again",
        description=(
            f"More than one attempt in two of {group} on {stream.topic} is a retry, and at least"
            f" {_FEWEST_RETRIES} are, over {span(_BURST_OVER)}, for {span(_BURST_FOR)}. Both"
            f" numbers are {ASSUMED}."
        ),
        trial=_burst_trial(Feed(retries), Feed(processed)),
        measure=Measure("rate", "retries a second"),
    )
    first = "see which error is retried; stop retrying what cannot succeed"
    suffix = group_suffix(stream, group)
    return about_stream(subject, f"RetryBurst{suffix}", telling, first=first, is_assumed=True)


def _burst_trial(retries: Feed, processed: Feed) -> Trial:
    """Return a trial in which first too few are retried, then too small a share."""
    long, few, ten = 4 * _BURST_OVER, Decimal(_FEWEST_RETRIES) / _BURST_OVER, Decimal(10)
    fewer, more = ((few * share).quantize(_DIGITS) for share in (Decimal("0.8"), Decimal("1.3")))
    below, above = ten * _BURST_SHARE * Decimal("0.95"), ten * _BURST_SHARE * Decimal("1.05")
    return Trial(
        (retries, processed),
        (
            Phase(long, (fewer, fewer), fires=False),
            Phase(long, (more, more), fires=True, shown=more),
            Phase(long, (below, ten), fires=False),
            Phase(long, (above, ten), fires=True, shown=above),
            Phase(long, (Decimal(0), Decimal(0)), fires=False),
            Phase(_BURST_FOR, (ten, ten), fires=False),
            Phase(MINUTE, (ten, ten), fires=True, shown=ten),
            Phase(long, (Decimal(0), ten), fires=False),
        ),
        MINUTE,
    )
