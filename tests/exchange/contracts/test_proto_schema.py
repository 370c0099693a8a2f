"""Protobuf sources that the real compiler takes, and examples that its classes take."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from exchange.contracts.one_message import board_of, event
from exchange.contracts.protoc import Compiled
from hypothesis import given, settings
from hypothesis import strategies as st

from stormdesk.exchange.contracts.bundle import write
from stormdesk.exchange.contracts.contracts import contracts_of
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.exchange.contracts.protobuf import package as proto_package
from stormdesk.exchange.contracts.protobuf.names import proto_names
from stormdesk.exchange.contracts.protobuf.packages import packages_of
from stormdesk.exchange.yaml_reader import read_text
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.integrity import sound_board
from stormdesk.model.message import NamedType
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Sticky

_OPTIONS = SchemaOptions(only=("protobuf",))
_FOLDER = "proto/com/example/sales/v1"
_BOARDS = Path(__file__).parents[2] / "boards"
_TEMPLATES = Path(__file__).parents[3] / "resources" / "templates"


def _field(name: str, data_type: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": data_type, **more}


def _sources(board: Board) -> dict[str, str]:
    """Return the sources of a board, proved by the compiler and by the examples."""
    files = write(board, _OPTIONS)
    compiled = Compiled(files)
    assert compiled.round_trip() == len(contracts_of(board).subjects)
    return {path: data.decode() for path, data in files.items() if path.endswith(".proto")}


def _source(*fields: dict[str, Any], types: Any = (), **message: Any) -> str:
    """Return the source of the only message, without its comments."""
    board = board_of(event("order-placed", *fields, **message), types=types)
    return _bare(_sources(board)[f"{_FOLDER}/order_placed.proto"])


def _shared(*fields: dict[str, Any], types: Any = ()) -> str:
    """Return the source of what messages share, without its comments."""
    board = board_of(event("order-placed", *fields), types=types)
    return _bare(_sources(board)[f"{_FOLDER}/types.proto"])


def _bare(source: str) -> str:
    lines = (line for line in source.splitlines() if not line.strip().startswith("//"))
    return re.sub(r"\n{2,}", "\n\n", "\n".join(lines))


def _declared(source: str) -> list[str]:
    """Return the lines between the braces of the last block."""
    body = source.rpartition("{")[2].partition("}")[0]
    return [line.strip() for line in body.splitlines() if line.strip()]


def test_a_message_is_a_file_in_the_folder_of_its_package_and_says_where_it_came_from():
    board = board_of(
        event(
            "order-placed",
            _field("orderId", "uuid", doc="Names the order."),
            _field("e-mail", "string", personal=True, classification="confidential", mask="hash"),
            version="2.3.1",
        )
    )
    (source,) = _sources(board).items()
    assert source == (
        "proto/com/example/sales/v2/order_placed.proto",
        """syntax = "proto3";

package com.example.sales.v2;

option java_multiple_files = true;
option java_package = "com.example.sales.v2";

// Order placed
//
// From the sticky stormdesk://order-placed
message OrderPlaced {
  // Names the order.
  // type: uuid
  string order_id = 1;

  // classification: confidential
  // mask: hash
  // personal: says something about a person
  string e_mail = 2 [json_name = "e-mail"];
}
""",
    )


@pytest.mark.parametrize(
    ("data_type", "required", "optional"),
    [
        ("string", "string", "optional string"),
        ("boolean", "bool", "optional bool"),
        ("int32", "int32", "optional int32"),
        ("int64", "int64", "optional int64"),
        ("float32", "float", "optional float"),
        ("float64", "double", "optional double"),
        ("decimal(12,2)", "string", "optional string"),
        ("bytes", "bytes", "optional bytes"),
        ("uuid", "string", "optional string"),
        ("date", "string", "optional string"),
        ("time", "string", "optional string"),
        ("timestamp", *["google.protobuf.Timestamp"] * 2),
        ("duration", *["google.protobuf.Duration"] * 2),
        ("Size", "Size", "optional Size"),
        ("Line", "Line", "Line"),
        ("list<int64>", *["repeated int64"] * 2),
        ("map<timestamp>", *["map<string, google.protobuf.Timestamp>"] * 2),
        ("list<Size>", *["repeated Size"] * 2),
        ("map<decimal(3,1)>", *["map<string, string>"] * 2),
        ("list<list<int32>>", *["repeated Int32List"] * 2),
        ("map<list<Line>>", *["map<string, LineList>"] * 2),
        ("map<map<list<uuid>>>", *["map<string, StringListMap>"] * 2),
    ],
)
def test_each_type_has_its_own_in_protobuf(data_type: str, required: str, optional: str):
    types = (
        {"name": "Size", "values": ["small", "large"]},
        {"name": "Line", "fields": [_field("sku", "string")]},
    )
    source = _source(
        _field("needed", data_type), _field("perhaps", data_type, required=False), types=types
    )
    assert _declared(source) == [f"{required} needed = 1;", f"{optional} perhaps = 2;"]


def test_what_is_nested_without_a_name_is_wrapped_in_a_message_of_the_package():
    source = _shared(
        _field("grid", "list<list<timestamp>>"), _field("deep", "list<map<list<timestamp>>>")
    )
    assert "message TimestampList {\n  repeated google.protobuf.Timestamp values = 1;\n}" in source
    assert "message TimestampListMap {\n  map<string, TimestampList> values = 1;\n}" in source
    assert "google/protobuf/timestamp.proto" in source


def test_wrappers_never_meet_shared_types_of_the_same_name():
    types = (
        {"name": "String", "fields": [_field("a", "date")]},
        {"name": "Int32List", "fields": [_field("b", "date")]},
        {"name": "Timestamp", "fields": [_field("c", "date")]},
        {"name": "LinesEntry", "fields": [_field("d", "date")]},
    )
    fields = [
        *(_field(name.lower(), f"list<list<{name}>>") for name in ("String", "Timestamp")),
        *(_field(f"a {name}", f"list<list<{name}>>") for name in ("string", "int32", "timestamp")),
        _field("own", "Int32List"),
        _field("stamp", "Timestamp"),
        _field("lines", "map<LinesEntry>"),
        _field("line", "LinesEntry"),
    ]
    _source(*fields, types=types)


def test_a_message_called_as_the_file_of_the_shared_types_or_as_a_device_has_a_file_of_its_own():
    shared = {"name": "State", "values": ["on"]}
    board = board_of(
        *(event(name, _field("s", "State")) for name in ("types", "con")), types=[shared]
    )
    sources = _sources(board)
    assert len(sources) == 3
    assert "message Types {" not in sources[f"{_FOLDER}/types.proto"]
    assert f"{_FOLDER}/con.proto" not in sources


def test_only_what_is_used_is_imported():
    assert "import" not in _source(_field("a", "date"))
    assert _source(_field("a", "duration")).count("import") == 1


def test_numbers_are_tags_and_those_of_removed_fields_stay_reserved_over_three_versions():
    first = [_field("id", "uuid", tag=1), _field("note", "string", tag=2)]
    second = [_field("note", "string", tag=2), _field("orderId", "uuid", tag=1, was=["id"])]
    third = [_field("sum", "decimal(9,2)", tag=3), _field("orderId", "uuid", tag=1, was=["id"])]
    gone = [{"tag": 2, "name": "note"}, {"tag": 9}]
    assert _declared(_source(*first)) == ["string id = 1;", "string note = 2;"]
    assert _declared(_source(*second)) == ["string order_id = 1;", "string note = 2;"]
    assert _declared(_source(*third, reserved=gone)) == [
        "reserved 2, 9;",
        'reserved "note";',
        "string order_id = 1;",
        "string sum = 3;",
    ]


def test_a_number_reserved_twice_and_a_name_that_is_used_again_are_still_sound():
    gone = [{"tag": 5, "name": "a"}, {"tag": 5, "name": "b"}, {"tag": 6, "name": "a"}]
    source = _source(_field("a", "date", tag=7), reserved=gone)
    assert _declared(source) == ["reserved 5, 6;", 'reserved "b";', "string a = 7;"]


def test_a_later_field_never_takes_the_spelling_of_an_earlier_one_even_if_that_is_gone():
    first = _source(_field("order id", "date", tag=1), _field("order-id", "date", tag=2))
    (_, kept) = _declared(first)
    later = _source(
        _field("order-id", "date", tag=2),
        _field("order_id", "date", tag=3),
        reserved=[{"tag": 1, "name": "order id"}],
    )
    assert kept in _declared(later)
    assert 'reserved "order_id";' in _declared(later)


def test_values_are_numbered_in_their_order_until_their_numbers_are_written_down():
    values = {"name": "State", "values": ["on hold", "open", "shut"]}
    assert _declared(_shared(_field("state", "State"), types=(values,))) == [
        "STATE_UNSPECIFIED = 0;",
        "STATE_ON_HOLD = 1;",
        "STATE_OPEN = 2;",
        "STATE_SHUT = 3;",
    ]
    locked = {
        "name": "State",
        "values": ["new", "shut", "on hold"],
        "numbers": {"on hold": 1, "open": 2, "shut": 3},
    }
    assert _declared(_shared(_field("state", "State"), types=(locked,))) == [
        "reserved 2;",
        'reserved "STATE_OPEN";',
        "STATE_UNSPECIFIED = 0;",
        "STATE_ON_HOLD = 1;",
        "STATE_SHUT = 3;",
        "STATE_NEW = 4;",
    ]


def test_a_value_that_was_removed_keeps_its_number_from_others():
    values = {"name": "State", "values": ["a", "c"], "reserved": [{"tag": 2, "name": "b"}]}
    assert "STATE_C = 3;" in _shared(_field("state", "State"), types=(values,))


@pytest.mark.parametrize(
    "more", [{"numbers": {"a": 1, "b": 1}}, {"numbers": {"a": 2}, "reserved": [{"tag": 2}]}]
)
def test_two_values_of_one_number_are_refused(more: dict[str, Any]):
    with pytest.raises(BadInput, match="type State: has two values of one number"):
        _shared(_field("s", "State"), types=({"name": "State", "values": ["a", "b"], **more},))


def test_values_of_all_enums_of_a_package_are_told_apart():
    types = (
        {"name": "Foo", "values": ["bar baz", "Unspecified", "", "1", "-1", "a_b", "ab", "A.B"]},
        {"name": "FooBar", "values": ["baz", "unspecified"]},
    )
    types[0]["values"].remove("")
    _source(_field("foo", "Foo"), _field("bar", "FooBar"), types=types)


def test_messages_of_a_package_share_its_types_and_each_stands_in_it_once():
    types = (
        {"name": "Tree", "fields": [_field("branches", "list<Tree>"), _field("leaf", "Leaf")]},
        {"name": "Leaf", "fields": [_field("tree", "Tree", required=False)]},
        {"name": "Unused", "values": ["x"]},
        {"name": "OrderPlaced", "values": ["x"]},
    )
    board = board_of(
        event("order-placed", _field("tree", "Tree")),
        event("order-paid", _field("leaf", "Leaf"), _field("state", "OrderPlaced")),
        event("order-lost", _field("tree", "Tree"), version="2"),
        event("order-gone"),
        types=types,
    )
    sources = _sources(board)
    assert sorted(sources) == [
        f"{_FOLDER}/order_gone.proto",
        f"{_FOLDER}/order_paid.proto",
        f"{_FOLDER}/order_placed.proto",
        f"{_FOLDER}/types.proto",
        "proto/com/example/sales/v2/order_lost.proto",
        "proto/com/example/sales/v2/types.proto",
    ]
    shared = sources[f"{_FOLDER}/types.proto"]
    assert shared.count("message Tree {") == shared.count("message Leaf {") == 1
    assert "Unused" not in shared
    assert "stormdesk://type:Leaf" in shared
    assert "message OrderGone {}" in sources[f"{_FOLDER}/order_gone.proto"]


@pytest.mark.parametrize(
    ("namespace", "context", "version", "package"),
    [
        ("com.example", "Sales", None, "com.example.sales.v1"),
        ("com.example", "Order taking", "12.1", "com.example.order_taking.v12"),
        ("Com.My_Shop.class", "new", "v3", "com.my_shop.class0.new0.v3"),
        ("org.google", "3PL", "0.3.0", "org.google.n3_pl.v1alpha1"),
        ("google", "Google", None, "google.google.v1"),
        ("a.lambda.v1", "Import", None, "a.lambda0.v1.import0.v1"),
        ("_", "con", None, "board.con0.v1"),
        ("b2c.myShop", "B2C", None, "b2c.my_shop.b_2_c.v1"),
    ],
)
def test_a_package_is_board_context_and_major_version_in_words_that_no_language_reserves(
    namespace: str, context: str, version: str | None, package: str
):
    fields = [_field("a", "timestamp"), _field("b", "list<list<duration>>")]
    sticky = event("order-placed", *fields, version=version)
    board = sound_board(
        [
            Profile(id="b", title="B", namespace=namespace),
            Context(id="sales", name=context),
            sticky,
        ]
    )
    path = package.replace(".", "/")
    assert f"proto/{path}/order_placed.proto" in _sources(board)


def test_names_that_differ_only_in_case_accents_or_punctuation_come_back_each_under_its_own():
    names = ["order-id", "orderId", "OrderID", "ordér id", "order id!", "a1", "a_1", "A-1"]
    names += ["class", "import", "None", "message", "🔥", "注文", '"', "\\", "[x]", "x]", " "]
    names += ["n" * 300, "n" * 299, "descriptor", "reserved", "true", "order_id_2"]
    source = _source(*(_field(name, "string") for name in names))
    spellings = re.findall(r"string (\S+) = \d+", source)
    assert len({each.replace("_", "") for each in spellings}) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", each) for each in spellings)


def test_a_name_in_json_that_is_how_another_field_is_spelled_gives_way_and_stays_in_a_comment():
    board = board_of(event("e", _field("order-id", "date"), _field("order_id", "date")))
    source = _sources(board)[f"{_FOLDER}/e.proto"]
    assert "// called: order_id\n" in source
    assert 'json_name = "order_id"' not in source


def test_no_text_leaves_its_comment():
    doc = 'one\n*/ two \\\n\u2028three\u0085four " {x}\n\nmessage Five {}\n\\'
    board = board_of(
        event(
            "e",
            _field("a", "string", doc=doc, default="x\n}\r\0y\x1f", unit="*/"),
            _field("b", "State", doc=doc),
        ).revised(doc=doc),
        types=({"name": "State", "doc": doc, "values": ["*/ \\", "//"]},),
    )
    for source in _sources(board).values():
        assert "Five" not in _bare(source)


@pytest.mark.parametrize(
    "path",
    sorted([*_TEMPLATES.glob("*.yaml"), *_BOARDS.glob("*.yaml")]),
    ids=lambda path: path.stem,
)
def test_every_board_compiles_and_its_examples_come_back(path: Path):
    _sources(read_text(path.read_bytes(), path.name))


def test_a_manifest_holds_all_that_was_declared_so_that_nothing_has_to_be_parsed():
    board = read_text((_BOARDS / "hostile.yaml").read_bytes(), "hostile")
    contracts = contracts_of(board)
    manifest = json.loads(write(board, _OPTIONS)["manifest.json"])
    read = {name: proto_package.read(name, node) for name, node in manifest["protobuf"].items()}
    assert read == packages_of(contracts.subjects, proto_names(contracts))
    for subject in manifest["subjects"]:
        package, _, name = subject["protobuf"].rpartition(".")
        assert name in read[package].messages


def test_without_protobuf_a_manifest_declares_nothing_of_it():
    board = board_of(event("e", _field("a", "date")))
    manifest = json.loads(write(board, SchemaOptions(only=("json-schema",)))["manifest.json"])
    assert manifest["protobuf"] == {}
    assert "protobuf" not in manifest["subjects"][0]


def test_writing_twice_gives_the_same_bytes():
    board = read_text((_BOARDS / "hostile.yaml").read_bytes(), "hostile")
    assert write(board, _OPTIONS) == write(board, _OPTIONS)


_NAMES = st.text('ab1_-[] éß注"\\', min_size=1, max_size=5)
_TYPES = st.recursive(
    st.sampled_from(["string", "int64", "bytes", "timestamp", "date", "State", "Tree"]),
    lambda inner: st.builds("{}<{}>".format, st.sampled_from(["list", "map"]), inner),
    max_leaves=3,
)
_FIELDS = st.lists(
    st.builds(_field, _NAMES, _TYPES, required=st.booleans()),
    max_size=6,
    unique_by=lambda field: field["name"],
)
_VALUES = st.lists(_NAMES, min_size=1, max_size=5, unique=True)


def test_an_optional_field_is_not_called_as_the_oneof_round_it_in_json():
    assert _sources(board_of(event("order-placed", _field("_a", "string", required=False))))


@settings(max_examples=60, deadline=None)
@given(_FIELDS, _FIELDS, _VALUES)
def test_whatever_a_board_says_compiles_and_comes_back(
    fields: list[dict[str, Any]], inner: list[dict[str, Any]], values: list[str]
):
    inner = [
        {**each, "required": "Tree" not in each["type"] and each["required"]} for each in inner
    ]
    types = ({"name": "Tree", "fields": inner}, {"name": "State", "values": values})
    sticky: Sticky = event("order-placed", *fields)
    sound = [NamedType.model_validate({"id": f"type:{each['name']}", **each}) for each in types]
    assert len(sound) == len(types)
    _sources(board_of(sticky, types=types))
