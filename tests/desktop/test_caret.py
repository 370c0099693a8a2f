"""Typing in the window: what the caret shows is what the editor made of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.canvas.caret import Caret
from stormdesk.editor import typing
from stormdesk.model.sticky import Kind, Sticky

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def caret(view: BoardView) -> Caret:
    caret = view.canvas.findChild(Caret)
    assert caret is not None
    return caret


def test_a_mark_changes_the_kind_at_once_and_vanishes(view: BoardView, caret: Caret, qtbot) -> None:
    typing.place(view.editor, Kind.EVENT)
    qtbot.keyClicks(caret, "h: ")
    assert caret.toPlainText() == ""
    (sticky,) = view.editor.selected_stickies
    assert sticky.kind is Kind.HOTSPOT
    qtbot.keyClicks(caret, "Who? e: not")
    assert caret.toPlainText() == "Who? e: not"
    (sticky,) = view.editor.selected_stickies
    assert (sticky.kind, sticky.text) == (Kind.HOTSPOT, "Who? e: not")


def test_a_mark_typed_before_a_text_leaves_the_caret_where_it_was(
    view: BoardView, caret: Caret, qtbot
) -> None:
    typing.open_text(view.editor, "placed")
    qtbot.keyClick(caret, Qt.Key.Key_Home, CONTROL)
    qtbot.keyClicks(caret, "c: X")
    assert caret.toPlainText() == "XOrder placed"
    assert view.editor.board.stickies["placed"].kind is Kind.COMMAND


def test_one_line_is_pasted_into_the_text_and_many_are_stickies(
    view: BoardView, caret: Caret, qtbot
) -> None:
    typing.open_text(view.editor, "placed")
    qtbot.keyClick(caret, Qt.Key.Key_End)
    QGuiApplication.clipboard().setText(" twice\n")
    qtbot.keyClick(caret, Qt.Key.Key_V, CONTROL)
    assert caret.toPlainText() == "Order placed twice"
    QGuiApplication.clipboard().setText("One\nTwo")
    qtbot.keyClick(caret, Qt.Key.Key_V, CONTROL)
    texts = [s.text for s in view.editor.board.in_order(Sticky)]
    assert texts[-2:] == ["One", "Two"]
    assert "Order placed twice" in texts
    assert not caret.isVisible()


def test_the_menus_paste_goes_into_the_open_text_too(view: BoardView, caret: Caret) -> None:
    typing.open_text(view.editor, "placed")
    QGuiApplication.clipboard().setText(" twice")
    view.bound.run("paste")
    assert caret.toPlainText() == "Order placed twice"


def test_a_text_with_rare_blanks_is_left_alone(view: BoardView, caret: Caret, qtbot) -> None:
    with view.editor.document.edit("Change text") as edit:
        edit.put(view.editor.board.stickies["placed"].revised(text="Order\u00a0placed"))
    typing.open_text(view.editor, "placed")
    view.canvas.zoom_in()
    qtbot.keyClick(caret, Qt.Key.Key_Home, CONTROL)
    qtbot.keyClicks(caret, "An ")
    assert caret.toPlainText() == "An Order placed"
