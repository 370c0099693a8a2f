"""Versions from the command line: listed, compared, packed to be sent along."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from stormdesk.cli.program import main
from stormdesk.document.opening import new_board
from stormdesk.editor.workshop import versions
from stormdesk.model.board import Board
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Sticky

NOW = datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001  # the room's own time


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    state = tmp_path / "state"
    monkeypatch.setenv("STORMDESK_STATE", str(state))
    sticky = Sticky(id="s", kind="event", text="Order placed", x=0)
    opened = new_board(Board.of([Profile(id="b", title="B"), sticky]), state)
    versions.save_version(opened.document, "Before", NOW, state)
    with opened.document.edit("Reword") as edit:
        edit.put(sticky.revised(text="Order paid"))
    path = tmp_path / "shop.stormdesk"
    opened.save_as(path)
    opened.close()
    return path


def test_a_version_is_compared_with_the_board(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", f"{path}@Before", str(path)]) == 1
    assert '~ sticky s: text "Order placed" -> "Order paid"' in capsys.readouterr().out


def test_a_version_that_is_misspelt_names_the_nearest(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", f"{path}@Befor", str(path)]) == 2
    assert "did you mean Before" in capsys.readouterr().err


def test_versions_are_listed_and_sent_along(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["versions", str(path)]) == 0
    assert capsys.readouterr().out == "Before  2026-11-24 09:00:00\n"
    assert main(["versions", str(path), "--with-history"]) == 0
    assert "Written: shop.history" in capsys.readouterr().out
    monkeypatch.setenv("STORMDESK_STATE", str(tmp_path / "another"))
    assert main(["diff", f"{path}@Before", str(path)]) == 1
    path.with_suffix(".history").unlink()
    assert main(["versions", str(path)]) == 0
    assert "not kept on this computer" in capsys.readouterr().out
    assert main(["diff", f"{path}@Before", str(path)]) == 2
    assert "shop.history" in capsys.readouterr().err


def test_equal_pasts_give_equal_histories(path: Path) -> None:
    main(["versions", str(path), "--with-history"])
    history = path.with_suffix(".history")
    before = history.read_bytes()
    main(["versions", str(path), "--with-history"])
    assert history.read_bytes() == before
