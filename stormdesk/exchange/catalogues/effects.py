"""Which events may follow from a command, where an aggregate or a system stands in between."""

from __future__ import annotations

from stormdesk.analysis.neighbours import Neighbours
from stormdesk.model.sticky import Kind, Sticky


def effects_of(command: Sticky, handler: Sticky, around: Neighbours) -> list[Sticky]:
    """Return the events of a handler that may follow from a command.

    What happened before it on the timeline does not, unless the handler tells of nothing later.
    """
    events = [each for each in around.after.get(handler.id, ()) if each.kind is Kind.EVENT]
    later = [each for each in events if not _is_before(each, command)]
    return later or events


def _is_before(event: Sticky, command: Sticky) -> bool:
    return event.at is not None and command.at is not None and event.at < command.at
