"""What each context sends and receives, as AsyncAPI tools read it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from exchange.contracts.on_kafka import (
    ASYNCAPI,
    board_of,
    documents,
    event,
    policy,
    sold,
    stored,
    stored_boards,
)
from jsonschema import Draft7Validator

from stormdesk.exchange.contracts.bundle import write
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.message import NamedType

_PLAIN = re.compile(r"[A-Za-z0-9._-]+")


def _document(board: Board, context: str, **options: Any) -> Any:
    files = documents(board, SchemaOptions(only=("asyncapi",), **options))
    (document,) = files[f"{context}/{context}.asyncapi.yaml"]
    return document


def _references(node: Any, at: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref" and isinstance(value, str):
                yield at, value
            else:
                yield from _references(value, f"{at}/{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _references(value, f"{at}/{number}")


def _found(document: Any, reference: str) -> Any:
    for part in reference.removeprefix("#/").split("/"):
        document = document[part]
    return document


def _validator(document: Any, path: str) -> Draft7Validator:
    return Draft7Validator({"$ref": path, "components": document["components"]})


def test_a_context_sends_its_events_on_their_topic():
    board = sold({"topic": "sales.order", "key": "id", "retention": "P1D"})
    document = _document(board, "sales")
    assert document["asyncapi"] == "3.0.0"
    assert document["id"] == "urn:stormdesk:com.example:sales"
    assert document["info"]["title"] == "Sales"
    assert document["info"]["contact"] == {"name": "Sellers"}
    channel = document["channels"]["sales_order"]
    assert channel["address"] == "sales.order"
    assert channel["messages"] == {"OrderPlaced": {"$ref": "#/components/messages/OrderPlaced"}}
    assert channel["bindings"]["kafka"] == {
        "topic": "sales.order",
        "partitions": 3,
        "replicas": 3,
        "topicConfiguration": {"cleanup.policy": ["delete"], "retention.ms": 86_400_000},
        "bindingVersion": "0.5.0",
    }
    assert document["operations"] == {
        "sendOrderPlaced": {
            "action": "send",
            "channel": {"$ref": "#/channels/sales_order"},
            "title": "Send OrderPlaced",
            "summary": "Order placed",
            "messages": [{"$ref": "#/channels/sales_order/messages/OrderPlaced"}],
            "x-stormdesk-sticky": "order-placed",
        }
    }


def test_a_context_receives_what_the_flows_bring_it_under_its_group():
    board = board_of(
        event("order-placed", message={"topic": "sales.order"}),
        event("order-cancelled", message={"topic": "sales.order"}),
        policy("ship"),
        Flow.between("order-placed", "ship"),
    )
    document = _document(board, "shipping")
    assert list(document["components"]["messages"]) == ["OrderPlaced"]
    assert document["operations"] == {
        "receiveSalesOrderForShipper": {
            "action": "receive",
            "channel": {"$ref": "#/channels/sales_order"},
            "title": "Receive as shipper",
            "summary": "Whenever ship",
            "messages": [{"$ref": "#/channels/sales_order/messages/OrderPlaced"}],
            "bindings": {
                "kafka": {
                    "groupId": {"type": "string", "enum": ["shipper"]},
                    "bindingVersion": "0.5.0",
                }
            },
            "x-stormdesk-sticky": ["ship"],
        }
    }


def test_a_message_has_the_headers_of_cloudevents_its_key_and_its_schema_by_name():
    document = _document(sold({"key": "id", "version": "2.1.0"}), "sales")
    message = document["components"]["messages"]["OrderPlaced"]
    assert message["contentType"] == "application/json"
    assert message["correlationId"]["location"] == "$message.header#/ce_correlationid"
    assert message["headers"]["properties"]["ce_type"]["const"] == (
        "com.example.sales.OrderPlaced.v2"
    )
    assert {"ce_id", "ce_source", "content-type"} <= set(message["headers"]["required"])
    assert message["bindings"]["kafka"] == {
        "key": {"type": "string", "format": "uuid", "description": "id"},
        "bindingVersion": "0.5.0",
    }
    assert message["externalDocs"]["url"] == "urn:stormdesk:com.example:sales:OrderPlaced:2.1.0"
    assert "sales/v2/OrderPlaced.schema.json" in message["externalDocs"]["description"]
    assert message["x-stormdesk-sticky"] == "order-placed"


def test_messages_of_the_same_name_from_two_contexts_are_told_apart():
    board = board_of(
        event("placed-here", message={"name": "Placed"}),
        event("placed-there", "shipping", message={"name": "Placed"}),
        policy("ship", "sales"),
        Flow.between("placed-there", "ship"),
    )
    messages = _document(board, "sales")["components"]["messages"]
    assert len(messages) == 2
    assert messages["Placed"]["x-stormdesk-sticky"] == "placed-here"
    assert {message["name"] for message in messages.values()} == {"Placed"}


def test_groups_that_are_one_in_plain_letters_have_operations_of_their_own():
    board = board_of(
        event("order-placed"),
        policy("a", handling={"group": "the-shipper"}),
        policy("b", handling={"group": "the_shipper"}),
        Flow.between("order-placed", "a"),
        Flow.between("order-placed", "b"),
    )
    operations = _document(board, "shipping")["operations"].values()
    groups = [each["bindings"]["kafka"]["groupId"]["enum"] for each in operations]
    assert sorted(groups) == [["the-shipper"], ["the_shipper"]]


def test_a_type_that_leads_back_to_itself_is_described_once():
    tree = NamedType.model_validate(
        {
            "id": "type:Tree",
            "name": "Tree",
            "fields": [{"name": "branches", "type": "list<Tree>"}],
        }
    )
    placed = event("order-placed", message={"fields": [{"name": "tree", "type": "Tree"}]})
    document = _document(board_of(placed, tree), "sales")
    assert document["components"]["schemas"]["Tree"]["properties"]["branches"]["items"] == {
        "type": "object",
        "description": "Another Tree, as the JSON Schema of the message describes it.",
    }


def test_an_example_that_readers_would_take_for_a_reference_is_left_out():
    fields = [{"name": "$ref", "type": "string", "example": "https://example.com/x"}]
    document = _document(board_of(event("order-placed", message={"fields": fields})), "sales")
    message = document["components"]["messages"]["OrderPlaced"]
    assert "examples" not in message
    assert "$ref" in message["payload"]["properties"]


def test_other_brokers_have_no_bindings_of_kafka_and_no_server():
    board = board_of(
        Context(id="mail", name="Mail", broker="managed-queue"), event("mail-sent", "mail")
    )
    document = _document(board, "mail")
    assert "servers" not in document
    (channel,) = document["channels"].values()
    assert "bindings" not in channel
    assert "artition" not in channel["description"]
    assert "bindings" not in document["components"]["messages"]["MailSent"]


def test_retry_and_dead_letter_topics_are_nobody_elses_business():
    document = _document(sold(dead_letter=True), "shipping")
    assert [each["address"] for each in document["channels"].values()] == ["sales.order-placed"]


def test_a_closed_content_model_reaches_the_payload():
    document = _document(sold(), "sales", content_model="closed")
    payload = document["components"]["messages"]["OrderPlaced"]["payload"]
    assert payload["additionalProperties"] is False


def test_version_3_1_is_written_where_it_is_asked_for():
    assert _document(sold(), "sales", asyncapi="3.1.0")["asyncapi"] == "3.1.0"


def test_a_context_that_neither_sends_nor_receives_has_no_document():
    files = write(board_of(event("order-placed")), ASYNCAPI)
    assert sorted(files) == ["README.md", "manifest.json", "sales/sales.asyncapi.yaml"]


@pytest.mark.parametrize("path", stored_boards(), ids=lambda path: path.stem)
def test_the_documents_of_every_board_hold_together(path: Path):
    for found in documents(stored(path), ASYNCAPI).values():
        (document,) = found
        assert document["operations"]
        for at, reference in _references(document):
            assert reference.startswith("#/")
            assert _found(document, reference) is not None
            if at.startswith("/operations/") and "/messages/" in at:
                assert reference.startswith("#/channels/")
        for names in (document["channels"], document["operations"], *_components(document)):
            assert all(_PLAIN.fullmatch(name) for name in names)
        for name, message in document["components"]["messages"].items():
            where = f"#/components/messages/{name}"
            Draft7Validator.check_schema(message["payload"])
            for example in message.get("examples", ()):
                _validator(document, f"{where}/payload").validate(example["payload"])
                _validator(document, f"{where}/headers").validate(example["headers"])


def _components(document: Any) -> Iterator[Any]:
    return iter(document["components"].values())
