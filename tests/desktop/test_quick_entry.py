"""The line below the canvas that takes an outline."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.window import Window


def texts(view: BoardView) -> set[str]:
    return {s.text for s in view.editor.board.stickies.values()}


def test_slash_opens_the_line_enter_adds_and_escape_closes(
    window: Window, view: BoardView, qtbot
) -> None:
    window.activateWindow()
    view.canvas.setFocus()
    qtbot.waitUntil(lambda: view.canvas.hasFocus() and window.isActiveWindow())
    QTest.keyClick(view.canvas, Qt.Key.Key_Slash)
    qtbot.waitUntil(view.quick.isVisible)
    for text in ("c: Pack order", "Order packed"):
        qtbot.keyClicks(view.quick.entry, text)
        qtbot.keyClick(view.quick.entry, Qt.Key.Key_Return)
    assert {"Pack order", "Order packed"} <= texts(view)
    assert view.quick.isVisible()
    assert view.quick.entry.text() == ""
    qtbot.keyClick(view.quick.entry, Qt.Key.Key_Escape)
    assert not view.quick.isVisible()


def test_the_line_shows_what_it_becomes_and_what_is_wrong(view: BoardView, qtbot) -> None:
    view.quick.open()
    for text, name in (
        ("", "Quick entry"), ("c: Pack", "Command"), ("e!: Packed", "Event, pivotal"),
        ("# Lane", "Lane"),
    ):  # fmt: skip
        view.quick.entry.setText(text)
        assert view.quick.name.text() == name
    view.editor.select(["placed"])
    view.quick.entry.setText("-> Order payed")
    qtbot.keyClick(view.quick.entry, Qt.Key.Key_Return)
    assert "did you mean Order paid" in view.quick.hint.text()
    assert view.quick.hint.property("role") == "wrong"
    view.quick.entry.setText("-> Order paid")
    assert view.quick.hint.property("role") == "faint"


def test_many_lines_pasted_there_are_many_stickies(view: BoardView, qtbot) -> None:
    view.quick.open()
    QGuiApplication.clipboard().setText("Order packed\nOrder sent")
    qtbot.keyClick(view.quick.entry, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert {"Order packed", "Order sent"} <= texts(view)
    assert view.quick.entry.text() == ""


def test_a_text_that_cannot_be_pasted_is_told_in_a_banner(view: BoardView) -> None:
    QGuiApplication.clipboard().setText("Order packed\n" * 5_001)
    view.bound.run("paste")
    (banner,) = view.banners
    assert "more than 5,000 lines" in banner.text
    assert "Order packed" not in texts(view)
