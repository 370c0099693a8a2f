"""The board on disk: read whole, or replaced whole, never half."""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
import sys
from contextlib import suppress
from pathlib import Path

from stormdesk.document.lines import MOST_BYTES, from_bytes, to_bytes
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput

__all__ = ["from_bytes", "load", "read", "resolved", "sha256", "to_bytes", "write"]


def sha256(data: bytes) -> str:
    """Return the SHA-256 of a file's contents, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def resolved(path: Path) -> Path:
    """Return the one path of a file, symbolic links followed and spelled as the system does."""
    return Path(os.path.normcase(os.path.realpath(path)))


def load(path: Path) -> bytes:
    """Return the contents of a board's file.

    Raises BadInput where there is none, it cannot be read, or it is too large to be a board.
    """
    try:
        with path.open("rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise BadInput(str(path), "is not a plain file")
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadInput(str(path), f"cannot be read: {error.strerror}") from None
    if len(data) > MOST_BYTES:
        raise BadInput(str(path), f"is larger than {MOST_BYTES // 1_000_000} MB; split the board")
    return data


def read(path: Path) -> tuple[Board, str]:
    """Return the board of a file, and the SHA-256 of what was read.

    Raises BadInput.
    """
    data = load(path)
    return from_bytes(data, str(path)), sha256(data)


def write(path: Path, data: bytes) -> None:
    """Replace a file's contents at once and durably, keeping its mode and following links.

    Raises OSError; then the old file stands as it was and nothing is left beside it.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".stormdesk-{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
