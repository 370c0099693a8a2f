"""Menus and keys made from the tables."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.dialogs.keys import groups_of
from stormdesk.desktop.panels.text_entries import LineEntry
from stormdesk.desktop.window import Window
from stormdesk.desktop.window_actions import CONTEXT_MENU, TOOL_BAR, WINDOW_ACTIONS
from stormdesk.editor.actions import ACTIONS
from stormdesk.model.sticky import Kind


def leaves(actions: list[QAction]) -> set[str]:
    found: set[str] = set()
    for action in actions:
        menu = action.menu()
        found |= leaves(menu.actions()) if menu else {action.objectName()}
    return found


def test_every_action_is_in_a_menu(window: Window, view: BoardView) -> None:
    rows = {row.name for row in (*ACTIONS, *WINDOW_ACTIONS)}
    living = {"new-from", "open-recent", "wall-screen", "saved-places"}
    assert rows - living <= leaves(window.menuBar().actions())


def test_no_two_actions_have_the_same_key() -> None:
    keys = [QKeySequence(key).toString() for row in (*ACTIONS, *WINDOW_ACTIONS) for key in row.keys]
    assert [key for key, n in Counter(keys).items() if n > 1] == []


def test_toolbar_and_context_menu_name_rows_of_the_tables() -> None:
    rows = {row.name for row in (*ACTIONS, *WINDOW_ACTIONS)}
    assert {*TOOL_BAR, *CONTEXT_MENU} - {"|"} <= rows


def test_a_letter_on_the_canvas_places_a_sticky(view: BoardView, qtbot) -> None:
    view.window().activateWindow()
    view.canvas.setFocus()
    qtbot.waitUntil(view.canvas.hasFocus)
    QTest.keyClick(view.canvas, Qt.Key.Key_C)
    assert view.editor.document.open_edit is not None
    view.finish_typing()


def test_a_letter_in_a_field_is_only_a_letter(view: BoardView, qtbot) -> None:
    view.window().activateWindow()
    view.editor.select(["placed"])
    view.inspector.refresh()
    entry = view.inspector.rows["tags"].entry
    assert isinstance(entry, LineEntry)
    entry.setFocus()
    qtbot.waitUntil(entry.hasFocus)
    QTest.keyClicks(entry, "ecapo1+-0")
    QTest.keyClick(entry, Qt.Key.Key_Left)
    QTest.keyClick(entry, Qt.Key.Key_Delete)
    assert entry.text() == "ecapo1+-"
    assert view.editor.document.open_edit is None
    assert len(view.editor.board.stickies) == 4
    before = view.canvas.zoom
    entry.clearFocus()
    view.inspector.rows["kind"].entry.setFocus()
    QTest.keyClick(view.inspector.rows["kind"].entry, Qt.Key.Key_Minus)
    assert view.canvas.zoom == before


def test_what_cannot_be_done_is_disabled(view: BoardView, qtbot) -> None:
    remove, undo = view.bound.actions["remove"], view.bound.actions["undo"]
    assert not remove.isEnabled()
    assert not undo.isEnabled()
    view.editor.select(["placed"])
    qtbot.waitUntil(remove.isEnabled)
    remove.trigger()
    assert "placed" not in view.editor.board.stickies
    qtbot.waitUntil(undo.isEnabled)
    undo.trigger()
    assert "placed" in view.editor.board.stickies


def test_an_action_ends_the_typing_first(view: BoardView) -> None:
    view.bound.run("place-event")
    tool = view.editor.tool
    tool.type(view.editor, "Cart filled")  # type: ignore[attr-defined]  # it is the typing tool
    view.bound.run("duplicate")
    texts = Counter(s.text for s in view.editor.board.stickies.values())
    assert texts["Cart filled"] == 2


def test_kinds_of_the_level_can_be_clicked(view: BoardView, qtbot) -> None:
    strip = view.kinds
    assert strip.offered == {kind for kind in Kind if kind not in (Kind.AGGREGATE, Kind.SCREEN)}
    strip.hold(Kind.POLICY)
    assert view.editor.tool.kind is Kind.POLICY  # type: ignore[attr-defined]  # the placing tool
    strip.hold(Kind.POLICY)
    assert view.editor.tool.hint == view.editor.idle().hint


def test_the_sheet_of_keys_tells_what_the_mouse_does() -> None:
    told = [" ".join(keys) for keys, _ in groups_of([*ACTIONS, *WINDOW_ACTIONS])["Mouse"]]
    for gesture in ("Alt", "Middle drag", "Space", "Double-click", "handle", "Ctrl + wheel"):
        assert any(gesture in each for each in told), gesture


def test_what_an_action_has_to_say_stands_in_the_status(view: BoardView, qtbot) -> None:
    with view.editor.document.edit("Reword") as edit:
        edit.put(view.editor.board.stickies["placed"].revised(text="Patient arrived"))
    view.editor.select(["placed"])
    view.bound.run("add-failures")
    assert "Patient did not arrive" in {s.text for s in view.editor.board.stickies.values()}
    with view.editor.document.edit("Reword") as edit:
        edit.put(view.editor.board.stickies["paid"].revised(text="Charge left unconfirmed"))
    view.editor.select(["paid"])
    view.bound.run("add-failures")
    qtbot.waitUntil(lambda: "“Charge left unconfirmed” do not tell" in view.status.hint.text())
