"""``check`` on the command line: reports for tools, and boards mended and written back."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from stormdesk.__main__ import main
from stormdesk.analysis.finding import Finding, Found, Level, rule
from stormdesk.analysis.fixing import fixed
from stormdesk.cli import looking_over, mending
from stormdesk.document.backups import backups
from stormdesk.document.file import read, to_bytes
from stormdesk.document.folders import state_folder
from stormdesk.document.opening import OpenBoard, open_board
from stormdesk.document.recovery import as_it_is
from stormdesk.exchange.source import board_of, read_board
from stormdesk.model.board import Board, Change

MODEL = (
    "format: stormdesk/1\nboard: {id: b, title: T}\nstickies:\n  - {id: a, kind: note, text: A!}\n"
)
COMMENTED = MODEL.replace(
    "{id: a, kind: note, text: A!}", "id: a\n    kind: note\n    text: |- # mine\n      A!"
)
Run = Callable[..., tuple[int, str, str]]


def _quieter(of: Board, finding: Finding) -> Change:
    sticky = of.stickies[finding.records[0]]
    return Change({sticky.id: (sticky, sticky.revised(text=sticky.text.rstrip("!")))})


@rule(Level.WARNING, fix=_quieter)
def no_shouting(of: Board) -> Found:
    """Nobody shouts."""
    for sticky in of.stickies.values():
        if sticky.text.endswith("!"):
            yield (sticky.id,), f"{sticky.text} shouts", "speak"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``check`` by one rule, with files of its own; give exit code, output and error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(mending, "fixed", partial(fixed, rules=[no_shouting]))
    plain = looking_over.check
    monkeypatch.setattr(looking_over, "check", partial(plain, rules=[no_shouting]))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["check", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.stormdesk"
    path.write_bytes(to_bytes(board_of("b.yaml", MODEL.encode())))
    return path


def text_of(path: str) -> str:
    return read_board(path).stickies["a"].text


def opened(path: Path) -> OpenBoard:
    return open_board(path, state_folder(), as_it_is)


def test_sarif_of_many_boards_is_one_run(run: Run, tmp_path: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(MODEL)
    code, out, _ = run("one.yaml", "two.yaml", "--format", "sarif")
    (told,) = json.loads(out)["runs"]
    assert code == 1
    uris = [
        each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for each in told["results"]
    ]
    assert uris == ["one.yaml", "two.yaml"]


def test_boards_that_cannot_be_read_are_told_and_the_others_looked_over(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "good.yaml").write_text(MODEL)
    (tmp_path / "bad.yaml").write_text("format: [")
    code, out, err = run("missing.yaml", "good.yaml", "bad.yaml")
    assert (code, out.splitlines()[-1]) == (2, "1 finding")
    assert out.startswith("good.yaml: warning: no-shouting")
    told = err.splitlines()
    assert [line[: line.index(".yaml")] for line in told] == [
        "stormdesk: missing",
        "stormdesk: bad",
    ]


def test_a_board_named_twice_is_looked_over_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(MODEL)
    assert run("b.yaml", "b.yaml")[1].splitlines()[1:] == ["1 finding"]


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_where_no_board_can_be_read_nothing_is_reported(run: Run, form: str) -> None:
    code, out, err = run("missing.yaml", "gone.yaml", "--format", form)
    assert (code, out, len(err.splitlines())) == (2, "", 2)


def test_every_board_that_cannot_be_mended_is_told_and_none_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(MODEL)
    (tmp_path / "b.txt").write_text("n: A!\n")
    code, out, err = run("b.txt", "good.yaml", "missing.yaml", "--fix")
    assert (code, out) == (2, "")
    assert ["b.txt" in err, "missing.yaml" in err, len(err.splitlines())] == [True, True, 2]
    assert (tmp_path / "good.yaml").read_text() == MODEL


def test_a_check_loads_only_what_its_board_needs(own: Path) -> None:
    script = (
        f"import sys; from stormdesk.__main__ import main; main(['check', {str(own)!r}]);"
        "slow = {'networkx', 'stormdesk.exchange.yaml_reader', 'stormdesk.cli.mending'};"
        "print(sorted(slow & sys.modules.keys()))"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert out.stdout.splitlines()[-1] == "[]"


def test_the_schema_of_the_report_is_published(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--of", "findings"]) == 0
    assert "findings" in json.loads(capsys.readouterr().out)["properties"]
    assert main(["schema", "--of", "finding"]) == 2
    assert "did you mean findings?" in capsys.readouterr().err


def test_fix_mends_says_what_and_writes_back(run: Run, own: Path, tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(MODEL)
    code, out, err = run("b.yaml", "own.stormdesk", "--fix")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "b.yaml: fixed: no-shouting: A! shouts (a)",
        "own.stormdesk: fixed: no-shouting: A! shouts (a)",
        "2 fixed, nothing found on 2 boards",
    ]
    assert (text_of("b.yaml"), text_of("own.stormdesk")) == ("A", "A")
    assert run("b.yaml", "own.stormdesk", "--fix")[:2] == (0, "nothing found on 2 boards\n")


def test_fix_tells_a_machine_what_it_mended(run: Run, own: Path) -> None:
    told: dict[str, Any] = json.loads(run(own.name, "--fix", "--format", "json")[1])
    assert told["findings"] == []
    assert [each["records"] for each in told["fixed"]] == [["a"]]


def test_what_was_mended_can_be_undone_and_is_backed_up(run: Run, own: Path) -> None:
    before = own.read_bytes()
    run(own.name, "--fix")
    assert [each.read_bytes() for each in backups(own, state_folder())] == [before]
    board = opened(own)
    assert board.document.undo()
    assert board.document.board.stickies["a"].text == "A!"
    board.close(discard=True)


def test_a_yaml_model_is_backed_up(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(MODEL)
    run("b.yaml", "--fix")
    assert [each.read_text() for each in backups(path, state_folder())] == [MODEL]


def test_comments_of_a_yaml_model_stay(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_text(f"# mine\n{MODEL}  # the end\n")
    assert run("b.yaml", "--fix")[0] == 0
    assert path.read_text().startswith("# mine\n")
    assert path.read_text().endswith("  # the end\n")
    assert text_of("b.yaml") == "A"


def test_a_board_that_a_window_has_open_is_left_alone(run: Run, own: Path) -> None:
    board, before = opened(own), own.read_bytes()
    code, out, err = run(own.name, "--fix")
    board.close()
    assert (code, out) == (2, "")
    assert "is open in a window" in err
    assert own.read_bytes() == before


def test_changes_that_were_never_saved_are_not_passed_over(run: Run, own: Path) -> None:
    board = opened(own)
    with board.document.edit("Shout more") as edit:
        edit.put(board.document.board.stickies["a"].revised(text="B!"))
    board.close()
    code, _, err = run(own.name, "--fix")
    assert code == 2
    assert "never saved" in err
    again = opened(own)
    assert again.document.board.stickies["a"].text == "B!"
    again.close(discard=True)


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("b.yaml", COMMENTED, "b.yaml:6: is a comment"),
        ("b.txt", "n: A!\n", "cannot be written back"),
    ],
)
def test_nothing_is_lost_by_writing_back(
    run: Run, own: Path, tmp_path: Path, name: str, text: str, why: str
) -> None:
    (tmp_path / name).write_text(text)
    before = own.read_bytes()
    code, out, err = run(own.name, name, "--fix")
    assert (code, out) == (2, "")
    assert why in err
    assert (tmp_path / name).read_text() == text
    assert own.read_bytes() == before
    assert read(own)[0].stickies["a"].text == "A!"


def test_a_file_with_nothing_to_mend_is_never_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("n: A\n")
    (tmp_path / "b.yaml").write_text(f"# mine\n{MODEL.replace('!', '')}")
    assert run("b.txt", "b.yaml", "--fix")[0] == 0
