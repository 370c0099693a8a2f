"""External systems, what comes in from them, and whose ids it bears."""

from __future__ import annotations

from stormdesk.analysis.neighbours import neighbours
from stormdesk.analysis.stickies import in_order
from stormdesk.model.board import Board
from stormdesk.model.naming import words
from stormdesk.model.once import once
from stormdesk.model.sticky import Kind, Sticky

_OUTSIDE = frozenset({"vendor", "webhook", "provider", "supplier", "partner", "external", "party"})
_SHORTEST = 4


@once
def vendor_events(board: Board) -> dict[str, list[Sticky]]:
    """Return the events that each external system gives, by its id.

    Systems are somebody else's unless that is denied.
    """
    around = neighbours(board)
    given = {
        system.id: in_order(s for s in around.after.get(system.id, ()) if s.kind is Kind.EVENT)
        for system in around.of_kind(Kind.SYSTEM)
        if system.external is not False
    }
    return {system: events for system, events in sorted(given.items()) if events}


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
