"""The names over the panels of the side."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QPushButton

from stormdesk.desktop.board_view import BoardView


def places(view: BoardView) -> list[QRect]:
    QApplication.processEvents()
    side = view.panes.widget(1)
    return [b.geometry() for b in side.findChildren(QPushButton) if b.property("page")]


@pytest.mark.parametrize("number", [1, 12, 99, 100, 12_345])
def test_what_a_panel_counts_moves_no_name(view: BoardView, number: int) -> None:
    view.panes.show_number("findings", 0)
    before = places(view)
    assert len(before) == 8
    view.panes.show_number("findings", number)
    assert places(view) == before
