"""Typing and continuing: what Enter, Escape and Tab do at every level."""

from __future__ import annotations

import pytest
from hand import Hand, empty_board

from stormdesk.editor import typing
from stormdesk.model.sticky import Kind


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
