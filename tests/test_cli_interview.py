"""``export interview`` and ``import ANSWERS --into BOARD`` as somebody types them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stormdesk.cli.program import main
from stormdesk.document.file import read
from stormdesk.document.inbox import Waiting, read_inbox
from stormdesk.model.sticky import Kind


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "shop.stormdesk"]) == 0
    return tmp_path


def waiting() -> tuple[Waiting, ...]:
    return read_inbox(
        read(Path("shop.stormdesk"))[0].profile.id, Path(os.environ["STORMDESK_STATE"])
    )


def answered(*answers: str) -> None:
    assert main(["export", "interview", "shop.stormdesk", "--force"]) == 0
    sheet = Path("shop-interview.txt").read_text()
    for answer in answers:
        sheet = sheet.replace("\n- \n", f"\n- {answer}\n", 1)
    Path("answers.txt").write_text(sheet.replace("like]", "like] Ann"))


def test_answers_wait_unseen_and_the_board_stays_as_it_was(
    there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path("shop.stormdesk").read_bytes()
    answered("Power failed", "h: Who pays?")
    assert main(["import", "answers.txt", "--into", "shop.stormdesk"]) == 0
    assert "2 answers wait in the inbox, unseen" in capsys.readouterr().out
    assert [(w.kind, w.text, w.by) for w in waiting()] == [
        (Kind.EVENT, "Power failed", "Ann"),
        (Kind.HOTSPOT, "Who pays?", "Ann"),
    ]
    assert Path("shop.stormdesk").read_bytes() == before


def test_the_same_file_adds_nothing_twice(there: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answered("Power failed")
    for _ in range(2):
        assert main(["import", "answers.txt", "answers.txt", "--into", "shop.stormdesk"]) == 0
    assert "0 answers wait in the inbox, unseen; 2 came before" in capsys.readouterr().out
    assert len(waiting()) == 1


@pytest.mark.parametrize("more", [[], ["--from", "interview"]])
def test_a_bad_sheet_is_one_line_and_nothing_is_written(
    there: Path, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    answered("Power failed")
    Path("empty.txt").write_text("[1 e: What?]\n- \n")
    Path("list.txt").write_text("Order placed\n")
    before = Path("shop.stormdesk").read_bytes()
    names = ["list.txt", "answers.txt", "empty.txt"]
    capsys.readouterr()
    assert main(["import", *names, "--into", "shop.stormdesk", *more]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("stormdesk: list.txt: " if more else "stormdesk: empty.txt: ")
    assert told.err.count("\n") == 1
    assert Path("shop.stormdesk").read_bytes() == before
    assert waiting() == ()


def test_an_outline_goes_on_the_board_and_a_sheet_beside_it_into_the_inbox(there: Path) -> None:
    answered("Power failed")
    Path("list.txt").write_text("Order placed\n")
    assert main(["import", "list.txt", "answers.txt", "--into", "shop.stormdesk"]) == 0
    stickies = read(Path("shop.stormdesk"))[0].stickies.values()
    assert [s.text for s in stickies] == ["Order placed"]
    assert [w.text for w in waiting()] == ["Power failed"]


def test_a_sheet_can_be_made_a_board_of(there: Path) -> None:
    answered("Power failed")
    assert main(["import", "answers.txt", "-o", "other.stormdesk"]) == 0
    stickies = read(Path("other.stormdesk"))[0].stickies.values()
    assert [s.text for s in stickies] == ["Power failed"]


def test_a_page_is_named_as_one_and_text_as_text(there: Path) -> None:
    assert main(["export", "interview", "shop.stormdesk", "--sheet", "html"]) == 0
    assert Path("shop-interview.html").read_bytes().startswith(b"<!doctype html>")
    assert main(["export", "interview", "shop.stormdesk", "--phase", "Walk-through"]) == 0
    assert "Walk-through" in Path("shop-interview.txt").read_text()


def test_an_agenda_of_ones_own_is_named_by_its_file(
    there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("own.yaml").write_text(
        "id: own\ntitle: Own\nfor: us\nphases: [{name: Our talk, goal: g, minutes: 5}]\n"
    )
    export = ["export", "interview", "shop.stormdesk", "-o", "-", "--agenda-file"]
    assert main([*export, "own.yaml"]) == 0
    assert main([*export, "none.yaml"]) == 2
    assert capsys.readouterr().err.startswith("stormdesk: none.yaml: ")
