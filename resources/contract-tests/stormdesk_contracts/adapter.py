"""What a consumer shows of itself, so that one can tell what messages do to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class Delivery:
    """A message as it comes from the broker: attributes as CloudEvents names them, and payload.

    ``message`` is the stem of its contract, ``id`` and ``time`` are the attributes of that name;
    ``time`` is an instant in UTC whose texts sort as the instants do.
    """

    message: str
    id: str
    time: str
    payload: Any


class Adapter(Protocol):
    """A consumer in a test: your code, with storage of its own that begins empty."""

    def handle(self, delivery: Delivery) -> None:
        """Take a message as your consumer does, and raise where it would refuse it."""

    def effects(self) -> Any:
        """Return all that the messages so far have done, comparable with ``==``.

        Such as the rows it wrote, the commands it sent and how often it called somebody. What
        differs from run to run, such as ids it made up and times of the clock, does not belong in.
        """
