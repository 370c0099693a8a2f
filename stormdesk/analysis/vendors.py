"""External systems, what comes in from them, and whose ids it bears."""

from __future__ import annotations

from collections import defaultdict

from stormdesk.analysis.once import once
from stormdesk.analysis.stickies import in_order
from stormdesk.model.board import Board
from stormdesk.model.naming import words
from stormdesk.model.repetition import original_of
from stormdesk.model.sticky import Kind, Sticky

_OUTSIDE = frozenset({"vendor", "webhook", "provider", "supplier", "partner", "external", "party"})
_SHORTEST = 4


def is_external(sticky: Sticky) -> bool:
    """Tell whether a sticky is somebody else's system, as systems are unless it is denied."""
    return sticky.kind is Kind.SYSTEM and sticky.external is not False and not sticky.parked


@once
def vendor_events(board: Board) -> dict[str, list[Sticky]]:
    """Return the events that each external system gives, by its id."""
    given = defaultdict[str, dict[str, Sticky]](dict)
    for flow in board.flows.values():
        source = board.stickies[flow.source]
        if source.kind is Kind.SYSTEM:
            system = original_of(board, source)
            event = original_of(board, board.stickies[flow.target])
            if is_external(system) and event.kind is Kind.EVENT and not event.parked:
                given[system.id][event.id] = event
    return {system: in_order(events.values()) for system, events in sorted(given.items())}


def is_id_of(system: Sticky, name: str, event: Sticky) -> bool:
    """Tell whether a field's name says that the system gave it out.

    Words of the event itself are no sign: the "paymentId" of "Payment collected" is ours as well
    as that of the "Payment processor".
    """
    own = _words(event.text)
    theirs = {word for word in _words(system.text) if len(word) >= _SHORTEST} - own
    return bool(_words(name) & (theirs | _OUTSIDE))


def _words(text: str) -> set[str]:
    return {word.lower() for word in words(text)}
