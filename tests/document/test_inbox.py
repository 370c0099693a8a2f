"""What waits for a board is changed by windows and commands at a time, and loses nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from stormdesk.document import inbox
from stormdesk.document.inbox import (
    MOST,
    Waiting,
    forget_inbox,
    inbox_file,
    keep_inbox,
    put_in,
    put_in_once,
    read_inbox,
    take_out,
)
from stormdesk.document.lock import BoardLock
from stormdesk.model.problem import BadInput


def some(*texts: str, by: str | None = None) -> list[Waiting]:
    return [Waiting(text=text, **({"by": by} if by else {})) for text in texts]


def texts(state: Path) -> list[str]:
    return [each.text for each in read_inbox("b", state)]


def test_what_others_put_in_meanwhile_stays(tmp_path: Path) -> None:
    keep_inbox("b", tmp_path, some("a"))
    put_in("b", tmp_path, some("b"))
    put_in_once("b", tmp_path, [some("c")])
    take_out("b", tmp_path, some("a"))
    assert texts(tmp_path) == ["b", "c"]


def test_of_equal_ones_the_last_is_taken_out(tmp_path: Path) -> None:
    keep_inbox("b", tmp_path, some("a", "b", "a"))
    take_out("b", tmp_path, some("a", "none"))
    assert texts(tmp_path) == ["a", "b"]


@pytest.mark.parametrize(
    ("sheets", "added"),
    [
        ([some("a", "b"), some("a", "b")], [2, 0]),
        ([some("a", "b"), some("b", "a")], [2, 0]),
        ([some("a"), some("b")], [1, 1]),
        ([some("a", "b"), some("a", "b", "c")], [2, 1]),
        ([some("a", "b"), some("a", "c")], [2, 2]),
        ([some("a", by="Ann"), some("a", by="Bob")], [1, 1]),
        ([some("a", "b", by="Ann"), some("b", "c", by="Ann")], [2, 1]),
        ([some("a", by="Ann"), some("a")], [1, 1]),
        ([some("a", "a")], [2]),
        ([some("Order paid"), some("order  PAID")], [1, 0]),
    ],
)
def test_a_sheet_brings_only_what_is_new_even_after_the_reveal(
    tmp_path: Path, sheets: list[Sequence[Waiting]], added: list[int]
) -> None:
    for is_revealed in (False, True):
        forget_inbox("b", tmp_path)
        found: list[int] = []
        for sheet in sheets:
            found.append(put_in_once("b", tmp_path, [sheet]))
            if is_revealed:
                keep_inbox("b", tmp_path, ())
        assert found == added
    assert put_in_once("other", tmp_path, sheets[:1]) == added[0]


def test_what_sheets_brought_is_remembered_without_its_words(tmp_path: Path) -> None:
    put_in_once("b", tmp_path, [some("Secret", by="Ann")])
    keep_inbox("b", tmp_path, ())
    kept = inbox_file("b", tmp_path).read_text()
    assert "Secret" not in kept
    assert "Ann" not in kept
    forget_inbox("b", tmp_path)
    assert not inbox_file("b", tmp_path).exists()


def test_too_much_is_refused_and_nothing_is_kept_of_it(tmp_path: Path) -> None:
    keep_inbox("b", tmp_path, some("a"))
    before = inbox_file("b", tmp_path).read_bytes()
    many = some(*map(str, range(MOST)))
    for add in (put_in, lambda *a: put_in_once(*a[:2], [a[2]])):  # type: ignore[misc]  # both take a sheet
        with pytest.raises(BadInput, match="takes 5,000"):
            add("b", tmp_path, many)
    assert inbox_file("b", tmp_path).read_bytes() == before


def test_an_inbox_that_another_program_writes_to_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "_PATIENCE", 0.0)
    lock = BoardLock.acquire(inbox_file("b", tmp_path), tmp_path)
    assert lock is not None
    with pytest.raises(OSError, match="another program"):
        put_in("b", tmp_path, some("a"))
    lock.release()
    put_in("b", tmp_path, some("a"))
    assert texts(tmp_path) == ["a"]
