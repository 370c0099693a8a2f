"""Cells of a table that a spreadsheet opens."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(cell: str) -> str:
    """Return a cell that no spreadsheet computes: the sign before it is not shown there."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
