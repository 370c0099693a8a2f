"""The scaling of every consumer group of a board that runs on Kubernetes and reads from Kafka.

Source: KEDA, "Apache Kafka" scaler: as many replicas are wanted as the lag holds thresholds, and no
more than the topic has partitions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from stormdesk.analysis.quantity import as_rate, seconds
from stormdesk.exchange.contracts.kafka.topic import Topic
from stormdesk.exchange.contracts.spelling import spelled
from stormdesk.exchange.contracts.travel import Reading
from stormdesk.exchange.operations.load import Load, joint
from stormdesk.exchange.operations.metrics.promql import number
from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.scaling.backlogs import Backlog, backlogs_of
from stormdesk.exchange.operations.scaling.limits import Limit, limits_of, suggested_limits
from stormdesk.exchange.operations.scaling.scaling import Scaling, Scalings, Trigger
from stormdesk.model.context import Context
from stormdesk.model.naming import digest, slug
from stormdesk.model.sticky import Sticky

_LEVEL = "a consumer lag or queue depth with a threshold as a level of the event"
_RATE = "the rate of its messages"


@dataclass(frozen=True, slots=True)
class _Work:
    """How long a group works on a message, and on how many at once, as far as it is known."""

    service: Decimal | None
    parallelism: int | None


def scaling_of(operations: Operations, reading: Reading) -> Scaling | None:
    """Return how the group that a sticky reads in is scaled, None where it is not.

    Who asks for many keeps what ``scalings_of`` returns.
    """
    return scalings_of(operations).of_reading(reading)


def scalings_of(operations: Operations) -> Scalings:
    """Return the scalings of a board, and why other consumer groups have none."""
    contexts = {each.slug: each for each in operations.landscape.boundaries}
    backlogs = backlogs_of(operations)
    names = spelled(
        (f"{group}\0{context}" for context, group in backlogs),
        _name,
        alike=lambda name: name.replace("_", "-"),
    )
    sharing = Counter(group for _, group in backlogs)
    found: list[Scaling] = []
    suggested: list[Scaling] = []
    told: list[str] = []
    for (context, group), waiting in backlogs.items():
        boundary = contexts[context]
        name = names[f"{group}\0{context}"].replace("_", "-")
        why = _why_not(boundary.context, waiting)
        scaling = why or _scaling(operations, name, waiting, sharing[group], _stated)
        if not isinstance(scaling, str):
            found.append(scaling)
            continue
        sentence = f"Group {group} of {boundary.name} is left out: {scaling}."
        offer = why or _scaling(operations, name, waiting, sharing[group], _to_begin_with)
        if not isinstance(offer, str):
            suggested.append(offer)
            sentence += " A suggestion from its rate is in suggested/."
        told.append(sentence)
    return Scalings(tuple(found), tuple(suggested), tuple(told))


def _name(key: str) -> str:
    group = key.partition("\0")[0]
    return slug(group, f"group-{digest(group)}")


def _why_not(context: Context | None, waiting: list[Backlog]) -> str | None:
    """Say why a group cannot be scaled by KEDA at all, None where it can."""
    if context is None or context.runtime is None:
        return "not yet decided: where it runs; state the runtime of its context"
    if context.runtime != "kubernetes":
        return f"it runs on {context.runtime}, and not on Kubernetes"
    if context.broker != "kafka":
        if context.broker is None:
            return "its broker is not yet decided, and not Kafka; state that of its context"
        return f"its broker is {context.broker}, and not Kafka"
    elsewhere = [each for each in waiting if not each.topic.is_on_kafka]
    if len(elsewhere) == len(waiting):
        return f"what it reads is not on Kafka: {', '.join(e.topic.name for e in elsewhere)}"
    if all(each.is_batch for each in waiting):
        return "it reads in batches, so that a backlog is meant"
    return None


def _stated(_: Operations, backlog: Backlog) -> list[Limit]:
    return list(limits_of(backlog))


def _to_begin_with(operations: Operations, backlog: Backlog) -> list[Limit]:
    return list(limits_of(backlog)) or list(suggested_limits(backlog, operations.board))


def _scaling(
    operations: Operations,
    name: str,
    waiting: list[Backlog],
    sharing: int,
    limits: Callable[[Operations, Backlog], Iterable[Limit]],
) -> Scaling | str:
    """Return the scaling of a group by some limits of what may wait, or why there is none."""
    live = [each for each in waiting if each.topic.is_on_kafka and not each.is_batch]
    asked = [each for each in live if each.levels] or live
    widest = max(asked, key=lambda each: each.topic.partitions)
    most = max(1, widest.topic.partitions // sharing)
    if most == 1:
        return (
            f"{widest.topic.name} has too few partitions to share, so that one replica has to do;"
            " state more of them for production, or a higher rate"
        )
    missing: list[str] = []
    triggers: list[Trigger] = []
    rateless: list[str] = []
    for each in live:
        label = name if len(live) == 1 else f"{name}-{len(triggers) + 1}"
        trigger = _trigger(label, each, most, limits(operations, each))
        if trigger is not None:
            triggers.append(trigger)
        else:
            (rateless if each.levels else missing).append(each.topic.name)
    undecided = [
        f"not yet decided: {what} on {', '.join(topics)}; state {wanted}"
        for what, topics, wanted in (
            ("how far it may fall behind", missing, _LEVEL),
            ("the rate, without which seconds are no number of messages,", rateless, _RATE),
        )
        if topics
    ]
    if not triggers:
        return "; ".join(undecided)
    work = _work([s for each in live for s in each.reader.stickies])
    load = joint(each.work for each in live)
    fewest, why = _fewest(work, load, most)
    reader, stream = live[0].reader, live[0].stream
    boundary = next(b for b in operations.landscape.boundaries if b.slug == reader.context)
    context = boundary.context
    return Scaling(
        name=name,
        context=reader.context,
        context_name=boundary.name,
        group=reader.group,
        owner=operations.owners[context.owner if context is not None else None],
        stickies=tuple(dict.fromkeys(s.id for each in live for s in each.reader.stickies)),
        fewest=fewest,
        most=most,
        triggers=tuple(triggers),
        reasons=(
            _most_told(widest.topic, most, sharing),
            f"Partitions are {operations.partitions_told}.",
            why,
            *_peak_told(work, load, most),
            *(f"Not asked: {text}." for text in undecided),
            *([] if stream.is_alone else [f"All messages on {stream.topic} count as waiting."]),
        ),
    )


def _trigger(name: str, backlog: Backlog, most: int, limits: Iterable[Limit]) -> Trigger | None:
    """Return the trigger of a backlog by its strictest limit, None without one."""
    limit = min(limits, key=lambda each: each.waiting, default=None)
    if limit is None:
        return None
    topic, threshold = backlog.topic.name, max(1, int(limit.waiting / most))
    return Trigger(
        name,
        topic,
        backlog.stream,
        threshold,
        limit.standing,
        f"{topic}: {limit.reason} makes {number(limit.waiting.quantize(Decimal(1)))} messages;"
        f" shared among {most} replicas, all of them work when {threshold} a replica wait.",
    )


def _work(stickies: list[Sticky]) -> _Work:
    handlings = [s.handling for s in stickies if s.handling is not None]
    times = [Decimal(str(seconds(h.service_time))) for h in handlings if h.service_time is not None]
    parallel = [h.parallelism for h in handlings if h.parallelism is not None]
    return _Work(max(times, default=None), max(parallel, default=None))


def _busy(rate: Decimal, service: Decimal) -> int:
    """Return how many replicas a rate keeps busy, each with one message at a time."""
    return max(1, int((rate * service).quantize(Decimal(1), ROUND_CEILING)))


def _fewest(work: _Work, load: Load, most: int) -> tuple[int, str]:
    """Return how many replicas there are at least, with the reason as a sentence."""
    if work.parallelism is not None and work.parallelism < most:
        return work.parallelism, (
            f"At least {work.parallelism}: the board says that it works on so many at the same"
            " time, and a replica is taken to work on one."
        )
    if load.steady is not None and work.service is not None:
        busy = min(_busy(load.steady, work.service), most)
        rate = as_rate(float(load.steady))
        return busy, f"At least {busy}: {rate} at {number(work.service)} s a message keep it busy."
    return 1, "At least 1: not yet decided how long it works on a message, or how many come."


def _most_told(topic: Topic, most: int, sharing: int) -> str:
    told = (
        f"At most {most}: {topic.name} has {topic.partitions} partitions, each read by one replica"
    )
    shared = f", and {sharing} contexts share the group" if sharing > 1 else ""
    return f"{told} at a time{shared}."


def _peak_told(work: _Work, load: Load, most: int) -> Iterator[str]:
    if load.most is None or work.service is None:
        return
    busy = _busy(load.most, work.service)
    told = f"A peak of {as_rate(float(load.most))} keeps {busy} busy"
    if busy > most:
        yield f"{told}, which is more than there can be: it will fall behind, so add partitions."
    else:
        yield f"{told}."
