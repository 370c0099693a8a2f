"""Seconds as a clock on the wall shows them."""

from __future__ import annotations

_HOUR, _MINUTE = 3600, 60


def countdown(seconds: int) -> str:
    """Return what is left as ``4:05`` or ``1:04:05``; with a plus what is overdrawn."""
    hours, rest = divmod(abs(seconds), _HOUR)
    minutes, rest = divmod(rest, _MINUTE)
    told = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
    return f"+{told}" if seconds < 0 else told
