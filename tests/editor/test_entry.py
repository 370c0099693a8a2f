"""Typing and continuing: what Enter, Escape and Tab do at every level."""

from __future__ import annotations

import pytest
from hand import Hand, empty_board

from stormdesk.editor import lanes, typing
from stormdesk.layout.timeline import column_x
from stormdesk.model.sticky import Kind, Sticky


def test_a_key_places_a_sticky_at_the_pointer_and_typing_names_it() -> None:
    hand = Hand().at(500, 100).key(Kind.EVENT).type("Order placed").escape()
    sticky = hand.sticky("Order placed")
    box = hand.editor.wall.box(sticky.id)
    assert box is not None
    assert box.center == (500, 100)
    assert sticky.id.startswith("order-placed-")
    assert hand.editor.selection == {sticky.id}


def test_adding_and_naming_are_one_undo_step() -> None:
    hand = Hand().key(Kind.EVENT).type("Order placed").escape()
    assert hand.undo().texts == []
    assert hand.redo().texts == ["Order placed"]


def test_escape_on_an_empty_sticky_leaves_no_trace() -> None:
    hand = Hand().key(Kind.COMMAND).escape()
    assert hand.texts == []
    assert hand.editor.document.undo_label is None
    assert not hand.editor.document.is_modified


def test_escape_keeps_what_was_typed() -> None:
    assert Hand().key(Kind.EVENT).type("Half a wo").escape().texts == ["Half a wo"]


def test_in_a_big_picture_enter_opens_the_same_kind_in_the_next_column_without_flows() -> None:
    hand = Hand(empty_board("big-picture")).at(80, 100)
    hand.key(Kind.EVENT).type("Order placed").enter().type("Order paid").enter().escape()
    assert hand.texts == ["Order placed", "Order paid"]
    first, second = hand.sticky("Order placed"), hand.sticky("Order paid")
    assert (first.at, second.at) == (1, 2)
    assert first.y == second.y
    assert not hand.board.flows


@pytest.mark.parametrize("column", [-1, 0, 1])
def test_enter_leaves_no_column_free_wherever_the_telling_began(column: int) -> None:
    hand = Hand(empty_board("big-picture"))
    hand.at(column_x(column) + 40, 100).key(Kind.EVENT).type("Order placed")
    hand.enter().type("Order paid").enter().escape()
    assert [s.at for s in hand.board.in_order(Sticky)] == [column, column + 1]


def test_at_process_level_enter_follows_the_grammar_and_joins_what_it_opens() -> None:
    hand = Hand(empty_board("process")).at(80, 100)
    hand.key(Kind.ACTOR).type("Customer").enter().type("Place order").enter()
    hand.type("Order placed").enter().type("Whenever an order is placed, pick it").escape()
    kinds = [s.kind for s in sorted(hand.board.stickies.values(), key=lambda s: s.at or 0)]
    assert kinds == [Kind.ACTOR, Kind.COMMAND, Kind.EVENT, Kind.POLICY]
    assert len(hand.board.flows) == 3


def test_at_design_level_an_aggregate_stands_between_command_and_event() -> None:
    hand = Hand(empty_board("software-design")).at(80, 100)
    hand.key(Kind.COMMAND).type("Place order").enter().type("Order").enter().type("Order placed")
    hand.escape()
    assert [hand.sticky(t).kind for t in ("Place order", "Order", "Order placed")] == [
        Kind.COMMAND,
        Kind.AGGREGATE,
        Kind.EVENT,
    ]


def test_ctrl_enter_opens_an_alternative_in_the_same_column() -> None:
    hand = Hand(empty_board("process")).at(80, 100)
    hand.key(Kind.COMMAND).type("Reserve stock").enter().type("Stock reserved")
    hand.alternative().type("Reservation rejected").escape()
    first, other = hand.sticky("Stock reserved"), hand.sticky("Reservation rejected")
    assert first.at == other.at
    assert (other.y or 0) > (first.y or 0)
    command = hand.sticky("Reserve stock")
    assert {f.target for f in hand.board.outgoing(command.id)} == {first.id, other.id}


def test_two_stickies_opened_by_enter_never_lie_on_each_other() -> None:
    hand = Hand(empty_board("big-picture")).at(80, 100)
    hand.key(Kind.EVENT).type("First").enter().type("Second").escape()
    hand.over("First").click()
    typing.enter(hand.editor)
    hand.type("Between").escape()
    boxes = list(hand.editor.wall.arrangement.boxes.values())
    assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)


def test_a_letter_and_a_colon_at_the_start_change_the_kind() -> None:
    hand = Hand().key(Kind.EVENT).type("h: Who decides?").escape()
    assert hand.sticky("Who decides?").kind is Kind.HOTSPOT


def test_tab_stays_within_the_palette_of_the_level() -> None:
    hand = Hand(empty_board("big-picture")).key(Kind.EVENT).type("Something")
    seen = set()
    for _ in range(20):
        typing.cycle_kind(hand.editor, 1)
        seen.add(hand.editor.selected_stickies[0].kind)
    assert Kind.COMMAND not in seen
    assert Kind.HOTSPOT in seen


def test_a_hotspot_put_on_a_sticky_is_pinned_there() -> None:
    hand = Hand().at(80, 100).key(Kind.EVENT).type("Order placed").escape()
    hand.over("Order placed").key(Kind.HOTSPOT).type("Really?").escape()
    assert hand.sticky("Really?").pinned_to == hand.sticky("Order placed").id


def test_changing_a_text_keeps_the_id_and_emptying_it_removes_the_sticky() -> None:
    hand = Hand().key(Kind.EVENT).type("Order placed").escape()
    before = hand.sticky("Order placed").id
    hand.over("Order placed").double_click().type(" twice").escape()
    assert hand.sticky("Order placed twice").id == before
    hand.over("Order placed twice").double_click()
    hand.editor.tool.type(hand.editor, "")
    assert hand.escape().texts == []
    assert hand.undo().texts == ["Order placed twice"]


def test_a_repetition_keeps_the_text_of_its_original() -> None:
    hand = Hand().key(Kind.EVENT).type("Order placed").escape()
    original = hand.sticky("Order placed")
    with hand.editor.document.edit("Repeat") as edit:
        edit.put(original.revised(id="again", again=original.id, x=960.0, at=4.0))
    hand.at(1000, (original.y or 0) + 80).double_click().type("!").escape()
    assert hand.texts == ["Order placed!", "Order placed!"]


def test_a_press_elsewhere_commits_and_counts_as_a_press() -> None:
    hand = Hand().at(80, 100).key(Kind.EVENT).type("First").escape()
    hand.at(900, 100).key(Kind.EVENT).type("Second").over("First").click()
    assert hand.texts == ["First", "Second"]
    assert hand.editor.selection == {hand.sticky("First").id}


@pytest.mark.parametrize("text", ["注文された", "تم الطلب", "🎉🎉", "../../etc", "x" * 300])
def test_any_text_gets_an_id_that_is_safe(text: str) -> None:
    hand = Hand().key(Kind.EVENT).type(text).escape()
    assert "/" not in hand.sticky(text).id
    assert len(hand.sticky(text).id) < 80


def test_a_key_over_a_sticky_puts_the_new_one_below_and_moves_nothing() -> None:
    hand = Hand().at(500, 100).key(Kind.EVENT).type("First").escape()
    before = hand.sticky("First")
    hand.over("First").key(Kind.EVENT).type("Second").escape()
    boxes = [hand.editor.wall.box(hand.sticky(t).id) for t in ("First", "Second")]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert not boxes[0].intersects(boxes[1])
    assert hand.sticky("First") == before


@pytest.mark.parametrize("y", [-900, 5_000])
def test_a_key_beside_all_lanes_puts_the_sticky_into_the_nearest(y: float) -> None:
    hand = Hand()
    for name in ("Ordering", "Paying"):
        lanes.add_lane(hand.editor, name)
    hand.at(500, y).key(Kind.EVENT).type("Order placed").escape()
    lane = hand.board.contexts[hand.sticky("Order placed").context or ""]
    assert lane.name == ("Ordering" if y < 0 else "Paying")
    box = hand.editor.wall.box(hand.sticky("Order placed").id)
    within = hand.editor.wall.lane(lane.id)
    assert box is not None
    assert within is not None
    assert within.top <= box.y <= box.bottom <= within.bottom


def test_a_mark_changes_the_kind_while_it_is_typed() -> None:
    hand = Hand(empty_board("process")).at(80, 100).key(Kind.EVENT).type("c")
    assert hand.editor.selected_stickies[0].text == "c"
    hand.type(": ")
    (sticky,) = hand.editor.selected_stickies
    assert (sticky.kind, sticky.text) == (Kind.COMMAND, "")
    hand.type("Place order").escape()
    hand.over("Place order").click().do("next").type("v+: Trust").escape()
    assert (hand.sticky("Trust").kind, hand.sticky("Trust").sign) == (Kind.VALUE, "+")
    hand.key(Kind.EVENT).type("e!: Order placed").escape()
    assert hand.sticky("Order placed").pivotal


def test_what_has_no_blank_behind_its_colon_is_text() -> None:
    assert Hand().key(Kind.EVENT).type("c:drive filled").escape().texts == ["c:drive filled"]


def test_after_a_remark_enter_goes_on_from_what_it_is_on() -> None:
    hand = Hand(empty_board("process")).at(80, 100).key(Kind.EVENT).type("Order placed").enter()
    hand.type("h: Really?").enter().type("o: Sell more").enter().type("Whenever").escape()
    event, policy = hand.sticky("Order placed"), hand.sticky("Whenever")
    assert hand.sticky("Really?").pinned_to == event.id
    assert hand.sticky("Sell more").at == event.at
    assert (policy.kind, policy.at) == (Kind.POLICY, 2)
    assert [f.target for f in hand.board.outgoing(event.id)] == [policy.id]


def test_enter_between_two_events_stands_between_them_and_moves_nothing() -> None:
    hand = Hand(empty_board("big-picture")).at(80, 100)
    hand.key(Kind.EVENT).type("First").enter().type("Third").escape()
    before = [hand.sticky("First"), hand.sticky("Third")]
    hand.over("First").click().do("next").type("Second").escape()
    assert hand.sticky("Second").at == 1.5
    assert [hand.sticky("First"), hand.sticky("Third")] == before


def test_enter_within_a_flow_lets_the_flow_go_through_what_is_new() -> None:
    hand = Hand(empty_board("process")).at(80, 100)
    hand.key(Kind.COMMAND).type("Pay").enter().type("Paid").escape()
    command, event = hand.sticky("Pay"), hand.sticky("Paid")
    hand.over("Pay").click().do("next").type("s: Bank").escape()
    bank = hand.sticky("Bank")
    assert {(f.source, f.target) for f in hand.board.flows.values()} == {
        (command.id, bank.id),
        (bank.id, event.id),
    }
    hand.undo()
    assert {(f.source, f.target) for f in hand.board.flows.values()} == {(command.id, event.id)}


def test_a_policy_follows_the_event_that_it_names() -> None:
    hand = Hand(empty_board("process")).at(80, 100).key(Kind.COMMAND).type("Pay").enter()
    hand.type("Payment received").alternative().type("Payment refused").enter()
    hand.type("Whenever a payment is received, pack").escape()
    policy = hand.sticky("Whenever a payment is received, pack")
    (flow,) = hand.board.incoming(policy.id)
    assert flow.source == hand.sticky("Payment received").id


def test_a_lane_typed_as_in_an_outline_takes_what_follows() -> None:
    hand = Hand(empty_board("process")).at(80, 100).key(Kind.EVENT).type("# Ordering").enter()
    hand.type("Order placed").enter().type("# Paying").enter().type("Whenever placed, pay").escape()
    names = [hand.board.contexts[s.context or ""].name for s in hand.board.in_order(Sticky)]
    assert names == ["Ordering", "Paying"]
    assert hand.sticky("Whenever placed, pay").at == 2
    assert hand.texts == ["Order placed", "Whenever placed, pay"]


def test_escape_removes_a_new_value_that_says_nothing_and_enter_keeps_it_as_a_mark() -> None:
    hand = Hand(empty_board()).at(80, 100).key(Kind.VALUE).escape()
    assert not hand.board.stickies
    assert hand.editor.document.undo_label is None
    hand.key(Kind.VALUE).type("v-: ").escape()
    assert [s.sign for s in hand.board.stickies.values()] == ["-"]
    hand.at(900, 100).key(Kind.VALUE).do("next").escape()
    assert [s.sign for s in hand.board.in_order(Sticky)] == ["-", None]
