"""Starting the desktop program, and what it does where things go wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QLoggingCategory
from PySide6.QtWidgets import QApplication

from stormdesk.desktop import application
from stormdesk.desktop.application import Alarm, has_screen, main


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":4711"}, False),
        ("linux", {"DISPLAY": ":4711", "QT_QPA_PLATFORM": "xcb"}, False),
        ("linux", {"DISPLAY": "elsewhere:10.0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_screen_is_looked_for(platform: str, environment: dict[str, str], expected: bool) -> None:
    assert has_screen(platform, environment) is expected


def test_without_a_screen_there_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main([]) == 2
    told = capsys.readouterr().err
    assert told.startswith("stormdesk: window: there is no screen")
    assert told.count("\n") == 1


@pytest.mark.parametrize("argv", [["a.stormdesk", "b.stormdesk"], ["--nonsense"]])
def test_wrong_arguments_are_told(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 2
    assert capsys.readouterr().err.startswith("stormdesk: usage:")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []
    monkeypatch.setattr(application, "tell", lambda _, title, text: texts.append(text))
    return texts


def go_wrong(alarm: Alarm) -> None:
    try:
        raise KeyError("lane")
    except KeyError as error:
        alarm.take(type(error), error, error.__traceback__)


def test_the_unexpected_is_written_down_and_told_once(
    tmp_path: Path, told: list[str], qtbot
) -> None:
    alarm = Alarm(tmp_path / "state")
    go_wrong(alarm)
    go_wrong(alarm)
    qtbot.waitUntil(lambda: bool(told))
    (text,) = told
    log = tmp_path / "state" / "trouble.log"
    assert str(log) in text
    assert "KeyError: 'lane'" in text
    assert log.read_text().count("KeyError: 'lane'") == 2


def test_the_unexpected_is_told_even_where_nothing_can_be_written(
    tmp_path: Path, told: list[str], capsys: pytest.CaptureFixture[str], qtbot
) -> None:
    (tmp_path / "state").write_text("no folder")
    go_wrong(Alarm(tmp_path / "state"))
    qtbot.waitUntil(lambda: bool(told))
    assert "KeyError: 'lane'" in told[0]
    assert "written" not in told[0]
    assert "KeyError: 'lane'" in capsys.readouterr().err


def test_qt_does_not_tell_every_script_that_the_typeface_lacks(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    category = QLoggingCategory("qt.text.font.db")
    assert category.isWarningEnabled()
    monkeypatch.setattr(application, "QApplication", _Named(qapp))
    application._application(dark=False)
    try:
        assert not category.isWarningEnabled()
        assert QLoggingCategory("qt.qpa.xcb").isWarningEnabled()
    finally:
        QLoggingCategory.setFilterRules("")


class _Named:
    """Stands for the class of the application, of which there is one already."""

    def __init__(self, app: QApplication) -> None:
        self._app = app

    def __call__(self, _: list[str]) -> QApplication:
        return self._app

    def __getattr__(self, name: str) -> Callable[[str], None]:
        return lambda _: None
