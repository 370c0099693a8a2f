"""Tables that a spreadsheet opens, and cells that it does not compute."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(cell: str) -> str:
    """Return a cell that no spreadsheet computes: the sign before it is not shown there."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def csv_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Return a CSV file; no cell of it is taken for a formula."""
    text = StringIO(newline="")
    table = csv.writer(text)
    table.writerow(head)
    table.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode()
