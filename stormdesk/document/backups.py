"""Earlier contents of board files, kept apart from them."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from stormdesk.document.file import resolved, write
from stormdesk.document.folders import key, private

_MOST = 5


def keep_backup(path: Path, board_id: str, state: Path) -> Path | None:
    """Keep what a file holds before it is saved over; return where, or None without a file.

    The last five contents of each file are kept, oldest dropped first. Raises OSError.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    folder = private(state / "backups" / f"{key(board_id)}-{key(resolved(path))}")
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    kept = folder / f"{now}.stormdesk"
    write(kept, data)
    for old in sorted(folder.glob("*.stormdesk"))[:-_MOST]:
        old.unlink()
    return kept


def backups(path: Path, state: Path) -> list[Path]:
    """Return the backups of a file, the newest first; the file itself need not be readable."""
    found = (state / "backups").glob(f"*-{key(resolved(path))}/*.stormdesk")
    return sorted(found, key=lambda each: each.name, reverse=True)


def forget_backups(board_id: str, state: Path) -> None:
    """Remove all backups of a board, wherever its files were."""
    for folder in (state / "backups").glob(f"{key(board_id)}-*"):
        shutil.rmtree(folder)
