"""The alerts on consumers that are gone: nothing that they would report themselves tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from stormdesk.exchange.catalogues.owners import Owner
from stormdesk.exchange.operations.alert import Alert, Measure
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.promql import duration
from stormdesk.exchange.operations.metrics.queries import Queries
from stormdesk.exchange.operations.prometheus.about import Subject, Telling, about_stream
from stormdesk.exchange.operations.prometheus.stream_alerts import group_suffix
from stormdesk.exchange.operations.prometheus.trial import MINUTE, Feed, Phase, Trial, held, steps
from stormdesk.exchange.operations.prometheus.wording import severity_of, span
from stormdesk.exchange.operations.stream import Stream

_PATIENCE = 300
_OVER, _STANDING_FOR = 900, 600
_JUDGED = frozenset({"objective", "zero-tolerance", "threshold"})
_FIRST = "see whether its instances run, and start them; they go on where they stopped"
_ONE = Decimal(1)


def paged_about(levels: Iterable[Level]) -> frozenset[str]:
    """Return the consumer groups that some levels wake people about."""
    paging = (each for each in levels if each.form in _JUDGED and severity_of(each) == "page")
    return frozenset(group for level in paging for group in level.groups)


def consumer_alerts(
    stream: Stream,
    levels: Iterable[Level],
    told: set[str],
    urgent: frozenset[str],
    queries: Queries,
    owners: Mapping[str, Owner],
) -> Iterator[Alert | str]:
    """Yield an alert for each consumer group that a level is about and that nobody has told of.

    Whoever is gone reports neither age nor failures, so that those alerts are as quiet as if all
    were well. ``told`` are the groups that need no other alert; it takes in new ones. ``urgent``
    are those that a level on whatever stream pages about.
    """
    judged = [each for each in levels if each.form in _JUDGED]
    for group in sorted({group for level in judged for group in level.groups} - told):
        readings = [each for each in stream.readings if each.group == group]
        if all(each.in_batches for each in readings):
            yield f"{stream.name}: no alert for {group} being gone, as it is between batches."
            continue
        found = [each for each in judged if group in each.groups]
        lead = next((each for each in found if severity_of(each) == "page"), found[0])
        foreseen = {each.mode for each in stream.subject.sticky.failure_modes}
        mode = "backpressure" if "backpressure" in foreseen else None
        owner = owners[readings[0].context]
        subject = Subject(stream, owner, lead.operator, group, mode)
        what = f"ConsumerGone{group_suffix(stream, group)}"
        members = queries.query("members", stream, (group,))
        severity = severity_of(lead)
        if members is not None:
            told.add(group)
            severity = "page" if group in urgent else severity
            telling = _without_members(stream, group, members)
        else:
            over = duration(_OVER)
            sent = queries.query("sent", stream, window=over)
            processed = queries.query("processed", stream, (group,), window=over)
            if sent is None or processed is None:
                why = "no source of metrics has its members, or what is sent and worked on"
                yield f"{stream.name}: no alert for {group} being gone, for {why}."
                continue
            telling = _standing_still(stream, group, sent, processed)
        yield about_stream(subject, what, telling, first=_FIRST, severity=severity)


def _without_members(stream: Stream, group: str, members: str) -> Telling:
    return Telling(
        expression=f"{members} == 0",
        patience=_PATIENCE,
        summary=f"{stream.name}: {group} has no consumer (1 is the least)",
        description=(
            f"The broker has known no member of the group {group} for {span(_PATIENCE)}, so nobody"
            f" works on {stream.topic}, and what the group reports itself is silent."
        ),
        trial=held((Feed(members),), (_ONE,), (Decimal(0),), _PATIENCE, shown=Decimal(0)),
        measure=Measure("count", "members"),
    )


def _standing_still(stream: Stream, group: str, sent: str, processed: str) -> Telling:
    quiet = Phase(steps(_OVER, 2, MINUTE), (_ONE, _ONE), fires=False)
    whole = _OVER + _STANDING_FOR
    return Telling(
        expression=f"{sent} > 0\nunless {processed} > 0",
        patience=_STANDING_FOR,
        summary=f"{stream.name}: {group} works on none that are sent (1 is the least)",
        description=(
            f"Events have come to {stream.topic} within {span(_OVER)}, and {group} has worked on"
            f" none of them, for {span(_STANDING_FOR)}: its consumers are gone or stuck."
        ),
        trial=Trial(
            (Feed(sent), Feed(processed)),
            (
                quiet,
                Phase(whole - 2 * MINUTE, (_ONE, None), fires=False),
                Phase(3 * MINUTE, (_ONE, None), fires=True, shown=_ONE),
                Phase(5 * MINUTE, (_ONE, _ONE), fires=False),
            ),
            MINUTE,
        ),
        measure=Measure("rate", "are sent a second"),
    )
