"""The lock that tells a second window that a board's file is open already."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Self

from stormdesk.document.file import resolved
from stormdesk.document.folders import key, private

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30

    def _lock(descriptor: int) -> None:
        # A byte far behind the text, which others could not read if it were locked itself.
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class BoardLock:
    """Held as long as this is not released; the system releases it with the process."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def acquire(cls, path: Path, state: Path) -> Self | None:
        """Lock a board's file, whatever path leads to it; None if it is open elsewhere."""
        descriptor = os.open(_lock_file(path, state), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
        except OSError:
            os.close(descriptor)
            return None
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        return cls(descriptor)

    def release(self) -> None:
        """Let another window have the file."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def holder(path: Path, state: Path) -> int | None:
    """Return the process that locked a board's file last, as far as it is known."""
    try:
        return int(_lock_file(path, state).read_text())
    except (OSError, ValueError):
        return None


def _lock_file(path: Path, state: Path) -> Path:
    return private(state / "locks") / f"{key(resolved(path))}.lock"
