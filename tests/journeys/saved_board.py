"""What a board that a window saved holds on disk."""

from __future__ import annotations

from pathlib import Path

from stormdesk.document.file import read
from stormdesk.model.message import Message


def message_in(path: Path) -> Message:
    """Return the message of the placed order as it was saved last, an empty one without any."""
    stickies = read(path)[0].stickies.values()
    return next(s.message for s in stickies if s.text == "Order placed") or Message()
