"""Telling once what would otherwise be told of one record after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Sized
from typing import TypeVar

from stormdesk.analysis.finding import Found
from stormdesk.model.record import Record

R = TypeVar("R", bound=Record)
Told = tuple[str, str]
"""What is wrong, and what to do."""

_MANY = 5


def is_for_most(lacking: Sized, all_told: Sized) -> bool:
    """Tell whether half of many lack the same, so that one finding says more than each."""
    return len(lacking) > _MANY and 2 * len(lacking) >= len(all_told)


def once_or_each(
    lacking: Sequence[R], once: Told, each: Callable[[R], Told], *, is_once: bool
) -> Found:
    """Yield one finding about all the records, or one about each."""
    if is_once:
        yield (tuple(record.id for record in lacking), *once)
        return
    for record in lacking:
        yield ((record.id,), *each(record))
