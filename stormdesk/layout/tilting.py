"""How far a sticky is tilted: its kind's way, or because its wording is still to be found."""

from __future__ import annotations

from stormdesk.layout.appearance import LOOKS
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
