"""A consumer as it is simulated, made from what a board says of its handling."""

from __future__ import annotations

from collections.abc import Mapping

from stormdesk.analysis.quantity import seconds
from stormdesk.analysis.simulation.plan import Breaker, Stage
from stormdesk.analysis.simulation.scenario import Remedy
from stormdesk.analysis.simulation.ways import Step, Ways
from stormdesk.model.handling import CircuitBreaker, Handling, Retry
from stormdesk.model.sticky import Kind

_USUAL_RETRIES = 3
_USUAL_WAIT = 1.0
_USUAL_BATCH = 3_600.0
_USUAL_BREAKER = Breaker(20, 10.0, 30.0)
_AS_IT_IS = Remedy()
_SHORTEST_WAIT = 0.001
"""A retry comes no sooner, lest what fails at no cost be tried for ever at the same moment."""


def stage_of(
    ways: Ways,
    stage: str,
    remedy: Remedy | None,
    partitions: Mapping[str, int],
    failures: Mapping[str, float],
) -> Stage:
    """Return a consumer with what a remedy changes about it, and all that had to be assumed."""
    changed = remedy or _AS_IT_IS
    sticky = ways.board.stickies[stage]
    handling = sticky.handling or Handling()
    steps = [s for i, of in ways.of.items() if of == stage for s in ways.before.get(i, ())]
    read = [s for s in steps if s.via != "call"]
    assumed: list[str] = []
    service = changed.service_time
    if service is None and handling.service_time is not None:
        service = seconds(handling.service_time)
    if service is None:
        assumed.append("its service time is not known: taken to be 0")
    limit = changed.partitions or _partitions(ways, read, partitions)
    wanted = changed.parallelism or handling.parallelism
    if wanted is None and service is not None:
        assumed.append("its parallelism is not known: taken to be 1")
    servers = wanted or 1
    if limit is not None and limit < servers:
        assumed.append(f"{limit} partitions allow no more than {limit} at a time")
        servers = limit
    attempts, backoff, first = _retries(handling.retry, changed, assumed)
    is_idempotent = handling.idempotent_by is not None
    is_ordered = handling.order_by is not None
    batched = bool(read) and len(read) == len(steps) and all(s.via == "batch" for s in read)
    batch = None
    if batched:
        # A consumer that something else sets off takes along what has piled up until then.
        batch = seconds(sticky.freshness) if sticky.freshness is not None else _USUAL_BATCH
        if sticky.freshness is None or sticky.kind is not Kind.READ_MODEL:
            assumed.append(f"it is taken to read a batch every {batch:g} s")
    return Stage(
        id=stage,
        service=service,
        servers=servers,
        partitions=limit,
        is_called=any(s.via == "call" for s in steps),
        is_ordered=is_ordered if changed.ordered is None else changed.ordered,
        is_idempotent=is_idempotent if changed.idempotent is None else changed.idempotent,
        has_dead_letter=handling.dead_letter
        if changed.dead_letter is None
        else changed.dead_letter,
        attempts=attempts,
        backoff=backoff,
        first=first,
        breaker=_breaker(handling.circuit_breaker, changed.circuit_breaker, assumed),
        failure=failures.get(stage, 0.0) if changed.failure is None else changed.failure,
        batch=batch or None,
        assumed=tuple(assumed),
    )


def wait_before(stage: Stage, attempt: int) -> float:
    """Return how many seconds a consumer waits before a retry, counted from 1."""
    if stage.backoff == "linear":
        return max(_SHORTEST_WAIT, stage.first * attempt)
    if stage.backoff == "exponential":
        return max(_SHORTEST_WAIT, stage.first * 2.0 ** min(attempt - 1, 40))
    return max(_SHORTEST_WAIT, stage.first if stage.backoff == "fixed" else 0.0)


def _partitions(ways: Ways, read: list[Step], partitions: Mapping[str, int]) -> int | None:
    """Return how many partitions a consumer reads in all; None where they are not known."""
    topics: dict[str, int] = {}
    for step in read:
        if step.source not in partitions:
            return None
        message = ways.sticky(step.source).message
        topic = message.topic if message is not None and message.topic is not None else step.source
        topics[topic] = max(topics.get(topic, 0), partitions[step.source])
    return sum(topics.values()) or None


def _retries(retry: Retry | None, changed: Remedy, assumed: list[str]) -> tuple[int, str, float]:
    attempts = changed.attempts
    if attempts is None:
        attempts = 0 if retry is None else retry.attempts
    if attempts is None:
        assumed.append(f"how often it tries again is not known: taken to be {_USUAL_RETRIES} times")
        attempts = _USUAL_RETRIES
    backoff = changed.backoff or (retry.backoff if retry is not None else None)
    first = changed.first
    if first is None and retry is not None and retry.first is not None:
        first = seconds(retry.first)
    if backoff is None:
        backoff = "none" if first is None else "fixed"
    if first is None:
        if attempts and backoff != "none":
            assumed.append(f"its first wait is not known: taken to be {_USUAL_WAIT:g} s")
        first = _USUAL_WAIT
    return attempts, backoff, first


def _breaker(
    stated: CircuitBreaker | None, is_wanted: bool | None, assumed: list[str]
) -> Breaker | None:
    if is_wanted is False or (stated is None and not is_wanted):
        return None
    if stated is not None and stated.failures and stated.within and stated.open:
        return Breaker(stated.failures, seconds(stated.within), seconds(stated.open))
    usual = _USUAL_BREAKER
    assumed.append(
        f"its circuit breaker is taken to open for {usual.open:g} s after {usual.failures} failures"
        f" within {usual.within:g} s"
    )
    return usual
