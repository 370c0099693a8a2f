"""The paper roll: strips, room on the timeline, loops and the parking lot."""

from __future__ import annotations

import pytest
from hand import Hand, empty_board
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.editor.tools.insert_space import InsertSpace
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.profile import Level
from stormdesk.model.record import Record
from stormdesk.model.repetition import original_of
from stormdesk.model.sticky import Kind, Sticky


def sticky(name: str, kind: Kind, x: float, y: float = 40, **more: object) -> Sticky:
    return Sticky.model_validate(
        {
            "id": name.lower(), "kind": kind, "text": name, "context": "top",
            "x": x, "y": y, "at": x / 320 + 1, **more,
        }
    )  # fmt: skip


def roll(*more: Record, level: Level = "process") -> Hand:
    records: list[Record] = [
        Context(id="top", name="Ordering", order=0),
        Context(id="low", name="Shipping", order=1),
        sticky("Place", Kind.COMMAND, 0),
        sticky("Placed", Kind.EVENT, 640),
        *more,
    ]
    return Hand(Board.of([*empty_board(level).records.values(), *records]))


def left(hand: Hand, text: str) -> float:
    box = hand.editor.wall.box(hand.sticky(text).id)
    assert box is not None
    return box.x


def test_a_sticky_dropped_edge_to_edge_snaps_and_is_joined() -> None:
    hand = roll()
    hand.over("Placed", dy=50).drag_to(160 + 80 + 9, 170)
    assert hand.editor.overlay.joint is not None
    hand.release()
    assert left(hand, "Placed") == 160
    assert hand.sticky("Placed").y == 40
    assert set(hand.board.flows) == {Flow.derived_id("place", "placed")}
    hand.undo()
    assert left(hand, "Placed") == 640
    assert not hand.board.flows


def test_a_strip_moved_apart_keeps_its_flow() -> None:
    hand = roll()
    hand.over("Placed", dy=50).drag_to(160 + 80, 170).release()
    hand.over("Placed", dy=50).drag(480, 0)
    assert Flow.derived_id("place", "placed") in hand.board.flows
    flow = hand.board.flows[Flow.derived_id("place", "placed")]
    assert hand.editor.wall.route_of(flow) is not None


def test_alt_refuses_to_join() -> None:
    hand = roll()
    hand.holding(alt=True).over("Placed", dy=50).drag_to(160 + 80 + 9, 170).release()
    assert left(hand, "Placed") == 169
    assert not hand.board.flows


def test_in_a_big_picture_neighbours_are_not_joined() -> None:
    hand = roll(level="big-picture")
    hand.over("Placed", dy=50).drag_to(160 + 80 + 9, 170).release()
    assert not hand.board.flows


def test_what_the_grammar_does_not_allow_is_not_joined() -> None:
    hand = roll(sticky("Paid", Kind.EVENT, 1280))
    hand.over("Paid").drag_to(640 + 160 + 80 + 3, 125).release()
    assert not hand.board.flows


def test_a_sticky_put_before_another_leads_to_it_and_one_below_follows() -> None:
    hand = roll(sticky("Orders", Kind.READ_MODEL, 1600))
    hand.over("Place", dy=50).drag_to(640 - 80 - 6, 170).release()
    assert Flow.derived_id("place", "placed") in hand.board.flows
    hand.over("Orders").drag_to(640 + 83, 40 + 160 + 80 + 5).release()
    assert Flow.derived_id("placed", "orders") in hand.board.flows
    assert hand.sticky("Orders").y == 200
    assert hand.sticky("Orders").at == 3


def test_what_is_joined_already_gets_no_flow_back() -> None:
    hand = roll(Flow.between("placed", "place"))
    hand.over("Placed", dy=50).drag_to(160 + 80 + 9, 170).release()
    assert set(hand.board.flows) == {Flow.derived_id("placed", "place")}


def test_pins_follow_their_host_into_another_lane() -> None:
    pin = sticky("Why", Kind.HOTSPOT, 740, 0, **{"pinned-to": "placed"})
    hand = roll(pin)
    low = hand.editor.wall.lane("low")
    assert low is not None
    hand.over("Placed", dy=50).drag_to(720, low.top + 180).release()
    host, why = hand.sticky("Placed"), hand.sticky("Why")
    assert host.context == why.context == "low"
    assert (host.y or 0) - (why.y or 0) == 40
    box, at = hand.editor.wall.box("why"), hand.editor.wall.box("placed")
    assert box is not None
    assert at is not None
    assert (at.x - box.x, at.y - box.y) == (-100, 40)


def test_a_question_put_on_a_sticky_is_pinned_there_and_taken_off_it_is_free() -> None:
    hand = roll(sticky("Why", Kind.HOTSPOT, 1600))
    hand.over("Why").drag_to(700, 100).release()
    assert hand.sticky("Why").pinned_to == "placed"
    hand.over("Why").drag_to(1700, 120).release()
    assert hand.sticky("Why").pinned_to is None


def test_ctrl_drag_pushes_what_is_right_of_the_pointer_in_this_lane() -> None:
    hand = roll(sticky("Sent", Kind.EVENT, 640, context="low"))
    before = hand.board
    hand.holding(ctrl=True).at(400, 120).drag(330, 0)
    assert (left(hand, "Place"), left(hand, "Placed"), left(hand, "Sent")) == (0, 960, 640)
    assert hand.sticky("Placed").at == 4
    assert hand.editor.document.undo_label == "Insert space"
    assert hand.undo().board == before


def test_with_shift_it_pushes_all_lanes_and_may_be_pressed_late() -> None:
    hand = roll(sticky("Sent", Kind.EVENT, 640, context="low"))
    hand.holding(ctrl=True).at(400, 120).drag_to(720, 120)
    assert left(hand, "Sent") == 640
    hand.holding(ctrl=True, shift=True).at(720, 120)
    assert left(hand, "Sent") == 960
    hand.holding(ctrl=True).at(720, 120).release()
    assert left(hand, "Sent") == 640
    assert left(hand, "Placed") == 960


def test_pulling_left_closes_room_and_stops_before_a_neighbour() -> None:
    hand = roll(sticky("Paid", Kind.EVENT, 1600))
    hand.do("insert-space").at(1500, 120).drag(-5000, 0)
    assert left(hand, "Paid") == 960
    assert hand.sticky("Paid").at == 4


def test_a_click_with_the_tool_and_escape_change_nothing() -> None:
    hand = roll()
    before = hand.board
    hand.do("insert-space").at(400, 120).click()
    assert hand.board is before
    hand.do("insert-space").at(400, 120).drag_to(900, 120).escape()
    assert hand.board == before
    assert not isinstance(hand.editor.tool, InsertSpace)
    assert hand.editor.document.undo_label is None


def test_room_is_made_around_what_is_locked() -> None:
    hand = roll(sticky("Fixed", Kind.EVENT, 1280, locked=True))
    hand.do("insert-space").at(400, 120).drag(320, 0)
    assert (left(hand, "Placed"), left(hand, "Fixed")) == (960, 1280)


@given(st.integers(-2000, 3000), st.integers(-4000, 4000), st.booleans())
def test_inserting_space_and_undoing_it_is_the_same_board(x: int, dx: int, shift: bool) -> None:
    pin = sticky("Why", Kind.HOTSPOT, 740, 0, **{"pinned-to": "placed"})
    hand = roll(
        pin, sticky("Sent", Kind.EVENT, 1100, context="low"), Flow.between("place", "placed")
    )
    before, columns = hand.board, order_of_columns(hand)
    hand.do("insert-space").holding(shift=shift).at(x, 235).drag(dx, 0)
    if shift:
        assert order_of_columns(hand) == columns
    if hand.board is not before:
        assert hand.undo().board == before


def order_of_columns(hand: Hand) -> list[str]:
    hosts = [s for s in hand.board.stickies.values() if s.pinned_to is None]
    return [s.id for s in sorted(hosts, key=lambda s: (s.at or 0, s.id))]


def test_a_repetition_goes_where_the_pointer_is_and_leads_back_to_its_original() -> None:
    hand = roll()
    hand.over("Placed", dy=50).click().at(1700, 120).do("repeat")
    again = hand.editor.selected_sticky
    assert again is not None
    assert (again.again, again.text, again.kind) == ("placed", "Placed", Kind.EVENT)
    assert left_of(hand, again.id) == 1620
    assert original_of(hand.board, again).id == "placed"
    hand.do("repeat")
    assert {s.again for s in hand.board.stickies.values() if s.id != "placed"} == {None, "placed"}
    hand.undo().undo()
    assert len(hand.board.stickies) == 2


def left_of(hand: Hand, sticky_id: str) -> float:
    box = hand.editor.wall.box(sticky_id)
    assert box is not None
    return box.x


def test_parking_remembers_where_a_sticky_was() -> None:
    pin = sticky("Why", Kind.HOTSPOT, 740, 0, **{"pinned-to": "placed"})
    hand = roll(pin)
    before = hand.board
    hand.over("Placed", dy=50).click().do("park")
    assert hand.editor.wall.arrangement.is_parked("placed")
    assert hand.editor.wall.arrangement.is_parked("why")
    hand.do("park")
    assert hand.board == before


def test_dragging_below_the_lanes_parks_and_dragging_out_puts_it_there() -> None:
    hand = roll()
    floor = hand.editor.wall.arrangement.lanes[-1].bottom
    hand.over("Placed", dy=50).drag_to(720, floor + 200)
    assert hand.editor.overlay.lot is not None
    hand.release()
    assert hand.sticky("Placed").parked
    assert hand.sticky("Placed").x == 640
    low = hand.editor.wall.lane("low")
    assert low is not None
    hand.holding(alt=True).over("Placed").drag_to(1700, low.top + 120).release()
    sticky = hand.sticky("Placed")
    assert (sticky.parked, sticky.context, left(hand, "Placed")) == (False, "low", 1620)
    hand.undo()
    assert hand.sticky("Placed").parked


def test_what_is_moved_within_the_parking_lot_stays_as_it_was() -> None:
    hand = roll()
    hand.over("Placed").click().do("park")
    before = hand.board
    hand.over("Placed").drag(300, 20)
    assert hand.board == before


def test_parked_stickies_are_taken_out_to_the_pointer() -> None:
    hand = roll()
    hand.over("Placed").click().do("park").at(1700, 120).do("fetch")
    assert not hand.sticky("Placed").parked
    assert left(hand, "Placed") == 1620


@pytest.mark.parametrize("name", ["park", "repeat"])
def test_a_read_only_board_offers_neither(name: str) -> None:
    hand = roll()
    hand.over("Placed").click()
    hand.editor.document.is_read_only = True
    with pytest.raises(AssertionError, match="not possible"):
        hand.do(name)
