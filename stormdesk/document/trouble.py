"""The log of what nobody expected to go wrong."""

from __future__ import annotations

import traceback
from datetime import datetime
from pathlib import Path

from stormdesk import __version__
from stormdesk.document.folders import private

_MOST = 1_000_000
"""A log that has grown beyond this many bytes begins anew."""


def logged(error: BaseException, state: Path) -> Path | None:
    """Add an error with its traceback to the log of a state folder, and return the log's file.

    None where it cannot be written.
    """
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    lines = "".join(traceback.format_exception(error))
    log = state / "trouble.log"
    try:
        private(state)
        if log.exists() and log.stat().st_size > _MOST:
            log.unlink()
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{now} stormdesk {__version__}\n{lines}\n")
    except OSError:
        return None
    return log
