"""Tooltips of more than a few words."""

from __future__ import annotations

from html import escape


def tip(text: str) -> str:
    """Return a text as a tooltip that wraps: of plain text each line stays as long as it is."""
    return "".join(f"<div>{escape(line)}</div>" for line in text.splitlines())
