"""Lanes, areas and marks."""

from __future__ import annotations

import pytest
from hand import Hand, empty_board

from stormdesk.editor.action import Aside
from stormdesk.editor.actions import ACTIONS
from stormdesk.editor.areas import name_tag
from stormdesk.editor.paths import path_between
from stormdesk.editor.pointer import Pointer
from stormdesk.editor.tools.lane import MoveLane, ResizeLane, press_header
from stormdesk.editor.tools.lasso import Lasso
from stormdesk.editor.tools.name import Name
from stormdesk.layout.hull import hull_of
from stormdesk.model.board import Board
from stormdesk.model.context import Area, Context, Flow
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky


def wall(*more: Record) -> Hand:
    def event(name: str, lane: str, column: int, **more: object) -> Sticky:
        given = {"context": lane, "at": column, "x": 320.0 * (column - 1), "y": 40.0, **more}
        return Sticky.model_validate({"id": name, "kind": Kind.EVENT, "text": name, **given})

    records: list[Record] = [
        Context(id="top", name="Ordering", order=0),
        Context(id="low", name="Shipping", order=1),
        event("a", "top", 1), event("b", "top", 2), event("c", "low", 2), event("d", "low", 4),
        event("h", "low", 4, **{"kind": "hotspot", "pinned-to": "d", "x": 1080.0, "y": 0.0}),
        Flow.between("a", "b"), Flow.between("b", "c", 1), Flow.between("a", "c", 2),
        Flow.between("c", "d", 3),
        *more,
    ]  # fmt: skip
    return Hand(Board.of([*empty_board("process").records.values(), *records]))


def circled(hand: Hand) -> Area:
    (area,) = hand.board.of_type(Area).values()
    return area


def lasso(hand: Hand) -> Hand:
    hand.do("lasso").at(300, 10).press()
    for x, y in ((520, 10), (520, 460), (300, 460), (300, 20)):
        hand.at(x, y)
    return hand.release()


def test_a_lasso_makes_an_area_that_is_named_as_one_step() -> None:
    hand = lasso(wall())
    tool = hand.editor.tool
    assert isinstance(tool, Name)
    tool.type(hand.editor, "Fulfil\nment")
    tool.type(hand.editor, "")
    hand.editor.use(tool.done(hand.editor))
    assert circled(hand).stickies == ("b", "c")
    assert circled(hand).name == "Fulfil ment"
    assert hand.editor.selection == {circled(hand).id}
    assert not hand.undo().board.of_type(Area)
    assert hand.editor.document.undo_label is None


def test_escape_while_naming_draws_no_area_and_a_line_round_nothing_neither() -> None:
    hand = lasso(wall()).escape()
    assert not hand.board.of_type(Area)
    hand.do("lasso").at(3000, 0).drag_to(3300, 100).at(3000, 300).release()
    hand.do("lasso").over("a").click()
    assert not hand.board.of_type(Area)
    assert hand.editor.document.undo_label is None


def test_a_line_round_nothing_says_so_and_another_can_be_drawn() -> None:
    hand = wall()
    hand.do("lasso")
    first = hand.editor.tool.hint_for(hand.editor)
    hand.at(3000, 0).drag_to(3300, 100).at(3000, 300).release()
    assert isinstance(hand.editor.tool, Lasso)
    assert hand.editor.tool.hint_for(hand.editor) not in ("", first)
    assert hand.editor.tool.overlay(hand.editor).line == ()
    hand.at(300, 10).press()
    for x, y in ((520, 10), (520, 460), (300, 460), (300, 20)):
        hand.at(x, y)
    hand.release()
    assert circled(hand).stickies == ("b", "c")


@pytest.mark.parametrize("name", ["arrange", "insert-space", "lasso", "tidy"])
def test_what_needs_stickies_says_so_on_an_empty_board(name: str) -> None:
    editor = Hand(empty_board("process")).editor
    (row,) = [row for row in ACTIONS if row.name == name]
    assert row.obstacle is not None
    assert not row.enabled(editor)
    assert "no sticky" in row.obstacle(editor).text
    editor.document.is_read_only = True
    assert "cannot be changed" in row.obstacle(editor).text


def test_areas_into_lanes_without_an_area_says_so_and_changes_nothing() -> None:
    hand = wall()
    (row,) = [row for row in ACTIONS if row.name == "areas-into-lanes"]
    assert row.enabled(hand.editor)
    said = row.run(hand.editor)
    assert isinstance(said, Aside)
    assert "no area" in said.text
    assert hand.editor.document.undo_label is None


def test_what_is_set_aside_is_told_and_what_is_put_back_is_not() -> None:
    hand = wall()
    (row,) = [row for row in ACTIONS if row.name == "park"]
    hand.editor.select(["a"])
    said = row.run(hand.editor)
    assert isinstance(said, Aside)
    assert "parking lot" in said.text
    assert row.run(hand.editor) is None


def test_a_press_elsewhere_keeps_the_area_and_counts() -> None:
    hand = lasso(wall()).over("a").click()
    assert circled(hand).name == "Context 1"
    assert hand.editor.selection == {"a"}


def test_an_area_is_selected_by_its_name_renamed_and_removed() -> None:
    hand = wall(Area(id="area", name="Emerging", stickies=("b", "c")))
    tag = name_tag(hand.editor.wall, circled(hand), 1)
    assert tag is not None
    hand.at(*tag.center).click()
    assert hand.editor.selection == {"area"}
    hand.double_click()
    assert isinstance(hand.editor.tool, Name)
    hand.editor.tool.type(hand.editor, "Renamed")
    hand.at(3000, 3000).click()
    assert circled(hand).name == "Renamed"
    hand.at(*tag.center).click().do("remove")
    assert not hand.board.of_type(Area)
    assert len(hand.board.stickies) == 5


def test_dragging_in_and_out_of_the_line_changes_membership() -> None:
    hand = wall(Area(id="area", name="Emerging", stickies=("b", "c")))
    before = hand.board
    hand.holding(alt=True).over("a").drag_to(400, 210).release()
    assert circled(hand).stickies == ("b", "c", "a")
    hand.undo()
    assert hand.board == before
    hand.over("b").drag_to(1700, 120).release()
    assert circled(hand).stickies == ("c",)
    hand.undo().over("b").drag_to(430, 125).release()
    assert circled(hand).stickies == ("b", "c")


def test_an_area_carried_as_a_whole_keeps_its_stickies() -> None:
    hand = wall(Area(id="area", name="Emerging", stickies=("b", "c")))
    hand.editor.select(["b", "c"])
    hand.over("b").drag(2000, 0)
    assert circled(hand).stickies == ("b", "c")
    assert len(hull_of(hand.editor.wall.arrangement, circled(hand).stickies)) >= 4


def test_areas_become_lanes_with_their_stickies_and_pins_as_one_step() -> None:
    hand = wall(
        Area(id="one", name="Billing", stickies=("a", "b"), order=1),
        Area(id="two", name="Returns", stickies=("b", "d"), order=0),
    )
    before = hand.board
    hand.do("areas-into-lanes")
    names = {c.name: c.id for c in hand.board.contexts.values()}
    where = {s.id: s.context for s in hand.board.stickies.values()}
    assert where["a"] == where["b"] == names["Billing"]
    assert where["d"] == where["h"] == names["Returns"]
    assert where["c"] == "low"
    assert [s.x for s in before.in_order(Sticky)] == [s.x for s in hand.board.in_order(Sticky)]
    assert [c.name for c in hand.board.in_order(Context)][2:] == ["Billing", "Returns"]
    assert not hand.board.of_type(Area)
    for lane_id in names.values():
        for member in hand.board.members(lane_id):
            lane, box = hand.editor.wall.lane(lane_id), hand.editor.wall.box(member.id)
            assert lane is not None
            assert box is not None
            assert lane.top <= box.y
            assert box.bottom <= lane.bottom
    assert hand.undo().board == before


def test_the_shortest_path_is_marked_and_unmarked() -> None:
    hand = wall()
    assert path_between(hand.board, "d", "a") == ["a", "c", "d"]
    hand.editor.select(["a", "d"])
    hand.do("mark-path")
    hot = {s.id for s in hand.board.stickies.values() if "hot-path" in s.tags}
    assert hot == {"a", "c", "d"}
    hand.do("mark-path")
    assert not any(s.tags for s in hand.board.stickies.values())
    hand.undo().undo()
    assert hand.editor.document.undo_label is None


def test_a_path_may_go_back_where_no_flow_leads_on() -> None:
    hand = wall(Sticky(id="e", kind=Kind.EVENT, text="e", context="top"), Flow.between("e", "c", 9))
    assert path_between(hand.board, "b", "e") == ["b", "c", "e"]


def test_security_and_observability_are_put_on_and_taken_off() -> None:
    hand = wall()
    hand.over("a").click().do("security").do("watched")
    assert hand.sticky("a").tags == ("security",)
    assert hand.sticky("a").observability == ("trace",)
    hand.do("security").do("watched")
    assert (hand.sticky("a").tags, hand.sticky("a").observability) == ((), ())


def test_lanes_are_locked_collapsed_and_recoloured_several_at_once() -> None:
    hand = wall()
    hand.editor.select(["top", "low"])
    hand.do("collapse-lane").do("lane-colour-sky").do("lane-kind-department")
    assert {c.collapsed for c in hand.board.contexts.values()} == {True}
    assert {c.kind for c in hand.board.contexts.values()} == {"department"}
    assert {c.colour for c in hand.board.contexts.values()} == {"#DCEBF7"}
    hand.undo().undo().undo()
    assert hand.editor.document.undo_label is None
    hand.editor.select(["top"])
    hand.do("lock")
    hand.over("a").drag(400, 0)
    assert hand.sticky("a").x == 0
    hand.over("a").double_click().type("!").escape()
    assert "a!" in hand.texts


def test_a_locked_lane_keeps_its_height_and_its_place() -> None:
    hand = wall()
    hand.editor.select(["top"])
    hand.do("lock")
    before = hand.board.contexts
    border = hand.editor.wall.lane("top")
    assert border is not None
    hand.at(600, border.bottom).drag(0, 200)
    press_header(hand.editor, Pointer(-50, border.bottom - 1))
    assert not isinstance(hand.editor.tool, ResizeLane | MoveLane)
    hand.editor.select(["top"])
    possible = {action.name for action in ACTIONS if action.enabled(hand.editor)}
    assert not possible & {"lane-up", "lane-down", "fit-lane"}
    assert hand.board.contexts == before
    hand.do("lock").do("lane-down")
    assert hand.board.contexts["top"].order > hand.board.contexts["low"].order


def test_a_sticky_in_a_collapsed_lane_keeps_its_height_in_it() -> None:
    hand = wall()
    hand.editor.select(["top"])
    hand.do("collapse-lane")
    hand.over("a").drag(960, 0)
    assert (hand.sticky("a").x, hand.sticky("a").y) == (960, 40)


def test_a_lane_is_renamed_in_place() -> None:
    hand = wall()
    hand.editor.select(["low"])
    hand.do("open-text")
    tool = hand.editor.tool
    assert isinstance(tool, Name)
    tool.type(hand.editor, "Dispatch")
    assert hand.board.contexts["low"].name == "Dispatch"
    hand.escape()
    assert hand.board.contexts["low"].name == "Shipping"
    assert hand.editor.document.undo_label is None


def test_pins_leave_an_area_with_their_host_and_what_is_parked_is_outside() -> None:
    hand = wall(Area(id="area", name="Emerging", stickies=("c", "d", "h")))
    hand.over("d", dx=-50, dy=60).drag(-200, 3000)
    assert hand.sticky("d").parked
    line = hull_of(hand.editor.wall.arrangement, circled(hand).stickies)
    lot = hand.editor.wall.arrangement.parking
    assert lot is not None
    assert max(point.y for point in line) < lot.y
    hand.undo().over("d", dx=-50, dy=60).drag_to(3000, 300).release()
    assert circled(hand).stickies == ("c",)
