"""JSON files as every bundle holds them: readable, in UTF-8, the same bytes every time."""

from __future__ import annotations

import json
from json.encoder import encode_basestring
from typing import Any

_WORDS = {True: "true", False: "false", None: "null"}


def json_file(value: Any) -> bytes:
    """Return a value as the bytes of a JSON file, keys as they come.

    It is what ``json.dumps`` gives with an indent of 2, in half of its time: with an indent that
    does not use its fast encoder (measured).
    """
    return f"{_spelled(value, chr(10))}\n".encode()


def _spelled(value: Any, margin: str) -> str:
    """Return a value as text; ``margin`` is the end of a line and the indent of the next one."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, dict):
        inner = f"{margin}  "
        parts = [f"{encode_basestring(key)}: {_spelled(value[key], inner)}" for key in value]
        return f"{{{inner}{f',{inner}'.join(parts)}{margin}}}" if parts else "{}"
    if isinstance(value, list | tuple):
        inner = f"{margin}  "
        parts = [_spelled(each, inner) for each in value]
        return f"[{inner}{f',{inner}'.join(parts)}{margin}]" if parts else "[]"
    if isinstance(value, bool) or value is None:
        return _WORDS[value]
    return int.__repr__(value) if isinstance(value, int) else json.dumps(value, allow_nan=False)
