"""Topics where consumers put what they cannot deal with now, or cannot deal with at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from stormdesk.analysis.quantity import seconds
from stormdesk.exchange.contracts.kafka.topic import Place, Role, Topic
from stormdesk.exchange.contracts.travel import Reading, Travel
from stormdesk.model.handling import Retry

_LONGEST_WAIT = 60.0
_MOST_DOUBLINGS = 60


def aside_of(main: Topic, places: Mapping[str, Place]) -> list[Topic]:
    """Return the retry and dead-letter topics of each group that reads a topic on Kafka.

    A group that is not on Kafka itself sets messages aside on its own broker.
    """
    found: list[Topic] = []
    if not main.is_on_kafka:
        return found
    for reader in main.readers:
        place = places[reader.context]
        if not place.is_on_kafka:
            continue
        travels = _read_by(main, reader.context, reader.group)
        reasons: dict[Role, str] = {
            "retry": _why_retried(travels),
            "dead-letter": _why_kept(travels),
        }
        found += [
            _beside(main, place, reader.group, travels, role, why)
            for role, why in reasons.items()
            if why
        ]
    return found


def _read_by(main: Topic, context: str, group: str) -> tuple[Travel, ...]:
    """Return what a group reads, as that group sends it on."""
    found: list[Travel] = []
    for travel in main.travels:
        own = tuple(r for r in travel.readings if (r.context, r.group) == (context, group))
        if own:
            found.append(replace(travel, senders=(context,), readings=own))
    return tuple(found)


def _beside(
    main: Topic, place: Place, group: str, travels: tuple[Travel, ...], role: Role, why: str
) -> Topic:
    is_retry = role == "retry"
    kept = main.retention.as_retry() if is_retry else main.retention.as_dead_letter()
    count = (
        f"As many partitions as {main.name}:"
        " clients set a message aside in the partition it came from."
    )
    return Topic(
        name=f"{main.name}.{group}.{'retry' if is_retry else 'dlq'}",
        place=place,
        role=role,
        travels=travels,
        key=main.key,
        partitions=main.partitions,
        retention=kept,
        largest=main.largest,
        reasons=(why, count, *kept.reasons),
        of=main.name,
    )


def _why_kept(travels: tuple[Travel, ...]) -> str:
    """Say why hopeless messages need a topic of their own, if they do."""
    for travel in travels:
        for reading in travel.readings:
            if reading.sticky.handling is None:
                continue
            if reading.sticky.handling.dead_letter:
                return f"Group {reading.group} sets aside what it cannot work off."
            if _fails_by("schema-mismatch", travel, reading):
                return (
                    f"Group {reading.group} may meet a {travel.subject.name} that it cannot read,"
                    " which would block its partition."
                )
    return ""


def _why_retried(travels: tuple[Travel, ...]) -> str:
    """Say why retries need a topic of their own; where order is kept they must not have one."""
    readings = [(travel, reading) for travel in travels for reading in travel.readings]
    if any(r.sticky.handling and r.sticky.handling.order_by for _, r in readings):
        return ""
    for travel, reading in readings:
        retry = reading.sticky.handling.retry if reading.sticky.handling is not None else None
        if retry is None or not retry.attempts:
            continue
        if _fails_by("retry-storm", travel, reading):
            return f"Group {reading.group} spreads its retries, so that they make no storm."
        if _waits(retry, retry.attempts) > _LONGEST_WAIT:
            return (
                f"Group {reading.group} waits more than {_LONGEST_WAIT:g} s in all before it"
                " gives up, which would hold up its partition."
            )
    return ""


def _fails_by(mode: str, travel: Travel, reading: Reading) -> bool:
    modes = (*travel.subject.sticky.failure_modes, *reading.sticky.failure_modes)
    return any(each.mode == mode for each in modes)


def _waits(retry: Retry, attempts: int) -> float:
    """Return how many seconds the waits before all retries add up to."""
    first = seconds(retry.first) if retry.first is not None else 0.0
    match retry.backoff:
        case "exponential":
            return first * (2.0 ** min(attempts, _MOST_DOUBLINGS) - 1)
        case "linear":
            return first * attempts * (attempts + 1) / 2
        case "none":
            return 0.0
        case _:
            return first * attempts
