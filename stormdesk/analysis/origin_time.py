"""When a chain began, told by the event that ends it: without that nobody can measure it there."""

from __future__ import annotations

from stormdesk.analysis.payload import within
from stormdesk.model.message import NamedType
from stormdesk.model.naming import pascal, words
from stormdesk.model.sticky import Sticky

_TELLS_TIME = frozenset({"at", "on", "time", "timestamp", "date"})
_TELLS_ORIGIN = frozenset({"origin", "originated", "started", "start", "begun", "initiated"})


def origin_time(start: Sticky, end: Sticky, types: dict[str, NamedType]) -> str | None:
    """Return the field of the last event that tells when the first one happened, None without one.

    It is a timestamp whose name speaks of an origin or names the first event.
    """
    about = {word.casefold() for word in words(start.text)}
    fields = end.message.fields if end.message is not None else ()
    for path, field in within(fields, types):
        said = {word.casefold() for word in words(field.name)} - _TELLS_TIME
        if field.type == "timestamp" and said and (said <= about or said & _TELLS_ORIGIN):
            return path
    return None


def origin_time_name(start: Sticky) -> str:
    """Return how a field would be called that tells when an event happened."""
    name = pascal(start.text, "origin")
    return f"{name[:1].lower()}{name[1:]}At"
