"""The boards that the program brings along are good examples: no rule warns of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stormdesk.analysis.findings import Level, check
from stormdesk.exchange.source import board_of
from stormdesk.resources import resource

TEMPLATES = sorted(resource("templates").glob("*.yaml"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_has_no_errors_or_warnings(path: Path) -> None:
    board = board_of(path.name, path.read_bytes())
    findings = check(board, today=date(2026, 11, 23))
    assert [f.message for f in findings if f.level is not Level.ADVICE] == []
