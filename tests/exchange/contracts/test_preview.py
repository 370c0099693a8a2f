"""The files of the bundle that are about one message."""

from __future__ import annotations

import pytest
from exchange.contracts.one_message import board_of, event

from stormdesk.exchange.contracts.bundle import write
from stormdesk.exchange.contracts.options import Part, SchemaOptions
from stormdesk.exchange.contracts.preview import parts, previews
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.integrity import sound_board
from stormdesk.model.problem import BadInput
from stormdesk.model.sticky import Kind, Sticky


def board() -> Board:
    return board_of(
        event("order-placed", {"name": "orderId", "type": "uuid"}, topic="sales.order"),
        event("order-paid", {"name": "orderId", "type": "uuid"}, topic="sales.order"),
        event("order-seen"),
    )


@pytest.mark.parametrize("part", parts())
def test_every_file_that_is_shown_is_one_of_the_bundle(part: Part) -> None:
    bundle = write(board(), SchemaOptions())
    found = previews(board(), "order-placed", part)
    for each in found:
        assert bundle[each.path].decode() == each.text
    assert all(
        "order-placed" in each.text.splitlines()[each.line] for each in found if each.line >= 0
    )


def test_what_a_package_shares_is_shown_whole() -> None:
    shared = board_of(
        event("order-placed", {"name": "m", "type": "Money"}),
        event("order-paid", {"name": "s", "type": "State"}),
        types=({"name": "Money", "values": ["EUR"]}, {"name": "State", "values": ["open"]}),
    )
    bundle = write(shared, SchemaOptions())
    found = {each.path: each.text for each in previews(shared, "order-placed", "protobuf")}
    assert [path.rpartition("/")[2] for path in found] == [
        "order_placed.proto", "types.proto", "OrderPlaced.example.proto.json"
    ]  # fmt: skip
    assert found == {path: bundle[path].decode() for path in found}


@pytest.mark.parametrize("part", ["cloudevents", "registry"])
def test_a_topic_is_told_apart_from_those_of_the_whole_board(part: Part) -> None:
    alike = board_of(
        event("order-placed", topic="sales.order"), event("order-paid", topic="sales_order")
    )
    bundle = write(alike, SchemaOptions())
    for each in previews(alike, "order-paid", part):
        assert bundle[each.path].decode() == each.text


def test_the_file_that_names_the_sticky_comes_first() -> None:
    for part in ("json-schema", "avro", "protobuf"):
        assert previews(board(), "order-placed", part)[0].line >= 0


def test_what_is_said_together_begins_with_the_own_context() -> None:
    reader = Sticky(id="ship", kind=Kind.POLICY, text="Ship it", context="depot", order=9)
    whole = [*board().records.values(), Context(id="depot", name="Depot", order=1), reader]
    shared = sound_board([*whole, Flow.between("order-placed", "ship")])
    paths = [each.path for each in previews(shared, "order-placed", "asyncapi")]
    assert paths == ["sales/sales.asyncapi.yaml", "depot/depot.asyncapi.yaml"]


def test_a_message_that_makes_no_contract_keeps_no_other_from_being_shown() -> None:
    broken = board_of(
        event("order-placed", {"name": "orderId", "type": "uuid"}),
        event("wrong", {"name": "x", "type": "Nowhere"}),
    )
    assert previews(broken, "order-placed", "json-schema")
    with pytest.raises(BadInput, match="Nowhere"):
        previews(broken, "wrong", "json-schema")


def test_what_has_no_message_has_no_files() -> None:
    silent = board_of(event("order-seen").revised(message=None))
    assert previews(silent, "order-seen", "json-schema") == []
