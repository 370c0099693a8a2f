"""Private notes of a facilitator about a board: kept on this computer, never in its file."""

from __future__ import annotations

from pathlib import Path

from stormdesk.document.file import write
from stormdesk.document.folders import key, private

FOLDER = "notes"
_MOST = 200_000


def read_notes(board_id: str, state: Path) -> str:
    """Return the notes about a board; none where there are none, or none that can be read."""
    try:
        return _file(board_id, state).read_text(encoding="utf-8", errors="replace")[:_MOST]
    except OSError:
        return ""


def keep_notes(board_id: str, state: Path, text: str) -> None:
    """Keep the notes about a board in place of those before; raises OSError if that fails."""
    file = _file(board_id, state)
    if text.strip():
        private(file.parent)
        write(file, text[:_MOST].encode("utf-8", "replace"))
    else:
        forget_notes(board_id, state)


def forget_notes(board_id: str, state: Path) -> None:
    """Remove the notes about a board; raises OSError if that fails."""
    _file(board_id, state).unlink(missing_ok=True)


def _file(board_id: str, state: Path) -> Path:
    return state / FOLDER / f"{key(board_id)}.txt"
