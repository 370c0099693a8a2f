"""User text and numbers in PromQL, spelled so that nothing of them can end a string."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache

_SPECIAL = re.compile(r"[.+*?()\[\]{}|^$\\]")
_DURATIONS = ((604_800, "w"), (86_400, "d"), (3_600, "h"), (60, "m"), (1, "s"))


def string(text: str) -> str:
    """Return a text as a string of PromQL."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def matches(texts: Collection[str]) -> str:
    """Return how a label is matched that is one of some texts; nothing is matched by none."""
    wanted = sorted(set(texts))
    if len(wanted) == 1:
        return f"={string(wanted[0])}"
    return f"=~{string('|'.join(_SPECIAL.sub(lambda m: chr(92) + m[0], t) for t in wanted))}"


def bound_matches(bound: Decimal | None) -> str:
    """Return how ``le`` is matched for a bound of a histogram in seconds, None for all of it.

    Prometheus 3 spells whole bounds with a point, and so do some libraries: ``1.0`` for ``1``.
    """
    if bound is None:
        return matches(("+Inf",))
    text = number(bound)
    return matches((text,) if "." in text else (text, f"{text}.0"))


def number(value: Decimal) -> str:
    """Return a number without an exponent and without zeros at its end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=1_000)
def duration(seconds: int) -> str:
    """Return a time in the largest unit that leaves no rest: ``3d``, ``90m``."""
    size, unit = next((size, unit) for size, unit in _DURATIONS if seconds % size == 0)
    return f"{seconds // size}{unit}"
