"""What differs between two boards, a line a record."""

from __future__ import annotations

import json
from typing import Any

from stormdesk.model.board import Board
from stormdesk.model.record import Record

_LONGEST = 60


def differences(old: Board, new: Board) -> list[str]:
    """Return a line for every record that was added, removed or changed, by type and id.

    It begins with ``+``, ``-`` or ``~``; a changed one tells each field before and after.
    """
    types = {i: r.type_name for board in (old, new) for i, r in board.records.items()}
    lines: list[str] = []
    for record_id, type_name in sorted(types.items(), key=lambda each: (each[1], each[0])):
        before, after = old.records.get(record_id), new.records.get(record_id)
        if before is not None and after is not None:
            changes = _changes(before, after)
            if changes:
                lines.append(f"~ {type_name} {_spelled(record_id)}: {', '.join(changes)}")
        elif after is not None:
            lines.append(_alone("+", after))
        elif before is not None:
            lines.append(_alone("-", before))
    return lines


def _alone(sign: str, record: Record) -> str:
    names = ("text", "name", "title")
    text = next((str(getattr(record, name)) for name in names if hasattr(record, name)), "")
    called = f" {_short(text)}" if text else ""
    return f"{sign} {record.type_name} {_spelled(record.id)}{called}"


def _changes(before: Record, after: Record) -> list[str]:
    old = {"type": before.type_name, **before.written()}
    new = {"type": after.type_name, **after.written()}
    return [
        f"{key} {_short(old.get(key))} -> {_short(new.get(key))}"
        for key in {**old, **new}
        if old.get(key) != new.get(key)
    ]


def _spelled(text: str) -> str:
    return text if text.isprintable() and " " not in text else json.dumps(text, ensure_ascii=False)


def _short(value: Any) -> str:
    if value is None:
        return "nothing"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
