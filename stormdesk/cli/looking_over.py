"""Boards looked over by the rules, and the report of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from stormdesk.analysis.findings import RULES, check
from stormdesk.cli.reading import board_at
from stormdesk.document.file import load
from stormdesk.exchange.findings.checked import Checked, lines_of
from stormdesk.exchange.findings.json_report import json_report
from stormdesk.exchange.findings.sarif import sarif_report
from stormdesk.exchange.findings.text_report import text_report
from stormdesk.exchange.source import STANDARD_INPUT
from stormdesk.late import resolved
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput

T = TypeVar("T")
_MENDED = "stormdesk.cli.mending:mended"
"""Found when there is something to mend: few look over boards to have them written."""


def looked_over(names: Sequence[str], *, fix: bool) -> tuple[list[Checked], list[str]]:
    """Return what the rules find on boards, and why others could not be looked over.

    What is mechanical is mended before, if that is asked: on all of the boards, or on none.
    """
    if fix:
        return _mended(names)
    boards, refusals = _each(names, board_at)
    return [_checked(name, board) for name, board in boards], refusals


def reported(found: Sequence[Checked], form: str, *, with_fixed: bool) -> str:
    """Return what was found as ``text``, ``json`` or ``sarif``."""
    if form == "text":
        return text_report(found)
    if form == "json":
        report = json_report(found, with_fixed=with_fixed)
    else:
        report = sarif_report([_placed(each) for each in found], RULES)
    return json.dumps(report, indent=2, ensure_ascii=False)


def _mended(names: Sequence[str]) -> tuple[list[Checked], list[str]]:
    """Mend boards, all of which can be written back before the first one is."""
    mended = resolved(_MENDED)
    with ExitStack() as held:
        found, refusals = _each(names, lambda name: mended(name, held))
        if refusals:
            return [], refusals
        for _, each in found:
            each.save()
    return [
        Checked(name, each.board, tuple(check(each.board)), each.fixed) for name, each in found
    ], []


def _each(names: Iterable[str], take: Callable[[str], T]) -> tuple[list[tuple[str, T]], list[str]]:
    """Return what is taken of every name, once of each, and what is wrong with the others."""
    found: list[tuple[str, T]] = []
    refusals: list[str] = []
    for name in dict.fromkeys(names):
        try:
            found.append((name, take(name)))
        except BadInput as error:
            refusals.append(str(error))
    return found, refusals


def _checked(name: str, board: Board) -> Checked:
    return Checked(name, board, tuple(check(board)))


def _placed(checked: Checked) -> Checked:
    """Return what was found with the lines of the file, which only some readers want."""
    # What a pipe held is gone once it was read.
    if checked.name == STANDARD_INPUT or not Path(checked.name).is_file():
        return checked
    return replace(checked, lines=lines_of(load(Path(checked.name)), checked.board))
