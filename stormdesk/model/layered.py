"""A mapping that shares what stayed as it was with the one it came from."""

from __future__ import annotations

from collections.abc import Collection, ItemsView, Iterator, Mapping, ValuesView
from typing import TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")

_LEAST = 256
_PART = 16
_WORTH_IT = 4
"""What differs is kept apart up to one in so many; beyond that all is copied once."""


class Layered(Mapping[K, V]):
    """A dict that many share, and what this mapping holds instead; never changed, no None in it.

    Who looks at all of it has both put together, once.
    """

    __slots__ = ("_base", "_length", "_over")

    def __init__(self, base: dict[K, V], over: dict[K, V | None], length: int) -> None:
        self._base = base
        self._over = over
        self._length = length

    def __getitem__(self, key: K) -> V:
        # What lies over is read first: another thread may be putting both together.
        over = self._over
        if key not in over:
            return self._base[key]
        value = over[key]
        if value is None:
            raise KeyError(key)
        return value

    @overload
    def get(self, key: K, /) -> V | None: ...
    @overload
    def get(self, key: K, /, default: V | D) -> V | D: ...
    def get(self, key: K, /, default: V | D | None = None) -> V | D | None:
        """Return what is there, or else the default."""
        over = self._over
        if key not in over:
            return self._base.get(key, default)
        value = over[key]
        return default if value is None else value

    def __contains__(self, key: object) -> bool:
        over = self._over
        return over[key] is not None if key in over else key in self._base  # type: ignore[index]  # it is in it

    def __iter__(self) -> Iterator[K]:
        return iter(self.whole())

    def __len__(self) -> int:
        return self._length

    def values(self) -> ValuesView[V]:
        """Return all values."""
        return self.whole().values()

    def items(self) -> ItemsView[K, V]:
        """Return all keys with their values."""
        return self.whole().items()

    def after(self, changes: Mapping[K, V | None]) -> Mapping[K, V]:
        """Return the mapping with other values; None for one that is gone."""
        base = self._base
        over = {**self._over, **changes}
        if len(over) > max(_LEAST, len(base) // _PART):
            return _together(base, over)
        length = self._length
        for key, value in changes.items():
            length += (value is not None) - (key in self)
        return Layered(base, over, length)

    def whole(self) -> dict[K, V]:
        """Return all of it as one dict, which nobody may change."""
        if self._over:
            self._base = _together(self._base, self._over)
            self._over = {}
        return self._base


def revised(mapping: Mapping[K, V], changes: Mapping[K, V | None]) -> Mapping[K, V]:
    """Return a mapping with other values; None for one that is gone. It costs what changes."""
    if isinstance(mapping, Layered):
        return mapping.after(changes)
    if not isinstance(mapping, dict):
        mapping = dict(mapping)
    return Layered(mapping, {}, len(mapping)).after(changes)


def plain(mapping: Mapping[K, V], keys: Collection[K]) -> Mapping[K, V]:
    """Return a mapping as one dict where enough keys are about to be looked up."""
    if isinstance(mapping, Layered) and len(keys) * _WORTH_IT > len(mapping):
        return mapping.whole()
    return mapping


def _together(base: dict[K, V], over: Mapping[K, V | None]) -> dict[K, V]:
    there = {key: value for key, value in over.items() if value is not None}
    result = {**base, **there}
    if len(there) < len(over):
        for key in over.keys() - there.keys():
            result.pop(key, None)
    return result
