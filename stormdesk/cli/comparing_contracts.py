"""Two boards or bundles whose messages are compared, and the report of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from stormdesk.cli.reading import board_at
from stormdesk.document.file import load
from stormdesk.exchange.contracts.compatibility import board_side, bundle_side
from stormdesk.exchange.contracts.compatibility.comparison import Comparison, compared
from stormdesk.exchange.contracts.compatibility.reports.json_report import json_report
from stormdesk.exchange.contracts.compatibility.reports.sarif_report import sarif_report
from stormdesk.exchange.contracts.compatibility.reports.text_report import text_report
from stormdesk.exchange.contracts.compatibility.side import Side
from stormdesk.exchange.contracts.compatibility.subject_verdict import Wish
from stormdesk.exchange.findings.checked import lines_of
from stormdesk.exchange.source import STANDARD_INPUT
from stormdesk.model.problem import BadInput


def compared_sides(old: str, new: str, wish: Wish, *, with_bundle: bool) -> Comparison:
    """Return what became of the messages of a board or bundle in another one.

    ``with_bundle`` says that the old side is none but a bundle.
    Raises BadInput where one of them is wrong, or lacks the formats that are asked for.
    """
    if old == new == STANDARD_INPUT:
        raise BadInput("standard input", "can be only one of the two; name a file for the other")
    sides = (bundle_side.side_of(Path(old)) if with_bundle else _side(old)), _side(new)
    for side in sides:
        _refuse_without(side, wish)
    return compared(*sides, wish)


def reported(comparison: Comparison, form: str) -> str:
    """Return a comparison as ``text``, ``json`` or ``sarif``."""
    if form == "text":
        return text_report(comparison)
    report = (
        json_report(comparison)
        if form == "json"
        else sarif_report(comparison, _lines(comparison.new))
    )
    return json.dumps(report, indent=2, ensure_ascii=False)


def _side(name: str) -> Side:
    if name != STANDARD_INPUT and Path(name).is_dir():
        return bundle_side.side_of(Path(name))
    return board_side.side_of(board_at(name), name)


def _refuse_without(side: Side, wish: Wish) -> None:
    if not side.promises or any(form in side.formats for form in wish.formats):
        return
    held = ", ".join(side.formats) or "no schemas"
    raise BadInput(side.name, f"holds {held}, not {' or '.join(wish.formats)}; export it with them")


def _lines(side: Side) -> Mapping[str, int]:
    # What a pipe held is gone once it was read.
    path = Path(side.name)
    if side.board is None or side.name == STANDARD_INPUT or not path.is_file():
        return {}
    return lines_of(load(path), side.board)
