"""What is marked on stickies: the hot path, and small discs for what is watched or not agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.glyphs import Path
from stormdesk.model.sticky import Sticky

HOT = "hot-path"
"""The tag of what must never fail."""
SECURE = "security"
"""The tag of what must be secured."""

HOT_RIM = 7.0
"""How far the rim of a hot sticky reaches beyond it, in board units."""
HOT_FLOW = 9.0
"""Width of a hot flow, in board units."""

BADGE_GRID = 12.0
"""Radius of the disc that signs are drawn on, in their own units."""

Badge = Literal["watched", "secure", "assumed"]
"""Somebody watches it; it must be secured; it promises a number that nobody agreed to."""

_RADIUS, _SMALL_RADIUS = 14.0, 10.0
_NARROW = 100.0
_LOWEST = 56.0
_INSET, _DROP, _APART = 4.0, 3.0, 3.0
_OVER = 9.0

VOTE_GROUND = "#1769AA"
"""The colour behind the number of votes, as of the small blue stickies that vote on a wall."""
VOTE_INK = "#FFFFFF"
VOTE_ROUND = 4.0
"""Radius of the corners of that ground, in board units."""


@dataclass(frozen=True, slots=True)
class BadgeSign:
    """What stands on a disc, round its middle: lines of a width, and what is filled."""

    lines: Path
    width: float
    solid: Path = ()


def is_hot(sticky: Sticky) -> bool:
    """Tell whether a sticky is part of the hot path."""
    return HOT in sticky.tags


def has_assumed(sticky: Sticky) -> bool:
    """Tell whether a sticky promises a number to which nobody has agreed."""
    return bool(sticky.service_levels) and any(v.assumed for v in sticky.service_levels)


def badges_of(sticky: Sticky) -> list[Badge]:
    """Return the discs of a sticky from right to left."""
    found: list[tuple[Badge, bool]] = [
        ("watched", bool(sticky.observability)),
        ("secure", SECURE in sticky.tags),
        ("assumed", has_assumed(sticky)),
    ]
    return [badge for badge, is_there in found if is_there]


def badge_places(box: Box, number: int) -> tuple[list[Point], float]:
    """Return the middles of so many discs on the lower edge of a sticky, and their radius.

    A bar of a collapsed lane has no room for any.
    """
    radius = _RADIUS if box.width > _NARROW else _SMALL_RADIUS
    if box.height < _LOWEST:
        return [], radius
    x, y = box.right - radius - _INSET, box.bottom + _DROP
    return [Point(x - each * (2 * radius + _APART), y) for each in range(number)], radius


def vote_place(box: Box, votes: int) -> tuple[Box, float] | None:
    """Return where the number of votes stands on the upper edge of a sticky, and its type size.

    A bar of a collapsed lane has no room for one.
    """
    if box.height < _LOWEST:
        return None
    large = box.width > _NARROW
    size, height = (22.0, 31.0) if large else (15.0, 21.0)
    width = max(height, size * (0.7 + 0.58 * len(str(votes))))
    return Box(box.right - width + _OVER, box.y - _OVER, width, height), size


def _wave(y: float) -> Path:
    return (("M", -5.5, y + 1), ("C", -2.5, y - 4, 2.5, y + 4, 5.5, y - 1))


_EYE: Path = (
    ("M", -8, 0),
    ("C", -2.67, -5.67, 2.67, -5.67, 8, 0),
    ("C", 2.67, 5.67, -2.67, 5.67, -8, 0),
    ("Z",),
)
_PUPIL: Path = (
    ("M", 2.7, 0),
    ("C", 2.7, 1.49, 1.49, 2.7, 0, 2.7),
    ("C", -1.49, 2.7, -2.7, 1.49, -2.7, 0),
    ("C", -2.7, -1.49, -1.49, -2.7, 0, -2.7),
    ("C", 1.49, -2.7, 2.7, -1.49, 2.7, 0),
    ("Z",),
)
_SHACKLE: Path = (
    ("M", -3, -1),
    ("L", -3, -3.5),
    ("C", -3, -5.16, -1.66, -6.5, 0, -6.5),
    ("C", 1.66, -6.5, 3, -5.16, 3, -3.5),
    ("L", 3, -1),
)
_BODY: Path = (
    ("M", -3.5, -1),
    ("L", 3.5, -1),
    ("C", 4.33, -1, 5, -0.33, 5, 0.5),
    ("L", 5, 5),
    ("C", 5, 5.83, 4.33, 6.5, 3.5, 6.5),
    ("L", -3.5, 6.5),
    ("C", -4.33, 6.5, -5, 5.83, -5, 5),
    ("L", -5, 0.5),
    ("C", -5, -0.33, -4.33, -1, -3.5, -1),
    ("Z",),
)

BADGE_SIGNS: Mapping[Badge, BadgeSign] = MappingProxyType(
    {
        "watched": BadgeSign(_EYE, 1.6, _PUPIL),
        "secure": BadgeSign(_SHACKLE, 1.8, _BODY),
        # Two waves, as before a number that is not sure.
        "assumed": BadgeSign((*_wave(-2.6), *_wave(2.6)), 1.8),
    }
)
