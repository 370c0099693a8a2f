"""How far a sticky is tilted: its kind's way, or because its wording is still to be found."""

from __future__ import annotations

from math import cos, radians, sin

from stormdesk.layout.appearance import LOOKS
from stormdesk.layout.geometry import Box
from stormdesk.model.sticky import Kind, Sticky

REWORD = "reword"
"""The tag of an event that everybody sees is badly worded, so that nobody needs to say it."""
_ASKEW = 45.0


def is_askew(sticky: Sticky) -> bool:
    """Tell whether a sticky is tilted until somebody finds better words for it."""
    return sticky.kind is Kind.EVENT and REWORD in sticky.tags


def tilt_of(sticky: Sticky) -> float:
    """Return how far a sticky is tilted, in degrees clockwise."""
    return _ASKEW if is_askew(sticky) else LOOKS[sticky.kind].tilt


def turned_box(box: Box, degrees: float) -> Box:
    """Return the smallest box round one that is turned about its middle."""
    if not degrees:
        return box
    c, s = abs(cos(radians(degrees))), abs(sin(radians(degrees)))
    width, height = box.width * c + box.height * s, box.width * s + box.height * c
    return Box(box.center.x - width / 2, box.center.y - height / 2, width, height)
