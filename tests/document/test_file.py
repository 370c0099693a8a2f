from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from stormdesk.document.file import load, read, sha256, to_bytes, write
from stormdesk.document.lines import MOST_BYTES
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile

BOARD = Board.of([Profile(id="b", title="Über")])


def test_what_was_written_is_read_with_its_digest(tmp_path: Path) -> None:
    path = tmp_path / "plan.stormdesk"
    write(path, to_bytes(BOARD))
    assert read(path) == (BOARD, sha256(path.read_bytes()))
    assert [each.name for each in tmp_path.iterdir()] == ["plan.stormdesk"]


def test_writing_keeps_the_mode_and_follows_links(tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    target, link = folder / "plan.stormdesk", tmp_path / "link.stormdesk"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    write(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.stormdesk"
    path.write_bytes(b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space") as caught:
        write(path, b"new")
    assert caught.value.filename == str(path)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {path.name: b"old"}


def test_a_file_that_cannot_be_replaced_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write(tmp_path / "folder", b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]


def test_a_long_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("ä" * 122 + ".stormdesk")
    write(path, b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("missing.stormdesk", "does not exist; check its name"),
        ("folder", "is a folder; name a board in it"),
        ("x" * 300, "has too long a name; shorten it"),
        ("a\0b", "is no file name"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(BadInput) as caught:
        load(tmp_path / name)
    assert caught.value.why == told


@pytest.mark.skipif(sys.platform == "win32", reason="has no named pipes")
def test_a_named_pipe_that_nobody_writes_into_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.stormdesk")
    with pytest.raises(BadInput, match="is not a plain file; use - and pipe it in"):
        load(tmp_path / "pipe.stormdesk")


@pytest.mark.skipif(sys.platform == "win32", reason="has no /dev/fd")
def test_a_pipe_handed_in_by_its_number_is_read() -> None:
    reading, writing = os.pipe()
    try:
        os.write(writing, to_bytes(BOARD))
        os.close(writing)
        assert load(Path(f"/dev/fd/{reading}")) == to_bytes(BOARD)
    finally:
        os.close(reading)


def test_a_device_is_no_board(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is not a plain file"):
        load(Path(os.devnull))


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.stormdesk"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(BadInput, match="larger than 50 MB"):
        load(path)
