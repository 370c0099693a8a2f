"""Grey bars that stand for a text while it is too small to read."""

from __future__ import annotations

from PySide6.QtCore import QRectF

_BAR_HEIGHT = 9.0
_LETTER = 11.0


def bars(x: float, y: float, width: float, height: float, letters: int) -> tuple[QRectF, ...]:
    """Return the bars of a sticky: one where the text surely takes one line, else two."""
    if not letters:
        return ()
    room = width * 0.72
    length = letters * _LETTER
    middle, top = x + width / 2, y + (height - _BAR_HEIGHT) / 2
    if length <= room:
        length = max(24.0, length)
        return (QRectF(middle - length / 2, top, length, _BAR_HEIGHT),)
    rest, gap = min(room, max(18.0, length - room)), _BAR_HEIGHT * 1.6
    return (
        QRectF(middle - room / 2, top - gap, room, _BAR_HEIGHT),
        QRectF(middle - rest / 2, top + gap, rest, _BAR_HEIGHT),
    )
