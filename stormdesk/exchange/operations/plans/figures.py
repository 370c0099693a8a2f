"""Numbers of plans as people read them."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from stormdesk.exchange.contracts.kafka.retention import Retention
from stormdesk.exchange.operations.metrics.promql import number
from stormdesk.exchange.operations.prometheus.wording import span

_DIGITS = 3


def figure(value: Decimal | None, unknown: str = "") -> str:
    """Return a number with three digits that count, a whole one above that."""
    if value is None:
        return unknown
    if not value:
        return "0"
    places = max(0, _DIGITS - 1 - value.adjusted())
    return number(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN))


def undecided(what: str) -> str:
    """Return what stands where nobody has said anything yet."""
    return f"not yet decided: {what}"


def kept(retention: Retention) -> str:
    """Return how long a topic keeps its messages, and whether that is assumed."""
    if retention.milliseconds is None:
        return "for ever, the last of each key"
    assumed = " (assumed)" if retention.is_assumed else ""
    return f"{span(Decimal(retention.milliseconds) / 1000)}{assumed}"
