"""Messages as Avro schemas: what they say, and that two libraries encode the examples by them."""

import io
import json
import re
from pathlib import Path
from typing import Any

import avro.io
import avro.schema
import fastavro
import pytest
from exchange.contracts.avro_json import datum
from exchange.contracts.one_message import board_of, event
from hypothesis import given, settings
from hypothesis import strategies as st

from stormdesk.exchange.contracts.avro import schema as avro_schema
from stormdesk.exchange.contracts.compatibility.avro.differences import differences, fault_of
from stormdesk.exchange.contracts.contracts import contracts_of
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.exchange.source import read_board
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from stormdesk.resources import resource

_BOARDS = [
    *sorted(resource("templates").glob("*.yaml")),
    *sorted((Path(__file__).parents[2] / "boards").glob("*.yaml")),
]
_UUID = "123e4567-e89b-12d3-a456-426614174000"


def _files(board: Board) -> dict[str, bytes]:
    """Return the files of a board, each example proved against its schema."""
    files = avro_schema.files(contracts_of(board), SchemaOptions())
    for name, data in files.items():
        if name.endswith(".avsc"):
            example = files[f"{name.removesuffix('.avsc')}.example.avro.json"]
            _prove(data.decode(), json.loads(example))
    return files


def _prove(text: str, example: Any) -> None:
    """Encode and decode an example with both libraries, which must give the same bytes."""
    schema = json.loads(text)
    value = datum(example, schema)
    fast, apache = fastavro.parse_schema(schema), avro.schema.parse(text, validate_names=True)
    encoded = _fast(value, fast)
    assert _apache(value, apache) == encoded
    assert _fast(fastavro.schemaless_reader(io.BytesIO(encoded), fast), fast) == encoded
    decoder = avro.io.BinaryDecoder(io.BytesIO(encoded))
    assert _apache(avro.io.DatumReader(apache, apache).read(decoder), apache) == encoded


def _fast(value: Any, schema: Any) -> bytes:
    written = io.BytesIO()
    fastavro.schemaless_writer(written, schema, value, strict=True)
    return written.getvalue()


def _apache(value: Any, schema: avro.schema.Schema) -> bytes:
    written = io.BytesIO()
    avro.io.DatumWriter(schema).write(value, avro.io.BinaryEncoder(written))
    return written.getvalue()


def _schema(*fields: dict[str, Any], types: tuple[Any, ...] = (), **message: Any) -> Any:
    files = _files(board_of(event("order-placed", *fields, **message), types=types))
    (schema,) = (json.loads(data) for name, data in files.items() if name.endswith(".avsc"))
    return schema


def _field(data_type: str, types: tuple[Any, ...] = (), **more: Any) -> Any:
    schema = _schema({"name": "value", "type": data_type, **more}, types=types)
    return schema["fields"][0]


@pytest.mark.parametrize("path", _BOARDS, ids=lambda path: path.stem)
def test_both_libraries_encode_the_examples_of_whole_boards(path: Path):
    board = read_board(str(path))
    assert len(_files(board)) == 2 * len(contracts_of(board).subjects)


def test_a_schema_is_named_by_board_context_and_major_version_and_tells_its_sticky():
    files = _files(board_of(event("order-placed", {"name": "a", "type": "date"}, version="2.3.1")))
    schema = json.loads(files["sales/v2/OrderPlaced.avsc"])
    assert schema["namespace"] == "com.example.sales.v2"
    assert schema["name"] == "OrderPlaced"
    assert schema["doc"] == "Order placed"
    assert schema["x-stormdesk-sticky"] == "order-placed"
    assert schema["x-version"] == "2.3.1"


@pytest.mark.parametrize(
    ("data_type", "spelled"),
    [
        ("string", "string"),
        ("boolean", "boolean"),
        ("int32", "int"),
        ("int64", "long"),
        ("float32", "float"),
        ("float64", "double"),
        ("bytes", "bytes"),
        ("uuid", {"type": "string", "logicalType": "uuid"}),
        ("date", {"type": "int", "logicalType": "date"}),
        ("time", {"type": "long", "logicalType": "time-micros"}),
        ("timestamp", {"type": "long", "logicalType": "timestamp-micros"}),
        ("duration", {"type": "string", "x-format": "duration"}),
        (
            "decimal(12,2)",
            {"type": "bytes", "logicalType": "decimal", "precision": 12, "scale": 2},
        ),
        ("list<int32>", {"type": "array", "items": "int"}),
        ("map<list<string>>", {"type": "map", "values": {"type": "array", "items": "string"}}),
    ],
)
def test_each_type_has_its_own_spelling(data_type: str, spelled: Any):
    assert _field(data_type)["type"] == spelled
    assert _field(data_type, required=False)["type"] == ["null", spelled]


def test_an_optional_field_begins_with_null_as_its_default():
    field = _field("string", required=False)
    assert field["type"] == ["null", "string"]
    assert field["default"] is None


def test_the_default_of_an_optional_field_is_of_the_first_branch():
    field = _field("string", required=False, default="web")
    assert field["type"] == ["string", "null"]
    assert field["default"] == "web"
    assert _field("int32", required=False, default="null")["type"] == ["null", "int"]


@pytest.mark.parametrize(
    ("data_type", "text", "default"),
    [
        ("string", "web", "web"),
        ("boolean", "true", True),
        ("int32", "-7", -7),
        ("float64", "1.5", 1.5),
        ("bytes", "/wCA", "\xff\x00\x80"),
        ("uuid", _UUID.upper(), _UUID),
        ("date", "1969-12-31", -1),
        ("time", "23:59:59.999999", 86_399_999_999),
        ("timestamp", "1970-01-01T01:00:00.000001+01:00", 1),
        ("duration", "90s", "PT90S"),
        ("decimal(12,2)", "1.5", "\x00\x96"),
        ("decimal(12,2)", "-1.28", "\x80"),
        ("decimal(12,2)", "0", "\x00"),
        ("list<date>", '["1970-01-02"]', [1]),
        ("map<bytes>", '{"a": "AQ=="}', {"a": "\x01"}),
    ],
)
def test_a_default_is_spelled_as_avro_does(data_type: str, text: str, default: Any):
    assert _field(data_type, default=text)["default"] == default


def test_a_default_of_a_record_has_every_field_and_null_for_what_is_left_out():
    types = (
        {
            "name": "Line",
            "fields": [
                {"name": "count", "type": "int32"},
                {"name": "note", "type": "string", "required": False},
            ],
        },
    )
    field = _field("Line", types, default='{"count": 2}')
    assert field["default"] == {"count": 2, "note": None}
    told = _field("Line", types, default='{"count": 2, "note": "x"}')
    assert "default" not in told
    assert told["x-default"] == '{"count": 2, "note": "x"}'


def test_a_default_that_javascript_would_round_is_kept_beside():
    field = _field("int64", default="9223372036854775807")
    assert "default" not in field
    assert field["x-default"] == "9223372036854775807"
    optional = _field("int64", default="9223372036854775807", required=False)
    assert optional["type"] == ["null", "long"]
    assert optional["default"] is None


def test_an_enum_begins_with_unknown_which_is_its_default():
    types = ({"name": "State", "doc": "How it is.", "values": ["open", "shut"]},)
    enum = _field("State", types)["type"]
    assert enum == {
        "type": "enum",
        "name": "State",
        "namespace": "com.example.sales.v1.types",
        "doc": "How it is.",
        "symbols": ["UNKNOWN", "open", "shut"],
        "default": "UNKNOWN",
    }
    assert _field("State", types, default="shut")["default"] == "shut"


def test_values_that_are_spelled_alike_are_told_apart_and_keep_their_own_text():
    types = ({"name": "State", "values": ["in-stock", "in stock", "in_stock", "1", "🎉"]},)
    enum = _field("State", types, default="in stock")
    symbols = enum["type"]["symbols"]
    assert len(set(symbols)) == 6
    assert symbols[1] == "in_stock"
    assert enum["default"] == symbols[2]
    assert [enum["type"]["x-values"][symbol] for symbol in symbols[1:]] == types[0]["values"]


@pytest.mark.parametrize(
    "values",
    [("in_stock", "in-stock"), ("sold", "in_stock", "in-stock"), ("in_stock",)],
    ids=["reordered", "grown", "shrunk"],
)
def test_a_symbol_stays_that_of_its_value_whatever_becomes_of_the_others(values: tuple[str, ...]):
    numbers = {"in-stock": 1, "in_stock": 2}
    was = _field("State", ({"name": "State", "values": [*numbers], "numbers": numbers},))["type"]
    now = _field("State", ({"name": "State", "values": values, "numbers": numbers},))["type"]
    called = {now["x-values"].get(symbol, symbol): symbol for symbol in now["symbols"]}
    assert called["in_stock"] == was["symbols"][2]
    assert [*called] == ["UNKNOWN", *values]


def test_a_value_called_unknown_is_what_unknown_values_become():
    types = ({"name": "State", "values": ["open", "UNKNOWN"]},)
    assert _field("State", types)["type"]["symbols"] == ["UNKNOWN", "open"]


def test_names_are_plain_and_the_original_is_kept():
    schema = _schema(
        {"name": "order-id", "type": "uuid"},
        {"name": "order id", "type": "uuid"},
        {"name": "1st", "type": "date"},
        {"name": "größe", "type": "string"},
        {"name": "数量", "type": "int32"},
        {"name": "class", "type": "string"},
    )
    first, second, *others = schema["fields"]
    assert (first["name"], first["x-name"]) == ("order_id", "order-id")
    assert re.fullmatch("order_id_[a-z0-9]{4}", second["name"])
    assert [field["name"] for field in others][:2] == ["field_1_st", "grosse"]
    assert re.fullmatch("field_[a-z0-9]{6}", others[2]["name"])
    assert "x-name" not in others[3]


def test_a_spelling_stays_when_an_earlier_field_of_the_same_spelling_is_removed():
    before = _schema(
        {"name": "order-id", "type": "uuid", "tag": 1},
        {"name": "order id", "type": "uuid", "tag": 2},
    )
    after = _schema(
        {"name": "order id", "type": "uuid", "tag": 2}, reserved=[{"tag": 1, "name": "order-id"}]
    )
    assert after["fields"][0]["name"] == before["fields"][1]["name"]


def test_earlier_names_are_aliases_unless_a_field_has_that_name():
    schema = _schema(
        {"name": "total", "type": "date", "was": ["amount", "the sum", "sku"]},
        {"name": "sku", "type": "date", "was": ["amount", "article"]},
    )
    assert [field.get("aliases") for field in schema["fields"]] == [
        ["amount", "the_sum"],
        ["article"],
    ]


def test_what_is_said_of_a_field_reaches_the_schema():
    field = _field(
        "string",
        doc="Who.",
        tag=7,
        unit="name",
        personal=True,
        classification="restricted",
        mask="hash",
    )
    assert field == {
        "name": "value",
        "doc": "Who.",
        "type": "string",
        "x-tag": 7,
        "x-unit": "name",
        "x-personal": True,
        "x-classification": "restricted",
        "x-mask": "hash",
    }


def test_a_shared_type_is_defined_once_and_then_named():
    types = ({"name": "Line", "fields": [{"name": "state", "type": "string"}]},)
    schema = _schema(
        {"name": "first", "type": "Line"},
        {"name": "others", "type": "list<Line>", "required": False},
        types=types,
    )
    assert schema["fields"][0]["type"]["name"] == "Line"
    assert schema["fields"][1]["type"][1]["items"] == "com.example.sales.v1.types.Line"


def test_types_may_hold_themselves_and_each_other_and_nothing():
    types = (
        {"name": "Größe", "fields": [{"name": "inner", "type": "list<Größe>"}]},
        {"name": "Grosse", "fields": [{"name": "b", "type": "Other", "required": False}]},
        {"name": "Other", "fields": [{"name": "a", "type": "map<Grosse>"}]},
        {"name": "Empty"},
    )
    schema = _schema(
        {"name": "a", "type": "Größe"},
        {"name": "b", "type": "Grosse"},
        {"name": "c", "type": "Empty"},
        types=types,
    )
    first, second, third = (field["type"] for field in schema["fields"])
    assert first["x-name"] == "Größe"
    assert first["name"] != second["name"] == "Grosse"
    assert third["fields"] == []


def test_a_message_and_a_type_may_be_called_alike():
    types = ({"name": "OrderPlaced", "fields": [{"name": "a", "type": "date"}]},)
    schema = _schema({"name": "value", "type": "OrderPlaced"}, types=types)
    assert schema["name"] == schema["fields"][0]["type"]["name"]


def test_a_message_without_fields_is_an_empty_record():
    assert _schema()["fields"] == []


def test_a_number_that_does_not_fit_into_a_float_is_refused():
    with pytest.raises(BadInput, match="does not fit into float32"):
        _field("float32", example="1e39")
    with pytest.raises(BadInput, match="no number of the type lies between"):
        _field("float32", min=1e39, max=1e40)
    assert _field("float32", default="-3.4028234663852886e38")["default"] == -3.4028234663852886e38


def test_types_nested_without_end_in_sight_are_refused():
    types = tuple(
        {"name": f"T{n}", "fields": [{"name": "next", "type": f"T{n + 1}", "required": False}]}
        for n in range(2000)
    )
    board = board_of(
        event("order-placed", {"name": "a", "type": "T0"}), types=(*types, {"name": "T2000"})
    )
    with pytest.raises(BadInput, match="nested deeper than 100"):
        avro_schema.files(contracts_of(board), SchemaOptions())


@given(
    st.lists(
        st.text(
            st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")),
            min_size=1,
            max_size=250,
        ),
        min_size=1,
        max_size=6,
        unique=True,
    )
)
@settings(max_examples=50, deadline=None)
def test_any_names_make_a_schema_of_distinct_fields_symbols_and_values(names: list[str]):
    types = ({"name": "State", "values": names},)
    schema = _schema(
        *({"name": name, "type": "State", "default": names[0]} for name in names), types=types
    )
    fields = schema["fields"]
    assert len({field["name"] for field in fields}) == len(names)
    assert [field.get("x-name", field["name"]) for field in fields] == names
    enum = fields[0]["type"]
    kept = [enum.get("x-values", {}).get(symbol, symbol) for symbol in enum["symbols"]]
    assert sorted({"UNKNOWN", *kept}) == sorted({"UNKNOWN", *names})


def test_a_ring_of_a_hundred_types_is_read_by_both_libraries():
    types = tuple(
        {
            "name": f"T{n}",
            "fields": [{"name": "next", "type": f"T{(n + 1) % 100}", "required": False}],
        }
        for n in range(100)
    )
    board = board_of(event("order-placed", {"name": "a", "type": "T0"}), types=types)
    files = _files(board)
    schema = json.loads(files["sales/v1/OrderPlaced.avsc"])
    assert fault_of(schema) == ""
    assert not differences(schema, json.loads(json.dumps(schema)))
