"""Durations, rates and sizes of the model as plain numbers, to be compared."""

from __future__ import annotations

import re

_SECOND = {"ms": 0.001, "s": 1, "m": 60, "min": 60, "h": 3_600, "d": 86_400, "w": 604_800}
_PER = {**_SECOND, "week": 604_800, "month": 30 * 86_400}
_ISO = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
)
_ISO_SECONDS = (365 * 86_400, 30 * 86_400, 604_800, 86_400, 3_600, 60, 1)
_THOUSANDS = {"B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9}
_BYTES = {**_THOUSANDS, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}
_SHORT = re.compile(r"(\d+(?:\.\d+)?)(ms|[smhdw])")


def seconds(duration: str) -> float:
    """Return a duration in seconds; a month counts as 30 days and a year as 365.

    Raises ValueError for what is no duration of the model.
    """
    if short := _SHORT.fullmatch(duration):
        return float(short[1]) * _SECOND[short[2]]
    if iso := _ISO.fullmatch(duration):
        parts = zip(iso.groups(), _ISO_SECONDS, strict=True)
        return float(sum(int(number) * size for number, size in parts if number))
    raise ValueError(f"{duration!r} is no duration")


def per_second(rate: str) -> float:
    """Return a rate in messages a second; a month counts as 30 days."""
    number, _, unit = rate.partition("/")
    return float(number) / _PER[unit]


def size_in_bytes(size: str) -> int:
    """Return a size such as ``2kB`` in bytes."""
    number = size.rstrip("BkKMGi")
    return round(float(number) * _BYTES[size[len(number) :]])


def as_rate(rate: float) -> str:
    """Spell a rate for people, in the first unit that keeps it at one or above."""
    units = (("s", "s"), ("m", "min"), ("h", "h"), ("d", "d"))
    fitting = (each for each in units if rate * _SECOND[each[0]] >= 1)
    unit, name = next(fitting, units[-1])
    often = rate * _SECOND[unit]
    return f"{often:.0f}/{name}" if often >= 10 else f"{often:.2g}/{name}"
