"""What messages cost: by event, for a million of them and for a month.

Formulas: volumes times the prices that people filled in, see ``prices.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from stormdesk.exchange.catalogues.mdx import bullets, inline, table
from stormdesk.exchange.csv_cell import csv_table
from stormdesk.exchange.operations.plans.batching import batching
from stormdesk.exchange.operations.plans.figures import figure, kept, undecided
from stormdesk.exchange.operations.plans.prices import PRICES, Prices
from stormdesk.exchange.operations.plans.volume import MILLION, Volume

NO_PRICE = "no price yet"

_HEADS = (
    *("event", "context", "topic", "broker", "consumer groups", "payload bytes"),
    *("steady per second", "peak per second", "messages a month", "GB written a month"),
    *("GB read a month", "days kept", "retention assumed", "replicas", "GB stored"),
    *("requests a month", "cost of a million", "cost a month", "currency", "not yet decided"),
)

_INTRO = """\
Volumes follow from the rates, payload sizes and retentions of the board; prices are yours alone,
from `prices.yaml`. A month has 30 ordinary days at the steady rate; a GB is 10^9 bytes. Payloads
are counted without envelope, keys, compression, retries and dead letters. What brokers cost by the
hour, whatever travels, is not in here."""

_FORMULAS = (
    "GB of a million = payload bytes / 1000",
    (
        "cost of a million = GB × per-gb-written + GB × consumer groups × per-gb-read"
        " + GB × replicas × days kept / 30 × per-gb-month-stored"
        " + (1 + consumer groups) × per-million-requests"
    ),
    "cost a month = cost of a million × messages a month / 1000000",
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one stream costs; None where a volume or a price is not known."""

    volume: Volume
    million: Decimal | None
    month: Decimal | None
    missing: tuple[str, ...]


def cost_of(volume: Volume, prices: Prices) -> Cost:
    """Return what a stream costs, and which prices of its broker are not there yet."""
    missing = prices.missing(volume.broker)
    million = None if missing else _cost(volume, Decimal(MILLION), prices)
    messages = volume.messages
    month = None if missing or messages is None else _cost(volume, messages, prices)
    return Cost(volume, million, month, missing)


def _cost(volume: Volume, messages: Decimal, prices: Prices) -> Decimal | None:
    written, read, stored = (
        amount(messages) for amount in (volume.written, volume.read, volume.stored)
    )
    if written is None or read is None or stored is None:
        return None
    price = prices.of(volume.broker)
    return (
        written * price["per-gb-written"]
        + read * price["per-gb-read"]
        + stored * price["per-gb-month-stored"]
        + volume.requests(messages) / MILLION * price["per-million-requests"]
    )


def cost_plan(volumes: Iterable[Volume], prices: Prices, batch: int) -> bytes:
    """Return the cost plan as Markdown."""
    volumes = tuple(volumes)
    costs = [cost_of(volume, prices) for volume in volumes]
    unsaid = [f"{v.stream.name}: {', '.join(v.unknown)}" for v in volumes if v.unknown]
    assumed = sorted({v.topic.name for v in volumes if v.topic.retention.is_assumed})
    parts = [
        "# Cost plan",
        _INTRO,
        "## How it is reckoned",
        bullets(_FORMULAS),
        "## Prices",
        _prices(volumes, prices),
        "## Volumes of a month",
        table(
            ("event", "topic", "messages", "GB written", "GB read", "GB stored", "kept"),
            [_volume_row(volume) for volume in volumes],
        ),
        "## Cost by event",
        table(
            ("event", "broker", "cost of a million", "cost a month"),
            [_cost_row(cost, prices.currency) for cost in costs],
        ),
        _sum(costs, prices.currency),
        "## What batching would save",
        batching(volumes, prices, batch),
        *(["## Not yet decided", bullets(unsaid)] if unsaid else []),
        *(["## Assumed, nobody has agreed yet", _assumed(assumed)] if assumed else []),
    ]
    return ("\n\n".join(parts) + "\n").encode()


def cost_table(volumes: Iterable[Volume], prices: Prices) -> bytes:
    """Return the cost plan as CSV, a row an event."""
    return csv_table(_HEADS, (_csv_row(cost_of(v, prices), prices.currency) for v in volumes))


def _prices(volumes: Iterable[Volume], prices: Prices) -> str:
    brokers = sorted({volume.broker for volume in volumes})
    rows = [
        (
            broker,
            f"`{price}`",
            inline(f"{figure(known, NO_PRICE)} {prices.currency}".strip())
            if (known := prices.of(broker).get(price)) is not None
            else NO_PRICE,
        )
        for broker in brokers
        for price in PRICES
    ]
    return table(("broker", "what", "price"), rows)


def _volume_row(volume: Volume) -> tuple[str, ...]:
    messages = volume.messages
    amounts = [
        None if messages is None else amount(messages)
        for amount in (volume.written, volume.read, volume.stored)
    ]
    return (
        inline(volume.stream.name),
        inline(volume.stream.topic),
        figure(messages, undecided("rate")),
        *(figure(amount, "not known") for amount in amounts),
        kept(volume.topic.retention),
    )


def _cost_row(cost: Cost, currency: str) -> tuple[str, ...]:
    def money(amount: Decimal | None, unknown: tuple[str, ...]) -> str:
        if cost.missing:
            return NO_PRICE
        if amount is None:
            return undecided(", ".join(unknown))
        return inline(f"{figure(amount)} {currency}".strip())

    unknown = cost.volume.unknown
    of_million = tuple(what for what in unknown if what != "steady rate")
    return (
        inline(cost.volume.stream.name),
        cost.volume.broker,
        money(cost.million, of_million),
        money(cost.month, unknown),
    )


def _sum(costs: list[Cost], currency: str) -> str:
    known = [cost.month for cost in costs if cost.month is not None]
    if not known:
        return "No sum: no event has both volumes and prices."
    told = inline(f"{figure(sum(known, Decimal()))} {currency}".strip())
    rest = len(costs) - len(known)
    missing = f" {rest} without a cost are not in it." if rest else ""
    return f"Together {told} a month, of {len(known)} events.{missing}"


def _assumed(topics: list[str]) -> str:
    return bullets(f"{topic}: how long it is kept" for topic in topics)


def _csv_row(cost: Cost, currency: str) -> tuple[str, ...]:
    volume, messages = cost.volume, cost.volume.messages
    written, read, stored = (
        None if messages is None else amount(messages)
        for amount in (volume.written, volume.read, volume.stored)
    )
    priceless = NO_PRICE if cost.missing else ""
    return (
        volume.stream.name,
        volume.stream.context_name,
        volume.stream.topic,
        volume.broker,
        str(volume.readers),
        "" if volume.payload is None else str(volume.payload),
        figure(volume.load.steady),
        figure(volume.load.peak),
        figure(messages),
        figure(written),
        figure(read),
        "for ever" if volume.kept is None else figure(volume.kept * 30),
        "assumed" if volume.topic.retention.is_assumed else "",
        str(volume.replicas),
        figure(stored),
        figure(None if messages is None else volume.requests(messages)),
        figure(cost.million, priceless),
        figure(cost.month, priceless),
        currency,
        ", ".join(volume.unknown),
    )
