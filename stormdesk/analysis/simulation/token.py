"""What moves through a simulation: one message, or some that move together."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_NO_MARKS: Mapping[str, float] = MappingProxyType({})


class Token:
    """Messages that were born together at one place.

    ``weight`` is how many they are, ``span`` over how many seconds they are spread. ``origin`` is
    the sticky that they began with; ``born``, ``published`` (of ``event``, the last event that they
    became) and ``marks`` (of the events that start a chain) are times on the clock that runs
    ``ahead`` of the simulation: what one message of them took longer than all of them on average.
    ``holds_key`` tells that no other message of its key may be worked on where it is.
    """

    __slots__ = (
        *("ahead", "attempt", "born", "event", "holds_key", "hops", "is_poison", "is_repeat"),
        *("key", "marks", "node", "origin", "published", "span", "weight"),
    )

    def __init__(self, origin: str, born: float, weight: int, span: float, key: int) -> None:
        self.origin = origin
        self.born = born
        self.weight = weight
        self.span = span
        self.key = key
        self.node = origin
        self.event = ""
        self.published = born
        self.marks = _NO_MARKS
        self.ahead = 0.0
        self.attempt = 0
        self.hops = 0
        self.holds_key = False
        self.is_poison = False
        self.is_repeat = False

    def split(self, weight: int) -> Token:
        """Return so many of the messages as a token of its own; those here are not fewer for it."""
        other = Token(self.origin, self.born, weight, self.span, self.key)
        other.node = self.node
        other.event = self.event
        other.published = self.published
        other.marks = self.marks
        other.ahead = self.ahead
        other.attempt = self.attempt
        other.hops = self.hops
        other.is_poison = self.is_poison
        other.is_repeat = self.is_repeat
        return other
