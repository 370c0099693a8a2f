"""What the window remembers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stormdesk.desktop.settings import Settings, SettingsFile, sections
from stormdesk.document.folders import settings_path


def test_only_what_differs_from_the_start_is_written(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "config" / "settings.json")
    file.change(side_page="findings")
    assert json.loads(file.path.read_text()) == {"side_page": "findings"}
    assert SettingsFile(file.path).value.side_page == "findings"


def test_recent_boards_come_newest_first_and_once(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    for name in ("a", "b", "a"):
        file.note_recent(tmp_path / name)
    assert file.value.recent == (str(tmp_path / "a"), str(tmp_path / "b"))
    for number in range(30):
        file.note_recent(tmp_path / str(number))
    assert len(file.value.recent) == 12
    file.forget_recent(tmp_path / "29")
    assert file.value.recent[0] == str(tmp_path / "28")


@pytest.mark.parametrize("text", ["", "{", "[1]", "\x00", "[" * 100_000])
def test_a_damaged_file_costs_nothing_but_itself(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    assert SettingsFile(path).value == Settings()


def test_a_wrong_value_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"side_page": "nonsense", "side_panel": false, "unknown": 1}')
    assert SettingsFile(path).value == Settings(side_panel=False)


def test_an_unknown_theme_and_a_room_without_size_leave_the_others(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "sepia", "room_distance": 0, "back_row": true}')
    assert SettingsFile(path).value == Settings(back_row=True)


def test_what_a_person_sets_is_told_by_section() -> None:
    told = sections()
    assert told["Appearance"] == ["theme", "reduced_motion"]
    every = [name for names in told.values() for name in names]
    assert len(every) == len(set(every))
    assert "geometry" not in every


def test_a_folder_can_be_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STORMDESK_CONFIG", str(tmp_path))
    assert settings_path() == tmp_path / "settings.json"


def test_a_disk_that_takes_nothing_is_no_reason_to_stop(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    file = SettingsFile(blocked / "settings.json")
    file.change(side_panel=False)
    assert file.value.side_panel is False
