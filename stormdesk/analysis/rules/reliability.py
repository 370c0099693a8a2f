"""Rules about predictable ways to fail, each asked for where the board makes it possible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from stormdesk.analysis.deliveries import deliveries, leaving
from stormdesk.analysis.finding import Finding, Found, Level, named, rule
from stormdesk.analysis.neighbours import neighbours
from stormdesk.analysis.quantity import as_rate, per_second, seconds
from stormdesk.analysis.stickies import (
    changed,
    in_order,
    mitigated,
    regulated_tags,
    standing,
    standing_events,
)
from stormdesk.model.board import Board, Change
from stormdesk.model.handling import Handling
from stormdesk.model.message import Field, Message
from stormdesk.model.profile import Level as BoardLevel
from stormdesk.model.sticky import Kind, Sticky

_DESIGN: tuple[BoardLevel, ...] = ("software-design",)
_WITH_COMMANDS: tuple[BoardLevel, ...] = ("process", "software-design")


@rule(Level.WARNING, _DESIGN)
def events_without_common_key(board: Board) -> Found:
    """The events of one aggregate share their partition key.

    Order is kept only among messages with the same key: “cancelled” may overtake “placed” when
    one is keyed by order and the other by customer. Key all of them by the aggregate's identity.
    """
    around = neighbours(board)
    for aggregate in around.of_kind(Kind.AGGREGATE):
        follows = around.after.get(aggregate.id, ())
        events = in_order(s for s in follows if s.kind is Kind.EVENT and s.message)
        keys = {e.message.key for e in events if e.message}
        if len(keys) > 1 and not mitigated("out-of-order", aggregate, *events):
            spelt = ", ".join(sorted(named(key) if key else "none" for key in keys))
            yield (
                tuple(e.id for e in events),
                f"the events of {named(aggregate.text)} have different keys: {spelt}",
                "use the field that identifies it as key of each",
            )


def _backward(board: Board, finding: Finding) -> Change | None:
    event = board.stickies[finding.records[0]]
    return changed(event, message=_message(event).revised(compatibility="BACKWARD"))


@rule(Level.WARNING, _DESIGN, fix=_backward)
def integration_event_without_compatibility(board: Board) -> Found:
    """What others read says how it may change.

    Consumers in another context are released at another time; without an agreed compatibility the
    next change of a field makes their parsers fail. BACKWARD suits most: consumers are upgraded
    first.
    """
    for event in leaving(board):
        message = event.message
        if (
            message is not None
            and message.audience == "integration"
            and message.compatibility is None
            and not mitigated("schema-mismatch", event)
        ):
            yield (
                (event.id,),
                f"nothing says how the message of {named(event.text)} may change",
                "choose its compatibility",
            )


@rule(Level.WARNING, _DESIGN)
def load_above_capacity(board: Board) -> Found:
    """A consumer keeps up with what it is sent.

    Its capacity is parallelism divided by service time. Where more comes in, a queue grows and
    everything behind it is late. Raise the parallelism, shorten the work, or write down how
    backpressure is dealt with.
    """
    sent: defaultdict[str, list[Sticky]] = defaultdict(list)
    for event, consumer, _ in deliveries(board):
        if event.message is not None and event.message.rate is not None:
            sent[consumer.id].append(event)
    for consumer in in_order(board.stickies[i] for i in sent):
        handling = consumer.handling or Handling()
        if handling.service_time is None or handling.parallelism is None:
            continue
        events = sent[consumer.id]
        work, load = seconds(handling.service_time), _load(events)
        if work * load > handling.parallelism and not mitigated("backpressure", consumer, *events):
            most, able = as_rate(load), as_rate(handling.parallelism / work)
            yield (
                (consumer.id,),
                f"{named(consumer.text)} is sent up to {most} and can handle {able}",
                "raise its parallelism, or say what relieves it",
            )


def _load(events: Iterable[Sticky]) -> float:
    """Return what may arrive in a second: peaks need not fall together, steady rates do."""
    rates = [(m, m.rate) for m in map(_message, events) if m.rate is not None]
    steady = sum(per_second(rate.steady) for _, rate in rates if rate.steady)
    peaks = (per_second(rate.peak) for m, rate in rates if rate.peak and m.delivery != "batch")
    return max(steady, max(peaks, default=0.0))


def _audited(board: Board, finding: Finding) -> Change | None:
    event = board.stickies[finding.records[0]]
    if event.message is not None:
        return changed(event, message=event.message.revised(audit=True))
    return changed(event, observability=(*event.observability, "audit"))


@rule(Level.WARNING, _WITH_COMMANDS, fix=_audited)
def regulated_event_without_audit(board: Board) -> Found:
    """What somebody may have to prove later is put on record.

    An event that is tagged as regulated, or that carries restricted fields which can be read again,
    belongs in an audit trail that nobody can alter; a report with gaps is found out years later.
    Mark it for audit.
    """
    for event in standing_events(board):
        message = _message(event)
        tags = regulated_tags(event)
        fields = [f.name for f in message.fields if _can_be_read(f)]
        recorded = message.audit or "audit" in event.observability
        if (tags or fields) and not recorded and not mitigated("missing-audit", event):
            reason = f"is tagged {tags[0]}" if tags else f"carries restricted {fields[0]}"
            yield (
                (event.id,),
                f"{named(event.text)} {reason} and is not audited",
                "mark it for audit",
            )


def _can_be_read(field: Field) -> bool:
    return field.classification == "restricted" and field.mask not in ("hash", "drop")


def _traced(board: Board, finding: Finding) -> Change | None:
    event = board.stickies[finding.records[0]]
    return changed(event, observability=(*event.observability, "trace"))


@rule(Level.WARNING, _DESIGN, fix=_traced)
def trace_lost_at_boundary(board: Board) -> Found:
    """A trace follows an event into the next context.

    Where two teams share a flow, most of the search for a fault happens at the border between
    them. Carry the trace with the event and add a trace point to it. Asked for once there are
    observability points on the board.
    """
    if not _observes(board):
        return
    for event in leaving(board):
        if "trace" not in event.observability and not mitigated("visibility-gap", event):
            yield (
                (event.id,),
                f"{named(event.text)} leaves its context without a trace",
                "add a trace to its observability points",
            )


@rule(Level.WARNING, _DESIGN)
def edge_not_observed(board: Board) -> Found:
    """What comes in from outside can be seen coming in.

    Faults of others arrive at the edge; where nothing is measured there, the first to notice is
    the customer. Add a metric, a log or a trace to the event. Asked for once there are
    observability points on the board.
    """
    if not _observes(board):
        return
    before = neighbours(board).before
    for event in standing_events(board):
        senders = (s for s in before.get(event.id, ()) if s.kind is Kind.SYSTEM)
        comes_in = event.trigger == "external" or any(s.external for s in senders)
        if comes_in and not event.observability and not mitigated("visibility-gap", event):
            yield (
                (event.id,),
                f"{named(event.text)} comes from outside and nothing observes it",
                "add a metric, a log or a trace",
            )


@rule(Level.WARNING)
def failure_mode_without_mitigation(board: Board) -> Found:
    """A way to fail that is written down has something against it.

    To know a danger and leave it at that is the worst of both. Say what helps, or accept the
    finding with a reason.
    """
    for sticky in standing(board):
        for failure in sticky.failure_modes:
            if not failure.mitigation.strip():
                yield (
                    (sticky.id,),
                    f"nothing is said to help against {failure.mode} of {named(sticky.text)}",
                    "write down its mitigation",
                )


@rule(Level.ADVICE)
def failure_mode_without_signal(board: Board) -> Found:
    """One can see a failure happen.

    A mitigation that nobody can watch is a hope. Name the metric, log or trace in which the
    failure would show.
    """
    for sticky in standing(board):
        for failure in sticky.failure_modes:
            if failure.mitigation.strip() and not failure.signal.strip():
                yield (
                    (sticky.id,),
                    f"nothing shows {failure.mode} of {named(sticky.text)}",
                    "name the signal it would show in",
                )


@rule(Level.ADVICE)
def schema_errors_unwatched(board: Board) -> Found:
    """Somebody is told when messages can no longer be read.

    Parser errors that only reach a log are found when a customer asks. Where a schema mismatch is
    a known way to fail, promise a schema error rate.
    """
    for sticky in standing(board):
        named_mode = any(f.mode == "schema-mismatch" for f in sticky.failure_modes)
        watched = any(v.indicator == "schema-error-rate" for v in sticky.service_levels)
        if named_mode and not watched:
            yield (
                (sticky.id,),
                f"nobody is told when {named(sticky.text)} cannot be read",
                "add a service level for its schema error rate",
            )


@rule(Level.ADVICE)
def retention_as_in_production(board: Board) -> Found:
    """Environments for tests keep their events for a shorter time than production.

    Nobody replays last month's test data, but it is paid for every day. Shorten the retention.
    """
    spans = {
        name: seconds(each.retention)
        for name, each in board.profile.environments.items()
        if each.retention
    }
    production = next((n for n in spans if n.casefold() in ("production", "prod", "live")), None)
    for name in sorted(spans):
        if production is not None and name != production and spans[name] >= spans[production]:
            yield (
                (board.profile.id,),
                f"{named(name)} keeps events as long as {named(production)}",
                f"shorten the retention of {name}",
            )


def _message(sticky: Sticky) -> Message:
    return sticky.message or Message()


def _observes(board: Board) -> bool:
    return any(s.observability for s in standing(board))
