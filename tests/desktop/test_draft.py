"""What is being typed is durable before anybody says that it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from inspecting import show
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.dialogs.export_dialog import ExportDialog
from stormdesk.desktop.pace import Pace
from stormdesk.desktop.panels.text_entries import AreaEntry, LineEntry
from stormdesk.desktop.window import Window
from stormdesk.editor.tools.name import Name, rename
from stormdesk.editor.tools.type import Type
from stormdesk.model.board import Board
from stormdesk.model.message import Field, Message, NamedType
from stormdesk.model.sticky import Kind


@pytest.fixture
def after_a_kill(window: Window, view: BoardView, qtbot) -> Iterator[Callable[[], Board]]:
    """Return how the board looks when it is opened again after the program was killed."""

    def kill() -> Board:
        qtbot.wait(300)
        path = view.opened.path
        assert path is not None
        # The window says goodbye to nothing: only what the journal holds already is left.
        view.let_go()
        view.opened.close()
        window.view = None
        window.open_path(path)
        assert window.view is not None
        return window.view.editor.board

    return kill


Write = Callable[[str, str], None]


@pytest.fixture
def write(view: BoardView, qtbot) -> Write:
    """Return how something is typed into a field that keeps the keyboard."""

    def type_into(name: str, text: str) -> None:
        view.window().activateWindow()
        entry = view.inspector.rows[name].entry
        assert isinstance(entry, LineEntry | AreaEntry)
        entry.setFocus()
        qtbot.waitUntil(entry.hasFocus)
        entry.selectAll()
        QTest.keyClicks(entry, text)

    return type_into


@pytest.mark.parametrize("name", ["notes", "tags", "text"])
def test_a_killed_program_keeps_a_field_of_a_sticky(
    view: BoardView, after_a_kill: Callable[[], Board], write: Write, name: str
) -> None:
    show(view, "placed")
    write(name, "in the inspector")
    sticky = after_a_kill().stickies["placed"]
    found = getattr(sticky, name)
    assert found == (("in the inspector",) if name == "tags" else "in the inspector")


def test_a_killed_program_keeps_fields_of_lane_and_board(
    view: BoardView, after_a_kill: Callable[[], Board], write: Write
) -> None:
    show(view, "ordering")
    write("name", "Sales")
    assert view.editor.board.contexts["ordering"].name == "Ordering"
    show(view)
    write("scope", "From order to par")
    board = after_a_kill()
    assert board.contexts["ordering"].name == "Sales"
    assert board.profile.scope == "From order to par"


def test_a_killed_program_keeps_the_name_of_a_shared_type(
    view: BoardView, after_a_kill: Callable[[], Board], write: Write
) -> None:
    line = NamedType(id="type:Line", name="Line")
    fields = (Field(name="lines", type="list<Line>"),)
    placed = view.editor.board.stickies["placed"].revised(message=Message(fields=fields))
    with view.editor.document.edit("Fill in") as edit:
        edit.put(line, placed)
    show(view)
    view.inspector.open_record(line.id)
    write("name", "OrderLine")
    assert view.editor.board.of_type(NamedType)[line.id].name == "Line"
    board = after_a_kill()
    assert [each.name for each in board.of_type(NamedType).values()] == ["OrderLine"]
    kept = board.stickies["placed"].message
    assert kept is not None
    assert kept.fields[0].type == "list<OrderLine>"


def test_a_killed_program_keeps_a_new_sticky(
    view: BoardView, after_a_kill: Callable[[], Board], qtbot
) -> None:
    type_on_the_canvas(view, "Cancel ord", qtbot)
    texts = {s.text: s.kind for s in after_a_kill().stickies.values()}
    assert texts["Cancel ord"] is Kind.EVENT


def test_a_killed_program_keeps_the_name_of_a_lane(
    view: BoardView, after_a_kill: Callable[[], Board]
) -> None:
    rename(view.editor, "paying")
    tool = view.editor.tool
    assert isinstance(tool, Name)
    tool.type(view.editor, "Payments")
    assert after_a_kill().contexts["paying"].name == "Payments"


def test_what_was_taken_back_does_not_come_back(
    view: BoardView, after_a_kill: Callable[[], Board], write: Write, qtbot
) -> None:
    show(view, "placed")
    write("notes", "never mind")
    qtbot.wait(160)
    QTest.keyClick(view.inspector.rows["notes"].entry, Qt.Key.Key_Escape)
    assert after_a_kill().stickies["placed"].notes == ""
    assert not view.opened.is_unsaved


def test_a_field_stays_one_step_however_often_it_is_kept(
    view: BoardView, write: Write, qtbot
) -> None:
    show(view, "placed")
    before = view.editor.board
    write("notes", "first")
    qtbot.wait(160)
    QTest.keyClicks(view.inspector.rows["notes"].entry, " and last")
    view.finish_typing()
    assert view.editor.board.stickies["placed"].notes == "first and last"
    assert view.editor.document.undo()
    assert view.editor.board == before


def test_typing_in_the_inspector_can_be_saved_at_once(
    window: Window, view: BoardView, write: Write, qtbot
) -> None:
    assert not window.bound.actions["save"].isEnabled()
    show(view, "placed")
    write("notes", "to be saved")
    qtbot.waitUntil(window.bound.actions["save"].isEnabled)
    assert window.isWindowModified()
    assert view.status.safety.text() == "Unsaved changes, kept safe"
    assert window.save()
    assert view.status.safety.text() == "Saved"
    assert view.editor.board.stickies["placed"].notes == "to be saved"
    assert not view.opened.is_unsaved


def test_the_pace_is_a_pause_or_half_a_second(qtbot) -> None:
    pace, came = Pace(), []
    pace.due.connect(lambda: came.append(True))
    pace.tick()
    qtbot.waitUntil(lambda: len(came) == 1)
    for _ in range(16):
        pace.tick()
        qtbot.wait(50)
    assert len(came) > 1


def type_on_the_canvas(view: BoardView, text: str, qtbot) -> None:
    view.window().activateWindow()
    view.canvas.setFocus()
    qtbot.waitUntil(lambda: view.canvas.hasFocus() and view.window().isActiveWindow())
    qtbot.wait(100)
    QTest.keyClick(view.canvas, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: isinstance(view.editor.tool, Type))
    write_on(text)


def write_on(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def texts(view: BoardView) -> list[str]:
    return [s.text for s in view.editor.board.stickies.values()]


def test_one_types_on_after_saving(window: Window, view: BoardView, qtbot) -> None:
    type_on_the_canvas(view, "Cart", qtbot)
    assert window.save()
    assert not window.isWindowModified()
    write_on(" emptied")
    view.finish_typing()
    assert "Cart emptied" in texts(view)
    assert len(texts(view)) == 5


def test_one_types_on_after_refusing_to_save(
    window: Window, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: ("", ""))
    window.new("process")
    view = window.view
    assert view is not None
    type_on_the_canvas(view, "Cart", qtbot)
    assert not window.save()
    write_on(" emptied")
    view.finish_typing()
    assert texts(view) == ["Cart emptied"]


def test_one_types_on_after_exporting(
    window: Window, view: BoardView, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported: list[Board] = []
    monkeypatch.setattr(ExportDialog, "exec", lambda self: exported.append(self._board))
    type_on_the_canvas(view, "Cart", qtbot)
    window.export()
    assert "Cart" in [s.text for s in exported[0].stickies.values()]
    write_on(" emptied")
    view.finish_typing()
    assert "Cart emptied" in texts(view)


def test_letters_meant_for_an_empty_sticky_do_nothing_after_saving(
    window: Window, view: BoardView, qtbot
) -> None:
    type_on_the_canvas(view, "", qtbot)
    window.save()
    board, zoom = view.editor.board, view.canvas.zoom
    write_on("cart emptied 0")
    assert view.editor.board is board
    assert view.canvas.zoom == zoom


def test_a_lane_is_renamed_where_its_name_stands(view: BoardView, qtbot) -> None:
    view.window().activateWindow()
    qtbot.wait(100)
    lane = view.editor.wall.lane("paying")
    assert lane is not None
    at = view.canvas.camera.to_screen(0, lane.top + 20).toPoint()
    at.setX(60)
    for gesture in (QTest.mouseClick, QTest.mouseDClick):
        gesture(view.canvas, Qt.MouseButton.LeftButton, pos=at)
    entry = QApplication.focusWidget()
    assert isinstance(entry, QLineEdit)
    assert entry.geometry().contains(at)
    QTest.keyClicks(entry, "Payments")
    QTest.keyClick(entry, Qt.Key.Key_Escape)
    assert view.editor.board.contexts["paying"].name == "Paying"
    QTest.mouseDClick(view.canvas, Qt.MouseButton.LeftButton, pos=at)
    entry.selectAll()
    QTest.keyClicks(entry, "Payments")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert view.editor.board.contexts["paying"].name == "Payments"
    assert view.editor.document.undo()
    assert view.editor.board.contexts["paying"].name == "Paying"
