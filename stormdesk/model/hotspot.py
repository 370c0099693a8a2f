"""When a hotspot is settled, and when it still waits for somebody."""

from __future__ import annotations

from stormdesk.model.board import Board
from stormdesk.model.sticky import Kind, Sticky

_SETTLED = ("answered", "accepted")


def is_settled(hotspot: Sticky) -> bool:
    """Tell whether a hotspot is answered, or accepted as it is."""
    return hotspot.status in _SETTLED


def is_open(sticky: Sticky) -> bool:
    """Tell whether a hotspot still waits: neither settled, nor put off with somebody to see to it.

    Anything but a hotspot is not.
    """
    if sticky.kind is not Kind.HOTSPOT or is_settled(sticky):
        return False
    return not (sticky.status == "deferred" and (sticky.owner or "").strip())


def hotspots(board: Board) -> list[Sticky]:
    """Return the hotspots of a board in its order, each once.

    Those in the parking lot are among them: there they are put so that they are not forgotten.
    """
    found = (s for s in board.stickies.values() if s.kind is Kind.HOTSPOT and s.again is None)
    return sorted(found, key=lambda s: (s.order, s.id))


def open_hotspots(board: Board) -> list[Sticky]:
    """Return those among them that still wait."""
    return [s for s in hotspots(board) if is_open(s)]
