"""How many messages of a stream come, as exact as a board spells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from stormdesk.analysis.quantity import per_second, size_in_bytes
from stormdesk.exchange.operations.stream import Stream


@dataclass(frozen=True, slots=True)
class Load:
    """Messages a second on an ordinary day and at the worst moment; None where nobody said it."""

    steady: Decimal | None = None
    peak: Decimal | None = None

    @property
    def usual(self) -> Decimal | None:
        """The steady rate, the peak where that is all one knows."""
        return self.steady if self.steady is not None else self.peak

    @property
    def most(self) -> Decimal | None:
        """The peak rate, the steady one where that is all one knows."""
        return self.peak if self.peak is not None else self.steady


def load_of(stream: Stream) -> Load:
    """Return the load of one stream."""
    message = stream.subject.sticky.message
    rates = message.rate if message is not None else None
    if rates is None:
        return Load()
    return Load(_rate(rates.steady), _rate(rates.peak))


def joint(loads: Iterable[Load]) -> Load:
    """Return several loads together, as far as any is known."""
    loads = tuple(loads)
    usual = [load.usual for load in loads if load.usual is not None]
    most = [load.most for load in loads if load.most is not None]
    return Load(sum(usual, Decimal()) if usual else None, sum(most, Decimal()) if most else None)


def payload_of(stream: Stream) -> int | None:
    """Return how many bytes a usual message has, None where nobody said it."""
    message = stream.subject.sticky.message
    if message is None or message.payload_size is None:
        return None
    return size_in_bytes(message.payload_size)


def _rate(rate: str | None) -> Decimal | None:
    return Decimal(str(per_second(rate))) if rate is not None else None
