"""What nobody expected to go wrong is written down where it can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from stormdesk import __version__
from stormdesk.document.trouble import logged


def raised(message: str) -> Exception:
    try:
        raise LookupError(message)
    except LookupError as error:
        return error


def test_every_error_is_added_with_its_traceback_and_version(tmp_path: Path) -> None:
    state = tmp_path / "state"
    log = logged(raised("first"), state)
    assert log is not None
    assert log.parent == state
    assert logged(raised("second"), state) == log
    text = log.read_text("utf-8")
    assert text.count(f" stormdesk {__version__}\nTraceback (most recent call last):") == 2
    assert text.index("LookupError: first") < text.index("LookupError: second")


def test_what_caused_an_error_is_written_too(tmp_path: Path) -> None:
    error = raised("late")
    error.__cause__ = raised("early")
    log = logged(error, tmp_path)
    assert log is not None
    assert "LookupError: early" in log.read_text("utf-8")


def test_text_that_no_file_takes_is_escaped(tmp_path: Path) -> None:
    log = logged(raised("half \ud83d"), tmp_path)
    assert log is not None
    assert "LookupError: half \\ud83d" in log.read_text("utf-8")


def test_a_log_that_has_grown_large_begins_anew(tmp_path: Path) -> None:
    log = logged(raised("old"), tmp_path)
    assert log is not None
    log.write_text("x" * 1_000_001, "utf-8")
    logged(raised("new"), tmp_path)
    assert "LookupError: new" in log.read_text("utf-8")
    assert log.stat().st_size < 1_000_000


@pytest.mark.parametrize("state", ["file", "file/below"])
def test_where_nothing_can_be_written_no_file_is_named(tmp_path: Path, state: str) -> None:
    (tmp_path / "file").write_text("no folder")
    assert logged(raised("lost"), tmp_path / state) is None
