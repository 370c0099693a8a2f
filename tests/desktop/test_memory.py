"""Garbage is looked for when the hand rests."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.window import Window


@pytest.fixture(autouse=True)
def unsettled() -> None:
    """Collect garbage as the window does."""


@pytest.fixture
def calm(window: Window, path: Path, qtbot, monkeypatch: pytest.MonkeyPatch) -> BoardView:
    """A view whose memory was settled a moment ago."""
    monkeypatch.setattr("stormdesk.desktop.window._UNTIL_CALM", 20)
    window.open_path(path)
    qtbot.waitUntil(gc.isenabled, timeout=5_000)
    assert window.view is not None
    return window.view


def edit(view: BoardView) -> None:
    with view.editor.document.edit("Change text") as step:
        step.put(view.editor.board.stickies["placed"].revised(text="Order accepted"))


def pan(view: BoardView) -> None:
    view.canvas.pan(9, 9)


@pytest.mark.parametrize("young", [0, 9])
@pytest.mark.parametrize("act", [edit, pan])
def test_what_is_new_is_looked_through_once_the_hand_rests(
    calm: BoardView,
    act: Callable[[BoardView], None],
    young: int,
    qtbot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held, swept = Qt.MouseButton.LeftButton, list[int]()
    monkeypatch.setattr(QGuiApplication, "mouseButtons", staticmethod(lambda: held))
    monkeypatch.setattr(gc, "get_count", lambda: (60_000, young, 0))
    monkeypatch.setattr(gc, "collect", lambda *generation: swept.extend(generation))
    act(calm)
    qtbot.wait(1_000)
    assert not swept
    held = Qt.MouseButton.NoButton
    qtbot.waitUntil(lambda: bool(swept), timeout=5_000)
    assert swept == [1 if young else 0]


def test_little_that_is_new_is_left_alone(
    calm: BoardView, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept = list[int]()
    monkeypatch.setattr(gc, "get_count", lambda: (600, 0, 0))
    monkeypatch.setattr(gc, "collect", lambda *generation: swept.extend(generation))
    edit(calm)
    qtbot.wait(1_000)
    assert not swept
