"""Grey bars that stand for a text while it is too small to read."""

from __future__ import annotations

from functools import lru_cache

_BAR_HEIGHT = 9
_LETTER = 11.0
_TWO_FROM = 80.0
_LOWER = 12.0
"""Board units that a text stands below the middle, for the sign above it; less on low ones."""


@lru_cache(maxsize=4096)
def bars(width: float, height: float, letters: int) -> tuple[tuple[int, int, int, int], ...]:
    """Return the bars of a sticky as left, top, width and height, from its upper left corner.

    There are two where its text surely takes more lines and there is room.
    """
    if not letters:
        return ()
    room = width * 0.72
    length = letters * _LETTER
    middle, top = width / 2, (height - _BAR_HEIGHT) / 2 + min(_LOWER, height / 8)
    if length <= room or height < _TWO_FROM:
        return (_bar(middle, top, min(room, max(24.0, length))),)
    rest, gap = min(room, max(18.0, length - room)), _BAR_HEIGHT * 1.6
    return (_bar(middle, top - gap, room), _bar(middle, top + gap, rest))


def _bar(middle: float, top: float, length: float) -> tuple[int, int, int, int]:
    return round(middle - length / 2), round(top), round(length), _BAR_HEIGHT
