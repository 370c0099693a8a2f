"""What comes new gives way to the names that others rely on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from exchange.contracts.one_message import board_of, event
from hand import Hand

from stormdesk.editor.publishing import name_refusal, publish
from stormdesk.exchange.contracts.avro.names import avro_names
from stormdesk.exchange.contracts.compatibility.board_side import side_of
from stormdesk.exchange.contracts.compatibility.comparison import compared
from stormdesk.exchange.contracts.compatibility.standing import standing_of
from stormdesk.exchange.contracts.contracts import contracts_of
from stormdesk.exchange.contracts.protobuf.names import proto_names
from stormdesk.exchange.contracts.registry.registration import registrations_of
from stormdesk.model.board import Board
from stormdesk.model.message import NamedType
from stormdesk.model.naming import message_names
from stormdesk.model.problem import BadInput
from stormdesk.model.sticky import Sticky

DAY = date(2026, 11, 23)
MONEY: dict[str, Any] = {"name": "Money", "fields": [{"name": "q", "type": "int32"}]}
PLACED = event("order-placed", {"name": "m", "type": "Money"}, topic="orders")


@pytest.fixture
def hand() -> Hand:
    hand = Hand(board_of(PLACED, types=(MONEY,)))
    publish(hand.editor, {"order-placed": "1.0.0"}, DAY)
    return hand


def add(hand: Hand, *records: Sticky | NamedType) -> Board:
    with hand.editor.document.edit("Add") as edit:
        edit.put(*records)
    return hand.board


def became(board: Board, sticky_id: str = "order-placed") -> str:
    return standing_of(board, [sticky_id])[sticky_id].verdict.became


def subjects(board: Board) -> list[str]:
    return [each.subject for each in registrations_of(contracts_of(board), "auto")]


@pytest.mark.parametrize("called", [None, "Money"])
def test_a_message_gives_way_to_a_published_type(hand: Hand, called: str | None) -> None:
    money = event("money", {"name": "a", "type": "string"})
    assert money.message is not None
    board = add(hand, money.revised(message=money.message.revised(name=called)))
    assert message_names(board)["money"].name == "Money2"
    assert proto_names(contracts_of(board)).types == {"Money": "Money"}
    assert became(board) == "unchanged"
    assert "Money is published" in name_refusal(board, "money", "Money")


def test_a_message_that_was_published_first_keeps_its_name_from_a_type() -> None:
    hand = Hand(board_of(event("money", {"name": "a", "type": "string"})))
    publish(hand.editor, {"money": "1.0.0"}, DAY)
    add(hand, NamedType.model_validate({"id": "type:Money", **MONEY}), PLACED)
    spelled = proto_names(contracts_of(hand.board)).types
    assert spelled["Money"] != "Money"
    publish(hand.editor, {"order-placed": "1.0.0"}, DAY)
    assert message_names(hand.board)["money"].name == "Money"
    assert proto_names(contracts_of(hand.board)).types == spelled


@pytest.mark.parametrize("name", ["MOney", "MONEY", "Mo_ney"])
def test_a_type_gives_way_to_a_published_one_that_is_spelled_like_it(hand: Hand, name: str) -> None:
    newcomer = NamedType(id=f"type:{name}", name=name, values=("A",))
    board = add(hand, newcomer, event("seen", {"name": "a", "type": name}))
    assert proto_names(contracts_of(board)).types["Money"] == "Money"
    assert became(board) == "unchanged"


def test_a_type_that_is_spelled_as_a_published_one_is_not_published(hand: Hand) -> None:
    newcomer = NamedType(id="type:MOney", name="MOney", values=("A",))
    before = add(hand, newcomer, event("seen", {"name": "a", "type": "MOney"}))
    with pytest.raises(BadInput, match="type MOney: is spelled like Money, which is published"):
        publish(hand.editor, {"seen": "1.0.0"}, DAY)
    assert hand.board is before


def test_a_published_type_keeps_its_name_in_avro() -> None:
    hand = Hand(
        board_of(
            event("order-placed", {"name": "m", "type": "Ström"}),
            types=({"name": "Ström", "values": ["A"]},),
        )
    )
    publish(hand.editor, {"order-placed": "1.0.0"}, DAY)
    before = avro_names(contracts_of(hand.board)).types["Ström"]
    add(hand, NamedType(id="type:Strom", name="Strom", values=("A",)))
    assert avro_names(contracts_of(hand.board)).types["Ström"] == before


def test_a_second_message_on_a_topic_moves_no_published_subject(hand: Hand) -> None:
    assert "orders-value" in subjects(hand.board)
    paid = event("order-paid", {"name": "a", "type": "string"}, topic="orders")
    board = add(hand, paid)
    assert {"orders-value", "com.example.sales.v1.OrderPaid"} < {*subjects(board)}
    publish(hand.editor, {"order-paid": "1.0.0"}, DAY)
    assert subjects(hand.board) == subjects(board)


def test_what_was_published_among_several_stays_when_it_is_alone() -> None:
    paid = event("order-paid", {"name": "a", "type": "string"}, topic="orders")
    hand = Hand(board_of(PLACED, paid, types=(MONEY,)))
    publish(hand.editor, {"order-placed": "1.0.0"}, DAY)
    before = [each for each in subjects(hand.board) if "OrderPlaced" in each]
    with hand.editor.document.edit("Remove") as edit:
        edit.remove("order-paid")
    assert [each for each in subjects(hand.board) if "OrderPlaced" in each] == before != []


def test_what_was_published_before_this_was_written_down_stays_too(hand: Hand) -> None:
    placed = hand.board.stickies["order-placed"]
    assert placed.message is not None
    older = placed.message.published[0].revised(subject=None, context=None, types=())
    add(hand, placed.revised(message=placed.message.revised(published=(older,))))
    paid = event("order-paid", {"name": "a", "type": "string"}, topic="orders")
    assert "orders-value" in subjects(add(hand, paid))


@pytest.mark.parametrize(
    ("data_type", "wrapper"),
    [("list<list<Money>>", "MoneyList"), ("map<list<map<uuid>>>", "StringMapList")],
)
def test_messages_and_types_give_way_to_the_wrapper_of_what_is_published(
    data_type: str, wrapper: str
) -> None:
    hand = Hand(board_of(event("nested", {"name": "m", "type": data_type}), types=(MONEY,)))
    publish(hand.editor, {"nested": "1.0.0"}, DAY)
    newcomer = event("newcomer", {"name": "a", "type": wrapper})
    assert newcomer.message is not None
    board = add(
        hand,
        newcomer.revised(message=newcomer.message.revised(name=wrapper)),
        NamedType.model_validate(
            {"id": f"type:{wrapper}", "name": wrapper, "fields": [{"name": "b", "type": "date"}]}
        ),
    )
    assert message_names(board)["newcomer"].name == f"{wrapper}2"
    assert proto_names(contracts_of(board)).types[wrapper] != wrapper
    assert became(board, "nested") == "unchanged"
    assert compared(side_of(hand.board), side_of(board)).is_broken is False
    assert "Protobuf needs" in name_refusal(board, "newcomer", wrapper)
