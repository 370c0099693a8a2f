"""Publishing fixes versions and names; renaming afterwards is a deliberate act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hand import Hand

from stormdesk.editor.lanes import add_lane, rename_lane
from stormdesk.editor.publishing import (
    publish,
    publishable,
    refusal,
    rename_contract,
    rename_namespace,
    rename_package,
)
from stormdesk.editor.tools.name import naming
from stormdesk.exchange.contracts.bundle import write
from stormdesk.exchange.contracts.contracts import contracts_of
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.message import Field, Message, NamedType, Published, Reserved, SharedType
from stormdesk.model.naming import context_slugs, message_names
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

DAY = date(2026, 11, 23)


def shop() -> Board:
    return Board.of(
        [
            Profile(id="shop", title="Shop"),
            Context(id="sales", name="Sales"),
            Sticky(
                id="place", kind=Kind.COMMAND, text="Place order", context="sales",
                message=Message(fields=(Field(name="orderId", type="uuid"),)),
            ),
            Sticky(id="order", kind=Kind.AGGREGATE, text="Order", context="sales", order=1),
            Sticky(
                id="placed", kind=Kind.EVENT, text="Order placed", context="sales", order=2,
                message=Message(
                    fields=(
                        Field(name="orderId", type="uuid"),
                        Field(name="state", type="State"),
                        Field(name="lines", type="list<Line>"),
                    ),
                    reserved=(Reserved(tag=2, name="gift"),),
                ),
            ),
            Sticky(id="bare", kind=Kind.EVENT, text="Order seen", context="sales", order=3),
            NamedType(id="type:State", name="State", values=("open", "done")),
            NamedType(
                id="type:Line", name="Line", order=1, fields=(Field(name="sku", type="string"),)
            ),
            NamedType(id="type:Unused", name="Unused", order=2, values=("a",)),
            Flow.between("place", "order"),
            Flow.between("order", "placed"),
        ]
    )  # fmt: skip


@pytest.fixture
def hand() -> Hand:
    return Hand(shop())


def message(hand: Hand, sticky_id: str = "placed") -> Message:
    found = hand.board.stickies[sticky_id].message
    assert found is not None
    return found


def typed(hand: Hand, name: str) -> NamedType:
    return next(t for t in hand.board.in_order(NamedType) if t.name == name)


def test_what_is_published_is_written_down(hand: Hand) -> None:
    exported = {
        m.name: m.tag for m in contracts_of(hand.board, ["placed"]).subjects[0].shape.members
    }
    publish(hand.editor, {"placed": "1.0.0"}, DAY)
    then = message(hand)
    assert (then.name, then.topic, then.version) == ("OrderPlaced", "sales.order", "1.0.0")
    assert {f.name: f.tag for f in then.fields} == exported
    assert then.published == (
        Published(
            version="1.0.0", date="2026-11-23", context="sales", subject="topic",
            fields=then.fields, reserved=then.reserved,
            types=(
                SharedType(name="Line", fields=typed(hand, "Line").fields),
                SharedType(
                    name="State", values=("open", "done"), numbers={"open": 1, "done": 2}
                ),
            ),
        ),
    )  # fmt: skip
    assert typed(hand, "State").numbers == {"open": 1, "done": 2}
    assert [f.tag for f in typed(hand, "Line").fields] == [1]
    assert not typed(hand, "Unused").numbers
    hand.undo()
    assert message(hand).name is None
    assert not typed(hand, "State").numbers


def test_rewording_renames_no_published_contract(hand: Hand) -> None:
    publish(hand.editor, {"placed": "1.0.0"}, DAY)
    before = contracts_of(hand.board).subjects
    order, placed = hand.board.stickies["order"], hand.board.stickies["placed"]
    with hand.editor.document.edit("Reword") as edit:
        edit.put(placed.revised(text="Basket bought"), order.revised(text="Basket"))
    called = message_names(hand.board)["placed"]
    assert (called.name, called.topic) == ("OrderPlaced", "sales.order")
    after = contracts_of(hand.board).subjects
    assert [s.stem for s in after] == [s.stem for s in before]


def with_reader(hand: Hand) -> None:
    """Let another lane read the event, and say that both are on Kafka."""
    sales = hand.board.contexts["sales"]
    with hand.editor.document.edit("Read") as edit:
        edit.put(
            sales.revised(broker="kafka"),
            Context(id="paying", name="Paying", broker="kafka", order=1),
            Sticky(id="charge", kind=Kind.POLICY, text="Charge", context="paying", order=4),
        )
        edit.put(Flow.between("placed", "charge"))


def exported(hand: Hand, shown: Mapping[str, str]) -> dict[str, str]:
    """Return the bundle with what people call the lanes put back."""
    files = write(hand.board, SchemaOptions())
    found: dict[str, str] = {}
    for path, content in files.items():
        text = content.decode()
        for new, old in shown.items():
            text = text.replace(new, old)
        found[path] = text
    return found


def test_another_name_of_a_lane_moves_nothing_that_is_published(hand: Hand) -> None:
    with_reader(hand)
    publish(hand.editor, {"place": "1.0.0", "placed": "1.0.0"}, DAY)
    before = exported(hand, {})
    assert "sales/v1/OrderPlaced.avsc" in before
    rename_lane(hand.editor, "sales", "Vending")
    rename_lane(hand.editor, "paying", "Billing")
    after = exported(hand, {"Vending": "Sales", "Billing": "Paying"})
    for path in ("manifest.json", "README.md"):
        del before[path], after[path]
    assert after == before


def test_a_lane_keeps_its_package_where_only_hand_written_versions_are_published() -> None:
    placed = shop().stickies["placed"]
    told = (placed.message or Message()).revised(published=(Published(version="1.0.0"),))
    hand = Hand(Board.of([*shop().records.values(), placed.revised(message=told)]))
    before = {s.stem for s in contracts_of(hand.board).subjects}
    name = naming(hand.editor, "sales")
    for text in ("V", "Ve", "Vending"):
        name.type(hand.editor, text)
    name.done(hand.editor)
    assert hand.board.contexts["sales"].name == "Vending"
    assert {s.stem for s in contracts_of(hand.board).subjects} == before


def test_a_lane_with_nothing_published_has_the_package_that_follows_from_its_name(
    hand: Hand,
) -> None:
    rename_lane(hand.editor, "sales", "Vending")
    assert hand.board.contexts["sales"].slug is None
    assert {s.context for s in contracts_of(hand.board).subjects} == {"vending"}


def test_what_is_published_in_no_lane_gives_way_to_none(hand: Hand) -> None:
    with hand.editor.document.edit("Out") as edit:
        edit.put(hand.board.stickies["placed"].revised(context=None))
    publish(hand.editor, {"placed": "1.0.0"}, DAY)
    before = message_names(hand.board)["placed"]
    add_lane(hand.editor, "Unassigned")
    assert message_names(hand.board)["placed"] == before
    assert len(set(context_slugs(hand.board).values())) == 3


def test_nothing_takes_a_published_name(hand: Hand) -> None:
    publish(hand.editor, {"placed": "1.0.0"}, DAY)
    early = Sticky(
        id="early", kind=Kind.EVENT, text="Early", context="sales", order=-1,
        message=Message(name="OrderPlaced"),
    )  # fmt: skip
    with hand.editor.document.edit("Early") as edit:
        edit.put(early)
    called = message_names(hand.board)
    assert (called["placed"].name, called["early"].name) == ("OrderPlaced", "OrderPlaced2")


def test_a_package_is_renamed_on_purpose_or_not_at_all(hand: Hand) -> None:
    with_reader(hand)
    publish(hand.editor, {"placed": "1.0.0"}, DAY)
    for taken in ("paying", "unassigned", "con"):
        with pytest.raises(BadInput, match="is taken"):
            rename_package(hand.editor, "sales", taken)
    for wrong in ("Sales orders", "1st", "a--b", "", "x" * 61):
        with pytest.raises(BadInput, match="small letters and digits") as told:
            rename_package(hand.editor, "sales", wrong)
        assert "^" not in told.value.why
    rename_package(hand.editor, "sales", "orders")
    (subject, *_) = (s for s in contracts_of(hand.board).subjects if s.sticky.id == "placed")
    assert (subject.context, hand.board.contexts["sales"].name) == ("orders", "Sales")
    assert message(hand).topic == "sales.order"
    rename_namespace(hand.editor, "com.example")
    assert contracts_of(hand.board).namespace == "com.example"
    rename_namespace(hand.editor, "")
    assert contracts_of(hand.board).namespace == "shop"


def test_a_command_that_is_called_gets_no_topic(hand: Hand) -> None:
    publish(hand.editor, {"place": "1.0.0"}, DAY)
    assert (message(hand, "place").name, message(hand, "place").topic) == ("PlaceOrder", None)


def test_the_selected_ones_are_published_or_else_all() -> None:
    board = shop()
    assert publishable(board) == ["place", "placed"]
    assert publishable(board, ["placed", "order"]) == ["placed"]
    assert publishable(board, ["order", "bare"]) == ["place", "placed"]


def test_a_repetition_stands_for_its_original() -> None:
    again = Sticky(id="again", kind=Kind.EVENT, text="Order placed", again="placed", order=9)
    board = Board.of([*shop().records.values(), again])
    assert publishable(board, ["again"]) == ["placed"]


@pytest.mark.parametrize(
    ("version", "why"),
    [("1.1", "is no version"), ("1.1.0", "published already"), ("1.0.9", "below 1.1.0")],
)
def test_a_version_that_is_none_or_was_there_is_refused(hand: Hand, version: str, why: str) -> None:
    publish(hand.editor, {"placed": "1.1.0"}, DAY)
    before = hand.board
    assert why in refusal(message(hand), version)
    with pytest.raises(BadInput, match=why):
        publish(hand.editor, {"place": "1.0.0", "placed": version}, DAY)
    assert hand.board is before
    assert not refusal(message(hand), "1.1.1")


def test_what_makes_no_contract_is_told_and_nothing_is_published(hand: Hand) -> None:
    placed = hand.board.stickies["placed"]
    broken = message(hand).revised(fields=(Field(name="x", type="Nowhere"),))
    with hand.editor.document.edit("Break") as edit:
        edit.put(placed.revised(message=broken))
    before = hand.board
    with pytest.raises(BadInput, match="Nowhere"):
        publish(hand.editor, {"place": "1.0.0", "placed": "1.0.0"}, DAY)
    assert hand.board is before
    publish(hand.editor, {"place": "1.0.0"}, DAY)
    assert message(hand, "place").version == "1.0.0"


def test_a_contract_is_renamed_as_one_step(hand: Hand) -> None:
    publish(hand.editor, {"placed": "1.0.0"}, DAY)
    rename_contract(hand.editor, "placed", name="BasketBought", topic="sales.baskets")
    then = message(hand)
    assert (then.name, then.topic) == ("BasketBought", "sales.baskets")
    assert [each.version for each in then.published] == ["1.0.0"]
    rename_contract(hand.editor, "placed", name="BasketBought", topic="")
    assert message_names(hand.board)["placed"].topic == "sales.order"
    hand.undo().undo()
    assert message(hand).name == "OrderPlaced"


@pytest.mark.parametrize(
    ("name", "topic", "why"),
    [
        ("Order placed", "sales.order", "is no name"),
        ("placeorder", "sales.order", "called PlaceOrder"),
        ("OrderPlaced", "sales order", "Kafka takes no topic"),
        ("OrderPlaced", "__sales", "Kafka takes no topic"),
    ],
)
def test_a_name_that_some_format_cannot_take_is_refused(
    hand: Hand, name: str, topic: str, why: str
) -> None:
    publish(hand.editor, {"placed": "1.0.0"}, DAY)
    before = hand.board
    with pytest.raises(BadInput, match=why):
        rename_contract(hand.editor, "placed", name=name, topic=topic)
    assert hand.board is before
