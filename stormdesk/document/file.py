"""The board on disk: read whole, or replaced whole, never half."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from stormdesk.document.lines import MOST_BYTES, from_bytes, to_bytes
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput, quoted, told_by_system

__all__ = ["from_bytes", "load", "read", "resolved", "sha256", "title_of", "to_bytes", "write"]

_BEGINNING = 65_536
_BOARD = b'{"type":"board",'
_HANDED_IN = (Path("/dev/fd"), Path("/proc/self/fd"))


def sha256(data: bytes) -> str:
    """Return the SHA-256 of a file's contents, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def resolved(path: Path) -> Path:
    """Return the one path of a file, symbolic links followed and spelled as the system does."""
    return Path(os.path.normcase(os.path.realpath(path)))


def load(path: Path) -> bytes:
    """Return the contents of a board's file, or of a pipe that a shell hands in by its number.

    Raises BadInput where there is none, it cannot be read, or it is too large to be a board.
    """
    try:
        # Asked before it is opened: opening a named pipe waits for somebody to write into it.
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise BadInput(str(path), "is a folder; name a board in it")
        if not stat.S_ISREG(mode) and not (stat.S_ISFIFO(mode) and path.parent in _HANDED_IN):
            raise BadInput(str(path), "is not a plain file; use - and pipe it in")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadInput(str(path), told_by_system(error)) from None
    except ValueError:
        raise BadInput(quoted(str(path)), "is no file name") from None
    if len(data) > MOST_BYTES:
        raise BadInput(str(path), f"is larger than {MOST_BYTES // 1_000_000} MB; split the board")
    return data


def read(path: Path) -> tuple[Board, str]:
    """Return the board of a file, and the SHA-256 of what was read.

    Raises BadInput.
    """
    data = load(path)
    return from_bytes(data, str(path)), sha256(data)


def title_of(path: Path) -> str | None:
    """Return the title of a board's file from its beginning; None where that does not tell it."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            lines = file.read(_BEGINNING).splitlines()
    except OSError:
        return None
    line = next((line for line in lines if line.startswith(_BOARD)), b"")
    try:
        title: Any = json.loads(line)["title"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return title if isinstance(title, str) and title.isprintable() else None


def write(path: Path, data: bytes) -> None:
    """Replace a file's contents at once and durably, keeping its mode and following links.

    Raises OSError that names the file; then the old one stands as it was and nothing is left
    beside it.
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
    except OSError as error:
        _remove(temporary)
        raise OSError(error.errno, error.strerror, str(path)) from error
    except BaseException:
        _remove(temporary)
        raise
    _sync_folder(target.parent)


def _remove(temporary: Path) -> None:
    # What failed matters, not that nothing could be cleaned up after it.
    with suppress(OSError):
        temporary.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
