"""Places that were visited, to go back to and forward again, as a reader does with pages."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")
_MOST = 100


class Places(Generic[T]):
    """Remembers where somebody was before every leap; what a place is, its owner knows."""

    def __init__(self) -> None:
        self._behind: list[T] = []
        self._ahead: list[T] = []

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place to go back to."""
        return bool(self._behind)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place to go forward to."""
        return bool(self._ahead)

    def leave(self, here: T) -> None:
        """Remember the place that is left by a leap; what lay ahead is forgotten."""
        self._ahead.clear()
        if not self._behind or self._behind[-1] != here:
            self._behind.append(here)
            del self._behind[:-_MOST]

    def back(self, here: T) -> T | None:
        """Return the place before this one, None at the first."""
        return _taken(self._behind, self._ahead, here)

    def forward(self, here: T) -> T | None:
        """Return the place that was left by going back, None at the last."""
        return _taken(self._ahead, self._behind, here)


def _taken(places: list[T], others: list[T], here: T) -> T | None:
    while places and places[-1] == here:
        places.pop()
    if not places:
        return None
    others.append(here)
    return places.pop()
