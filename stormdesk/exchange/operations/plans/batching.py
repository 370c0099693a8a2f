"""Which messages could be sent in batches, and how many requests that saves."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from stormdesk.exchange.catalogues.mdx import inline, table
from stormdesk.exchange.operations.plans.figures import figure
from stormdesk.exchange.operations.plans.prices import Prices
from stormdesk.exchange.operations.plans.volume import MILLION, Volume
from stormdesk.exchange.operations.prometheus.wording import span

_PRICE = "per-million-requests"

_TEXT = """\
One request for {batch} messages in place of one for each. The first of a batch waits until the last
has come, so it goes with what may wait; clients of Kafka batch what comes close together by
themselves (`linger.ms`, `batch.size`)."""


def batching(volumes: Iterable[Volume], prices: Prices, batch: int) -> str:
    """Return what it saves to send each message ``batch`` at a time, where it may wait."""
    volumes = [volume for volume in volumes if volume.messages is not None]
    may_wait = [(volume, why) for volume in volumes if (why := _why(volume)) is not None]
    urgent = len(volumes) - len(may_wait)
    rows = [_row(volume, why, prices, batch) for volume, why in may_wait]
    told = [_TEXT.format(batch=batch)]
    if rows:
        head = ("event", "may it wait", "requests a month", "batched", "saved", "a batch fills in")
        told.append(table(head, rows))
    if urgent:
        told.append(f"{urgent} that the board wants in real time are not listed.")
    if not volumes:
        told.append("Nothing can be said: no event has a steady rate.")
    return "\n\n".join(told)


def _why(volume: Volume) -> str | None:
    """Say whether a message may wait, None where the board wants it at once."""
    message = volume.stream.subject.sticky.message
    delivery = message.delivery if message is not None else None
    if delivery == "batch":
        return "yes, the board says so"
    if delivery == "real-time":
        return None
    readings = volume.stream.readings
    if readings and all(reading.in_batches for reading in readings):
        return "yes, all read it in batches"
    if message is not None and message.value == "low":
        return "perhaps, its value is low"
    return "not yet decided"


def _row(volume: Volume, why: str, prices: Prices, batch: int) -> tuple[str, ...]:
    messages = volume.messages or Decimal()
    now, then = volume.requests(messages), volume.requests(messages, batch)
    price = prices.of(volume.broker).get(_PRICE)
    saved = f"{figure(now - then)} requests"
    if price is None:
        saved = f"{saved}, no price yet"
    else:
        money = f"{figure((now - then) / MILLION * price)} {prices.currency}".strip()
        saved = f"{saved}, {money} a month"
    steady = volume.load.steady
    fills = span(Decimal(figure(batch / steady))) if steady else "never"
    return (
        inline(volume.stream.name),
        why,
        figure(now),
        figure(then),
        inline(saved),
        fills,
    )
