"""Silent exploration: what is written is seen by nobody until it is revealed, and then by all."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.panels.inbox import InboxPanel
from stormdesk.desktop.window import Window
from stormdesk.document.file import to_bytes
from stormdesk.document.inbox import Waiting, keep_inbox, read_inbox
from stormdesk.document.recovery import forget
from stormdesk.editor.workshop import inbox
from stormdesk.model.context import Flow
from stormdesk.model.sticky import Kind


@pytest.fixture
def panel(view: BoardView, window: Window) -> InboxPanel:
    window.bound.run("inbox")
    return view.workshop.inbox


def told(panel: InboxPanel) -> str:
    QApplication.processEvents()
    return "\n".join(w.text() for w in panel.findChildren(QLabel) if w.isVisibleTo(panel))


def press(panel: InboxPanel, text: str, nth: int = 0) -> None:
    QApplication.processEvents()
    [b for b in panel.findChildren(QPushButton) if b.text() == text][nth].click()


def written(panel: InboxPanel, text: str, by: str = "") -> None:
    panel.by.setText(by)
    panel.text.setPlainText(text)
    panel.take()


def test_enter_puts_lines_into_the_inbox_and_nowhere_else(
    qtbot: QtBot, view: BoardView, panel: InboxPanel
) -> None:
    before = view.editor.board
    qtbot.keyClicks(panel.text, "Refund promised")
    qtbot.keyClick(panel.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(panel.text, "h: Who signs?")
    qtbot.keyClick(panel.text, Qt.Key.Key_Return)
    assert not panel.text.toPlainText()
    assert "2 stickies wait" in told(panel)
    assert [(w.kind, w.text) for w in panel.waiting] == [
        (Kind.EVENT, "Refund promised"),
        (Kind.HOTSPOT, "Who signs?"),
    ]
    assert view.editor.board is before
    assert "Refund" not in told(panel)


def test_it_is_there_again_after_a_crash_and_in_no_file(
    view: BoardView, window: Window, panel: InboxPanel, state: Path
) -> None:
    written(panel, "Refund promised", "Anna")
    assert read_inbox("shop", state) == (Waiting(text="Refund promised").revised(by="Anna"),)
    view.opened.save()
    path = view.opened.path
    assert path is not None
    assert b"Refund" not in path.read_bytes()
    window.open_path(path)
    assert window.view is not None
    assert window.view is not view
    assert [w.text for w in window.view.workshop.inbox.waiting] == ["Refund promised"]


def test_all_is_revealed_in_one_step_without_names(
    view: BoardView, panel: InboxPanel, state: Path
) -> None:
    before = view.editor.board.stickies.keys()
    written(panel, "Zeal shown\nRefund promised", "Anna")
    written(panel, "Basket left", "Bodo")
    panel.reveal.click()
    board = view.editor.board
    new = [s for s in board.stickies.values() if s.id not in before]
    assert [s.text for s in sorted(new, key=lambda s: s.order)] == [
        "Basket left",
        "Refund promised",
        "Zeal shown",
    ]
    assert b"Anna" not in to_bytes(board)
    assert not [*state.glob("inbox/*")]
    assert "Nothing waits" in told(panel)
    boxes = [view.editor.wall.box(s.id) for s in board.stickies.values() if s.pinned_to is None]
    for number, one in enumerate(boxes):
        assert one is not None
        assert not any(other and one.intersects(other) for other in boxes[number + 1 :])
    view.editor.document.undo()
    assert view.editor.board.stickies.keys() == before


def test_texts_are_shown_only_where_wanted_and_can_be_taken_back(panel: InboxPanel) -> None:
    written(panel, "Refund promised\nBasket left", "Anna")
    panel.seen.setChecked(True)
    assert "Refund promised · Anna" in told(panel)
    press(panel, "Take back", 1)
    assert [w.text for w in panel.waiting] == ["Basket left"]
    assert panel.text.toPlainText() == "Refund promised"


def test_what_says_the_same_is_merged_and_both_texts_stay(
    view: BoardView, panel: InboxPanel
) -> None:
    written(panel, "The order was paid")
    panel.reveal.click()
    panel.refresh()
    assert "Do these mean the same?" in told(panel)
    before = view.editor.board
    press(panel, "Keep this")
    stickies = view.editor.board.stickies
    assert "The order was paid" not in {s.text for s in stickies.values()}
    assert "“The order was paid”" in stickies["paid"].notes
    assert "Do these mean the same?" not in told(panel)
    view.editor.document.undo()
    assert view.editor.board.stickies == before.stickies


def test_two_that_are_kept_apart_are_not_offered_again(view: BoardView, panel: InboxPanel) -> None:
    written(panel, "The order was paid")
    panel.reveal.click()
    panel.refresh()
    press(panel, "Keep both")
    assert "Do these mean the same?" not in told(panel)


def test_flows_and_pins_of_the_one_that_goes_stay(view: BoardView) -> None:
    with view.editor.document.edit("Join") as edit:
        edit.put(Flow.between("paid", "place"))
    inbox.merge(view.editor, "placed", "paid")
    board = view.editor.board
    assert {(f.source, f.target) for f in board.flows.values()} == {
        ("place", "placed"),
        ("placed", "place"),
    }
    assert board.stickies["doubt"].pinned_to == "placed"


def test_a_text_that_is_too_long_is_refused_and_stays_written(panel: InboxPanel) -> None:
    written(panel, "x" * 3_000)
    assert told(panel)
    assert panel.told.isVisibleTo(panel)
    assert len(panel.text.toPlainText()) == 3_000
    assert not panel.waiting


def test_what_cannot_be_kept_stays_written(panel: InboxPanel, state: Path) -> None:
    (state / "inbox").write_text("in the way")
    written(panel, "Refund promised")
    assert "Not kept" in told(panel)
    assert panel.text.toPlainText() == "Refund promised"


@pytest.mark.parametrize("content", [b"", b"{", b"3", b'[3, {"text": ""}, {"text": "Sound"}]'])
def test_a_damaged_inbox_costs_only_what_is_damaged(state: Path, content: bytes) -> None:
    keep_inbox("b", state, [Waiting(text="x")])
    (file,) = state.glob("inbox/*")
    file.write_bytes(content)
    assert [w.text for w in read_inbox("b", state)] in ([], ["Sound"])
    assert (b"Sound" in content) == bool(read_inbox("b", state))


def test_a_forgotten_board_leaves_no_inbox(view: BoardView, panel: InboxPanel, state: Path) -> None:
    written(panel, "Refund promised")
    view.opened.close(discard=True)
    forget("shop", state)
    assert not read_inbox("shop", state)
