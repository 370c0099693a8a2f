"""Messages in their envelope, read back by the SDK of CloudEvents."""

import json
from typing import Any

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary, from_structured
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from jsonschema import Draft202012Validator

from stormdesk.exchange.contracts.bundle import write
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.integrity import sound_board
from stormdesk.model.message import NamedType
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Sticky

_OPTIONS = SchemaOptions(only=("cloudevents",))


def _sticky(name: str, *fields: dict[str, Any], kind: str = "event", **message: Any) -> Sticky:
    return Sticky.model_validate(
        {
            "id": name.lower().replace(" ", "-"),
            "kind": kind,
            "text": name,
            "context": "sales",
            "message": {"fields": list(fields), **message},
        }
    )


def _board(*records: Any) -> Board:
    profile = Profile(id="shop", title="Shop", namespace="com.example.shop")
    return sound_board([profile, Context(id="sales", name="Sales"), *records])


def _written(*fields: dict[str, Any], types: tuple[Any, ...] = (), **message: Any) -> list[Any]:
    """Return envelope schema, example and Kafka headers of the only event."""
    named = [NamedType.model_validate({"id": f"type:{t['name']}", **t}) for t in types]
    files = write(_board(_sticky("Order placed", *fields, **message), *named), _OPTIONS)
    suffixes = (".cloudevent.schema.json", ".cloudevent.json", ".kafka-headers.json")
    return [json.loads(files[f"sales/v1/OrderPlaced{suffix}"]) for suffix in suffixes]


def _validator(schema: dict[str, Any]) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


_ID = {"name": "orderId", "type": "uuid"}


def test_an_example_carries_every_attribute_under_its_own_name():
    _, example, _ = _written({**_ID, "classification": "internal"}, key="orderId", version="1.4.0")
    data = example.pop("data")
    assert {name: example[name] for name in sorted(example) if not name.endswith("id")} == {
        "dataclassification": "internal",
        "datacontenttype": "application/json",
        "dataschema": "urn:stormdesk:com.example.shop:sales:OrderPlaced:1.4.0",
        "partitionkey": data["orderId"],
        "source": "/com.example.shop/sales",
        "specversion": "1.0",
        "subject": data["orderId"],
        "time": "2026-01-31T12:00:00Z",
        "type": "com.example.shop.sales.OrderPlaced.v1",
    }
    ids = [example[name] for name in ("id", "correlationid", "causationid")]
    assert len(set(ids)) == 3


def test_the_sdk_reads_both_modes_of_the_same_event():
    _, example, kafka = _written(_ID, {"name": "n", "type": "int64"}, key="orderId")
    structured = from_structured(
        KafkaMessage(
            {"content-type": b"application/cloudevents+json"}, None, json.dumps(example).encode()
        ),
        JSONFormat(),
        CloudEvent,
    )
    headers = {name: value.encode() for name, value in kafka["headers"].items()}
    binary = from_binary(
        KafkaMessage(headers, kafka["key"], json.dumps(kafka["value"]).encode()),
        JSONFormat(),
        CloudEvent,
    )
    assert binary.get_attributes() == structured.get_attributes()
    assert binary.get_data() == structured.get_data() == example["data"]
    assert binary.get_extension("partitionkey") == example["data"]["orderId"]
    assert kafka["topic"] == "sales.order-placed"


def test_the_envelope_takes_the_example_and_extensions_and_nothing_unsound():
    schema, example, _ = _written(_ID, key="orderId")
    validator = _validator(schema)
    validator.validate(example)
    validator.validate(schema["examples"][0])
    traced = {"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "n": 3}
    validator.validate({**example, **traced})
    for wrong in (
        {"type": "com.example.shop.sales.OrderPlaced.v2"},
        {"specversion": "0.3"},
        {"id": ""},
        {"source": "no uri"},
        {"time": "yesterday"},
        {"data": {"orderId": "1"}},
        {"data": {}},
        {"correlationId": "1"},
        {"nested": {"a": 1}},
        {"dataclassification": "secret"},
    ):
        assert not validator.is_valid({**example, **wrong}), wrong
    for name in schema["required"]:
        assert not validator.is_valid({k: v for k, v in example.items() if k != name})


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ([{"classification": "public"}, {}], "public"),
        ([{"classification": "public"}, {"classification": "restricted"}], "restricted"),
        ([{"personal": True}], "confidential"),
        ([{"personal": True, "classification": "internal"}], "internal"),
        ([{}], None),
    ],
)
def test_the_most_secret_field_decides_the_classification(fields: list[Any], label: str | None):
    named = [{"name": f"f{n}", "type": "date", **each} for n, each in enumerate(fields)]
    schema, example, _ = _written(*named)
    assert example.get("dataclassification") == label
    assert schema["properties"]["dataclassification"].get("const") == label


def test_a_field_of_a_shared_type_counts_for_the_classification():
    types = (
        {"name": "Buyer", "fields": [{"name": "by", "type": "Person"}]},
        {"name": "Person", "fields": [{"name": "name", "type": "string", "personal": True}]},
    )
    _, example, _ = _written({"name": "buyers", "type": "list<Buyer>"}, types=types)
    assert example["dataclassification"] == "confidential"


@pytest.mark.parametrize(
    ("field", "key"),
    [
        ({"type": "int64", "example": "7"}, "7"),
        ({"type": "boolean"}, "true"),
        ({"type": "decimal(5,2)", "example": "1"}, "1.00"),
        ({"type": "list<int32>", "example": "[1, 2]"}, "[1,2]"),
        ({"type": "string", "example": ""}, None),
        ({"type": "int64", "required": False, "example": "null"}, None),
    ],
)
def test_the_key_is_the_text_of_its_field(field: dict[str, Any], key: str | None):
    schema, example, kafka = _written({"name": "k", **field}, key="k")
    assert (example.get("partitionkey"), example.get("subject"), kafka["key"]) == (key, key, key)
    _validator(schema).validate(example)


def test_a_type_named_like_the_message_or_its_envelope_is_another_definition():
    types = tuple(
        {"name": name, "fields": [{"name": "x", "type": "date"}]}
        for name in ("OrderPlaced", "OrderPlacedCloudEvent", "ORDERPLACED", "BaseModel", "Größe")
    )
    fields = [{"name": f"f{n}", "type": each["name"]} for n, each in enumerate(types)]
    schema, example, _ = _written(*fields, types=types)
    assert len(schema["$defs"]) == 6
    assert len({name.casefold() for name in schema["$defs"]}) == 6
    assert all(name.isascii() for name in schema["$defs"])
    assert "BaseModel" not in schema["$defs"]
    _validator(schema).validate(example)


def test_a_command_has_an_envelope_where_it_is_sent_as_an_event():
    called, sent = (_sticky(name, _ID, kind="command") for name in ("Call it", "Send it"))
    event = _sticky("Order placed", _ID)
    flows = [
        Flow.between("order-placed", "call-it").revised(via="call"),
        Flow.between("order-placed", "send-it").revised(via="event"),
    ]
    files = write(_board(called, sent, event, *flows), _OPTIONS)
    envelopes = [path for path in files if path.endswith(".cloudevent.json")]
    assert sorted(envelopes) == [
        "sales/v1/OrderPlaced.cloudevent.json",
        "sales/v1/SendIt.cloudevent.json",
    ]


def test_writing_twice_gives_the_same_bytes():
    board = _board(_sticky("Order placed", _ID, key="orderId"))
    assert write(board, _OPTIONS) == write(board, _OPTIONS)
