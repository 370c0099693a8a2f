"""Bundles on disk: what they hold is read again, and nothing else is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from exchange.contracts.compatibility.case_table import board_of
from exchange.contracts.one_message import board_of as small_board
from exchange.contracts.one_message import event

from stormdesk.exchange.contracts.bundle import write
from stormdesk.exchange.contracts.compatibility import board_side, bundle_side
from stormdesk.exchange.contracts.compatibility.bundle_side import side_of
from stormdesk.exchange.contracts.compatibility.comparison import compared
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.exchange.delivery import deliver_folder
from stormdesk.model.problem import BadInput

SCHEMA = "sales/v1/OrderPlaced.schema.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fields = [{"name": "id", "type": "uuid", "tag": 1}]
    board = board_of(fields, compatibility="FULL", topic="orders")
    deliver_folder(tmp_path / "bundle", write(board, SchemaOptions()))
    return tmp_path / "bundle"


def altered(folder: Path, alter: Callable[[dict[str, Any]], object]) -> Path:
    path = folder / "manifest.json"
    content = json.loads(path.read_text("utf-8"))
    alter(content)
    path.write_text(json.dumps(content), "utf-8")
    return folder


def with_file(path: str) -> Callable[[dict[str, Any]], object]:
    return lambda content: content["subjects"][0].update(files=[path])


def test_a_bundle_promises_what_its_board_did(folder: Path) -> None:
    side = side_of(folder)
    (promise,) = side.promises
    assert (promise.name, promise.context, promise.version) == ("OrderPlaced", "sales", "1.0.0")
    assert (promise.mode, promise.topic, promise.sticky) == ("FULL", "orders", "order-placed")
    assert (side.board_id, side.namespace, promise.content_model) == ("shop", "com.example", "open")
    assert side.formats == ("json-schema", "avro", "protobuf")


def test_a_bundle_of_one_format_can_be_compared_in_that_alone(tmp_path: Path) -> None:
    board = board_of([{"name": "id", "type": "uuid", "tag": 1}])
    deliver_folder(tmp_path / "avro", write(board, SchemaOptions(only=("avro",))))
    side = side_of(tmp_path / "avro")
    assert (side.formats, side.promises[0].content_model) == (("avro",), None)


def test_what_newer_programs_add_is_passed_over(folder: Path) -> None:
    def newer(content: dict[str, Any]) -> None:
        content["signature"] = "s"
        content["subjects"][0]["colour"] = "orange"

    assert len(side_of(altered(folder, newer)).promises) == 1


@pytest.mark.parametrize(
    "path",
    [
        "../OrderPlaced.schema.json",
        "/etc/OrderPlaced.schema.json",
        "sales/../../OrderPlaced.schema.json",
        "C:\\sales/OrderPlaced.schema.json",
    ],
)
def test_no_file_outside_of_the_folder_is_read(folder: Path, path: str) -> None:
    (folder.parent / "OrderPlaced.schema.json").write_text("{}", "utf-8")
    with pytest.raises(BadInput, match="outside of the folder"):
        side_of(altered(folder, with_file(path)))


def test_no_link_out_of_the_folder_is_followed(folder: Path) -> None:
    outside = folder.parent / "secret.json"
    outside.write_text("{}", "utf-8")
    (folder / SCHEMA).unlink()
    (folder / SCHEMA).symlink_to(outside)
    with pytest.raises(BadInput, match="leads out of it"):
        side_of(folder)


def test_files_that_are_too_large_are_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle_side, "_LARGEST_SCHEMA", 1_000_000)
    (folder / SCHEMA).write_bytes(b" " * 1_000_001)
    with pytest.raises(BadInput, match="is larger than 1 MB"):
        side_of(folder)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("[]", "is no manifest of a bundle"),
        ('{"format": "stormdesk-bundle/2"}', "is no manifest of a bundle"),
        ('{"format": "stormdesk-bundle/1"}', "board: is missing"),
        ('{"format": "stormdesk-bundle/1", "board": {"id": 1}, "subjects": []}', "board.id"),
        (
            '{"format": "stormdesk-bundle/1", "board": {"id": "b"}, "subjects": 1}',
            "subjects: expected a list",
        ),
    ],
)
def test_a_manifest_that_is_not_sound_is_refused_in_one_line(
    folder: Path, text: str, why: str
) -> None:
    (folder / "manifest.json").write_text(text, "utf-8")
    with pytest.raises(BadInput, match=why):
        side_of(folder)


def test_packages_that_are_none_are_refused(folder: Path) -> None:
    with pytest.raises(BadInput, match="protobuf is no list of packages"):
        side_of(altered(folder, lambda content: content.update(protobuf={"p": {"messages": 1}})))


@pytest.mark.parametrize("content", ["[]", "7", "null", '"x"'])
def test_a_schema_that_is_none_is_refused(folder: Path, content: str) -> None:
    (folder / SCHEMA).write_text(content, "utf-8")
    with pytest.raises(BadInput, match="is no schema"):
        side_of(folder)


def test_a_file_that_is_gone_is_told(folder: Path) -> None:
    (folder / SCHEMA).unlink()
    with pytest.raises(BadInput, match="does not exist"):
        side_of(folder)


def test_a_folder_without_a_manifest_is_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"holds no manifest\.json"):
        side_of(tmp_path)


_AVRO = "sales/v1/OrderPlaced.avsc"


@pytest.mark.parametrize(
    ("path", "content", "why"),
    [
        (_AVRO, "{", "is no JSON"),
        (_AVRO, "[]", "is no schema"),
        (_AVRO, "{}", "is no schema"),
        (_AVRO, '{"type": "foo"}', "Undefined type"),
        (_AVRO, '{"type": "record", "name": "X", "fields": [{"name": "a", "type": "B"}]}', "B"),
        (_AVRO, '{"type": "record", "name": 7, "fields": []}', "is no schema"),
        (_AVRO, '{"type": "enum", "name": "X", "symbols": [1]}', "is no schema"),
        (SCHEMA, "{", "is no JSON"),
        (SCHEMA, '{"type": "text"}', "/type cannot be"),
        (SCHEMA, '{"type": 7}', "/type cannot be"),
        (SCHEMA, '{"properties": []}', "/properties cannot be"),
        (SCHEMA, '{"properties": {"a": 3}}', "/properties/a is neither"),
        (SCHEMA, '{"required": {"a": true}}', "/required cannot be"),
        (SCHEMA, '{"properties": {"a": {"maxLength": "x"}}}', "/properties/a/maxLength cannot be"),
        (SCHEMA, '{"anyOf": [{"enum": 3}]}', "/anyOf/0/enum cannot be"),
        ("proto/com/example/sales/v1/order_placed.proto", "garbage {", "not as it was exported"),
        ("proto/com/example/sales/v1/order_placed.proto", None, "does not exist"),
    ],
)
def test_a_file_that_people_broke_is_named(
    folder: Path, path: str, content: str | None, why: str
) -> None:
    file = folder / path
    file.unlink()
    if content is not None:
        file.write_text(content, "utf-8")
    with pytest.raises(BadInput) as caught:
        side_of(folder)
    assert caught.value.where == str(file)
    assert why in caught.value.why


def test_ends_of_lines_are_nobodys_change(folder: Path) -> None:
    for file in folder.rglob("*.proto"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert side_of(folder).promises


def test_every_message_of_a_bundle_is_as_closed_as_it_is_itself(tmp_path: Path) -> None:
    fields = {"name": "id", "type": "uuid", "tag": 1}
    board = small_board(event("order-paid", fields), event("order-placed", fields))
    folder = tmp_path / "bundle"
    deliver_folder(folder, write(board, SchemaOptions()))
    path = folder / "sales/v1/OrderPaid.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(schema | {"additionalProperties": False}), "utf-8")
    models = {each.name: each.content_model for each in side_of(folder).promises}
    assert models == {"OrderPaid": "closed", "OrderPlaced": "open"}
    found = compared(side_of(folder), board_side.side_of(board)).subjects
    assert [(each.promise.name, each.verdict, each.became) for each in found] == [
        ("OrderPaid", "compatible", "unchanged"),
        ("OrderPlaced", "compatible", "unchanged"),
    ]


@pytest.mark.parametrize(
    "reference", ["#/$defs/Gone", "#gone", "https://example.com/other.json", "other.json#/x"]
)
def test_a_schema_that_needs_what_is_not_in_its_file_is_refused(
    folder: Path, reference: str
) -> None:
    path = folder / SCHEMA
    schema = json.loads(path.read_text("utf-8"))
    schema["properties"]["id"] = {"$ref": reference}
    path.write_text(json.dumps(schema), "utf-8")
    with pytest.raises(BadInput, match=r"/properties/id/\$ref leads to .* not in the file") as told:
        side_of(folder)
    assert told.value.where == str(path)


def test_references_within_a_schema_are_taken(folder: Path) -> None:
    path = folder / SCHEMA
    schema = json.loads(path.read_text("utf-8"))
    schema["$defs"] = {"A": {"$anchor": "here", "type": "string"}, "B": {"$id": "b", "$ref": "#"}}
    for number, reference in enumerate(("#", "#here", "#/$defs/A", "b", schema["$id"])):
        schema["properties"][f"p{number}"] = {"$ref": reference}
    schema["examples"] = [{"$ref": "nowhere"}]
    path.write_text(json.dumps(schema), "utf-8")
    assert side_of(folder).promises
