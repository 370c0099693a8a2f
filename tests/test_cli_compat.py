"""``compat`` on the command line: exit codes, what is compared with what, and bad usage."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from stormdesk.__main__ import main

MODEL = """format: stormdesk/1
board: {id: shop, title: Shop, namespace: com.example}
contexts:
  - {id: sales, name: Sales}
stickies:
  - id: order-placed
    kind: event
    text: Order placed
    context: sales
    message:
      name: OrderPlaced
      version: VERSION
      fields:
        - {name: id, type: uuid, tag: 1}
"""
FIRST = MODEL.replace("VERSION", "1.0.0")
OPTIONAL = f"{MODEL}        - {{name: note, type: string, tag: 2, required: false}}\n".replace(
    "VERSION", "1.1.0"
)
REQUIRED = OPTIONAL.replace(", required: false", "")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command among three boards; give exit code, output and error."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("first", FIRST), ("optional", OPTIONAL), ("required", REQUIRED)):
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_the_exit_code_says_whether_anyone_breaks(run: Run) -> None:
    assert run("compat", "first.yaml", "first.yaml") == (0, "1 message: 1 unchanged\n", "")
    code, out, err = run("compat", "first.yaml", "required.yaml")
    assert (code, err) == (1, "")
    assert "incompatible" in out


@pytest.mark.parametrize(
    ("mode", "code"),
    [
        ("NONE", 0),
        ("BACKWARD", 1),
        ("BACKWARD_TRANSITIVE", 1),
        ("FORWARD", 0),
        ("FORWARD_TRANSITIVE", 0),
        ("FULL", 1),
        ("FULL_TRANSITIVE", 1),
    ],
)
def test_the_mode_decides(run: Run, mode: str, code: int) -> None:
    options = ("--mode", mode, "--format", "avro")
    assert run("compat", "first.yaml", "required.yaml", *options)[0] == code


def test_format_and_policy_decide(run: Run) -> None:
    pair = ("compat", "first.yaml", "optional.yaml")
    assert run(*pair, "--format", "avro")[0] == 0
    assert run(*pair, "--format", "protobuf")[0] == 0
    assert run(*pair, "--format", "json-schema")[0] == 1
    assert run(*pair)[0] == 1
    assert run(*pair, "--policy", "lenient")[0] == 0
    said = OPTIONAL.replace("board: {", "board: {compatibility-policy: lenient, ")
    assert said != OPTIONAL
    Path("said.yaml").write_text(said, "utf-8")
    assert run("compat", "first.yaml", "said.yaml")[0] == 0
    assert run("compat", "first.yaml", "said.yaml", "--policy", "strict")[0] == 1


def test_a_board_is_compared_with_the_bundle_of_an_earlier_one(run: Run) -> None:
    assert run("export", "schemas", "first.yaml", "-o", "contracts")[0] == 0
    assert run("compat", "first.yaml", "--against-bundle", "contracts")[0] == 0
    code, out, _ = run("compat", "required.yaml", "--against-bundle", "contracts")
    assert code == 1
    assert "BACKWARD with 1.0.0" in out
    assert run("compat", "contracts", "required.yaml")[1] == out
    assert run("export", "schemas", "required.yaml", "-o", "later")[0] == 0
    assert run("compat", "contracts", "later")[0] == 1


def test_a_board_may_come_in_by_a_pipe(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for report in ("text", "json", "sarif"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REQUIRED.encode())))
        assert run("compat", "first.yaml", "-", "--report", report)[0] == 1


def test_reports_for_tools_are_json(run: Run) -> None:
    _, out, _ = run("compat", "first.yaml", "required.yaml", "--report", "json")
    assert json.loads(out)["broken"] is True
    code, out, _ = run("compat", "first.yaml", "required.yaml", "--report", "sarif")
    assert code == 1
    first = json.loads(out)["runs"][0]["results"][0]
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 6}
    _, out, _ = run("schema", "--of", "compat")
    assert json.loads(out)["title"] == "stormdesk compatibility"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("first.yaml",), "needs OLD and NEW"),
        (("first.yaml", "first.yaml", "first.yaml"), "needs OLD and NEW"),
        (("first.yaml", "first.yaml", "--against-bundle", "."), "takes the place of OLD"),
        (("first.yaml", "--against-bundle", "."), "holds no manifest.json"),
        (("first.yaml", "--against-bundle", "nowhere"), "nowhere: is no folder"),
        (("first.yaml", "--against-bundle", "first.yaml"), "first.yaml: is no folder"),
        (("first.yaml", "gone.yaml"), "gone.yaml: does not exist"),
        (("-", "-"), "can be only one of the two"),
        (("first.yaml", "first.yaml", "--mode", "BACKWARDS"), "did you mean BACKWARD?"),
        (("first.yaml", "first.yaml", "--format", "thrift"), "is not one of json-schema"),
        (("first.yaml", "first.yaml", "--policy", "kind"), "is not one of strict, lenient"),
        (("first.yaml", "first.yaml", "--report", "xml"), "is not one of text, json, sarif"),
    ],
)
def test_bad_usage_is_one_line(run: Run, arguments: tuple[str, ...], why: str) -> None:
    code, out, err = run("compat", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("stormdesk: ")
    assert why in err


def test_a_bundle_without_the_format_that_is_asked_for_is_refused(run: Run) -> None:
    assert run("export", "schemas", "first.yaml", "-o", "out", "--only", "avro")[0] == 0
    code, _, err = run("compat", "out", "first.yaml", "--format", "protobuf")
    assert code == 2
    assert "holds avro, not protobuf" in err
    assert run("compat", "out", "first.yaml")[0] == 0


def test_a_bundle_without_messages_promised_nothing(run: Run, tmp_path: Path) -> None:
    empty = "format: stormdesk/1\nboard: {id: shop, title: Shop, namespace: com.example}\n"
    (tmp_path / "empty.yaml").write_text(empty, "utf-8")
    assert run("export", "schemas", "empty.yaml", "-o", "out")[0] == 0
    code, out, _ = run("compat", "first.yaml", "--against-bundle", "out")
    assert (code, out.splitlines()[-1]) == (0, "1 message: 1 added")
    code, out, _ = run("compat", "first.yaml", "out")
    assert (code, out.splitlines()[-1]) == (1, "1 message: 1 incompatible")


def test_help_has_an_example(run: Run) -> None:
    code, out, _ = run("compat", "--help")
    assert code == 0
    assert "Example: stormdesk compat" in out


def test_the_content_model_is_for_two_boards(run: Run) -> None:
    pair = ("compat", "first.yaml", "optional.yaml", "--content-model", "closed")
    assert run(*pair)[0] == 0
    run("export", "schemas", "first.yaml", "-o", "out")
    code, _, err = run("compat", "out", "optional.yaml", "--content-model", "closed")
    assert (code, err.count("\n")) == (2, 1)
    assert "a bundle has its own" in err


def test_a_missing_bundle_says_how_it_comes_to_be(run: Run) -> None:
    code, _, err = run("compat", "first.yaml", "--against-bundle", "contracts")
    assert (code, err.count("\n")) == (2, 1)
    assert "stormdesk export schemas" in err


def test_stickies_are_told_so_that_they_are_found(run: Run) -> None:
    assert (
        run("compat", "first.yaml", "required.yaml")[1]
        .split("\n")[0]
        .endswith("(stormdesk://order-placed)")
    )


def test_every_rule_of_sarif_has_a_help_of_its_own(run: Run) -> None:
    log = json.loads(run("compat", "first.yaml", "required.yaml", "--report", "sarif")[1])
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    helps = {json.dumps(each.get("help") or each["fullDescription"]) for each in rules}
    assert len(helps) == len(rules) > 1
    assert any("What to do" in each for each in helps)
