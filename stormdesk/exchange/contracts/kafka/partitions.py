"""How many partitions a topic needs, and why."""

from __future__ import annotations

import math
from collections.abc import Iterable

from stormdesk.analysis.quantity import as_rate, per_second, seconds
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.exchange.contracts.travel import Reading, Travel

MOST = 48
"""More than this is for people who know their cluster: every partition costs memory and time."""

_STEPS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48)
_FEWEST = 3


def partitions_for(
    travels: Iterable[Travel], rate_each: int, allowed: int | None
) -> tuple[int, str]:
    """Return a number of partitions with the reasoning, told in one sentence or more.

    A partition is read by one consumer of a group at a time, so it takes as many as the peak rate
    asks for at ``rate_each`` messages a second, or at what the slowest reader says of itself.
    ``allowed`` is the most that the board itself allows in production.
    """
    travels = tuple(travels)
    peaks = {travel.subject.name: _peak(travel.subject) for travel in travels}
    peak = sum(peaks.values())
    told = [_peak_told(peaks, rate_each)]
    wanted = _whole(peak / rate_each)
    for group, (work, parallel, load) in sorted(_groups(travels).items()):
        for needed, why in (
            (_whole(load * work), f"takes {work:g} s a message and gets up to {as_rate(load)}"),
            (parallel, f"works on {parallel} at the same time"),
        ):
            if needed > wanted:
                wanted = needed
                told.append(f"Group {group} {why}, which asks for {needed}.")
    limit = MOST if allowed is None else allowed
    count = next((step for step in _STEPS if step >= max(wanted, _FEWEST)), wanted)
    if wanted < _FEWEST:
        told.append(f"At least {_FEWEST}, so that three brokers share the work.")
    elif count != wanted:
        told.append(f"Rounded up to {count}, which more numbers of consumers share evenly.")
    if count > limit:
        whose = "planned here" if allowed is None else "that the board allows in production"
        told.append(f"{limit} is the most {whose}.")
        count = limit
    told.append("Partitions can never be taken away, and adding some moves keys to others.")
    return count, " ".join(told)


def _peak_told(peaks: dict[str, float], rate_each: int) -> str:
    known = {name: rate for name, rate in peaks.items() if rate}
    if not known:
        return "No rate is known."
    listed = ", ".join(f"{name} {as_rate(rate)}" for name, rate in sorted(known.items()))
    total = as_rate(sum(known.values()))
    needed = _whole(sum(known.values()) / rate_each)
    return f"Peak {total} ({listed}) at {rate_each}/s a partition asks for {needed}."


def _whole(number: float) -> int:
    """Round up, but not for the last digits of a float."""
    return math.ceil(round(number, 6))


def _peak(subject: Subject) -> float:
    message = subject.sticky.message
    rates = message.rate if message is not None else None
    if rates is None:
        return 0.0
    return max((per_second(rate) for rate in (rates.steady, rates.peak) if rate), default=0.0)


def _groups(travels: Iterable[Travel]) -> dict[str, tuple[float, int, float]]:
    """Return how long each group takes a message, on how many it works, and how many it gets.

    Who reads in batches says how long a batch takes, which is no reason for partitions.
    """
    found: dict[str, tuple[float, int, float]] = {}
    for travel in travels:
        for reading in travel.readings:
            if not reading.in_batches:
                work, parallel, load = found.get(reading.group, (0.0, 0, 0.0))
                own_work, own_parallel = _effort(reading)
                load += _peak(travel.subject)
                found[reading.group] = (max(work, own_work), max(parallel, own_parallel), load)
    return found


def _effort(reading: Reading) -> tuple[float, int]:
    handling = reading.sticky.handling
    if handling is None:
        return 0.0, 0
    work = seconds(handling.service_time) if handling.service_time is not None else 0.0
    return work, handling.parallelism or 0
