"""JSON Schemas of whole boards, held against their examples, and the names in them."""

import json
from pathlib import Path
from typing import Any

import pytest
from exchange.contracts.one_message import board_of, event
from jsonschema import Draft202012Validator, FormatChecker

from stormdesk.exchange.contracts.bundle import write
from stormdesk.exchange.contracts.options import ContentModel, SchemaOptions
from stormdesk.exchange.source import read_board

_ROOT = Path(__file__).parents[3]
_BOARDS = sorted(
    [*(_ROOT / "resources/templates").glob("*.yaml"), *(_ROOT / "tests/boards").glob("*.yaml")]
)
# Every format that any draft knows, as the strictest of validators assert them together.
_FORMATS = FormatChecker()


def _schema(name: str, *fields: dict[str, Any], types: tuple[Any, ...] = ()) -> dict[str, Any]:
    files = write(board_of(event(name, *fields), types=types), SchemaOptions(only=("json-schema",)))
    (schema,) = (data for path, data in files.items() if path.endswith(".schema.json"))
    return json.loads(schema)


@pytest.mark.parametrize("content_model", ["open", "closed"])
@pytest.mark.parametrize("path", _BOARDS, ids=lambda path: path.stem)
def test_examples_of_a_board_validate_whatever_formats_are_asserted(
    path: Path, content_model: ContentModel
):
    options = SchemaOptions(only=("json-schema", "cloudevents"), content_model=content_model)
    files = write(read_board(str(path)), options)
    for name, data in files.items():
        if not name.endswith(".schema.json"):
            continue
        schema = json.loads(data)
        Draft202012Validator.check_schema(schema)
        stem = name.removesuffix(".schema.json")
        example = files[f"{stem}.json" if stem.endswith(".cloudevent") else f"{stem}.example.json"]
        assert schema["examples"] == [json.loads(example)]
        Draft202012Validator(schema, format_checker=_FORMATS).validate(json.loads(example))


def test_a_time_of_day_is_one_in_utc_as_every_validator_reads_it():
    schema = _schema("clock-struck", {"name": "at", "type": "time", "required": False})
    validator = Draft202012Validator(schema, format_checker=_FORMATS)
    for good in ("00:00:00Z", "23:59:59.123456Z", None):
        assert validator.is_valid({"at": good}), good
    for bad in ("24:00:00Z", "12:60:00Z", "12:00:00", "12:00:00+01:00", "12:00:00.Z", "noon"):
        assert not validator.is_valid({"at": bad}), bad


def test_earlier_names_of_a_field_are_told():
    schema = _schema("moved-house", {"name": "zip", "type": "string", "was": ["plz", "code"]})
    assert schema["properties"]["zip"]["x-was"] == ["plz", "code"]


@pytest.mark.parametrize(
    ("message", "type_name", "definition"),
    [
        ("order-placed", "Line", "Line"),
        ("order-placed", "OrderPlaced", "OrderPlaced_"),
        ("order-placed", "Größe", "Gro"),
        ("order-placed", "Enum", "Enum_"),
        ("order-placed", "日本", "Type"),
    ],
)
def test_a_definition_has_a_name_that_every_generator_takes(
    message: str, type_name: str, definition: str
):
    types = ({"name": type_name, "values": ["a"]},)
    schema = _schema(message, {"name": "x", "type": type_name}, types=types)
    (name,) = schema["$defs"]
    assert name.isascii()
    assert name.startswith(definition)
    assert schema["properties"]["x"] == {"$ref": f"#/$defs/{name}", "x-tag": 1}


@pytest.mark.parametrize(
    ("name", "title"),
    [("OrderPlaced", "OrderPlaced"), ("orderPlaced", "OrderPlaced"), ("None", "NoneEvent")],
)
def test_the_title_is_a_name_that_a_class_may_have(name: str, title: str):
    sticky = event("order-placed", {"name": "x", "type": "date"})
    assert sticky.message is not None
    board = board_of(sticky.revised(message=sticky.message.model_copy(update={"name": name})))
    (schema,) = (
        json.loads(data)
        for path, data in write(board, SchemaOptions(only=("json-schema",))).items()
        if path.endswith(".schema.json")
    )
    assert schema["title"] == title
    assert schema["$id"] == f"urn:stormdesk:com.example:sales:{name}:1.0.0"
