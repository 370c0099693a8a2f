"""Schemas, examples and manifest of the messages of a board."""

import hashlib
import json
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from stormdesk.exchange.contracts.bundle import write
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.integrity import sound_board
from stormdesk.model.message import NamedType
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Sticky

_JSON = SchemaOptions(only=("json-schema",))
_HOSTILE = 'no "{<|>}" \n 🎉 \u2028 ../../etc'


def _board(*fields: dict[str, Any], types: tuple[Any, ...] = (), **message: Any) -> Board:
    return sound_board(
        [
            Profile(id="shop", title="Shop", namespace="com.example"),
            Context(id="sales", name="Sales"),
            Sticky.model_validate(
                {
                    "id": "order-placed",
                    "kind": "event",
                    "text": "Order placed",
                    "context": "sales",
                    "message": {"fields": list(fields), **message},
                }
            ),
            *(NamedType.model_validate({"id": f"type:{t['name']}", **t}) for t in types),
        ]
    )


def _contract(board: Board, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return schema and example of the only message, proved against each other."""
    files = write(board, SchemaOptions(only=("json-schema",), **options))
    (schema,) = (json.loads(v) for k, v in files.items() if k.endswith(".schema.json"))
    (example,) = (json.loads(v) for k, v in files.items() if k.endswith(".example.json"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    validator.validate(example)
    for each in schema["examples"]:
        validator.validate(each)
    return schema, example


def _field(data_type: str, **more: Any) -> dict[str, Any]:
    return {"name": "value", "type": data_type, **more}


def _property(data_type: str, **more: Any) -> dict[str, Any]:
    schema, _ = _contract(_board(_field(data_type, **more)))
    return schema["properties"]["value"]


def test_every_message_has_a_schema_and_an_example_in_the_folder_of_its_context_and_version():
    files = write(_board(_field("uuid"), version="2.3.1"), _JSON)
    assert sorted(files) == [
        "README.md",
        "manifest.json",
        "sales/v2/OrderPlaced.example.json",
        "sales/v2/OrderPlaced.schema.json",
    ]


@pytest.mark.parametrize(
    ("version", "folder"),
    [(None, "v1"), ("1.10", "v1"), ("0.3.0", "v0"), ("next", "v1"), ("v4", "v4")],
)
def test_the_folder_is_the_first_number_of_the_version(version: str | None, folder: str):
    files = write(_board(_field("date"), version=version), SchemaOptions())
    assert f"sales/{folder}/OrderPlaced.schema.json" in files


def test_a_schema_names_its_dialect_itself_and_the_sticky_it_came_from():
    schema, _ = _contract(_board(_field("uuid"), version="2.3.1"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == "urn:stormdesk:com.example:sales:OrderPlaced:2.3.1"
    assert schema["title"] == "OrderPlaced"
    assert schema["x-stormdesk-sticky"] == "order-placed"


@pytest.mark.parametrize(
    ("data_type", "keyword", "value"),
    [
        ("string", "type", "string"),
        ("boolean", "type", "boolean"),
        ("int32", "maximum", 2**31 - 1),
        ("int64", "minimum", -(2**63)),
        ("float64", "type", "number"),
        ("uuid", "format", "uuid"),
        ("date", "format", "date"),
        ("time", "pattern", r"^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?Z$"),
        ("timestamp", "format", "date-time"),
        ("duration", "format", "duration"),
        ("bytes", "contentEncoding", "base64"),
        ("list<int32>", "items", {"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1}),
        ("map<date>", "additionalProperties", {"type": "string", "format": "date"}),
    ],
)
def test_each_type_has_its_own_schema(data_type: str, keyword: str, value: Any):
    assert _property(data_type)[keyword] == value


@pytest.mark.parametrize(
    ("data_type", "good", "bad"),
    [
        ("decimal(5,2)", ["0", "999.99", "-0.5"], ["1000", "1.234", "01", "1e3", ""]),
        ("decimal(2,2)", ["0.99", "-0.1"], ["1", "1.5"]),
        ("decimal(3,0)", ["999", "-1"], ["1000", "1.0"]),
    ],
)
def test_a_decimal_is_a_text_of_that_many_digits(data_type: str, good: list[str], bad: list[str]):
    validator = Draft202012Validator(_property(data_type))
    assert all(validator.is_valid(text) for text in good)
    assert not any(validator.is_valid(text) for text in bad)


def test_an_optional_field_may_be_absent_or_null():
    schema, _ = _contract(_board(_field("int32", required=False)))
    assert schema["required"] == []
    validator = Draft202012Validator(schema)
    assert validator.is_valid({})
    assert validator.is_valid({"value": None})
    assert not validator.is_valid({"value": "1"})


def test_constraints_and_annotations_of_a_field_reach_the_schema():
    schema = _property(
        "string",
        doc="Who.",
        min_length=3,
        max_length=9,
        pattern="^[a-z]+$",
        default="nobody",
        example="somebody",
        unit="name",
        personal=True,
        classification="restricted",
        mask="hash",
        tag=7,
    )
    assert schema == {
        "type": "string",
        "description": "Who.",
        "minLength": 3,
        "maxLength": 9,
        "pattern": "^[a-z]+$",
        "default": "nobody",
        "examples": ["somebody"],
        "x-tag": 7,
        "x-unit": "name",
        "x-personal": True,
        "x-classification": "restricted",
        "x-mask": "hash",
    }


def test_properties_stand_in_the_order_of_their_tags():
    schema, example = _contract(
        _board(
            {"name": "second", "type": "date", "tag": 9},
            {"name": "third", "type": "date"},
            {"name": "first", "type": "date", "tag": 2},
        )
    )
    assert list(schema["properties"]) == ["first", "second", "third"]
    assert list(example) == ["first", "second", "third"]


def test_only_the_shared_types_that_a_message_needs_are_repeated_in_it():
    types = (
        {"name": "Line", "fields": [{"name": "state", "type": "State"}]},
        {"name": "State", "values": ["open", "shut"]},
        {"name": "Unused", "fields": [{"name": "a", "type": "date"}]},
    )
    schema, example = _contract(_board(_field("list<Line>"), types=types))
    assert sorted(schema["$defs"]) == ["Line", "State"]
    assert schema["$defs"]["State"]["enum"] == ["open", "shut"]
    assert example == {"value": [{"state": "open"}]}


def test_a_type_may_hold_itself_and_its_example_ends():
    types = ({"name": "Größe", "fields": [{"name": "inner", "type": "list<Größe>"}]},)
    _, example = _contract(_board(_field("Größe"), types=types))
    assert example == {"value": {"inner": []}}


def test_an_optional_field_is_left_out_of_the_example_where_what_it_needs_would_never_end():
    types = (
        {"name": "Tree", "fields": [_field("Leaf")]},
        {"name": "Leaf", "fields": [_field("Tree", required=False)]},
    )
    _, example = _contract(_board(_field("Leaf"), types=types))
    assert example == {"value": {}}


def test_a_type_that_doubles_at_every_step_is_refused_in_bounded_time():
    types = tuple(
        {
            "name": f"T{n}",
            "fields": [{"name": side, "type": f"T{n + 1}"} for side in ("left", "right")],
        }
        for n in range(40)
    )
    with pytest.raises(BadInput, match="grows past"):
        write(_board(_field("T0"), types=(*types, {"name": "T40"})), SchemaOptions())


def test_types_nested_without_end_in_sight_are_refused():
    types = tuple(
        {"name": f"T{n}", "fields": [{"name": "next", "type": f"T{n + 1}"}]} for n in range(2000)
    )
    with pytest.raises(BadInput, match="nested too deep"):
        write(_board(_field("T0"), types=(*types, {"name": "T2000"})), SchemaOptions())


def test_an_open_message_takes_unknown_fields_and_a_closed_one_refuses_them():
    types = ({"name": "Line", "fields": [{"name": "sku", "type": "string"}]},)
    board = _board(_field("Line"), types=types)
    more = {"value": {"sku": "a", "new": 1}, "new": 1}
    open_schema, _ = _contract(board)
    closed_schema, _ = _contract(board, content_model="closed")
    assert Draft202012Validator(open_schema).is_valid(more)
    errors = list(Draft202012Validator(closed_schema).iter_errors(more))
    assert len(errors) == 2


def test_a_repeated_sticky_is_the_message_of_its_original():
    board = _board(_field("uuid"))
    again = Sticky.model_validate(
        {
            "id": "again",
            "kind": "event",
            "text": "Order placed",
            "again": "order-placed",
            "message": {"fields": [_field("date")]},
        }
    )
    files = write(sound_board([*board.records.values(), again]), _JSON)
    assert [path for path in files if path.endswith(".schema.json")] == [
        "sales/v1/OrderPlaced.schema.json"
    ]


def test_the_manifest_tells_the_digest_of_every_file_and_the_lock_of_the_tags():
    board = _board(
        {"name": "a", "type": "date", "tag": 4},
        {"name": "b", "type": "date"},
        {"name": "renamed", "type": "date", "was": ["old"]},
        reserved=[{"tag": 9, "name": "gone"}],
        published=[
            {
                "version": "0.9.0",
                "fields": [
                    {"name": "old", "type": "date", "tag": 3},
                    {"name": "past", "type": "date", "tag": 12},
                ],
            }
        ],
    )
    files = write(board, _JSON)
    manifest = json.loads(files["manifest.json"])
    listed = {each["path"]: each["sha256"] for each in manifest["files"]}
    assert listed == {
        path: hashlib.sha256(data).hexdigest()
        for path, data in files.items()
        if path != "manifest.json"
    }
    assert manifest["subjects"][0]["files"] == sorted(set(listed) - {"README.md"})
    assert manifest["tags"]["messages"]["sales/v1/OrderPlaced"] == {
        "fields": {"renamed": 3, "a": 4, "b": 13},
        "reserved": [{"tag": 9, "name": "gone"}],
    }


def test_the_manifest_tells_the_sticky_of_every_file_that_cannot():
    files = write(_board({"name": "a", "type": "date"}), SchemaOptions())
    listed = json.loads(files["manifest.json"])["files"]
    sources = {each["path"]: each["sticky"] for each in listed if "sticky" in each}
    assert set(sources.values()) == {"order-placed"}
    silent = {path for path, data in files.items() if b"order-placed" not in data}
    examples = {f"sales/v1/OrderPlaced.example{e}" for e in (".json", ".avro.json", ".proto.json")}
    assert examples <= silent
    assert {path for path in silent if "/v1/" in path} <= set(sources)


def test_a_board_without_messages_gives_the_manifest_alone():
    files = write(sound_board([Profile(id="b", title="Empty")]), SchemaOptions())
    assert list(files) == ["manifest.json"]
    assert json.loads(files["manifest.json"])["files"] == []


def test_hostile_texts_stay_inside_their_file_and_folder():
    board = sound_board(
        [
            Profile(id="b", title="Hostile"),
            Context(id="c", name="../../etc"),
            Sticky.model_validate(
                {
                    "id": 'no "{<|>}" ../..',
                    "kind": "event",
                    "text": _HOSTILE,
                    "doc": _HOSTILE,
                    "context": "c",
                    "message": {
                        "version": "1.10/../..",
                        "fields": [
                            {"name": "order-id", "type": "uuid"},
                            {"name": "Order-Id", "type": "uuid"},
                            {"name": 'class "/~\u00e9🎉', "type": "string", "doc": _HOSTILE},
                        ],
                    },
                }
            ),
        ]
    )
    schema, example = _contract(board)
    assert list(example) == ["order-id", "Order-Id", 'class "/~\u00e9🎉']
    assert schema["description"] == _HOSTILE
    for path in write(board, SchemaOptions()):
        assert not {"..", ""} & set(PurePosixPath(path).parts)
        assert path.isascii()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ([_field("Lien")], "field 'value': no type Lien is on the board; did you mean Line?"),
        ([_field("int32", default="many")], "default 'many' is no whole number"),
        ([_field("int32", example="3000000000")], "does not fit into int32"),
        ([_field("int32", min=5, max=2)], "min is above max"),
        ([_field("int32", min=5, example="2")], "example '2' is below min 5"),
        ([_field("int32", min=0.2, max=0.8)], "no number of the type lies between"),
        ([_field("float64", example="NaN")], "no finite number"),
        ([_field("decimal(4,2)", default="1.234")], "does not fit into decimal(4,2)"),
        ([_field("string", min=1)], "texts have min-length"),
        ([_field("date", example="2026-02-30")], "is no date"),
        ([_field("timestamp", example="2026-02-03T10:00:00")], "is no instant"),
        ([_field("duration", example="P1M")], "is no duration"),
        ([_field("bytes", example="*")], "is not base64"),
        ([_field("uuid", example="1234")], "is no uuid"),
        ([_field("boolean", example="yes")], "write true or false"),
        ([_field("list<int32>", default="1")], "is no list"),
        ([_field("Line", example='{"sko": "a"}')], "did you mean sku?"),
        ([_field("string", pattern="(")], "is not a regular expression"),
        ([_field("string", pattern="(?P<a>b)")], "which JSON Schema does not know"),
        ([_field("string", pattern="(?=a)b")], "give the field an example"),
        ([_field("string", pattern="[a-z]", example="7")], "does not match the pattern"),
        ([_field("string", min_length=10**9)], "more than an example is made for"),
        ([_field("list<string>", min_length=10**9)], "more than an example is made for"),
        ([_field("date"), _field("date")], "is there twice"),
        ([_field("date", tag=1), {"name": "b", "type": "date", "tag": 1}], "share the tag 1"),
        ([_field("date", tag=99)], "tag 99 is reserved"),
    ],
)
def test_a_field_that_makes_no_contract_is_named_in_one_line(fields: list[Any], said: str):
    types = ({"name": "Line", "fields": [{"name": "sku", "type": "string"}]},)
    board = _board(*fields, types=types, reserved=[{"tag": 99}])
    with pytest.raises(BadInput) as caught:
        write(board, SchemaOptions())
    assert said in caught.value.why
    assert caught.value.where == "sticky 'order-placed'"
    assert "\n" not in str(caught.value)


def test_an_optional_field_that_no_value_can_be_made_for_is_left_out_of_the_example():
    _, example = _contract(_board(_field("string", pattern="(?=a)b", required=False)))
    assert example == {}


def test_writing_twice_gives_the_same_bytes():
    board = _board(_field("uuid"), {"name": "b", "type": "map<list<float32>>"})
    assert write(board, SchemaOptions()) == write(board, SchemaOptions())


_LENGTHS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted)
_NUMBERS = st.tuples(st.integers(-500, 500), st.integers(-500, 500)).map(sorted)
_FIELDS = st.one_of(
    st.builds(
        lambda t, b, r: _field(t, min_length=b[0], max_length=b[1], required=r),
        st.sampled_from(["string", "bytes", "list<uuid>", "map<time>", "list<map<Line>>"]),
        _LENGTHS,
        st.booleans(),
    ),
    st.builds(
        lambda t, b, r: _field(t, min=b[0], max=b[1], required=r),
        st.sampled_from(["int32", "int64", "float32", "float64", "decimal(76,3)", "decimal(9,0)"]),
        _NUMBERS,
        st.booleans(),
    ),
    st.builds(_field, st.sampled_from(["Line", "duration", "date", "boolean", "list<Line>"])),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_FIELDS, max_size=5))
def test_every_example_validates_against_its_schema(fields: list[dict[str, Any]]):
    types = ({"name": "Line", "fields": [{"name": "up", "type": "Line", "required": False}]},)
    named = [{**field, "name": f"value {n}"} for n, field in enumerate(fields)]
    _contract(_board(*named, types=types), content_model="closed")


@pytest.mark.parametrize(
    "pattern",
    [
        "[A-Z]{3}-[0-9]{4}",
        r"^\d{3,5}$",
        "^(EUR|USD)$",
        "a+b*c?",
        r"^[\w.]+@[a-z]+\.com$",
        "^(?:ab){2,}x$",
        "[^abc]|q",
        ".{8}",
    ],
)
def test_a_text_is_made_for_patterns_that_people_write(pattern: str):
    board = _board(_field("string", pattern=pattern, required=pattern != "[^abc]|q"))
    _contract(board)
