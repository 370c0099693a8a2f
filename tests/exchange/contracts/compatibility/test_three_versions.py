"""Fields renamed, put into another order, removed and added over three versions of a message."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from exchange.contracts.compatibility.case_table import FORMATS, MODES, board_of

from stormdesk.exchange.contracts.bundle import write
from stormdesk.exchange.contracts.compatibility import board_side, bundle_side
from stormdesk.exchange.contracts.compatibility.comparison import compared
from stormdesk.exchange.contracts.compatibility.subject_verdict import Wish
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.exchange.delivery import deliver_folder
from stormdesk.model.board import Board

FIRST = [
    {"name": "orderId", "type": "uuid", "tag": 1},
    {"name": "amount", "type": "int64", "tag": 2},
    {"name": "note", "type": "string", "tag": 3, "required": False},
]
# The fields are written down without their tags, as people do who edit a file by hand.
SECOND = [
    {"name": "note", "type": "string", "required": False},
    {"name": "total", "type": "int64", "was": ["amount"]},
    {"name": "orderId", "type": "uuid"},
]
THIRD = [
    {"name": "coupon", "type": "string", "required": False},
    {"name": "total", "type": "int64", "was": ["amount"]},
    {"name": "orderId", "type": "uuid"},
]
TAGS = {"orderId": 1, "total": 2, "note": 3, "coupon": 4}
VERDICTS = {
    # FORWARD: whoever knows the amount alone does not find it under its new name.
    "avro": "+++----",
    "protobuf": "+++++++",
    "json-schema": "+------",
}
LAST_VERDICTS = {"avro": "++++-+-", "protobuf": "+++++++", "json-schema": "+------"}


def published(version: str, fields: list[dict[str, Any]]) -> dict[str, Any]:
    return {"version": version, "fields": [{**f, "tag": TAGS.get(f["name"], 2)} for f in fields]}


def boards() -> list[Board]:
    first, second = published("1.0.0", FIRST), published("1.1.0", SECOND)
    return [
        board_of(FIRST, version="1.0.0"),
        board_of(SECOND, version="1.1.0", published=[first]),
        board_of(
            THIRD,
            version="1.2.0",
            published=[first, second],
            reserved=[{"tag": 3, "name": "note"}],
        ),
    ]


def test_tags_of_survivors_stay_and_removed_ones_are_never_used_again() -> None:
    for board, fields in zip(boards(), (FIRST, SECOND, THIRD), strict=True):
        files = write(board, SchemaOptions())
        schema = json.loads(files["sales/v1/OrderPlaced.schema.json"])
        expected = {f["name"]: TAGS.get(f["name"], 2) for f in fields}
        assert {name: p["x-tag"] for name, p in schema["properties"].items()} == expected
        source = files["proto/com/example/sales/v1/order_placed.proto"].decode()
        assert all(f" = {tag};" in source for tag in expected.values())
    assert "reserved 3;" in source
    assert 'reserved "note";' in source
    lock = json.loads(files["manifest.json"])["tags"]["messages"]["sales/v1/OrderPlaced"]
    assert lock["reserved"] == [{"tag": 3, "name": "note"}]


def test_a_renamed_field_has_its_earlier_name_as_alias() -> None:
    for board in boards()[1:]:
        files = write(board, SchemaOptions())
        fields = json.loads(files["sales/v1/OrderPlaced.avsc"])["fields"]
        (total,) = (field for field in fields if field["name"] == "total")
        assert total["aliases"] == ["amount"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("step", "verdicts"), [(1, VERDICTS), (2, LAST_VERDICTS)])
def test_boards_and_their_bundles_are_judged_alike(
    form: str, step: int, verdicts: dict[str, str], tmp_path: Path
) -> None:
    old, new = boards()[step - 1 : step + 1]
    deliver_folder(tmp_path / "old", write(old, SchemaOptions()))
    found = {"board": "", "bundle": ""}
    sides = {"board": board_side.side_of(old), "bundle": bundle_side.side_of(tmp_path / "old")}
    for name, side in sides.items():
        for mode in MODES:
            wish = Wish(mode, (form,))  # type: ignore[arg-type]  # words of the table
            (subject,) = compared(side, board_side.side_of(new), wish).subjects
            found[name] += "+" if subject.verdict == "compatible" else "-"
    assert found == {"board": verdicts[form], "bundle": verdicts[form]}
