"""The canvas for a screen reader, and the way from camera to camera."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QVariantAnimation
from PySide6.QtGui import QAccessible

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.canvas.accessible import accessible
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.canvas.glide import Glide, between


@pytest.fixture
def heard(view: BoardView) -> object:
    return accessible("Canvas", view.canvas)


def test_the_canvas_tells_what_is_selected(view: BoardView, heard) -> None:
    name, value = QAccessible.Text.Name, QAccessible.Text.Value
    assert (heard.text(name), heard.text(value)) == ("Board: Shop", "")
    view.editor.select(["placed"])
    assert heard.text(name) == heard.text(value) == "Event: Order placed, column 2, in Ordering"
    view.editor.select(["flow:place>placed"])
    assert heard.text(value) == "Flow from Command: Place order to Event: Order placed"
    view.editor.select(["ordering"])
    assert heard.text(value) == "Lane: Ordering, 2 stickies"
    view.editor.select(["placed", "place"])
    assert heard.text(value) == "2 selected"


def test_only_the_canvas_is_described_so(view: BoardView) -> None:
    assert accessible("QWidget", view.inspector) is None
    assert accessible("", None) is None


def test_what_is_under_the_pointer_stays_there_all_the_way() -> None:
    start, pixel = Camera(100, 50, 0.4), QPointF(300, 200)
    end = start.zoomed(1.7, pixel)
    under = start.to_board(pixel)
    for part in (0.0, 0.25, 0.5, 0.9, 1.0):
        now = between(start, end, part).to_board(pixel)
        assert now == pytest.approx(under)
    assert between(start, end, 0.5).scale == pytest.approx(0.4 * 1.7**0.5)


def test_a_way_without_zoom_is_straight() -> None:
    half = between(Camera(0, 0, 0.5), Camera(100, -40, 0.5), 0.5)
    assert half == Camera(50, -20, 0.5)


def test_a_glide_arrives_exactly_and_a_still_one_at_once(qtbot) -> None:
    seen: list[Camera] = []
    glide, there = Glide(seen.append), Camera(300, 200, 1.3)
    glide.to(Camera(), there)
    assert seen == [there]
    seen.clear()
    glide.is_smooth = True
    glide.to(Camera(), there)
    assert glide.aim(Camera()) == there
    way = glide.findChild(QVariantAnimation)
    assert way is not None
    way.setCurrentTime(way.duration() // 2)
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] == there)
    assert not glide.is_under_way
    assert len(seen) > 1


def test_the_hand_stops_a_glide(view: BoardView) -> None:
    canvas = view.canvas
    canvas.glide.is_smooth = True
    canvas.zoom_in()
    assert canvas.glide.is_under_way
    canvas.zoom_by(1.1, QPointF(10, 10))
    assert not canvas.glide.is_under_way


def test_keys_pressed_fast_add_up(view: BoardView, qtbot) -> None:
    canvas = view.canvas
    before = canvas.zoom
    canvas.glide.is_smooth = True
    canvas.zoom_in()
    canvas.zoom_in()
    qtbot.waitUntil(lambda: not canvas.glide.is_under_way)
    assert canvas.zoom == pytest.approx(before * 1.25**2)
