"""The names over the panels of the side."""

from __future__ import annotations

from typing import get_args

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.panels.side import Side
from stormdesk.desktop.settings import Page


def places(view: BoardView) -> list[QRect]:
    QApplication.processEvents()
    side = view.panes.widget(1)
    return [b.geometry() for b in side.findChildren(QPushButton) if b.property("page")]


@pytest.mark.parametrize("number", [1, 12, 99, 100, 12_345])
def test_what_a_panel_counts_moves_no_name(view: BoardView, number: int) -> None:
    view.panes.show_number("findings", 0)
    before = places(view)
    assert len(before) == len(get_args(Page))
    view.panes.show_number("findings", number)
    assert places(view) == before
    assert len({place.y() for place in before}) == 1


def test_a_tab_says_its_name_and_its_number_though_it_shows_a_drawing(view: BoardView) -> None:
    side = view.panes.widget(1)
    assert isinstance(side, Side)
    view.panes.show_number("findings", 3)
    tabs = [b for b in side.findChildren(QPushButton) if b.property("page")]
    assert all(b.accessibleName() and b.toolTip() and not b.icon().isNull() for b in tabs)
    assert "Findings, 3" in [b.accessibleName() for b in tabs]
    view.panes.turn_to("findings")
    assert side.title.text() == "Findings  3"
    view.panes.show_number("findings", 0)
    assert side.title.text() == "Findings"


def test_the_arrows_go_along_the_names_of_the_panels(view: BoardView) -> None:
    side = view.panes.widget(1)
    assert isinstance(side, Side)
    side.turn_to("inspector")
    tab = next(b for b in side.findChildren(QPushButton) if b.property("page") and b.isChecked())
    tab.setFocus()
    QTest.keyClick(tab, Qt.Key.Key_Right)
    assert side.page == "outline"
    assert side.title.text() == "Outline"


def test_eleven_panels_fit_into_the_narrowest_side(qtbot) -> None:
    side = Side()
    qtbot.addWidget(side)
    for number in range(11):
        panel = QWidget()
        panel.setMinimumHeight(590)
        side.add(f"{number}", f"Panel {number}", panel, drawing="outline")
    side.resize(side.minimumWidth(), 600)
    side.show()
    QApplication.processEvents()
    assert side.width() == 280
    tabs = [b for b in side.findChildren(QPushButton) if b.property("page")]
    assert {b.height() for b in tabs} == {32}
    assert all(b.width() >= 22 and b.geometry().right() < side.width() for b in tabs)
