"""When messages are expected at all, read from words such as ``Mo-Fr 08:00-18:00``.

Source: OpenStreetMap, "Key:opening_hours", the part of it with days and times of day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from stormdesk.resources import read_yaml

_DAYS = ("su", "mo", "tu", "we", "th", "fr", "sa")
"""As PromQL counts them: Sunday is 0."""

_MINUTES_A_DAY = 24 * 60
_EPOCH_DAY = 4
"""The day of the week of 1 January 1970, a Thursday."""

_DAY = r"(?:mon?|tue?s?|wed?|thu?r?s?|fri?|sat?|sun?)"
_DAY_LIST = rf"{_DAY}(?:\s*-\s*{_DAY})?(?:\s*,\s*{_DAY}(?:\s*-\s*{_DAY})?)*"
_TIME = r"\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}"
_RULE = re.compile(rf"(?:({_DAY_LIST})\s*)?({_TIME}(?:\s*,\s*{_TIME})*)?", re.IGNORECASE)
_NEXT = re.compile(rf";|,\s*(?={_DAY}[^,;]*\d)", re.IGNORECASE)
_ALWAYS = frozenset({"24/7", "always"})
_OFFSET = re.compile(r"(?:UTC|GMT)?([+\u2212-])(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opening:
    """Some days of the week, and the minutes of the day from which and until which it holds."""

    days: frozenset[int]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hours:
    """The times of a week, in UTC, at which messages are expected.

    ``zone`` is what they were written in; where it ``varies`` with daylight saving, only times that
    hold in both are among them.
    """

    openings: tuple[Opening, ...]
    zone: str = "UTC"
    varies: bool = False

    def told(self, shown: str) -> str:
        """Return what is said of hours that people wrote like this."""
        if self.zone == "UTC":
            return shown if shown.endswith("UTC") else f"{shown}, in UTC"
        if self.varies:
            return f"{shown}, as far as that is so in summer and in winter"
        return shown

    @property
    def is_always(self) -> bool:
        """Whether they are expected at every minute."""
        return all(self._covers(day) for day in range(len(_DAYS)))

    def _covers(self, day: int) -> bool:
        """Tell whether the openings of a day follow on one another from midnight to midnight."""
        reached = 0
        for each in sorted(self.openings, key=lambda each: each.start):
            if day in each.days and each.start <= reached:
                reached = max(reached, each.end)
        return reached >= _MINUTES_A_DAY

    def holds(self, minute: int) -> bool:
        """Tell whether messages are expected in a minute counted from 1 January 1970."""
        day, time = (minute // _MINUTES_A_DAY + _EPOCH_DAY) % 7, minute % _MINUTES_A_DAY
        return any(day in each.days and each.start <= time < each.end for each in self.openings)

    def guard(self, at: str = "vector(time())") -> str:
        """Return PromQL that yields something at those times only."""
        return " or ".join(self._guards(at))

    def _guards(self, at: str) -> Iterator[str]:
        for each in self.openings:
            parts: list[str] = []
            if len(each.days) < len(_DAYS):
                parts.append(f"({' or '.join(f'day_of_week({at}) == {d}' for d in _days(each))})")
            if (each.start, each.end) != (0, _MINUTES_A_DAY):
                time = f"(hour({at}) * 60 + minute({at}))"
                parts.append(f"({time} >= {each.start} < {each.end})")
            yield " and ".join(parts) or at


def hours_of(text: str) -> Hours | None:
    """Return the hours that a text says, None where it cannot be read.

    They are in UTC unless a time zone such as ``Europe/Berlin`` or ``+05:30`` stands behind them.
    """
    told, offsets, zone = _apart(text.strip())
    found = _read(told)
    if found is None or offsets == (0,):
        return Hours(tuple(found), zone) if found is not None else None
    local = Hours(tuple(found), zone, varies=len(offsets) > 1)
    if local.is_always:
        return local
    # What holds however far ahead the zone is begins as late as it ever does, and ends as early.
    moved = [each for opening in found for each in _moved(opening, offsets[0], offsets[-1])]
    return replace(local, openings=tuple(moved)) if moved else None


def _apart(text: str) -> tuple[str, tuple[int, ...], str]:
    """Return what is said of hours, and how many minutes ahead of UTC their time zone may be."""
    said, _, last = text.rpartition(" ")
    fixed = _OFFSET.fullmatch(last)
    if said and fixed is not None:
        minutes = int(fixed[2]) * 60 + int(fixed[3] or 0)
        return said.strip(), (-minutes if fixed[1] in "-\u2212" else minutes,), last
    offsets = _zones().get(last.casefold()) if said else None
    return (said.strip(), offsets, last) if offsets is not None else (text, (0,), "UTC")


@cache
def _zones() -> dict[str, tuple[int, ...]]:
    listed: dict[str, list[str]] = read_yaml("zones.yaml")
    return {
        name.casefold(): tuple(map(int, offsets.split()))
        for offsets, names in listed.items()
        for name in names
    }


def _moved(opening: Opening, least: int, most: int) -> Iterator[Opening]:
    """Yield when an opening holds in UTC, whatever its time zone is ahead of it between two."""
    start, end = opening.start - least, opening.end - most
    while start < end:
        day, time = divmod(start, _MINUTES_A_DAY)
        stop = min(end - day * _MINUTES_A_DAY, _MINUTES_A_DAY)
        days = frozenset((each + day) % 7 for each in opening.days)
        yield Opening(days, time, stop)
        start = day * _MINUTES_A_DAY + stop


def _read(text: str) -> list[Opening] | None:
    if text.casefold() in _ALWAYS:
        return [Opening(frozenset(range(7)), 0, _MINUTES_A_DAY)]
    openings: list[Opening] = []
    for part in _NEXT.split(text):
        rule = _RULE.fullmatch(part.strip())
        if rule is None or not any(rule.groups()):
            return None
        days = frozenset(_listed(rule[1])) if rule[1] else frozenset(range(7))
        for span in (rule[2] or "00:00-24:00").split(","):
            found = _opened(days, span)
            if found is None:
                return None
            openings += found
    return openings


def _listed(text: str) -> Iterable[int]:
    for part in text.split(","):
        first, _, last = part.partition("-")
        start = _DAYS.index(first.strip()[:2].lower())
        end = _DAYS.index((last or first).strip()[:2].lower())
        yield from ((start + n) % 7 for n in range((end - start) % 7 + 1))


def _opened(days: frozenset[int], text: str) -> list[Opening] | None:
    start, end = (_minutes(part) for part in text.split("-"))
    if start is None or end is None or start == _MINUTES_A_DAY:
        return None
    if start < end:
        return [Opening(days, start, end)]
    tomorrow = frozenset((day + 1) % 7 for day in days)
    night = [Opening(days, start, _MINUTES_A_DAY)]
    return [*night, Opening(tomorrow, 0, end)] if end else night


def _minutes(text: str) -> int | None:
    hour, _, minute = text.strip().partition(":")
    found = int(hour) * 60 + int(minute)
    return found if int(minute) < 60 and found <= _MINUTES_A_DAY else None


def _days(opening: Opening) -> list[int]:
    return sorted(opening.days)
