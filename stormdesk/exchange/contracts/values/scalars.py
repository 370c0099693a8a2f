"""How the built-in types are spelled where a board keeps a value as text."""

from __future__ import annotations

import base64
import binascii
import decimal
import math
import re
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from stormdesk.model.datatype import Decimal
from stormdesk.model.problem import quoted

INTEGER_BOUNDS = {
    "int32": (-(2**31), 2**31 - 1),
    "int64": (-(2**63), 2**63 - 1),
}
LARGEST_FLOAT32 = (2.0 - 2.0**-23) * 2.0**127
_LONGEST_NUMBER = 400
_SPAN = re.compile(
    r"P(?:(?P<w>\d{1,6})W)?(?:(?P<d>\d{1,6})D)?"
    r"(?:T(?:(?P<h>\d{1,6})H)?(?:(?P<m>\d{1,6})M)?(?:(?P<s>\d{1,6})S)?)?"
)
_SHORT_SPAN = re.compile(r"(\d{1,9})(s|m|h|d|w)")
_UNITS = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes", "s": "seconds"}

Plain = str | bool | int | float | bytes | uuid.UUID | date | time | datetime | timedelta
"""A value of a built-in type as no format spells it; instants and times of day are UTC."""


def scalar_of(text: str, name: str) -> Plain:
    """Return the value of a built-in type that a text spells.

    Raises ValueError that says why it is none.
    """
    return _READERS[name](text)


def _text(text: str) -> str:
    return text


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(f"{quoted(text)} is no boolean; write true or false")
    return text == "true"


def integer_of(text: str) -> int:
    """Return the whole number that a text spells, however large.

    Raises ValueError where it is none.
    """
    if len(text) > _LONGEST_NUMBER or re.fullmatch(r"[+-]?\d+", text) is None:
        raise ValueError(f"{quoted(text)} is no whole number")
    return int(text)


def _bounded(name: str) -> Callable[[str], int]:
    least, most = INTEGER_BOUNDS[name]

    def read(text: str) -> int:
        number = integer_of(text)
        if not least <= number <= most:
            raise ValueError(f"{quoted(text)} does not fit into {name}")
        return number

    return read


def _float(text: str) -> float:
    try:
        number = float(text)
    except ValueError as error:
        raise ValueError(f"{quoted(text)} is no number") from error
    if not math.isfinite(number):
        raise ValueError(f"{quoted(text)} is no finite number")
    return number


def _float32(text: str) -> float:
    number = _float(text)
    if abs(number) > LARGEST_FLOAT32:
        raise ValueError(f"{quoted(text)} does not fit into float32")
    return number


def decimal_of(text: str, data_type: Decimal) -> decimal.Decimal:
    """Return the exact number that a text spells.

    Raises ValueError where it is none, or has more digits than the type.
    """
    if len(text) > _LONGEST_NUMBER or re.fullmatch(r"[+-]?\d+(\.\d+)?", text) is None:
        raise ValueError(f"{quoted(text)} is no decimal number")
    whole, _, fraction = text.lstrip("+-").partition(".")
    room = data_type.precision - data_type.scale
    if len(fraction.rstrip("0")) > data_type.scale or len(whole.lstrip("0")) > room:
        raise ValueError(f"{quoted(text)} does not fit into {data_type}")
    return decimal.Decimal(text)


def _uuid(text: str) -> uuid.UUID:
    if re.fullmatch(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", text) is None:
        raise ValueError(f"{quoted(text)} is no uuid")
    return uuid.UUID(text)


def _date(text: str) -> date:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None:
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise ValueError(f"{quoted(text)} is no date; write YYYY-MM-DD")


def _time(text: str) -> time:
    if re.fullmatch(r"\d\d:\d\d(:\d\d(\.\d{1,6})?)?Z?", text) is not None:
        try:
            return time.fromisoformat(text.removesuffix("Z"))
        except ValueError:
            pass
    raise ValueError(f"{quoted(text)} is no time of day in UTC; write HH:MM:SS")


def _timestamp(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None and len(text) > len("2026-01-01"):
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise ValueError(f"{quoted(text)} is no instant; write one like 2026-01-31T12:00:00Z")


def _duration(text: str) -> timedelta:
    short = _SHORT_SPAN.fullmatch(text)
    if short is not None:
        return _span({short[2]: short[1]}, text)
    long = _SPAN.fullmatch(text)
    parts = {unit: n for unit, n in long.groupdict().items() if n} if long is not None else {}
    if not parts:
        raise ValueError(f"{quoted(text)} is no duration of whole seconds; write PT30S or P7D")
    return _span(parts, text)


def _span(parts: Mapping[str, str], text: str) -> timedelta:
    try:
        return timedelta(**{_UNITS[unit]: int(number) for unit, number in parts.items()})
    except OverflowError as error:
        raise ValueError(f"{quoted(text)} is too long a duration") from error


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError(f"{quoted(text)} is not base64") from error


_READERS: Mapping[str, Callable[[str], Plain]] = {
    "string": _text,
    "boolean": _boolean,
    "int32": _bounded("int32"),
    "int64": _bounded("int64"),
    "float32": _float32,
    "float64": _float,
    "uuid": _uuid,
    "date": _date,
    "time": _time,
    "timestamp": _timestamp,
    "duration": _duration,
    "bytes": _bytes,
}
