"""The panel of service levels: what is promised, suggested, taken and agreed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from stormdesk.analysis.targets import Suggestion, suggestions
from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.panels.form_lists import LISTS
from stormdesk.desktop.panels.offered_levels import OfferedLevels
from stormdesk.desktop.panels.told_rows import Row
from stormdesk.desktop.window import Window
from stormdesk.exchange.source import read_board
from stormdesk.model.board import Board
from stormdesk.model.message import Message
from stormdesk.model.people import Team
from stormdesk.model.service import ServiceLevel
from stormdesk.model.sticky import Kind
from stormdesk.resources import resource

LATENCY = ServiceLevel(
    indicator="latency", objective="95%", threshold="1s", window="28d", owner="checkout-team",
    operated_by="Night watch", criticality="ticket", assumed=True,
)  # fmt: skip
SUCCESS = ServiceLevel(indicator="success-rate", objective="99.9%", confirmed_by="Ada")


@pytest.fixture
def board(board: Board) -> Board:
    placed = board.stickies["placed"].revised(
        service_levels=(LATENCY, SUCCESS), message=Message(audit=True)
    )
    paid = board.stickies["paid"].revised(tags=("money",), message=Message())
    records = {**board.records, "placed": placed, "paid": paid}
    return Board.of(records.values())


@pytest.fixture
def shown(view: BoardView, qtbot) -> BoardView:
    view.turn_to("service-levels")
    qtbot.waitUntil(lambda: view.service_levels.rows.topLevelItemCount() > 0)
    return view


def rows(view: BoardView) -> dict[str, list[Row]]:
    """What stands under every event."""
    tree = view.service_levels.rows
    found: dict[str, list[Row]] = {}
    for number in range(tree.topLevelItemCount()):
        group = tree.topLevelItem(number)
        head = tree.row(group)
        assert head is not None
        inner = (tree.row(group.child(n)) for n in range(group.childCount()))
        found[head.id] = [row for row in inner if row is not None]
    return found


def item(view: BoardView, event: str, number: int):
    tree = view.service_levels.rows
    return tree.item_of(rows(view)[event][number].id)


def press(view: BoardView, event: str, number: int, *, right: bool = False) -> None:
    """Press the box at the left of a row, or the button at its right."""
    tree = view.service_levels.rows
    rect = tree.visualItemRect(item(view, event, number))
    at = QPoint(rect.right() - 20, rect.y() + 14) if right else QPoint(16, rect.y() + 14)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_rows_tell_the_numbers_and_who_answers_for_them(shown: BoardView) -> None:
    latency, success, audit = rows(shown)["placed"]
    assert (latency.head, latency.aside, latency.sign) == (
        "Latency, end to end", "95% ≤ 1s · 28d", "box",
    )  # fmt: skip
    assert latency.foot == (
        "Owned by Checkout team · operated by Night watch · writes a ticket\n"
        "≈ Assumed: nobody has agreed yet"
    )
    assert (success.sign, success.foot) == ("ticked", "No owner · no operator\nAgreed by Ada")
    assert (audit.sign, audit.deed) == ("offered", "Take")
    assert audit.foot == (
        "Somebody may have to prove it: none may be missing from the audit trail."
    )


def test_what_is_only_stated_is_not_called_agreed(shown: BoardView, qtbot) -> None:
    stated = ServiceLevel(indicator="success-rate", objective="99%")
    with shown.editor.document.edit("State") as edit:
        edit.put(shown.editor.board.stickies["placed"].revised(service_levels=(stated, LATENCY)))
    panel = shown.service_levels
    qtbot.waitUntil(lambda: panel.agreed.summary.text() == "0 of 2 numbers are agreed")
    assert panel.agreed.open.text() == "1 assumed · 1 stated, confirmed by nobody"
    row = rows(shown)["placed"][0]
    assert (row.sign, row.foot.splitlines()[-1]) == ("box", "Stated: nobody has confirmed it yet")
    panel.agreed.name.setText("Ada")
    press(shown, "placed", 0)
    (first, _) = shown.editor.board.stickies["placed"].service_levels
    assert first.standing == "confirmed"


def test_many_suggestions_are_taken_group_by_group(qtbot) -> None:
    board = read_board(str(resource("templates/inventory-under-peak-load.yaml")))
    offered = suggestions(board)
    button = OfferedLevels()
    qtbot.addWidget(button)
    button.offer(offered)
    taken: list[Suggestion] = []
    button.taken.connect(taken.extend)
    entries = button.menu().actions()
    assert len(entries) > 1
    for act in entries:
        before = len(taken)
        act.trigger()
        added = taken[before:]
        assert len({each.concern for each in added}) == 1
        assert f": {len(added)} of " in act.text()
        assert "each is assumed until somebody agrees" in act.toolTip()
    assert sorted(s.event for s in taken) == sorted(s.event for s in offered)


def test_the_inspector_marks_a_level_that_is_assumed() -> None:
    heading = next(each for each in LISTS if each.name == "service_levels").called
    assert heading(LATENCY).startswith("≈ ")
    assert "≈" not in heading(SUCCESS)


def test_the_burn_down_counts_what_is_agreed(shown: BoardView, qtbot) -> None:
    panel = shown.service_levels
    assert panel.agreed.summary.text() == "1 of 2 numbers are agreed"
    assert (panel.agreed.burned.value(), panel.agreed.burned.maximum()) == (1, 2)
    panel.agreed.name.setText("Ada")
    press(shown, "placed", 0)
    qtbot.waitUntil(lambda: panel.agreed.summary.text() == "2 of 2 numbers are agreed")


def test_a_row_selects_its_sticky(shown: BoardView) -> None:
    tree = shown.service_levels.rows
    tree.itemClicked.emit(item(shown, "paid", 0), 0)
    assert shown.editor.selection == {"paid"}


def test_the_button_of_a_suggestion_takes_it_in_one_step(shown: BoardView, qtbot) -> None:
    before = shown.editor.board
    press(shown, "placed", 2, right=True)
    taken = shown.editor.board.stickies["placed"].service_levels[2]
    assert (taken.indicator, taken.assumed, taken.owner) == (
        "audit-coverage", True, "checkout-team",
    )  # fmt: skip
    qtbot.waitUntil(lambda: [r.sign for r in rows(shown)["placed"]] == ["box", "ticked", "box"])
    shown.editor.document.undo()
    assert shown.editor.board.records == before.records


def test_all_that_is_shown_is_taken_in_one_step(shown: BoardView, qtbot) -> None:
    panel, before = shown.service_levels, shown.editor.board
    assert panel.take_shown.text() == "Take all 3"
    shown.editor.select(["paid"])
    panel.only.setChecked(True)
    assert panel.take_shown.text() == "Take all 2"
    panel.take_shown.click()
    board = shown.editor.board
    assert [v.indicator for v in board.stickies["paid"].service_levels] == [
        "success-rate", "duplicate-rate",
    ]  # fmt: skip
    assert len(board.stickies["placed"].service_levels) == 2
    qtbot.waitUntil(panel.take_shown.isHidden)
    shown.editor.document.undo()
    assert shown.editor.board.records == before.records


def test_nobody_agrees_without_a_name(shown: BoardView) -> None:
    panel, before = shown.service_levels, shown.editor.board
    press(shown, "placed", 0)
    assert shown.editor.board is before
    assert panel.told.text() == "Say who agrees first."
    panel.agreed.name.setText("x" * 500)
    press(shown, "placed", 0)
    assert panel.told.text() == "Say who agrees, in one line."
    assert shown.editor.board is before


def test_a_number_is_agreed_and_opened_again(shown: BoardView, qtbot) -> None:
    shown.service_levels.agreed.name.setText(" Order operations ")
    press(shown, "placed", 0)
    (agreed, _) = shown.editor.board.stickies["placed"].service_levels
    assert (agreed.assumed, agreed.confirmed_by) == (False, "Order operations")
    qtbot.waitUntil(lambda: rows(shown)["placed"][0].sign == "ticked")
    press(shown, "placed", 0)
    (opened, _) = shown.editor.board.stickies["placed"].service_levels
    assert opened == LATENCY


def test_the_button_agrees_to_all_that_an_event_assumes(shown: BoardView, qtbot) -> None:
    panel = shown.service_levels
    panel.take([*panel._shown.suggestions.values()])
    qtbot.waitUntil(lambda: "Take" not in [r.deed for each in rows(shown).values() for r in each])
    panel.rows.setCurrentItem(panel.rows.item_of("placed"))
    assert panel.agree.text() == "Agree to 2"
    panel.agreed.name.setText("Ada")
    panel.agree.click()
    levels = shown.editor.board.stickies["placed"].service_levels
    assert [v.confirmed_by for v in levels] == ["Ada"] * 3
    assert all(v.assumed for v in shown.editor.board.stickies["paid"].service_levels)


def test_keys_do_what_the_mouse_does(shown: BoardView) -> None:
    tree = shown.service_levels.rows
    tree.setCurrentItem(item(shown, "paid", 0))
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert shown.editor.selection == {"paid"}
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert len(shown.editor.board.stickies["paid"].service_levels) == 1


def test_only_what_is_selected_is_shown_on_demand(shown: BoardView) -> None:
    panel = shown.service_levels
    panel.only.setChecked(True)
    assert rows(shown) == {}
    assert panel.empty.text() == "Select an event to see what it promises."
    shown.editor.select(["paid"])
    assert list(rows(shown)) == ["paid"]
    shown.editor.select(["place"])
    assert panel.empty.text().startswith("Nothing is promised of what is selected")
    panel.only.setChecked(False)
    assert list(rows(shown)) == ["placed", "paid"]


def test_a_board_without_promises_says_what_to_do(shown: BoardView, qtbot) -> None:
    with shown.editor.document.edit("Remove") as edit:
        edit.remove("placed", "paid")
    panel = shown.service_levels
    qtbot.waitUntil(lambda: panel.agreed.summary.text() == "Nothing is promised yet")
    assert panel.empty.text().startswith("Nothing on this board asks for a promise.")
    assert panel.agreed.burned.isHidden()
    assert panel.rows.isHidden()
    assert panel.agree.isHidden()


def test_the_action_agrees_for_the_selection_and_asks_who(
    window: Window, view: BoardView, qtbot
) -> None:
    view.editor.select(["placed"])
    window.bound.refresh()
    window.bound.run("confirm-levels")
    panel = view.service_levels
    assert panel.isVisible()
    assert panel.told.text() == "Say who agrees first."
    panel.agreed.name.setText("Ada")
    window.bound.run("confirm-levels")
    levels = view.editor.board.stickies["placed"].service_levels
    assert [v.confirmed_by for v in levels] == ["Ada", "Ada"]
    window.bound.run("confirm-levels")
    assert panel.told.text() == "Nothing is assumed of what is selected."


def test_a_team_is_named_as_people_call_it(shown: BoardView, qtbot) -> None:
    with shown.editor.document.edit("Rename team") as edit:
        edit.put(Team(id="checkout-team", name="Shop floor"))
    qtbot.waitUntil(lambda: "Owned by Shop floor" in rows(shown)["placed"][0].foot)


def test_resting_on_a_sticky_tells_what_is_assumed_of_it(view: BoardView) -> None:
    board = view.editor.board
    tip = view.canvas._term_tip
    assert tip.text_for(board.stickies["placed"]) == "≈ Assumed: Latency, end to end 95% ≤ 1s · 28d"
    assert tip.text_for(board.stickies["paid"]) == ""


def test_what_is_assumed_is_marked_on_the_canvas_until_it_is_agreed(view: BoardView) -> None:
    marks = view.canvas.structure.marks
    assert {i for i, each in marks._badges.items() if "assumed" in each} == {"placed"}
    with_mark = view.canvas.grab().toImage()
    view.service_levels.agreed.name.setText("Ada")
    view.service_levels.confirm({"placed": (LATENCY,)})
    assert not any("assumed" in each for each in marks._badges.values())
    without = view.canvas.grab().toImage()
    assert with_mark != without
    view.canvas._use(view.canvas.palette_shown)
    assert view.canvas.grab().toImage() == without, "nothing of the sign is left behind"
    assert view.editor.board.stickies["placed"].kind is Kind.EVENT


def test_of_many_events_the_rows_begin_folded(shown: BoardView, qtbot) -> None:
    panel = shown.service_levels
    event = shown.editor.board.stickies["placed"]
    with shown.editor.document.edit("Add events") as edit:
        edit.put(*(event.revised(id=f"more-{n}", order=10 + n) for n in range(40)))
    qtbot.waitUntil(lambda: panel.rows.topLevelItemCount() == 42)
    panel.only.setChecked(True)
    panel.only.setChecked(False)
    assert not any(panel.rows.topLevelItem(n).isExpanded() for n in range(42))
    shown.editor.select(["more-3"])
    panel.only.setChecked(True)
    assert panel.rows.topLevelItem(0).isExpanded()


def test_keys_take_levels_and_open_panel_and_overlay(view: BoardView, qtbot) -> None:
    view.window().activateWindow()
    qtbot.waitUntil(view.window().isActiveWindow)
    view.canvas.setFocus()
    view.editor.select(["placed"])
    shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    qtbot.waitUntil(view.bound.actions["take-levels"].isEnabled)
    QTest.keyClick(view.canvas, Qt.Key.Key_L, shift)
    assert len(view.editor.board.stickies["placed"].service_levels) == 3
    QTest.keyClick(view.canvas, Qt.Key.Key_Y, shift)
    assert view.observability.is_on
    QTest.keyClick(view.canvas, Qt.Key.Key_E, ctrl | shift)
    assert view.service_levels.isVisible()
