"""Checks on a server: files that say what they should, and a script that really runs."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from stormdesk.__main__ import main
from stormdesk.exchange.ci.files import write
from stormdesk.exchange.ci.options import CiOptions
from stormdesk.exchange.contracts.bundle import write as write_bundle
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.exchange.delivery import deliver_folder, stale_files
from stormdesk.exchange.source import read_board
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.resources import resource

_GITHUB, _GITLAB = ".github/workflows/stormdesk.yml", ".gitlab-ci.yml"
_HOOKS, _SCRIPT, _README = ".pre-commit-config.yaml", "ci/stormdesk.sh", "ci/README.md"
_MANIFEST = "ci/manifest.json"
_HOSTILE = 'docs/it\'s #1: "on" `no` $(touch x) ${{ x }} 🔥.yaml'
_BOARD = Board.of([Profile(id="b", title="B")])


def _files(**options: Any) -> dict[str, str]:
    return {path: data.decode() for path, data in write(_BOARD, CiOptions(**options)).items()}


def test_there_is_a_file_for_each_service_a_script_and_a_readme():
    assert set(_files()) == {_GITHUB, _GITLAB, _HOOKS, _SCRIPT, _README, _MANIFEST}
    assert set(_files(only=("gitlab",))) == {_GITLAB, _SCRIPT, _README, _MANIFEST}
    assert _HOOKS not in _files(only=("gitlab",))[_README]


def test_servers_install_the_program_and_start_the_script():
    files = _files(install="pipx install 'stormdesk==1'")
    workflow = yaml.safe_load(files[_GITHUB])
    assert workflow["on"] == ["push", "pull_request"]
    runs = [step.get("run") for step in workflow["jobs"]["stormdesk"]["steps"]]
    assert runs[-2:] == ["pipx install 'stormdesk==1'", f"sh {_SCRIPT}"]
    job = yaml.safe_load(files[_GITLAB])["stormdesk"]
    assert job["script"] == ["pipx install 'stormdesk==1'", f"sh {_SCRIPT}"]


@pytest.mark.parametrize("path", ["board.stormdesk", _HOSTILE, "-x.yaml", "a b/c+d.yaml"])
def test_hooks_name_the_board_whatever_it_is_called(path: str):
    (repo,) = yaml.safe_load(_files(board_path=path, fail_on="advice")[_HOOKS])["repos"]
    check, compat = repo["hooks"]
    options = ["--fail-on", "advice"]
    assert shlex.split(check["entry"]) == ["stormdesk", "check", *options, "--", path]
    assert shlex.split(compat["entry"])[:4] == [
        "stormdesk",
        "compat",
        "--against-bundle",
        "contracts",
    ]
    for hook in (check, compat):
        assert re.search(hook["files"], path)
        assert not re.search(hook["files"], f"x{path}")
        assert re.search(hook["files"], "contracts/sales/v1/OrderPlaced.avsc")
        assert not re.search(hook["files"], "src/contracts/code.py")
        assert not hook["pass_filenames"]


@pytest.mark.parametrize(
    ("option", "value", "why"),
    [
        ("board_path", "/etc/board", "must lie in the repository"),
        ("board_path", "../board", "must lie in the repository"),
        ("bundle", "a/../../b", "must lie in the repository"),
        ("bundle", ".", "must lie in the repository"),
        ("install", "pip install x\nrm -r y", "one line"),
        ("board_path", "a\u2028b", "one line"),
        ("fail_on", "never", "error"),
    ],
)
def test_what_cannot_be_meant_is_refused(option: str, value: str, why: str):
    with pytest.raises(ValueError, match=why):
        CiOptions(**{option: value})


class Repository:
    """A folder with a board, its published schemas and the checks."""

    def __init__(self, root: Path, name: str) -> None:
        self.root, self.board = root / "repo", root / "repo" / name
        self.board.parent.mkdir(parents=True)
        shutil.copy(resource("templates/webhook-billing.yaml"), self.board)
        self.programs = root / "programs"
        self.programs.mkdir()
        program = self.programs / "stormdesk"
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -P -m stormdesk "$@"\n')
        program.chmod(0o755)
        deliver_folder(self.root, write(_BOARD, CiOptions(board_path=name)))

    def publish(self) -> None:
        files = write_bundle(read_board(str(self.board)), SchemaOptions())
        deliver_folder(self.root / "contracts", files)

    def edit(self, old: str, new: str) -> None:
        text = self.board.read_text()
        assert old in text
        self.board.write_text(text.replace(old, new, 1))

    def run(self, path: str = os.environ["PATH"]) -> tuple[int, str]:
        environment = {**os.environ, "PATH": f"{self.programs}{os.pathsep}{path}"}
        run = subprocess.run(
            ["sh", str(self.root / _SCRIPT)],
            cwd="/",
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return run.returncode, run.stdout + run.stderr


def test_the_script_tells_good_from_broken(tmp_path: Path):
    repository = Repository(tmp_path, _HOSTILE)
    code, told = repository.run()
    assert (code, "contracts" in told) == (2, True)
    assert "stormdesk export schemas" in told
    (repository.programs / "stormdesk").rename(repository.programs / "other")
    code, told = repository.run(path="/usr/bin:/bin")
    assert (code, told.count("\n")) == (2, 1)
    assert "is not installed; install it with: pip install stormdesk" in told
    (repository.programs / "other").rename(repository.programs / "stormdesk")
    repository.publish()
    assert repository.run()[0] == 0
    good = repository.board.read_text()
    repository.edit('type: date, tag: 3, example: "2026-11-01"', "type: boolean, tag: 3")
    code, told = repository.run()
    assert (code, "TYPE_CHANGED" in told) == (1, True)
    repository.board.write_text(good)
    repository.edit("      key: ", "      key: no-such-field-")
    code, told = repository.run()
    assert (code, "key-not-a-field" in told) == (1, True)
    assert list((tmp_path / "repo").rglob("x")) == []


@pytest.mark.parametrize("shell", ["sh", "bash"])
def test_the_script_is_sound_in_every_shell(tmp_path: Path, shell: str):
    path = tmp_path / "script.sh"
    path.write_text(_files(board_path=_HOSTILE, bundle="-b 'c'")[_SCRIPT])
    assert subprocess.run([shell, "-n", str(path)], check=False).returncode == 0


def test_own_jobs_survive_the_next_export(tmp_path: Path):
    deliver_folder(tmp_path, write(_BOARD, CiOptions()))
    path = tmp_path / _GITLAB
    mark = "# >>> hand-written: jobs\n"
    path.write_text(path.read_text().replace(mark, f"{mark}lint:\n  script: [make lint]\n"))
    files = write(_BOARD, CiOptions(install="pip install x"))
    assert deliver_folder(tmp_path, files).changed == ()
    assert stale_files(tmp_path, files) == ()
    jobs = yaml.safe_load(path.read_text())
    assert jobs["lint"] == {"script": ["make lint"]}
    assert jobs["stormdesk"]["script"][0] == "pip install x"


@pytest.mark.parametrize(
    ("named", "meant"),
    [("docs/b.yaml", "docs/b.yaml"), ("{here}/docs/b.yaml", "docs/b.yaml"), ("-", None)],
)
def test_the_board_is_the_one_that_is_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, meant: str | None
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    text = "format: stormdesk/1\nboard: {title: T}\n"
    (tmp_path / "docs/b.yaml").write_text(text)
    with (tmp_path / "docs/b.yaml").open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert main(["export", "ci", named.format(here=tmp_path), "-o", "."]) == 0
    script = (tmp_path / _SCRIPT).read_text()
    assert f"-- {meant or 'board.stormdesk'}\n" in script


def test_a_board_outside_of_the_repository_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "repo").mkdir()
    monkeypatch.chdir(tmp_path / "repo")
    (tmp_path / "b.yaml").write_text("format: stormdesk/1\nboard: {title: T}\n")
    assert main(["export", "ci", "../b.yaml", "-o", "."]) == 2
    assert "--board-path: must lie in the repository" in capsys.readouterr().err
    assert main(["export", "ci", "../b.yaml", "-o", ".", "--board-path", "b.yaml"]) == 0
    assert not (tmp_path / "repo/manifest.json").exists()
    with pytest.raises(BadInput, match="another sort of export"):
        deliver_folder(tmp_path / "repo/ci", write_bundle(_BOARD, SchemaOptions()))
