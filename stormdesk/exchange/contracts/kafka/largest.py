"""How large a message a topic has to take."""

from __future__ import annotations

from collections.abc import Iterable

from stormdesk.analysis.quantity import size_in_bytes
from stormdesk.exchange.contracts.subject import Subject

_TAKEN_ANYWAY = 1_048_588
_MOST = 2**31 - 1


def largest_for(subjects: Iterable[Subject]) -> tuple[int | None, str]:
    """Return how many bytes a message may have, with the reason; None for what Kafka takes anyway.

    A board says how large a usual message is, so there is room for twice as much. Kafka's limit
    is that of a 32-bit number (Apache Kafka, "Topic configs", ``max.message.bytes``).
    """
    sizes = [
        (size_in_bytes(message.payload_size), subject.name)
        for subject in subjects
        if (message := subject.sticky.message) is not None and message.payload_size is not None
    ]
    usual, name = max(sizes, default=(0, ""))
    if 2 * usual <= _TAKEN_ANYWAY:
        return None, ""
    if 2 * usual > _MOST:
        return _MOST, f"{name} has {usual} bytes, which is too much: send where it is kept instead."
    return 2 * usual, (
        f"{name} usually has {usual} bytes, so up to {2 * usual} are taken;"
        " producers, brokers and consumers have to allow that too."
    )
