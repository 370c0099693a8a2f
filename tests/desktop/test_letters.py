"""Letters on the canvas: commands where they are meant as such."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.window import Window
from stormdesk.editor.tools.type import Type
from stormdesk.model.level import lowest_level
from stormdesk.model.sticky import Kind


@pytest.fixture
def big_picture(window: Window, qtbot) -> BoardView:
    window.new("big-picture")
    view = window.view
    assert view is not None
    at_the_canvas(view, qtbot)
    return view


def at_the_canvas(view: BoardView, qtbot) -> None:
    view.window().activateWindow()
    view.canvas.setFocus()
    qtbot.waitUntil(lambda: view.canvas.hasFocus() and view.window().isActiveWindow())
    qtbot.wait(100)


def test_the_hint_names_the_letters_of_the_level(window: Window, big_picture: BoardView) -> None:
    big_picture.status.refresh()
    assert big_picture.status.hint.text().startswith("E A S H O V N: new sticky")
    window.new("software-design")
    assert window.view is not None
    assert window.view.status.hint.text().startswith("E C A P G R S H O V U N: new sticky")


def test_a_kind_of_another_level_is_refused_with_a_word(big_picture: BoardView) -> None:
    QTest.keyClick(big_picture.canvas, Qt.Key.Key_G)
    assert big_picture.status.hint.text() == (
        "An aggregate belongs to the software design level:"
        " set the level of the board in the inspector."
    )
    big_picture.status.say("")
    assert "new sticky" in big_picture.status.hint.text()


@pytest.mark.parametrize(
    ("key", "modifiers", "why"),
    [
        (Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier, "This belongs to the process level"),
        (Qt.Key.Key_G, Qt.KeyboardModifier.ShiftModifier, "This belongs to the software design"),
        (Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier, "Select the events"),
    ],
)
def test_keys_that_scaffold_are_never_silent(
    big_picture: BoardView, key: Qt.Key, modifiers: Qt.KeyboardModifier, why: str
) -> None:
    before = big_picture.editor.board
    QTest.keyClick(big_picture.canvas, key, modifiers)
    assert big_picture.status.hint.text().startswith(why)
    assert big_picture.editor.board is before


def test_the_last_level_is_told_to_whoever_wants_the_next(window: Window, qtbot) -> None:
    window.new("software-design")
    assert window.view is not None
    at_the_canvas(window.view, qtbot)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window.view.canvas, Qt.Key.Key_U, both)
    assert "last level already" in window.view.status.hint.text()


def test_a_sentence_after_a_refused_letter_does_nothing(big_picture: BoardView, qtbot) -> None:
    with big_picture.editor.document.edit("Lane") as edit:
        edit.put(big_picture.editor.board.profile.revised(scope="so that there is something"))
    board, zoom = big_picture.editor.board, big_picture.canvas.zoom
    QTest.keyClicks(big_picture.canvas, "charge the horses 10+\b\r")
    assert big_picture.editor.board is board
    assert big_picture.canvas.zoom == zoom
    qtbot.waitUntil(lambda: not big_picture.letters._pause.isActive())
    QTest.keyClick(big_picture.canvas, Qt.Key.Key_E)
    assert isinstance(big_picture.editor.tool, Type)


def test_chords_and_escape_are_never_held_back(view: BoardView, qtbot) -> None:
    at_the_canvas(view, qtbot)
    view.editor.select(["placed"])
    qtbot.waitUntil(view.bound.actions["duplicate"].isEnabled)
    view.letters.hold_back()
    QTest.keyClick(view.canvas, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert len(view.editor.board.stickies) == 5
    view.letters.hold_back()
    QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
    assert view.editor.selection == frozenset()


@pytest.mark.parametrize(
    ("kind", "level"),
    [(Kind.EVENT, "big-picture"), (Kind.COMMAND, "process"), (Kind.SCREEN, "software-design")],
)
def test_every_kind_has_a_lowest_level(kind: Kind, level: str) -> None:
    assert lowest_level(kind) == level
