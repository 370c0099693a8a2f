"""Everything can be done without a mouse."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.window import Window
from stormdesk.desktop.window_actions import WINDOW_ACTIONS
from stormdesk.editor.actions import ACTIONS


def names(menu: QMenu) -> set[str]:
    found: set[str] = set()
    for action in menu.actions():
        inner = action.menu()
        found |= names(inner) if isinstance(inner, QMenu) else {action.objectName()}
    return found


def test_every_menu_has_a_letter_of_its_own(window: Window, view: BoardView) -> None:
    titles = [action.text() for action in window.menuBar().actions()]
    letters = [re.findall("&(.)", title) for title in titles]
    assert all(len(found) == 1 for found in letters)
    assert len({found[0].lower() for found in letters}) == len(titles)


def test_every_action_has_a_key_or_stands_in_a_menu(window: Window, view: BoardView) -> None:
    living = {"new-from", "open-recent", "wall-screen", "saved-places"}
    in_menus: set[str] = set()
    for action in window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        in_menus |= names(menu)
    for row in (*ACTIONS, *WINDOW_ACTIONS):
        assert row.keys or row.name in in_menus | living, row.name


def test_the_menu_key_opens_the_menu_of_what_is_selected(view: BoardView, qtbot) -> None:
    view.editor.select(["placed"])
    reason = QContextMenuEvent.Reason.Keyboard
    event = QContextMenuEvent(reason, QPoint(700, 10), view.canvas.mapToGlobal(QPoint(700, 10)))
    QApplication.sendEvent(view.canvas, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "duplicate" in {action.objectName() for action in menu.actions()}
    menu.close()
    assert view.editor.selection == {"placed"}


@pytest.mark.parametrize(
    ("chosen", "offered"),
    [
        (["placed"], {"open-text", "duplicate", "pivotal", "remove"}),
        (["flow"], {"reverse", "remove"}),
        (["ordering"], {"lane-down", "fit-lane", "remove"}),
        ([], {"paste", "select-all", "add-lane"}),
    ],
)
def test_each_thing_has_a_menu_of_its_own(
    view: BoardView, chosen: list[str], offered: set[str]
) -> None:
    flow = next(iter(view.editor.board.flows))
    view.editor.select([flow if each == "flow" else each for each in chosen])
    view.canvas.menu_wanted.emit(view.canvas.mapToGlobal(QPoint(300, 300)).toPointF())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    found = {action.objectName() for action in menu.actions()}
    menu.close()
    assert offered <= found
