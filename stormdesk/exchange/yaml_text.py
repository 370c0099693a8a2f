"""YAML as text: read with every guard before anything is built, written so that readers agree."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from textwrap import wrap
from typing import Any, cast

WIDTH = 120
"""Columns that a collection on one line may reach."""

_INDENT = 2
_LONGEST_KEY = 1000
_SHORT_TEXT = 40  # and shorter ones come again
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_/.-]*( [A-Za-z0-9_/.()-]+)*")
_RESERVED = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"])
_ESCAPED = re.compile(
    r'["\\]|[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]'
)
_BLANK_LINE = re.compile(r"^ +$", re.MULTILINE)
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def dump(value: Mapping[str, Any]) -> str:
    """Return YAML that readers of version 1.1 and 1.2 understand alike, keys as they come.

    A collection stands on one line where that fits, unless it is a list of collections or a
    mapping at the top. Scalars are text, numbers, booleans and None. PyYAML is
    not used for this: its C emitter escapes emoji and cannot indent lists, and its other one
    takes several times as long.
    """
    lines: list[str] = []
    for key, each in value.items():
        name = _text(key)
        if isinstance(each, Mapping) and each and len(name) <= _LONGEST_KEY:
            lines.append(f"{name}:")
            _block(cast("Mapping[str, Any]", each), _INDENT, lines)
        else:
            _block({key: each}, 0, lines)
    return "\n".join([*lines, ""]) if lines else "{}\n"


def comment(text: str) -> str:
    """Return a text as lines of comment, which no character of it can end."""
    lines = wrap(_ESCAPED.sub(" ", text), WIDTH - len("# "), break_on_hyphens=False)
    return "".join(f"# {line}\n" for line in lines)


def scalar(value: object) -> str:
    """Return a scalar on one line: plain only where no reader could take it for anything else."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return _number(value)
        case _:
            return _text(str(value))


def _number(value: float) -> str:
    if not math.isfinite(value):
        return {"inf": ".inf", "-inf": "-.inf", "nan": ".nan"}[repr(value)]
    if value == int(value) and abs(value) < 2**53:
        return str(int(value))
    text = repr(value)
    # Readers of version 1.1 take 1e-07 for text unless it has a point.
    return text if "." in text else text.replace("e", ".0e")


def _text(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED:
        return text
    return f'"{_ESCAPED.sub(_escape, text)}"'


@lru_cache(maxsize=10_000)
def _key(text: str) -> str:
    """Return a text that comes again and again, as keys and labels do."""
    return _text(text)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in _SHORT:
        return _SHORT[character]
    code = ord(character)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}"


def _is_literal(value: object) -> bool:
    """Return whether a text reads best as the lines it consists of."""
    return (
        isinstance(value, str)
        and "\n" in value
        and "\n" in value.rstrip("\n")
        and value[0] not in " \n"
        and not value.endswith("\n\n")
        and _BLANK_LINE.search(value) is None
        and _ESCAPED.search(value.replace("\n", "").replace('"', "").replace("\\", "")) is None
    )


def _flow(value: object, room: int) -> str | None:
    """Return a value on one line, or None where it is too long or reads better on several."""
    if isinstance(value, str):
        if len(value) <= _SHORT_TEXT:
            return None if "\n" in value and _is_literal(value) else _key(value)
        return None if _is_literal(value) else _text(value)
    if isinstance(value, Mapping):
        parts: list[str] = []
        left = room
        if len(cast("Mapping[str, Any]", value)) * len("k: v, ") > max(room, 0):
            return None
        for key, each in cast("Mapping[str, Any]", value).items():
            name = _key(key)
            part = _flow(each, left - len(name) - len(": "))
            if part is None or len(name) > _LONGEST_KEY:
                return None
            parts.append(f"{name}: {part}")
            left -= len(parts[-1])
            if left < 0:
                return None
        return _fitting(f"{{{', '.join(parts)}}}", room)
    if isinstance(value, list | tuple):
        items = cast("Sequence[Any]", value)
        if len(items) * len("v, ") > max(room, 0):
            return None
        if any(each and isinstance(each, Mapping | list | tuple) for each in items):
            return None
        found = [_flow(each, room) for each in items]
        if None in found:
            return None
        return _fitting(f"[{', '.join(each for each in found if each)}]", room)
    return scalar(value)


def _fitting(text: str, room: int) -> str | None:
    return text if len(text) <= room or len(text) == len("{}") else None


def _block(value: Mapping[str, Any] | Sequence[Any], indent: int, lines: list[str]) -> None:
    pad = " " * indent
    if isinstance(value, Mapping):
        for key, each in value.items():
            name = _key(key)
            if len(name) > _LONGEST_KEY:
                # Readers give up on a key that goes on for more than 1,024 characters.
                lines.append(f"{pad}? {name}")
                name = ""
            _entry(f"{pad}{name}:", each, indent, lines)
    else:
        for each in value:
            flow = _flow(each, WIDTH - indent - 2)
            if flow is not None:
                lines.append(f"{pad}- {flow}")
            elif isinstance(each, str):
                _entry(f"{pad}-", each, indent, lines)
            else:
                first = len(lines)
                _block(each, indent + _INDENT, lines)
                lines[first] = f"{pad}- {lines[first][indent + _INDENT :]}"


def _entry(start: str, value: Any, indent: int, lines: list[str]) -> None:
    if _is_literal(value):
        lines.append(f"{start} {'|' if value.endswith(chr(10)) else '|-'}")
        pad = " " * (indent + _INDENT)
        text = value.removesuffix("\n").split("\n")
        lines.extend(f"{pad}{line}" if line else "" for line in text)
        return
    if isinstance(value, str):
        lines.append(f"{start} {_text(value)}")
        return
    flow = _flow(value, WIDTH - len(start) - 1)
    if flow is not None:
        lines.append(f"{start} {flow}")
    else:
        lines.append(start)
        _block(value, indent + _INDENT, lines)
