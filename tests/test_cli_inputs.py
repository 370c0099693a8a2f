"""What strangers do to the command line: strange names, pipes, closed streams, wrong targets."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from stormdesk.__main__ import main
from stormdesk.cli import boards
from stormdesk.exchange.source import read_board

_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="streams and pipes of POSIX")
_EVENT = "Event placed\n"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder of our own, the state of the program in another."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("STORMDESK_STATE", str(tmp_path / "state"))
    return folder


def _refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Run a command that is refused and return its one line."""
    code = main([str(each) for each in arguments])
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert err.startswith("stormdesk: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err.removeprefix("stormdesk: ").strip()


def _process(script: str, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which ``stormdesk`` is the program."""
    program = f'"{sys.executable}" -m stormdesk'
    line = f"{program} {script.removeprefix('stormdesk ')}"
    return subprocess.run(
        ["/bin/sh", "-c", line], capture_output=True, text=True, check=False, timeout=60, **more
    )


@pytest.mark.parametrize("name", ["b.stormdesk", "link.yaml", "hard.yaml", "./b.stormdesk"])
def test_no_export_replaces_the_board_it_is_made_of(capsys: Any, place: Path, name: str):
    assert main(["new", "b.stormdesk"]) == 0
    (place / "link.yaml").symlink_to("b.stormdesk")
    os.link("b.stormdesk", "hard.yaml")
    before = (place / "b.stormdesk").read_bytes()
    for form in ("yaml", "pdf"):
        _refused(capsys, "export", form, "b.stormdesk", "-o", name, "--force")
    assert (place / "b.stormdesk").read_bytes() == before
    assert (place / "link.yaml").is_symlink()


def test_no_export_replaces_another_board(capsys: Any, place: Path):
    assert main(["new", "b.stormdesk"]) == 0
    for form in ("yaml", "schemas"):
        line = _refused(capsys, "export", form, "b.stormdesk", "-o", "other.STORMDESK", "--force")
        assert line.startswith("other.STORMDESK: is the name of a board")
    assert [each.name for each in place.iterdir()] == ["b.stormdesk"]


def test_no_bundle_replaces_the_model_it_is_made_of(capsys: Any, place: Path):
    model = place / "manifest.json"
    model.write_text('{"format": "stormdesk/1", "board": {"title": "T"}}')
    line = _refused(capsys, "export", "schemas", "manifest.json", "-o", ".", "--force")
    assert "is what the export is made of" in line
    assert read_board("manifest.json").profile.title == "T"


@_POSIX
def test_no_export_replaces_a_device_or_a_pipe(capsys: Any, place: Path):
    os.mkfifo("pipe.yaml")
    assert main(["new", "b.stormdesk"]) == 0
    line = _refused(capsys, "export", "yaml", "b.stormdesk", "-o", "pipe.yaml", "--force")
    assert line == "pipe.yaml: is not a plain file; use -o - and redirect what comes"
    assert (place / "pipe.yaml").is_fifo()


@pytest.mark.parametrize(
    ("name", "title"),
    [("a\nb.stormdesk", "a b"), ("\x07.stormdesk", "Board"), ("é\u2028 ü.stormdesk", "é ü")],
)
@_POSIX
def test_a_title_is_made_of_any_file_name(name: str, title: str):
    assert main(["new", name]) == 0
    assert read_board(name).profile.title == title


def test_a_board_is_written_to_what_its_suffix_says_and_never_to_a_dash(capsys: Any, place: Path):
    (place / "notes.txt").write_text(_EVENT)
    for command in (["new"], ["import", "notes.txt", "-o"], ["import", "notes.txt", "--into"]):
        assert "no file to write a board to" in _refused(capsys, *command, "-")
        line = _refused(capsys, *command, "b.yalm")
        assert line == (
            "b.yalm: ends with '.yalm', which is none of .stormdesk, .yaml, .yml, .txt;"
            " did you mean .yaml?"
        )
    assert [each.name for each in place.iterdir()] == ["notes.txt"]
    main(["new", "--help"])
    assert ".yaml" in capsys.readouterr().out


@_POSIX
def test_a_closed_stream_is_told():
    told = _process("stormdesk show - <&-")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == ("stormdesk: standard input: is closed; pipe a board in or name a file\n")
    assert main(["new", "b.stormdesk"]) == 0
    told = _process("stormdesk export yaml b.stormdesk -o - >&-")
    assert (told.returncode, told.stderr) == (
        2,
        "stormdesk: standard output: is closed; name a file\n",
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told_in_one_line():
    told = _process("stormdesk schema > /dev/full")
    assert told.returncode == 2
    assert told.stderr.startswith("stormdesk: standard output: cannot be written: the disk is full")
    assert told.stderr.count("\n") == 1


@_POSIX
def test_a_named_pipe_without_writer_is_refused_at_once(place: Path):
    os.mkfifo(place / "pipe.stormdesk")
    for line in ("show pipe.stormdesk", "import pipe.stormdesk -o b.stormdesk"):
        told = _process(f"stormdesk {line}")
        assert told.returncode == 2
        assert "is not a plain file; use - and pipe it in" in told.stderr


def test_a_value_that_no_record_takes_is_one_line(capsys: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(boards, "_title", lambda _: "two\nlines")
    line = _refused(capsys, "new", "b.stormdesk")
    assert line == "profile: title: 'two\\nlines' holds control characters; remove them"


def test_what_nobody_expected_is_one_line_and_a_traceback_in_the_log(
    capsys: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def fail(_: object) -> str:
        raise LookupError("a bug\nof ours")

    monkeypatch.setattr(boards, "_title", fail)
    line = _refused(capsys, "new", "b.stormdesk")
    log = tmp_path / "state" / "trouble.log"
    assert line == f"unexpected: LookupError: a bug of ours; details in {log}"
    assert "Traceback" in log.read_text()
    log.unlink()
    (tmp_path / "state").rmdir()
    (tmp_path / "state").write_text("no folder")
    assert _refused(capsys, "new", "b.stormdesk") == "unexpected: LookupError: a bug of ours"


def test_a_missing_file_and_a_name_too_long_are_told_in_plain_words(capsys: Any):
    assert _refused(capsys, "show", "b.yaml") == "b.yaml: does not exist; check its name"
    name = f"{'x' * 300}.yaml"
    assert main(["new", "b.stormdesk"]) == 0
    for command in (["show", name], ["export", "yaml", "b.stormdesk", "-o", name]):
        assert _refused(capsys, *command) == f"{name}: has too long a name; shorten it"


def test_too_many_stickies_are_told_by_their_number(capsys: Any, place: Path):
    (place / "big.txt").write_text(_EVENT * 100_001)
    line = _refused(capsys, "import", "big.txt", "-o", "b.stormdesk")
    assert line.startswith("big.txt:100001: too many stickies; at most 100,000")


@pytest.mark.parametrize("command", [[], ["export"]])
def test_help_fits_80_columns_uncut(
    capsys: Any, monkeypatch: pytest.MonkeyPatch, command: list[str]
):
    monkeypatch.setenv("COLUMNS", "80")
    main([*command, "--help"])
    listed = capsys.readouterr().out.partition("Commands:")[2]
    assert listed
    assert "..." not in listed
