"""JSON files as every bundle holds them: readable, in UTF-8, the same bytes every time."""

from __future__ import annotations

import json
from typing import Any


def json_file(value: Any) -> bytes:
    """Return a value as the bytes of a JSON file."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return f"{text}\n".encode()
