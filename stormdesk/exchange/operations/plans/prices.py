"""What a broker costs, as the users of a board fill it in: a price that is not there is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, cast

from stormdesk.exchange.yaml_events import Source
from stormdesk.exchange.yaml_text import comment
from stormdesk.model.problem import BadInput, nearest, quoted

PRICES: Mapping[str, str] = {
    "per-gb-written": "for 10^9 bytes that producers send",
    "per-gb-read": "for 10^9 bytes that consumers fetch",
    "per-gb-month-stored": "for 10^9 bytes kept a month, each replica counted",
    "per-million-requests": "for a million requests of producers and consumers",
}
"""What may have a price."""

BROKERS = ("kafka", "managed-queue", "other")

_FORMAT = "stormdesk-prices/1"
_LARGEST = 1_000_000
_EMPTY = frozenset({"", "null", "~", "Null", "NULL"})
_LONGEST_CURRENCY = 20


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices by broker and by what they are for, in a currency; empty where nobody filled it in."""

    currency: str
    by_broker: Mapping[str, Mapping[str, Decimal]]

    def of(self, broker: str) -> Mapping[str, Decimal]:
        """Return the prices of a broker."""
        return self.by_broker.get(broker, {})

    def missing(self, broker: str) -> tuple[str, ...]:
        """Return what has no price yet at a broker."""
        return tuple(each for each in PRICES if each not in self.of(broker))


NO_PRICES = Prices("", {})


def empty_prices() -> bytes:
    """Return the file that people fill in: no price in it is ours."""
    head = comment(
        "What your brokers cost. Fill in the lines between the marks, export the plans again with"
        " --prices and the path of this file, and the cost plan shows money. Write 0 for what costs"
        " nothing; what stays null is taken as unknown. Every export keeps these lines."
    )
    lines = [f"{head}format: {_FORMAT}", "# >>> hand-written: prices", 'currency: ""']
    for broker in BROKERS:
        lines.append(f"{broker}:")
        lines += [f"  {price}: null  # {meaning}" for price, meaning in PRICES.items()]
    return "\n".join([*lines, "# <<< hand-written: prices", ""]).encode()


def read_prices(path: str) -> Prices:
    """Return the prices of a file; none without a path.

    Raises BadInput that names what is wrong in it.
    """
    if not path:
        return NO_PRICES
    try:
        if Path(path).stat().st_size > _LARGEST:
            raise BadInput(path, "is too large for a file of prices")
        data = Path(path).read_bytes()
    except OSError as error:
        raise BadInput(path, f"cannot be read ({error.strerror})") from error
    return prices_of(Source(data, path).loaded(), path)


def prices_of(content: object, where: str) -> Prices:
    """Return the prices that the content of a YAML file lists.

    Raises BadInput that names the key at fault.
    """
    told = _mapping(content, where)
    if told.get("format") != _FORMAT:
        raise BadInput(where, f"is no file of prices; it begins with 'format: {_FORMAT}'")
    known = {"format", "currency", *BROKERS}
    for key in told:
        if key not in known:
            raise BadInput(where, f"{quoted(key)} is no key here{nearest(key, known)}")
    currency = told.get("currency")
    if not isinstance(currency, str | None) or len(currency or "") > _LONGEST_CURRENCY:
        raise BadInput(where, "currency must be a short text such as EUR")
    found: dict[str, dict[str, Decimal]] = {}
    for broker in BROKERS:
        listed = _mapping(told.get(broker) or {}, f"{where}, {broker}")
        for key in listed:
            if key not in PRICES:
                raise BadInput(
                    f"{where}, {broker}", f"{quoted(key)} is no price{nearest(key, PRICES)}"
                )
        found[broker] = {
            key: _price(value, f"{where}, {broker}, {key}")
            for key, value in listed.items()
            if not _is_empty(value)
        }
    return Prices(" ".join((currency or "").split()), found)


def _mapping(content: object, where: str) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise BadInput(where, "must be keys with values behind them")
    return cast("dict[str, Any]", content)


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and value in _EMPTY)


def _price(value: object, where: str) -> Decimal:
    try:
        price = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        price = None
    if price is None or not price.is_finite() or not 0 <= price < Decimal(10**12):
        raise BadInput(where, "must be a number, 0 or more")
    return price
