"""Files and texts dropped on the canvas."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.window import Window
from stormdesk.document.file import to_bytes


def drop(view: BoardView, carried: QMimeData) -> bool:
    actions, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    held = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(500, 300), actions, carried, button, held)
    QApplication.sendEvent(view.canvas, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(500, 300), actions, carried, button, held)
    QApplication.sendEvent(view.canvas, event)
    QApplication.processEvents()
    return True


def files(*paths: Path) -> QMimeData:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return carried


def texts(view: BoardView) -> set[str]:
    return {s.text for s in view.editor.board.stickies.values()}


@pytest.fixture
def outline(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text("# Packing\n- c: Pack order\n- Order packed\n", "utf-8")
    return path


def test_a_file_comes_onto_the_board_as_one_step(view: BoardView, outline: Path, questions) -> None:
    before = view.editor.board
    questions.answers = ["Into this board"]
    assert drop(view, files(outline))
    assert "2 stickies in 1 lane" in questions.asked[0]
    assert {"Pack order", "Order packed"} <= texts(view)
    view.editor.document.undo()
    assert view.editor.board == before


def test_a_file_can_become_a_board_of_its_own(
    window: Window, view: BoardView, tmp_path: Path, questions
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("kind;text\ncommand;Pack order\n", "utf-8")
    questions.answers = ["As a new board"]
    drop(view, files(path))
    assert window.view is not None
    assert window.view is not view
    assert texts(window.view) == {"Pack order"}
    assert window.view.editor.board.profile.title == "list"


def test_a_board_file_can_be_opened_or_taken_in(view: BoardView, tmp_path: Path, questions) -> None:
    path = tmp_path / "copy.stormdesk"
    path.write_bytes(to_bytes(view.editor.board))
    questions.answers = ["Into this board"]
    count = len(view.editor.board.stickies)
    drop(view, files(path))
    assert len(view.editor.board.stickies) == 2 * count
    assert len(view.editor.board.contexts) == 2


def test_several_files_come_together(view: BoardView, outline: Path, questions) -> None:
    other = outline.with_name("more.txt")
    other.write_text("Order sent\n", "utf-8")
    questions.answers = ["Into this board"]
    drop(view, files(outline, other))
    assert {"Order packed", "Order sent"} <= texts(view)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("x.png", b"\x89PNG", "of a kind that cannot be imported"),
        ("x.csv", b"kind,text\nfoo,bar\n", "no kind of sticky"),
        ("x.yaml", b"format: [", "x.yaml"),
        ("x.txt", b"\0", "binary"),
        ("x.txt", b"# Only a lane\n", "nothing to import"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_and_changes_nothing(
    view: BoardView, tmp_path: Path, questions, name: str, data: bytes, why: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    before = view.editor.board
    drop(view, files(path))
    assert why in questions.asked[0]
    assert view.editor.board is before


def test_refusing_changes_nothing(view: BoardView, outline: Path, questions) -> None:
    before = view.editor.board
    questions.answers = ["Cancel"]
    drop(view, files(outline))
    assert view.editor.board is before


def test_text_dropped_is_pasted_where_it_falls(view: BoardView) -> None:
    carried = QMimeData()
    carried.setText("Order packed\nOrder sent")
    assert drop(view, carried)
    assert {"Order packed", "Order sent"} <= texts(view)


def test_on_a_board_that_is_only_viewed_text_is_not_taken(view: BoardView) -> None:
    view.editor.document.is_read_only = True
    carried = QMimeData()
    carried.setText("Order packed")
    assert not drop(view, carried)
