"""The command palette and the sheet of keys, both made from the tables."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.command_palette import CommandPalette, best_first, commands_of
from stormdesk.desktop.dialogs.keys import KeysDialog, groups_of, in_columns
from stormdesk.desktop.window import Window
from stormdesk.desktop.window_actions import WINDOW_ACTIONS
from stormdesk.editor.actions import ACTIONS


def palette(window: Window) -> CommandPalette:
    window.show_palette()
    (found,) = window.findChildren(CommandPalette)
    return found


def test_every_action_can_be_found(window: Window, view: BoardView) -> None:
    labels = {command.label for command in palette(window).listed}
    assert labels == {row.label for row in (*ACTIONS, *WINDOW_ACTIONS)}


def test_letters_find_an_action_and_enter_does_it(window: Window, view: BoardView, qtbot) -> None:
    view.editor.select(["placed"])
    found = palette(window)
    QTest.keyClicks(found.entry, "lckp")
    assert found.listed[0].label == "Lock position"
    QTest.keyClick(found.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.editor.board.stickies["placed"].locked)


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("process", "Promote board to the next level"),
        ("level up", "Promote board to the next level"),
        ("promote", "Promote board to the next level"),
        ("software design", "Promote board to the next level"),
        ("poster", "Export…"),
        ("printer", "Print…"),
        ("preferences", "Settings…"),
        ("swimlane", "Add lane"),
        ("auto layout", "Arrange anew along the flows"),
        ("clone", "Duplicate"),
        ("properties", "Inspector"),
        ("lint", "Findings"),
        ("suppress", "Accept the finding…"),
        ("parking lot", "Park or take back"),
        ("hotkeys", "Keys"),
        ("feature toggle", "What does the flag touch?"),
        ("checklist", "Readiness"),
    ],
)
def test_other_words_find_an_action_too(
    window: Window, view: BoardView, query: str, label: str
) -> None:
    commands = [replace(c, is_enabled=True) for c in commands_of([view.bound, window.bound])]
    assert label in [command.label for command in best_first(commands, query)][:3]


def test_a_name_comes_before_what_only_means_it(window: Window, view: BoardView) -> None:
    view.editor.select(["placed"])
    commands = commands_of([view.bound, window.bound])
    assert best_first(commands, "outline")[0].label == "Outline"
    assert best_first(commands, "command")[0].label == "Command"


def test_what_nothing_is_called_is_told(window: Window, view: BoardView) -> None:
    found = palette(window)
    QTest.keyClicks(found.entry, "qqqq")
    assert found.nothing.isVisible()
    assert found.entry.accessibleDescription() == "Nothing is called so"
    found.entry.clear()
    assert not found.nothing.isVisible()
    assert found.list.isVisible()


def test_what_cannot_be_done_comes_last_and_is_not_done(window: Window, view: BoardView) -> None:
    commands = commands_of([view.bound, window.bound])
    places = {c.label: place for place, c in enumerate(best_first(commands, ""))}
    assert places["Undo"] > places["Select all"]
    found = palette(window)
    QTest.keyClicks(found.entry, "redo")
    row = [c.label for c in found.listed].index("Redo")
    found.list.setCurrentRow(row)
    assert "not possible now" in found.entry.accessibleDescription()
    QTest.keyClick(found.entry, Qt.Key.Key_Return)
    assert found.isVisible()
    found.reject()


def test_arrows_walk_through_the_list(window: Window, view: BoardView) -> None:
    found = palette(window)
    QTest.keyClick(found.entry, Qt.Key.Key_Down)
    QTest.keyClick(found.entry, Qt.Key.Key_Down)
    QTest.keyClick(found.entry, Qt.Key.Key_Up)
    assert found.list.currentRow() == 1
    QTest.keyClick(found.entry, Qt.Key.Key_Escape)
    assert not found.isVisible()


def test_without_a_board_only_the_windows_own_are_there(window: Window) -> None:
    window.show_start()
    labels = {command.label for command in palette(window).listed}
    assert labels == {row.label for row in WINDOW_ACTIONS}


def test_the_sheet_shows_every_key(window: Window, qtbot) -> None:
    rows = [*ACTIONS, *WINDOW_ACTIONS]
    sheet = KeysDialog(rows)
    qtbot.addWidget(sheet)
    caps = [label.text() for label in sheet.findChildren(QLabel) if label.property("role") == "key"]
    assert len(caps) >= sum(len(row.keys) for row in rows)
    assert {"Ctrl+K", "F3", "Alt+Right", "Ctrl+["} <= set(caps)


def test_columns_of_the_sheet_keep_order_and_are_about_as_high() -> None:
    groups = groups_of([*ACTIONS, *WINDOW_ACTIONS])
    columns = in_columns(groups, 4)
    assert sorted(title for column in columns for title in column) == sorted(groups)
    assert all(column == sorted(column, key=list(groups).index) for column in columns)
    heights = [sum(len(groups[title]) + 2 for title in column) for column in columns]
    assert max(heights) - min(heights) <= max(len(keys) + 2 for keys in groups.values())
