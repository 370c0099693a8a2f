"""The outline panel: a tree of the board in step with the canvas."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.panels.outline import Outline
from stormdesk.model.context import Context
from stormdesk.model.sticky import Kind, Sticky


@pytest.fixture
def outline(view: BoardView) -> Outline:
    view.turn_to("outline")
    view.outline.catch_up()
    tester = QAbstractItemModelTester(
        view.outline.model, QAbstractItemModelTester.FailureReportingMode.Warning, view.outline
    )
    assert tester.parent() is view.outline
    return view.outline


def rows(outline: Outline) -> dict[str, list[str]]:
    """Return the texts by lane, as the tree shows them."""
    model = outline.model
    groups = [model.index(row, 0) for row in range(model.rowCount())]
    return {
        group.data(): [model.index(row, 0, group).data() for row in range(model.rowCount(group))]
        for group in groups
    }


def row_of(outline: Outline, sticky_id: str) -> QModelIndex:
    index = outline.model.index_of(sticky_id)
    assert index.isValid()
    return index


def put(view: BoardView, *stickies: Sticky) -> None:
    with view.editor.document.edit("Test") as edit:
        edit.put(*stickies)
    view.outline.catch_up()


def test_lanes_hold_their_stickies_along_the_timeline(outline: Outline) -> None:
    assert rows(outline) == {
        "Ordering": ["Place order", "Order placed"],
        "Paying": ["Order paid", "Who refunds?"],
    }
    assert row_of(outline, "placed").siblingAtColumn(1).data() == "2"


def test_it_follows_what_becomes_of_the_board(view: BoardView, outline: Outline) -> None:
    board = view.editor.board
    put(view, board.stickies["placed"].revised(text="Order\naccepted", at=0.5))
    assert rows(outline)["Ordering"] == ["Order accepted", "Place order"]
    put(view, board.stickies["paid"].placed(context="ordering", at=9.0))
    assert rows(outline) == {
        "Ordering": ["Order accepted", "Place order", "Order paid", "Who refunds?"],
        "Paying": [],
    }
    put(view, Sticky(id="new", kind=Kind.EVENT, text="New", context="paying", order=9))
    assert rows(outline)["Paying"] == ["New"]
    put(view, Sticky(id="free", kind=Kind.EVENT, text="Free", order=10))
    put(view, board.stickies["place"].revised(parked=True))
    assert list(rows(outline)) == ["No lane", "Ordering", "Paying", "Set aside"]
    assert rows(outline)["Set aside"] == ["Place order"]
    for _ in range(5):
        view.editor.document.undo()
        outline.catch_up()
    assert rows(outline) == {
        "Ordering": ["Place order", "Order placed"],
        "Paying": ["Order paid", "Who refunds?"],
    }


def test_lanes_come_and_go_and_keep_what_is_folded(view: BoardView, outline: Outline) -> None:
    outline.tree.collapse(outline.model.group_index("paying"))
    with view.editor.document.edit("Add lane") as edit:
        edit.put(Context(id="first", name="First", order=-1))
    outline.catch_up()
    assert list(rows(outline)) == ["First", "Ordering", "Paying"]
    assert not outline.tree.isExpanded(outline.model.group_index("paying"))
    assert outline.tree.isExpanded(outline.model.group_index("ordering"))
    with view.editor.document.edit("Remove lane") as edit:
        edit.remove("paying")
    outline.catch_up()
    assert list(rows(outline)) == ["No lane", "First", "Ordering"]


def test_a_large_change_is_taken_over_at_once(view: BoardView, outline: Outline) -> None:
    new = [
        Sticky(
            id=f"s{n}", kind=Kind.EVENT, text=f"S {n:03}", context="paying", at=20.0 + n, order=n
        )
        for n in range(300)
    ]
    view.editor.select(["placed"])
    put(view, *new)
    assert rows(outline)["Paying"][2:] == [s.text for s in new]
    assert [i.data() for i in outline.tree.selectionModel().selectedRows()] == ["Order placed"]


def test_selections_are_in_step(view: BoardView, outline: Outline) -> None:
    view.editor.select(["placed", "place", "doubt"])
    outline.catch_up()
    chosen = {i.data() for i in outline.tree.selectionModel().selectedRows()}
    assert chosen == {"Order placed", "Place order", "Who refunds?"}
    view.editor.select([])
    outline.catch_up()
    assert not outline.tree.selectionModel().hasSelection()
    outline.tree.setCurrentIndex(row_of(outline, "paid"))
    assert view.editor.selection == {"paid"}
    QTest.keyClick(outline.tree, Qt.Key.Key_Down)
    assert view.editor.selection == {"doubt"}
    outline.tree.setCurrentIndex(outline.model.group_index("paying"))
    assert view.editor.selection == {"paying"}


def test_a_change_elsewhere_leaves_the_selection_alone(view: BoardView, outline: Outline) -> None:
    outline.tree.setCurrentIndex(row_of(outline, "placed"))
    put(view, Sticky(id="new", kind=Kind.EVENT, text="New", context="ordering", at=1.5, order=9))
    put(view, view.editor.board.stickies["placed"].placed(at=7.0))
    assert view.editor.selection == {"placed"}
    assert outline.tree.currentIndex() == row_of(outline, "placed")
    assert [i.data() for i in outline.tree.selectionModel().selectedRows()] == ["Order placed"]


def test_a_text_is_changed_in_place_as_one_step(view: BoardView, outline: Outline) -> None:
    index = row_of(outline, "placed")
    assert outline.model.setData(index, "  Order accepted ")
    assert view.editor.board.stickies["placed"].text == "Order accepted"
    assert view.editor.document.undo_label == "Change text"
    assert not outline.model.setData(index, "   ")
    lane = outline.model.group_index("paying")
    assert outline.model.setData(lane, "Payments")
    assert view.editor.board.contexts["paying"].name == "Payments"
    view.editor.document.undo()
    view.editor.document.undo()
    assert view.editor.board.stickies["placed"].text == "Order placed"
    assert view.editor.document.undo_label is None


def test_enter_opens_the_text_of_a_row_and_enter_closes_it(
    view: BoardView, outline: Outline, qtbot
) -> None:
    outline.tree.setCurrentIndex(row_of(outline, "placed"))
    QTest.keyClick(outline.tree, Qt.Key.Key_Return)
    editor = outline.tree.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Order accepted")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.editor.board.stickies["placed"].text == "Order accepted")


def test_line_breaks_outlive_a_change_that_leaves_them_alone(
    view: BoardView, outline: Outline, qtbot
) -> None:
    put(view, view.editor.board.stickies["placed"].revised(text="Order\nplaced"))
    outline.tree.setCurrentIndex(row_of(outline, "placed"))
    QTest.keyClick(outline.tree, Qt.Key.Key_F2)
    editor = outline.tree.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_End)
    QTest.keyClicks(editor, "!")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.editor.board.stickies["placed"].text == "Order\nplaced!")


def test_it_can_be_heard(view: BoardView, outline: Outline) -> None:
    put(view, view.editor.board.stickies["placed"].revised(pivotal=True))
    heard = Qt.ItemDataRole.AccessibleTextRole
    assert row_of(outline, "placed").data(heard) == (
        "Event: Order placed, column 2, pivotal, in Ordering"
    )
    assert row_of(outline, "doubt").data(heard).startswith("Hotspot: Who refunds?, column")
    assert "on Order paid" in row_of(outline, "doubt").data(heard)
    assert outline.model.group_index("paying").data(heard) == "Lane: Paying, 2 stickies"
    assert outline.tree.accessibleName()


def test_hidden_it_catches_up_when_it_is_shown(view: BoardView, outline: Outline) -> None:
    view.turn_to("inspector")
    put(view, view.editor.board.stickies["placed"].revised(text="Order accepted"))
    assert rows(outline)["Ordering"] == ["Place order", "Order accepted"]  # read from the board
    put(view, view.editor.board.stickies["placed"].revised(at=0.5))
    assert rows(outline)["Ordering"][0] == "Place order"
    view.turn_to("outline")
    outline.catch_up()
    assert rows(outline)["Ordering"] == ["Order accepted", "Place order"]


def test_a_board_open_elsewhere_is_not_edited(view: BoardView, outline: Outline) -> None:
    view.editor.document.is_read_only = True
    flags = outline.model.flags(row_of(outline, "placed"))
    assert not flags & Qt.ItemFlag.ItemIsEditable
    view.editor.document.is_read_only = False
