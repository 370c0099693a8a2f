"""What nobody expected to go wrong: one line for people, all of it for a log."""

from __future__ import annotations

from stormdesk.document.folders import state_folder
from stormdesk.document.trouble import logged


def told(error: Exception) -> str:
    """Return one line about an error, which names the log that holds all of it."""
    what = f"unexpected: {type(error).__name__}: {error}"
    log = logged(error, state_folder())
    return f"{what}; details in {log}" if log is not None else what
