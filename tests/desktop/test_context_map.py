"""The context map: its plan, its drawing, and the list below."""

from __future__ import annotations

from itertools import combinations, pairwise, permutations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.panels.context_map import ContextMap
from stormdesk.layout.map_plan import Way, planned
from stormdesk.model.board import Board
from stormdesk.model.context import Flow, Relation
from stormdesk.model.integrity import sound_board

_WIDTH = 330.0


def crosses(one: Way, other: Way) -> bool:
    """Tell whether the line beside of one is crossed by a leg of the other."""
    low, high = sorted((one.start[1], one.end[1]))
    legs = (other.start[1], other.end[1])
    return any(low < leg < high and other.beside > one.beside for leg in legs)


def test_arrows_stand_apart_and_end_at_their_contexts() -> None:
    contexts = ["a", "b", "c", "d"]
    pairs = [("a", "b"), ("b", "a"), ("a", "d"), ("b", "c"), ("d", "b")]
    plan = planned(contexts, pairs, _WIDTH)
    for pair, way in plan.ways.items():
        for context, (x, y) in zip(pair, (way.start, way.end), strict=True):
            box = plan.boxes[context]
            assert x == box.right
            assert box.y < y < box.bottom
        assert way.badge.right <= _WIDTH
    ends = [end for way in plan.ways.values() for end in (way.start, way.end)]
    assert len(set(ends)) == len(ends)
    for one, other in combinations(plan.ways.values(), 2):
        assert not one.badge.intersects(other.badge)


def test_arrows_of_one_context_never_cross() -> None:
    contexts = ["a", "b", "c", "d"]
    for out in (("a", "b", "c", "d"), ("b", "c", "d", "a")):
        pairs = [(out[0], other) for other in out[1:]]
        ways = planned(contexts, pairs, _WIDTH).ways.values()
        assert not any(crosses(one, other) for one, other in permutations(ways, 2))


def test_contexts_grow_with_their_arrows_and_never_overlap() -> None:
    contexts = [f"c{n}" for n in range(9)]
    pairs = [(one, other) for one in contexts for other in contexts if one != other]
    plan = planned(contexts, pairs, _WIDTH)
    boxes = list(plan.boxes.values())
    assert all(upper.bottom < lower.y for upper, lower in pairwise(boxes))
    assert boxes[-1].bottom < plan.height
    assert all(way.badge.right <= _WIDTH for way in plan.ways.values())


def test_a_map_of_nothing_is_empty() -> None:
    assert planned([], [], _WIDTH).boxes == {}


@pytest.fixture
def board(board: Board) -> Board:
    relation = Relation(
        id="r", upstream="ordering", downstream="paying", pattern="customer-supplier"
    )
    return sound_board([*board.records.values(), Flow.between("placed", "paid", 1), relation])


@pytest.fixture
def panel(view: BoardView, qtbot) -> ContextMap:
    view.turn_to("context-map")
    qtbot.waitUntil(lambda: view.context_map.list.count() == 1)
    return view.context_map


def row(panel: ContextMap, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> str:
    return panel.list.item(0).data(role)


def test_the_list_tells_who_feeds_whom_and_how(panel: ContextMap) -> None:
    assert row(panel) == "Ordering → Paying\n1 event in 1 flow · customer supplier"
    assert row(panel, Qt.ItemDataRole.AccessibleTextRole) == (
        "Ordering feeds Paying: 1 event in 1 flow · customer supplier"
    )


def test_enter_leads_to_the_event_that_crosses(view: BoardView, panel: ContextMap) -> None:
    panel.list.setCurrentRow(0)
    panel.list.itemActivated.emit(panel.list.item(0))
    assert view.editor.selection == {"placed"}


def test_a_click_on_a_badge_or_a_context_leads_there(view: BoardView, panel: ContextMap) -> None:
    pairs = [("ordering", "paying")]
    plan = planned(["ordering", "paying"], pairs, float(panel.picture.width()))
    for box, selected in (
        (plan.ways[pairs[0]].badge, "placed"),
        (plan.boxes["paying"], "paying"),
    ):
        at = QPoint(round(box.center.x), round(box.center.y))
        QTest.mouseClick(panel.picture, Qt.MouseButton.LeftButton, pos=at)
        assert view.editor.selection == {selected}


def test_the_map_follows_the_board_while_it_is_seen(
    view: BoardView, panel: ContextMap, qtbot
) -> None:
    with view.editor.document.edit("Rename") as edit:
        edit.put(view.editor.board.contexts["paying"].revised(name="Billing"))
    qtbot.waitUntil(lambda: "Billing" in row(panel))
    with view.editor.document.edit("Cut") as edit:
        edit.remove("flow:placed>paid")
    qtbot.waitUntil(lambda: "nothing crosses yet" in row(panel))
    view.turn_to("inspector")
    with view.editor.document.edit("Cut") as edit:
        edit.remove("r")
    assert panel.list.count() == 1
    view.turn_to("context-map")
    qtbot.waitUntil(lambda: panel.list.count() == 0)


def test_the_chosen_arrow_stands_out(panel: ContextMap) -> None:
    panel.list.setCurrentRow(-1)
    before = panel.picture.grab().toImage()
    panel.list.setCurrentRow(0)
    assert panel.picture.grab().toImage() != before


def test_the_keyboard_goes_to_the_list(view: BoardView, panel: ContextMap, qtbot) -> None:
    view.window().activateWindow()
    view.canvas.setFocus()
    view.turn_to("context-map")
    qtbot.waitUntil(panel.list.hasFocus)
