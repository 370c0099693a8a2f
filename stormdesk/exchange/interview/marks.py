"""The lines in brackets of a sheet, between which its answers stand."""

from __future__ import annotations

NAME, END, HEAD = "@", "=", "#"
"""What the marks of a text begin with that are no questions."""
_ROUND = str.maketrans("[]", "()")


def marked(sign: str, text: str) -> str:
    """Return a text as a mark: in brackets, of which there are none within."""
    return f"[{sign}: {unmarked(text)}]"


def unmarked(text: str) -> str:
    """Return a text that no reader takes for a mark, nor for the end of one."""
    return text.translate(_ROUND)
