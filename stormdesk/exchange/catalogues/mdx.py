"""User text in MDX, where braces run as JavaScript and angle brackets open components."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from stormdesk.exchange.yaml_text import dump

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$^]|:(?=[A-Za-z])")
_LIST_MARK = re.compile(r"^([-+=])|^(\d+)([.)])(?=\s|$)")
_MODULE_WORD = re.compile(r"^(i|e)(?=mport\b|xport\b)")


def page(header: Mapping[str, Any], *blocks: str) -> bytes:
    """Return an MDX file: its header as YAML, then the blocks that are not empty."""
    body = "\n\n".join(filter(None, blocks))
    return f"---\n{dump(header)}---\n\n{body}\n".encode()


def prose(text: str) -> str:
    """Return a text as MDX that shows it as it was written, its lines as lines."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    paragraphs = re.split(r"\n{2,}", "\n".join(lines).strip("\n"))
    return "\n\n".join("\\\n".join(map(_line, each.split("\n"))) for each in paragraphs if each)


def inline(text: str) -> str:
    """Return a text as MDX on one line."""
    return _line(" ".join(text.split()))


def bullets(texts: Iterable[str]) -> str:
    """Return texts as the items of a list."""
    return "\n".join(f"- {inline(text)}" for text in texts if text.strip())


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return a table of cells that are MDX already; nothing without rows."""
    if not rows:
        return ""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _line(text: str) -> str:
    text = _SPECIAL.sub(lambda found: f"\\{found[0]}", text)
    text = _LIST_MARK.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", text)
    # At the start of a line these two words begin a module statement; a reference does not.
    return _MODULE_WORD.sub(lambda found: f"&#{ord(found[1])};", text)
