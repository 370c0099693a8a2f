"""The blocks that pages are put together from, as Markdown that linters take."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from stormdesk.analysis.quantity import seconds
from stormdesk.exchange.catalogues.mdx import inline
from stormdesk.exchange.operations.prometheus.wording import span
from stormdesk.model.sticky import Sticky

_PLAIN = re.compile(r"[\w.:/-]+", re.ASCII)


def page(*blocks: str) -> bytes:
    """Return a page of the blocks that are not empty."""
    return ("\n\n".join(filter(None, blocks)) + "\n").encode()


def section(title: str, *blocks: str) -> str:
    """Return a heading with what stands under it; nothing where nothing does."""
    filled = [each for each in blocks if each]
    return "\n\n".join([f"## {title}", *filled]) if filled else ""


def numbered(steps: Iterable[str]) -> str:
    """Return steps, Markdown already, as a numbered list."""
    return "\n".join(f"{n}. {each.strip()}" for n, each in enumerate(steps, 1))


def listed(items: Iterable[str]) -> str:
    """Return items, Markdown already, as a list."""
    return "\n".join(f"- {each.strip()}" for each in items)


def ticked(items: Iterable[str]) -> str:
    """Return items, Markdown already, as a list with boxes to tick."""
    return "\n".join(f"- [ ] {each.strip()}" for each in items)


def fenced(text: str, language: str) -> str:
    """Return lines of code, in a fence that nothing in them closes."""
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 0)
    return f"{fence}{language}\n{text}\n{fence}"


def worded(sticky: Sticky) -> str:
    """Return what stands on a sticky, or what it is where nobody wrote anything."""
    kind = sticky.kind.value.replace("-", " ")
    return inline(sticky.text) or f"{'an' if kind[0] in 'aeiou' else 'a'} {kind} without words"


def flag_of(sticky: Sticky) -> str | None:
    """Return the flag that a sticky is behind, None where none is named."""
    return (sticky.flag or "").strip() or None


def code(name: str) -> str:
    """Return a name as one copies it, or as text where it has signs that end code."""
    return f"`{name}`" if _PLAIN.fullmatch(name) else inline(name)


def spoken(duration: str) -> str:
    """Return a duration as people say it: ``3 days``."""
    return span(Decimal(str(seconds(duration))))


def link(text: str, path: str) -> str:
    """Return a link; the text is plain, the path one of ours."""
    return f"[{inline(text)}]({path})"
