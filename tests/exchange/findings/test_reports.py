"""What was found, as JSON and SARIF that keep to their schemas."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from stormdesk.analysis.finding import Finding, Level
from stormdesk.analysis.findings import RULES, check
from stormdesk.document.file import to_bytes
from stormdesk.exchange.findings.checked import Checked, lines_of
from stormdesk.exchange.findings.json_report import findings_schema, json_report
from stormdesk.exchange.findings.sarif import sarif_report
from stormdesk.exchange.findings.text_report import text_report
from stormdesk.exchange.source import board_of, read_board
from stormdesk.model.board import Board

SARIF = json.loads(Path(__file__).with_name("sarif-schema-2.1.0.json").read_text("utf-8"))
MODEL = b"""format: stormdesk/1
board: {id: wall, title: Wall, level: process, language: en}
stickies:
  - {id: "odd id", kind: event, text: "Pay\\nthe invoice"}
  - id: paid
    kind: event
    text: Paid
"""


@pytest.fixture
def board() -> Board:
    return board_of("wall.yaml", MODEL)


def checked(board: Board, name: str = "boards/my wall.yaml") -> Checked:
    return Checked(name, board, tuple(check(board)), lines=lines_of(MODEL, board))


def made_up(*records: str) -> Finding:
    return Finding("made-up", Level.ADVICE, records, "it is “wrong” <b>", "mend it")


def test_a_report_keeps_to_the_published_schema(board: Board) -> None:
    schema = findings_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    strict = jsonschema.Draft202012Validator(schema)
    mended = Checked("b", board, (made_up(),), (made_up("paid"),))
    for report in (json_report([]), json_report([checked(board), mended], with_fixed=True)):
        strict.validate(report)
    assert not strict.is_valid({"findings": [{"rule": "r"}]})
    assert not strict.is_valid({"findings": [], "fixed": None})


def test_a_log_is_valid_sarif(board: Board) -> None:
    strict = jsonschema.Draft4Validator(SARIF)
    odd = Checked("-", board, (made_up(), made_up("gone"), made_up("paid", "odd id")))
    mended = Checked("/boards/b.stormdesk", board, (), (made_up("paid"),))
    log = sarif_report([checked(board), odd, mended], RULES)
    strict.validate(json.loads(json.dumps(log)))
    strict.validate(sarif_report([], ()))
    assert not strict.is_valid({**log, "runs": [{}]})
    assert log["runs"][0]["properties"]["fixed"][0]["board"] == "/boards/b.stormdesk"


def test_a_result_says_file_line_and_sticky(board: Board) -> None:
    log = sarif_report([checked(board)], RULES)
    run = log["runs"][0]
    result = next(each for each in run["results"] if each["ruleId"] == "event-in-past-tense")
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "boards/my%20wall.yaml"},
        "region": {"startLine": 4},
    }
    assert location["logicalLocations"] == [
        {"name": "Pay the invoice", "fullyQualifiedName": "odd id", "kind": "event"}
    ]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["id"] == result["ruleId"]
    assert result["level"] == "warning"


def test_a_fingerprint_outlives_another_wording(board: Board) -> None:
    def fingerprint(finding: Finding) -> str:
        log = sarif_report([Checked("b.yaml", board, (finding,))], ())
        return log["runs"][0]["results"][0]["partialFingerprints"]["stormdesk/v1"]

    reworded = Finding("made-up", Level.ERROR, ("paid",), "said otherwise", "")
    assert fingerprint(made_up("paid")) == fingerprint(reworded)
    assert fingerprint(made_up("paid")) != fingerprint(made_up("odd id"))


def test_lines_are_those_of_the_file(board: Board) -> None:
    assert lines_of(MODEL, board) == {"wall": 2, "odd id": 4, "paid": 5}
    own = to_bytes(board)
    lines = lines_of(own, board)
    for record_id, line in lines.items():
        assert json.loads(own.splitlines()[line - 1])["id"] == record_id
    assert lines.keys() == board.records.keys()


def test_lines_are_counted_as_editors_count_them(board: Board) -> None:
    parted = "# one\u2028line\x0b\x85\r\n# two\r# three\n".encode() + MODEL
    assert lines_of(parted, board)["wall"] == 5


def test_a_file_of_any_name_has_an_address(board: Board) -> None:
    log = sarif_report([checked(board, "wall \udcff.yaml")], RULES)
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "wall%20%FF.yaml"


def test_text_names_file_rule_remedy_and_sticky(board: Board) -> None:
    told = text_report([Checked("a", board, (made_up("paid"),), (made_up("odd id"),))])
    assert told.splitlines() == [
        "a: fixed: made-up: it is “wrong” <b> (odd id)",
        "a: advice: made-up: it is “wrong” <b>; mend it (paid)",
        "1 fixed, 1 finding",
    ]


def test_every_finding_of_the_reference_board_is_told() -> None:
    model = Path(__file__).parents[2] / "boards" / "inventory.model.yaml"
    board = read_board(str(model))
    found = Checked(
        str(model), board, tuple(check(board)), lines=lines_of(model.read_bytes(), board)
    )
    log = sarif_report([found], RULES)
    jsonschema.Draft4Validator(SARIF).validate(log)
    assert len(log["runs"][0]["results"]) == len(found.findings)
