"""Whether the back row can read."""

from __future__ import annotations

import pytest

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.preferences import change_settings
from stormdesk.desktop.window import Window


@pytest.fixture
def hall(window: Window, view: BoardView) -> BoardView:
    change_settings(window, back_row=True, screen_width=2.0, room_distance=20.0)
    view.canvas.zoom_to_actual()
    view.canvas.reveal("placed")
    view.back_row.refresh()
    return view


def test_it_is_there_only_when_it_is_wanted(window: Window, view: BoardView) -> None:
    assert view.back_row.isHidden()
    window.bound.run("back-row")
    assert not view.back_row.isHidden()
    window.bound.run("back-row")
    assert view.back_row.isHidden()


def test_it_follows_the_zoom(hall: BoardView, qtbot) -> None:
    assert "hard" in hall.back_row.text() or "cannot" in hall.back_row.text()
    hall.canvas.zoom_by(4, hall.canvas.rect().center().toPointF())
    qtbot.waitUntil(lambda: "can read it all" in hall.back_row.text())
    assert not hall.back_row.isEnabled()
    hall.canvas.zoom_by(1 / 16, hall.canvas.rect().center().toPointF())
    qtbot.waitUntil(lambda: "cannot" in hall.back_row.text())


def test_a_click_comes_as_near_as_the_last_row_needs(hall: BoardView, qtbot) -> None:
    before = hall.canvas.zoom
    hall.back_row.click()
    qtbot.waitUntil(lambda: "can read it all" in hall.back_row.text())
    assert before < hall.canvas.zoom < 6


def test_a_nearer_row_reads_what_a_far_one_cannot(window: Window, hall: BoardView) -> None:
    change_settings(window, room_distance=1.0)
    assert "can read it all" in hall.back_row.text()


def test_nothing_in_view_is_said_so(hall: BoardView, qtbot) -> None:
    hall.canvas.camera = hall.canvas.camera.panned(100_000, 0)
    hall.back_row.refresh()
    assert "no text" in hall.back_row.text()
