"""What nobody expected to go wrong: one line for people, all of it for a log."""

from __future__ import annotations

import traceback
from contextlib import suppress
from datetime import datetime

from stormdesk import __version__
from stormdesk.document.folders import private, state_folder

_MOST_LOG = 1_000_000


def told(error: Exception) -> str:
    """Return one line about an error, its traceback written to the log of the state folder."""
    what = f"unexpected: {type(error).__name__}: {error}"
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    lines = "".join(traceback.format_exception(error))
    with suppress(OSError):
        log = private(state_folder()) / "trouble.log"
        if log.exists() and log.stat().st_size > _MOST_LOG:
            log.unlink()
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{now} stormdesk {__version__}\n{lines}\n")
        return f"{what}; details in {log}"
    return what
