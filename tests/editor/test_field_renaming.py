"""Whoever names a field of a message follows it when it is renamed, in one step."""

from __future__ import annotations

import pytest
from hand import Hand, empty_board

from stormdesk.analysis.findings import check
from stormdesk.analysis.rules.keys import handling_by_unknown_field
from stormdesk.editor.field_renaming import consumed, with_field_line
from stormdesk.exchange.source import board_of
from stormdesk.model.message import Message
from stormdesk.model.session import Kpi
from stormdesk.model.sticky import Kind, Sticky

MODEL = """
format: stormdesk/1
board: {id: b, title: T, level: software-design}
types: [{name: Buyer, fields: [{name: id, type: uuid}]}]
stickies:
  - id: placed
    kind: event
    text: Order placed
    examples:
      - given: ["orderId: 17", "the orderIdea, not orderId itself"]
        when: orderId=17 is paid
        then: [Order placed]
    message:
      version: 1.0.0
      key: orderId
      idempotency-key: orderId
      published: [{version: 1.0.0, fields: [{name: orderId, type: uuid, tag: 1}]}]
      fields:
        - {name: orderId, type: uuid, tag: 1}
        - {name: total, type: int32, tag: 2}
        - {name: buyer, type: Buyer, tag: 3}
  - {id: again, kind: event, text: Order placed, again: placed}
  - id: changed
    kind: event
    text: Order changed
    message: {fields: [{name: orderId, type: uuid}]}
  - id: reserve
    kind: policy
    text: Reserve
    handling: {idempotent-by: orderId, order-by: orderId, group: r}
  - {id: tell, kind: policy, text: Tell, handling: {idempotent-by: orderId, order-by: buyer.id}}
  - {id: open, kind: read-model, text: Open orders, handling: {order-by: orderId}}
  - {id: idle, kind: policy, text: Idle, handling: {order-by: orderId}}
flows:
  - {from: placed, to: reserve}
  - {from: again, to: tell}
  - {from: placed, to: open}
  - {from: changed, to: open}
kpis:
  - {name: Value, event: placed, measure: sum(total), unit: EUR}
  - {name: Orders, event: placed, measure: total}
  - {name: Count, event: placed}
"""


@pytest.fixture
def hand() -> Hand:
    return Hand(board_of("model.yaml", MODEL.encode()))


def message(hand: Hand, sticky_id: str = "placed") -> Message:
    found = hand.board.stickies[sticky_id].message
    assert found is not None
    return found


def write(hand: Hand, sticky_id: str, index: int, line: str) -> Hand:
    sticky = hand.board.stickies[sticky_id]
    with hand.editor.document.edit("Change field") as edit:
        edit.put(*with_field_line(hand.board, sticky, ("message",), index, line))
    return hand


def handled(hand: Hand, sticky_id: str) -> tuple[str | None, str | None]:
    handling = hand.board.stickies[sticky_id].handling
    assert handling is not None
    return handling.idempotent_by, handling.order_by


def test_keys_and_consumers_follow_a_field_in_one_step(hand: Hand) -> None:
    before = hand.board
    write(hand, "placed", 0, "orderNumber: uuid")
    assert message(hand).key == message(hand).idempotency_key == "orderNumber"
    assert handled(hand, "reserve") == ("orderNumber", "orderNumber")
    assert handled(hand, "tell") == ("orderNumber", "buyer.id"), "where the event is repeated"
    assert hand.undo().board == before
    assert handled(hand.redo(), "reserve") == ("orderNumber", "orderNumber")


def test_what_lies_inside_a_field_follows_it(hand: Hand) -> None:
    write(hand, "placed", 2, "customer: Buyer")
    assert handled(hand, "tell") == ("orderId", "customer.id")
    assert not check(hand.board, [handling_by_unknown_field])


def test_who_reads_the_old_name_from_another_message_keeps_it(hand: Hand) -> None:
    write(hand, "placed", 0, "orderNumber: uuid")
    assert handled(hand, "open") == (None, "orderId")
    assert handled(hand, "idle") == (None, "orderId"), "it consumes nothing"
    assert not check(hand.board, [handling_by_unknown_field])
    write(hand, "changed", 0, "orderNumber: uuid")
    assert handled(hand, "open") == (None, "orderNumber")


def test_key_figures_and_keyed_examples_follow_a_field(hand: Hand) -> None:
    write(hand, "placed", 1, "sum: int32")
    figures = {kpi.name: kpi.measure for kpi in hand.board.of_type(Kpi).values()}
    assert figures == {"Value": "sum(sum)", "Orders": "sum", "Count": None}
    write(hand, "placed", 0, "number: uuid")
    (example,) = hand.board.stickies["placed"].examples
    assert example.given == ("number: 17", "the orderIdea, not orderId itself")
    assert example.when == "number=17 is paid"
    assert example.then == ("Order placed",)


def test_what_was_published_is_history(hand: Hand) -> None:
    published = message(hand).published
    write(hand, "placed", 0, "orderNumber: uuid")
    assert message(hand).published == published
    field = message(hand).fields[0]
    assert (field.name, field.tag, field.was) == ("orderNumber", 1, ("orderId",))


def test_only_a_new_name_changes_others(hand: Hand) -> None:
    board = hand.board
    placed = board.stickies["placed"]
    for index, line in ((0, "orderId: string"), (0, ""), (3, "note: string")):
        (alone,) = with_field_line(board, placed, ("message",), index, line)
        assert alone.id == "placed"
    (buyer,) = with_field_line(board, board.records["type:Buyer"], (), 0, "number: uuid")
    assert buyer.id == "type:Buyer"


def test_what_is_consumed_counts_where_it_is_repeated(hand: Hand) -> None:
    assert [s.id for s in consumed(hand.board, hand.board.stickies["tell"])] == ["placed"]
    assert consumed(hand.board, Sticky(id="new", kind=Kind.POLICY, text="New")) == []


def test_a_first_field_makes_the_message() -> None:
    hand = Hand(empty_board("software-design"))
    hand.key(Kind.EVENT).type("Order placed").enter()
    sticky = hand.sticky("Order placed")
    (after,) = with_field_line(hand.board, sticky, ("message",), 0, "orderId: uuid")
    assert isinstance(after, Sticky)
    assert after.message is not None
    assert [field.name for field in after.message.fields] == ["orderId"]
