"""What is found does not depend on the order in which records come."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stormdesk.analysis.findings import check
from stormdesk.exchange.source import read_board
from stormdesk.model.board import Board
from stormdesk.resources import resource

TODAY = date(2026, 11, 2)
BOARDS = [
    *sorted(resource("templates").glob("*.yaml")),
    *sorted((Path(__file__).parents[2] / "boards").iterdir()),
]


@pytest.mark.parametrize("path", BOARDS, ids=lambda path: path.name)
def test_findings_are_the_same_whatever_way_a_board_came_about(path: Path) -> None:
    board = read_board(str(path))
    backwards = Board.of(reversed([*board.records.values()]))
    assert check(backwards, today=TODAY) == check(board, today=TODAY)
