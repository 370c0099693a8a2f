"""The quick-entry line: what a line promises, and what becomes of it."""

from __future__ import annotations

import pytest
from hand import Hand, empty_board

from stormdesk.editor.quick_entry import promised, take
from stormdesk.exchange.source import board_of
from stormdesk.model.context import Flow
from stormdesk.model.problem import BadInput
from stormdesk.model.sticky import Kind


def taken(*lines: str) -> Hand:
    hand = Hand(empty_board("process")).at(80, 120)
    for line in lines:
        take(hand.editor, line)
    return hand


def test_lines_go_on_along_the_timeline_and_join() -> None:
    hand = taken("c: Place order", "e!: Order placed #hot @Shop team", "v+: Trust", "p: Then pay")
    columns = [hand.sticky(t).at for t in ("Place order", "Order placed", "Then pay")]
    assert columns == [1, 2, 3]
    placed = hand.sticky("Order placed")
    assert (placed.pivotal, placed.tags, placed.owner) == (True, ("hot",), "Shop team")
    assert Flow.derived_id(hand.sticky("Place order").id, placed.id) in hand.board.flows
    assert hand.sticky("Trust").sign == "+"


def test_a_capital_names_a_kind_too() -> None:
    hand = taken("C: Place order", "E: Order placed")
    assert hand.sticky("Place order").kind is Kind.COMMAND
    assert hand.texts == ["Place order", "Order placed"]


def test_the_first_lane_leaves_what_stands_where_it_is() -> None:
    hand = taken("Order placed", "# Paying", "Order paid")
    (lane,) = hand.board.contexts
    assert (hand.sticky("Order placed").context, hand.sticky("Order paid").context) == (None, lane)


def test_what_begins_a_lane_stands_level_with_what_is_arranged() -> None:
    typed = taken("# Paying", "Order paid")
    arranged = Hand(board_of("a.txt", b"# Paying\nOrder paid\n"))
    assert _top(typed) == _top(arranged)


def _top(hand: Hand) -> float:
    box = hand.editor.wall.box(hand.sticky("Order paid").id)
    assert box is not None
    return box.y


def test_each_line_is_one_step() -> None:
    hand = taken("c: Place order", "Order placed")
    assert hand.undo().texts == ["Place order"]
    assert not hand.board.flows
    assert hand.undo().texts == []


def test_lanes_alternatives_arrows_and_fields_are_understood() -> None:
    hand = taken(
        "# Ordering", "c: Place order", "Order placed", "  orderId: uuid", "  key: orderId",
        "| Order refused", "# Paying", "p: Whenever placed, pay", "<- order placed",
    )  # fmt: skip
    placed, refused = hand.sticky("Order placed"), hand.sticky("Order refused")
    assert placed.at == refused.at
    assert placed.message is not None
    assert placed.message.key == "orderId"
    policy = hand.sticky("Whenever placed, pay")
    assert hand.board.contexts[policy.context or ""].name == "Paying"
    assert Flow.derived_id(placed.id, policy.id) in hand.board.flows


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("-> Order placd", "there is no sticky 'Order placd'; did you mean Order placed"),
        ("#", "a lane needs a name"),
        ("x" * 10_001, "at most 10000"),
    ],
)
def test_what_cannot_be_taken_says_why_and_changes_nothing(line: str, why: str) -> None:
    hand = taken("Order placed", "Order paid")
    before = hand.board
    with pytest.raises(BadInput, match=why):
        take(hand.editor, line)
    assert hand.board is before


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("c: Place order", Kind.COMMAND, ""),
        ("Order placed", Kind.EVENT, ""),
        ("# Ordering", None, "Lane"),
        ("-> Order", None, "Flow to"),
        ("  orderId: uuid", None, "Detail"),
    ],
)
def test_a_line_promises_what_it_becomes(line: str, kind: Kind | None, words: str) -> None:
    promise = promised(taken("Order placed").editor, line)
    assert promise is not None
    assert (promise.kind, promise.words) == (kind, words)


def test_a_blank_line_and_a_comment_promise_and_do_nothing() -> None:
    hand = taken("", "   ", "// later")
    assert hand.texts == []
    assert promised(hand.editor, "// later") is None


def test_quick_entries_lie_on_nothing() -> None:
    hand = taken("One", "Two")
    hand.over("One").click()
    for line in ("Between", "h: Why?", "| Other", "n: Note"):
        take(hand.editor, line)
    boxes, stickies = hand.editor.wall.arrangement.boxes, hand.board.stickies
    lying = [
        (stickies[i].text, stickies[j].text)
        for i in boxes
        for j in hand.editor.wall.in_box(boxes[i]) - {i}
        if j not in (stickies[i].pinned_to, i) and stickies[j].pinned_to != i
    ]
    assert lying == []
