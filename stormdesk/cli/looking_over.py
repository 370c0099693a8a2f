"""Boards looked over by the rules, and the report of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from stormdesk.analysis.findings import RULES, check
from stormdesk.cli.mending import mended
from stormdesk.cli.reading import board_at
from stormdesk.document.file import load
from stormdesk.exchange.findings.checked import Checked, lines_of
from stormdesk.exchange.findings.json_report import json_report
from stormdesk.exchange.findings.sarif import sarif_report
from stormdesk.exchange.findings.text_report import text_report
from stormdesk.exchange.source import STANDARD_INPUT
from stormdesk.model.board import Board


def looked_over(names: Sequence[str], *, fix: bool) -> list[Checked]:
    """Return what the rules find on boards, after mending what is mechanical if that is asked."""
    return _mended(names) if fix else [_checked(name, board_at(name)) for name in names]


def reported(found: Sequence[Checked], form: str, *, with_fixed: bool) -> str:
    """Return what was found as ``text``, ``json`` or ``sarif``."""
    if form == "text":
        return text_report(found)
    if form == "json":
        report = json_report(found, with_fixed=with_fixed)
    else:
        report = sarif_report([_placed(each) for each in found], RULES)
    return json.dumps(report, indent=2, ensure_ascii=False)


def _mended(names: Sequence[str]) -> list[Checked]:
    """Mend boards, all of which can be written back before the first one is."""
    with ExitStack() as held:
        # The same file named twice is mended once.
        found = {name: mended(name, held) for name in dict.fromkeys(names)}
        for each in found.values():
            each.save()
    return [
        Checked(name, each.board, tuple(check(each.board)), each.fixed)
        for name, each in found.items()
    ]


def _checked(name: str, board: Board) -> Checked:
    return Checked(name, board, tuple(check(board)))


def _placed(checked: Checked) -> Checked:
    """Return what was found with the lines of the file, which only some readers want."""
    # What a pipe held is gone once it was read.
    if checked.name == STANDARD_INPUT or not Path(checked.name).is_file():
        return checked
    return replace(checked, lines=lines_of(load(Path(checked.name)), checked.board))
