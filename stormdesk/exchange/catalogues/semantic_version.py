"""Versions as catalogues take them: semantic ones, whatever a board calls its own."""

from __future__ import annotations

import re

_LOOSE = re.compile(
    r"v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?"
)
_FIRST = "1.0.0"


def semantic_version(version: str | None) -> str:
    """Return a version with its three numbers: ``1.10`` is 1.10.0; 1.0.0 where it has none."""
    found = _LOOSE.fullmatch((version or "").strip())
    if found is None:
        return _FIRST
    numbers = ".".join(str(int(part or 0)) for part in found.groups()[:3])
    return f"{numbers}{found[4] or ''}"
