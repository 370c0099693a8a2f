"""Numbers without end, and such as are too large, of which readers of JSON make what they like."""

from __future__ import annotations

import json
from typing import NoReturn

from stormdesk.model.problem import quoted

_LONGEST = 1_000
_FLAT = bytes.maketrans(b"123456789E", b"000000000e")
_MARKS = (b"NaN", b"Infinity", b"0e000", b"0e+000", b"0" * 300)


def may_be_endless(text: bytes) -> bool:
    """Tell whether such a number may stand in the text; True also where a word looks like one."""
    flat = text.translate(_FLAT)
    return any(mark in flat for mark in _MARKS)


def refuse_endless(record: bytes) -> None:
    """Raise ValueError where a number of the record, or of a value in it, is none or too large."""
    json.loads(record, parse_constant=refuse_constant, parse_float=_finite, parse_int=whole)


def refuse_constant(constant: str) -> NoReturn:
    """Raise ValueError for a word that is read as a number without end."""
    raise ValueError(f"{constant} is no number that a board can hold")


def whole(literal: str) -> int:
    """Return a whole number; raise ValueError where reading it would take long."""
    if len(literal) > _LONGEST:
        raise ValueError(f"{quoted(literal)} is too large a number")
    return int(literal)


def _finite(literal: str) -> float:
    number = float(literal)
    if number in (float("inf"), float("-inf")):
        raise ValueError(f"{quoted(literal)} is too large a number")
    return number
