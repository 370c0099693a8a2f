"""Comparisons as text, JSON and SARIF, which keep to their schemas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from exchange.contracts.compatibility.case_table import board_of

from stormdesk.exchange.contracts.bundle import write
from stormdesk.exchange.contracts.compatibility import board_side, bundle_side
from stormdesk.exchange.contracts.compatibility.comparison import Comparison, compared
from stormdesk.exchange.contracts.compatibility.reports.json_report import (
    compatibility_schema,
    json_report,
)
from stormdesk.exchange.contracts.compatibility.reports.sarif_report import sarif_report
from stormdesk.exchange.contracts.compatibility.reports.text_report import text_report
from stormdesk.exchange.contracts.compatibility.subject_verdict import Wish
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.exchange.delivery import deliver_folder

SARIF = json.loads(
    (Path(__file__).parents[2] / "findings" / "sarif-schema-2.1.0.json").read_text("utf-8")
)
ID = {"name": "id", "type": "uuid", "tag": 1}
OTHERS = [{"name": n, "type": "string", "tag": t} for t, n in enumerate(("note", "other"), 2)]


@pytest.fixture
def broken() -> Comparison:
    old, new = board_of([ID], version="1.0.0"), board_of([ID, *OTHERS], version="1.1.0")
    wish = Wish(formats=("avro",))
    return compared(board_side.side_of(old, "old.yaml"), board_side.side_of(new, "new.yaml"), wish)


def test_json_keeps_to_its_published_schema(broken: Comparison) -> None:
    schema = compatibility_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    strict = jsonschema.Draft202012Validator(schema)
    report = json_report(broken)
    strict.validate(report)
    assert not strict.is_valid({**report, "more": 1})
    assert not strict.is_valid({**report, "subjects": [{}]})


def test_json_tells_verdict_version_and_every_finding(broken: Comparison) -> None:
    report = json_report(broken)
    assert (report["old"], report["new"], report["broken"]) == ("old.yaml", "new.yaml", True)
    (subject,) = report["subjects"]
    assert subject["verdict"] == "incompatible"
    assert subject["version"] == {
        "last": "1.0.0",
        "stated": "1.1.0",
        "step": "major",
        "smallest": "2.0.0",
        "suffices": False,
    }
    assert subject["formats"] == [
        {
            "format": "avro",
            "mode": "BACKWARD",
            "verdict": "incompatible",
            "compared": ["1.0.0"],
            "step": "major",
        }
    ]
    errors = [each for each in subject["findings"] if each["level"] == "error"]
    assert [each["path"] for each in errors] == ["note", "other"]
    for each in errors:
        assert (each["subject"], each["format"], each["direction"], each["against"]) == (
            "OrderPlaced",
            "avro",
            "backward",
            "1.0.0",
        )
        assert each["code"] == "READER_FIELD_MISSING_DEFAULT_VALUE"
        assert each["message"]
        assert each["remedy"]


def test_sarif_is_valid_and_tells_findings_on_one_sticky_apart(broken: Comparison) -> None:
    strict = jsonschema.Draft4Validator(SARIF)
    log = sarif_report(broken, {"order-placed": 7})
    strict.validate(json.loads(json.dumps(log)))
    (run,) = log["runs"]
    assert [result["level"] for result in run["results"]] == ["warning", "error", "error"]
    prints = {result["partialFingerprints"]["stormdesk/v1"] for result in run["results"]}
    assert len(prints) == len(run["results"])
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == "new.yaml"
        assert location["physicalLocation"]["region"] == {"startLine": 7}
        (sticky,) = location["logicalLocations"]
        assert sticky["fullyQualifiedName"] == "order-placed"


def test_sarif_of_a_bundle_is_valid_too(tmp_path: Path) -> None:
    sides: list[Any] = []
    for number, fields in enumerate(([ID], [ID, *OTHERS])):
        folder = tmp_path / str(number)
        deliver_folder(folder, write(board_of(fields), SchemaOptions()))
        sides.append(bundle_side.side_of(folder))
    log = sarif_report(compared(*sides))
    jsonschema.Draft4Validator(SARIF).validate(json.loads(json.dumps(log)))
    assert log["runs"][0]["results"]


def test_text_tells_what_broke_for_whom_and_the_next_version(broken: Comparison) -> None:
    head, *findings, summary = text_report(broken).splitlines()
    assert head == (
        "sales/OrderPlaced: changed, incompatible (BACKWARD with 1.0.0); next version 2.0.0, and"
        " 1.1.0 is too low; read by nobody (stormdesk://order-placed)"
    )
    assert findings[1].startswith("  error: avro backward note: READER_FIELD_MISSING_DEFAULT_VALUE")
    assert summary == "1 message: 1 incompatible"


def test_text_leaves_out_what_is_as_it_was() -> None:
    side = board_side.side_of(board_of([ID]))
    assert text_report(compared(side, side)) == "1 message: 1 unchanged"
