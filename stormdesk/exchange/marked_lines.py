"""The lines of a generated file that people write: between two marks, kept by every export.

A mark stands alone on its line, behind the sign of a comment: ``# >>> hand-written: NAME`` begins
such lines and ``# <<< hand-written: NAME`` ends them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_MARK = re.compile(
    rb"^[ \t]*(?:#|//|<!--)[ \t]*(>>>|<<<) hand-written: ([a-z0-9-]+)(?:[ \t]*-->)?[ \t]*\r?\n?$"
)


def marked_lines(data: bytes) -> dict[str, bytes] | None:
    """Return the lines between marks by name, None where the marks of a file do not pair up."""
    found: dict[str, bytes] = {}
    inside: str | None = None
    for line in data.splitlines(keepends=True):
        mark = _MARK.match(line)
        if mark is None:
            if inside is not None:
                found[inside] += line
            continue
        name = mark[2].decode()
        begins = mark[1] == b">>>"
        if (inside is not None or name in found) if begins else inside != name:
            return None
        inside = name if begins else None
        if begins:
            found[name] = b""
    return None if inside is not None else found


def marked_in_markdown(name: str, text: str = "") -> str:
    """Return the marks of a part of a Markdown file that people write, a text between them."""
    inside = f"{text}\n" if text else ""
    return f"<!-- >>> hand-written: {name} -->\n{inside}<!-- <<< hand-written: {name} -->"


def with_marked_lines(data: bytes, kept: Mapping[str, bytes]) -> bytes:
    """Return a file with other lines between its marks, its own where there are no others."""
    result: list[bytes] = []
    skips = False
    for line in data.splitlines(keepends=True):
        mark = _MARK.match(line)
        if mark is not None:
            name = mark[2].decode()
            skips = mark[1] == b">>>" and name in kept
            result.append(line)
            if skips:
                result.append(_ended(kept[name]))
        elif not skips:
            result.append(line)
    return b"".join(result)


def frame(data: bytes) -> bytes:
    """Return what is generated of a file: all of it but the lines between marks."""
    lines = marked_lines(data) or {}
    return with_marked_lines(data, dict.fromkeys(lines, b""))


def _ended(lines: bytes) -> bytes:
    return lines if not lines or lines.endswith(b"\n") else lines + b"\n"
