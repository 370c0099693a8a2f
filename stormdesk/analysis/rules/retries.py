"""Rules about what happens twice, again or for ever."""

from __future__ import annotations

from collections import defaultdict

from stormdesk.analysis.deliveries import Delivery, deliveries
from stormdesk.analysis.finding import Finding, Found, Level, named, rule
from stormdesk.analysis.neighbours import neighbours
from stormdesk.analysis.stickies import changed, in_order, mitigated
from stormdesk.model.board import Board, Change
from stormdesk.model.handling import Handling, Retry
from stormdesk.model.profile import Level as BoardLevel
from stormdesk.model.sticky import Kind, Sticky

_DESIGN: tuple[BoardLevel, ...] = ("software-design",)
_EFFECTS = frozenset({Kind.COMMAND, Kind.SYSTEM})


def _idempotent_by_key(board: Board, finding: Finding) -> Change | None:
    policy = board.stickies[finding.records[0]]
    events = [d.event for d in deliveries(board) if d.consumer.id == policy.id]
    keys = set(map(_idempotency_key, events))
    key = keys.pop() if len(keys) == 1 else None
    if key is None:
        return None
    return changed(policy, handling=_handling(policy).revised(idempotent_by=key))


@rule(Level.WARNING, _DESIGN, fix=_idempotent_by_key)
def effect_without_idempotency(board: Board) -> Found:
    """A policy that causes something knows an event that it has seen before.

    Brokers deliver at least once, and a replay delivers everything again: without a field that
    tells duplicates apart the customer pays twice. Name that field in the policy's handling, or
    give the command an idempotency key of its own. Where the event that comes from another context
    has no such field yet, it is asked for that first.
    """
    around = neighbours(board)
    comes: defaultdict[str, list[Delivery]] = defaultdict(list)
    for delivery in deliveries(board):
        comes[delivery.consumer.id].append(delivery)
    for policy in around.of_kind(Kind.POLICY):
        events = [delivery.event for delivery in comes[policy.id]]
        effects = [s for s in around.after.get(policy.id, ()) if s.kind in _EFFECTS]
        by_hand = policy.automated is False
        once = _handling(policy).idempotent_by or all(map(_idempotency_key, effects))
        asked_first = any(d.crosses and _keyless(d.event) for d in comes[policy.id])
        designed = policy.handling or any(event.message for event in events)
        if not events or not designed or by_hand or once or asked_first:
            continue
        if not mitigated("duplicate", policy, *events):
            yield (
                (policy.id,),
                f"{named(policy.text)} acts again when an event is delivered twice or replayed",
                "name the field that tells duplicates apart in its handling",
            )


@rule(Level.WARNING, _DESIGN)
def retried_call_without_idempotency(board: Board) -> Found:
    """A call that is tried again can be recognised as the same call.

    When an answer gets lost, nobody knows whether the call had its effect; a second try without
    an idempotency key may have it twice. Give the command a key that stays the same on every try.
    """
    around = neighbours(board)
    for system in around.of_kind(Kind.SYSTEM):
        if not _retries(system) or _handling(system).idempotent_by:
            continue
        for command in around.before.get(system.id, ()):
            if command.kind is not Kind.COMMAND:
                continue
            if not _idempotency_key(command) and not mitigated("duplicate", system, command):
                yield (
                    (command.id, system.id),
                    f"{named(command.text)} is tried again at {named(system.text)} without a key",
                    "give the command's message an idempotency key",
                )


def _with_backoff(board: Board, finding: Finding) -> Change | None:
    consumer = board.stickies[finding.records[0]]
    handling = _handling(consumer)
    retry = (handling.retry or Retry()).revised(backoff="exponential")
    return changed(consumer, handling=handling.revised(retry=retry))


@rule(Level.WARNING, _DESIGN, fix=_with_backoff)
def retry_without_pause(board: Board) -> Found:
    """Whoever calls a system again waits longer each time, or stops.

    Immediate retries multiply the load on a system that is already failing, so a hiccup becomes an
    outage. Use exponential backoff, and a circuit breaker where calls are many.
    """
    around = neighbours(board)
    before = around.before
    called = {s.id for s in around.of_kind(Kind.SYSTEM) if s.id in before}
    callers = {s.id for i in called for s in before[i]}
    policies = {s.id for i in callers for s in before.get(i, ()) if s.kind is Kind.POLICY}
    for consumer in in_order(board.stickies[i] for i in called | callers | policies):
        retries = _retries(consumer) and not _paused(consumer)
        if retries and not mitigated("retry-storm", consumer, *before.get(consumer.id, ())):
            yield (
                (consumer.id,),
                f"{named(consumer.text)} is tried again at once when it fails",
                "let it back off exponentially, or put a circuit breaker before it",
            )


@rule(Level.WARNING, _DESIGN)
def cycle_without_brake(board: Board) -> Found:
    """A circle of automated policies has something that slows it down.

    When what a policy causes wakes it again, one bad message may go round for ever and multiply.
    Let one of its policies or systems back off, put a person into the circle, or say what ends it.
    """
    around = neighbours(board)
    if not any(policy.handling for policy in around.of_kind(Kind.POLICY)):
        return
    for ring in around.circles():
        policies = [s for s in ring if s.kind is Kind.POLICY]
        by_hand = any(s.kind is Kind.ACTOR or s.automated is False for s in ring)
        if not any(s.handling for s in policies) or by_hand:
            continue
        if not any(map(_paused, ring)) and not mitigated("retry-storm", *ring):
            others = f" and {len(policies) - 1} more" if len(policies) > 1 else ""
            yield (
                tuple(s.id for s in policies),
                f"{named(policies[0].text)}{others} can go round in a circle without a pause",
                "let one of them back off, or write down what ends the circle",
            )


def _with_dead_letter(board: Board, finding: Finding) -> Change | None:
    consumer = board.stickies[finding.records[0]]
    return changed(consumer, handling=_handling(consumer).revised(dead_letter=True))


@rule(Level.WARNING, _DESIGN, fix=_with_dead_letter)
def retries_without_dead_letter(board: Board) -> Found:
    """What cannot be handled after the last try is set aside.

    Without a dead letter the message is lost in silence, or it blocks all that come after it. Set
    such messages aside, and let somebody look at them.
    """
    consumed = {d.consumer.id for d in deliveries(board)}
    for consumer in in_order(board.stickies[i] for i in consumed):
        retry = _handling(consumer).retry
        if retry is not None and retry.attempts and not _handling(consumer).dead_letter:
            yield (
                (consumer.id,),
                f"after {retry.attempts} retries {named(consumer.text)} loses the message",
                "set hopeless messages aside as dead letters",
            )


@rule(Level.ADVICE, _DESIGN)
def dead_letters_unwatched(board: Board) -> Found:
    """Somebody notices when messages are set aside.

    A dead letter is a customer who waits. Where neither the consumer nor what it consumes is
    measured, they pile up in silence. Add a metric or a service level to the consumer.
    """
    events: defaultdict[str, list[Sticky]] = defaultdict(list)
    for event, consumer, _ in deliveries(board):
        events[consumer.id].append(event)
    for consumer in in_order(board.stickies[i] for i in events):
        seen = any("metric" in s.observability or s.service_levels for s in events[consumer.id])
        own = consumer.observability or consumer.service_levels
        if _handling(consumer).dead_letter and not seen and not own:
            yield (
                (consumer.id,),
                f"nobody is told of the dead letters of {named(consumer.text)}",
                "add a metric or a service level",
            )


def _idempotency_key(sticky: Sticky) -> str | None:
    return sticky.message.idempotency_key if sticky.message is not None else None


def _keyless(event: Sticky) -> bool:
    return event.message is not None and event.message.idempotency_key is None


def _retries(sticky: Sticky) -> bool:
    retry = _handling(sticky).retry
    return bool(sticky.retries) or (retry is not None and retry.attempts != 0)


def _paused(sticky: Sticky) -> bool:
    handling = _handling(sticky)
    backoff = handling.retry.backoff if handling.retry else None
    return backoff not in (None, "none") or handling.circuit_breaker is not None


def _handling(sticky: Sticky) -> Handling:
    return sticky.handling or Handling()
