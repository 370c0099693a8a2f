"""How records of older file versions become records of today's."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]

STEPS: Sequence[Upgrade] = ()
"""The first leads from version 1 to version 2, and so on."""

VERSION = 1 + len(STEPS)
"""The file version that this program writes."""


def upgraded(version: int, line: bytes, steps: Sequence[Upgrade] = STEPS) -> bytes:
    """Return a record's line of an older version as one of the newest.

    Raises ValueError where the line is no JSON object.
    """
    record = json.loads(line)
    if not isinstance(record, dict):
        raise ValueError("expected a record in braces")
    for step in steps[version - 1 :]:
        record = step(record)
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()
