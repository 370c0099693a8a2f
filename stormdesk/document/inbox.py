"""What waits unseen for a board: kept on this computer until it is revealed, never in its file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

from pydantic import StringConstraints, ValidationError

from stormdesk.document.file import write
from stormdesk.document.folders import key, private
from stormdesk.model.record import Name, Value
from stormdesk.model.sticky import Kind

FOLDER = "inbox"
MOST = 5_000
_MOST_BYTES = 20_000_000


class Waiting(Value):
    """A sticky that nobody sees yet, and who wrote it, if they said so."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
    kind: Kind = Kind.EVENT
    by: Name | None = None


def read_inbox(board_id: str, state: Path) -> tuple[Waiting, ...]:
    """Return what waits for a board; what is damaged is left out."""
    file = _file(board_id, state)
    try:
        if file.stat().st_size > _MOST_BYTES:
            return ()
        found: Any = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return ()
    some = found if isinstance(found, list) else []
    return tuple(each for one in some[:MOST] if (each := _waiting(one)) is not None)


def keep_inbox(board_id: str, state: Path, waiting: Iterable[Waiting]) -> None:
    """Keep what waits in place of what did before; raises OSError."""
    lines = [each.written() for each in waiting]
    if not lines:
        forget_inbox(board_id, state)
        return
    file = _file(board_id, state)
    private(file.parent)
    write(file, json.dumps(lines, ensure_ascii=False).encode())


def forget_inbox(board_id: str, state: Path) -> None:
    """Remove all that waits for a board; raises OSError."""
    _file(board_id, state).unlink(missing_ok=True)


def _waiting(one: Any) -> Waiting | None:
    try:
        return Waiting.model_validate(one)
    except ValidationError:
        return None


def _file(board_id: str, state: Path) -> Path:
    return state / FOLDER / f"{key(board_id)}.json"
