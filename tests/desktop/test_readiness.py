"""The panel of how ready the board is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.panels.told_rows import Row
from stormdesk.model.message import Message
from stormdesk.model.session import Check
from stormdesk.model.sticky import Kind, Sticky


@pytest.fixture
def shown(view: BoardView, qtbot) -> BoardView:
    view.turn_to("readiness")
    qtbot.waitUntil(lambda: view.readiness.rows.topLevelItemCount() > 0)
    return view


def row(view: BoardView, row_id: str) -> Row:
    found = view.readiness.rows.row(view.readiness.rows.item_of(row_id))
    assert found is not None
    return found


def checks(view: BoardView) -> list[tuple[str, bool, str | None]]:
    return [(c.item, c.met, c.confirmed_by) for c in view.editor.board.in_order(Check)]


def test_it_judges_the_board_and_follows_it(shown: BoardView, qtbot) -> None:
    assert (row(shown, "hotspots-addressed").aside, row(shown, "game").aside) == ("0/1", "2/4")
    with shown.editor.document.edit("Answer") as edit:
        edit.put(shown.editor.board.stickies["doubt"].revised(status="answered"))
    qtbot.waitUntil(lambda: row(shown, "hotspots-addressed").sign == "done")


def test_it_says_of_whom_nobody_can_tell_whether_they_are_happy(shown: BoardView, qtbot) -> None:
    auditor = Sticky(id="auditor", kind=Kind.ACTOR, text="Auditor", order=99)
    with shown.editor.document.edit("Add actor") as edit:
        edit.put(auditor)
    told = "nothing is told yet of 1 actor"
    qtbot.waitUntil(lambda: row(shown, "stakeholders-happy").foot == told)
    assert row(shown, "stakeholders-happy").records == ("auditor",)


def test_a_row_selects_the_stickies_that_it_is_about(shown: BoardView) -> None:
    item = shown.readiness.rows.item_of("hotspots-addressed")
    shown.readiness.rows.itemClicked.emit(item, 0)
    assert shown.editor.selection == {"doubt"}


def test_a_tick_is_recorded_with_a_name_and_taken_back(shown: BoardView, qtbot) -> None:
    panel = shown.readiness
    panel.tick("signals-are-known")
    assert checks(shown) == []
    panel.name.setText("Ada")
    panel.tick("signals-are-known")
    assert checks(shown) == [("signals-are-known", True, "Ada")]
    qtbot.waitUntil(lambda: row(shown, "signals-are-known").sign == "ticked")
    assert row(shown, "signals-are-known").foot.startswith("Ada, 20")
    panel.tick("signals-are-known")
    assert checks(shown) == []
    shown.editor.document.undo()
    assert checks(shown) == [("signals-are-known", True, "Ada")]


def test_what_the_board_judges_is_not_ticked(shown: BoardView) -> None:
    shown.readiness.name.setText("Ada")
    shown.readiness.tick("domain-expert-takes-part")
    shown.readiness.tick("no such item")
    assert checks(shown) == []


def test_a_question_goes_from_yes_to_no_to_nothing(shown: BoardView, qtbot) -> None:
    panel, question = shown.readiness, "?several-teams-share-a-concept"
    panel.name.setText("Ada")
    for answer, advice in (("yes", "Storm it"), ("no", "Not decided yet"), ("", "Not decided yet")):
        panel.tick(question)
        qtbot.waitUntil(lambda answer=answer: row(shown, question).aside == answer)
        assert row(shown, "decision").foot.startswith(f"{advice}.")


def test_space_ticks_and_the_keyboard_stays(shown: BoardView, qtbot) -> None:
    panel = shown.readiness
    panel.name.setText("Ada")
    item = panel.rows.item_of("signals-are-known")
    assert item is not None
    panel.rows.setCurrentItem(item)
    QTest.keyClick(panel.rows, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: row(shown, "signals-are-known").sign == "ticked")
    current = panel.rows.row(panel.rows.currentItem())
    assert current is not None
    assert current.id == "signals-are-known"


def test_the_box_ticks_and_the_words_beside_it_do_not(shown: BoardView) -> None:
    panel = shown.readiness
    panel.name.setText("Ada")
    item = panel.rows.item_of("signals-are-known")
    assert item is not None
    panel.rows.scrollToItem(item)
    rect = panel.rows.visualItemRect(item)
    for x, ticked in ((100, 0), (16, 1)):
        place = QPoint(x, rect.center().y())
        QTest.mouseClick(panel.rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert len(checks(shown)) == ticked


def test_what_was_folded_stays_so(shown: BoardView, qtbot) -> None:
    panel = shown.readiness
    for group, is_open in (("preparation", False), ("incident", True)):
        item = panel.rows.item_of(group)
        assert item is not None
        panel.rows.itemClicked.emit(item, 0)
        assert item.isExpanded() is is_open
    panel.judge()
    before = panel.rows.item_of("game")
    qtbot.waitUntil(lambda: panel.rows.item_of("game") is not before)
    assert not panel.rows.item_of("preparation").isExpanded()
    assert panel.rows.item_of("incident").isExpanded()


def test_events_are_counted_by_value_and_delivery(shown: BoardView, qtbot) -> None:
    grid = shown.readiness.grid
    assert not grid.isVisible()
    with shown.editor.document.edit("Tell") as edit:
        hurried = Message(value="low", delivery="real-time")
        edit.put(shown.editor.board.stickies["paid"].revised(message=hurried))
    qtbot.waitUntil(grid.isVisible)
    assert (grid.cell("low", "real-time").text(), grid.cell(None, None).text()) == ("1", "1")
    assert grid.cell("low", "real-time").property("doubtful")
    assert not grid.cell("high", "batch").isEnabled()
    grid.cell("low", "real-time").click()
    assert shown.editor.selection == {"paid"}
