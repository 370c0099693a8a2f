"""The seven modes of a schema registry: which earlier versions count, and who must read whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, TypeVar, get_args

from stormdesk.exchange.contracts.compatibility.difference import Difference
from stormdesk.model.message import Compatibility

Direction = Literal["backward", "forward"]
"""Backward: new consumers read old messages. Forward: old consumers read new messages."""

T = TypeVar("T")
Compare = Callable[[T, T], Sequence[Difference]]
"""Returns why a reader, the first, does not take all that a writer, the second, may write."""

MODES: tuple[Compatibility, ...] = get_args(Compatibility)
USUAL: Compatibility = "BACKWARD"
"""What a registry asks for where nobody chose."""

_DIRECTIONS: Mapping[str, tuple[Direction, ...]] = MappingProxyType(
    {
        "NONE": (),
        "BACKWARD": ("backward",),
        "FORWARD": ("forward",),
        "FULL": ("backward", "forward"),
    }
)
_TRANSITIVE = "_TRANSITIVE"


def directions(mode: Compatibility) -> tuple[Direction, ...]:
    """Return who must be able to read whom in a mode."""
    return _DIRECTIONS[mode.removesuffix(_TRANSITIVE)]


def that_count(mode: Compatibility, earlier: Sequence[T], last: int = 1) -> tuple[T, ...]:
    """Return the versions that a new one is held to; ``earlier`` has the newest first.

    Without transitivity these are the ``last`` ones, of which there may be two: one that is asked
    about, and a newer one that others rely on already.
    """
    if not directions(mode):
        return ()
    return tuple(earlier if mode.endswith(_TRANSITIVE) else earlier[:last])


def compared(
    mode: Compatibility, new: T, counted: Iterable[T], compare: Compare[T]
) -> Iterator[tuple[Direction, T, Difference]]:
    """Yield every difference with its direction and the earlier version it stands against."""
    for version in counted:
        for direction in directions(mode):
            ends = (new, version) if direction == "backward" else (version, new)
            for difference in compare(*ends):
                yield direction, version, difference
