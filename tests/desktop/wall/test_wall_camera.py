"""The wall's camera follows the console, stays, or stands at a saved place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.wall.wall_camera import WallCamera
from stormdesk.desktop.wall.wall_window import WallWindow
from stormdesk.editor.saved_places import forget_place, save_place, saved_places
from stormdesk.layout.geometry import Box
from stormdesk.model.problem import BadInput


@pytest.fixture
def wall(view: BoardView) -> WallWindow:
    view.projection.open()
    assert view.projection.window is not None
    return view.projection.window


@pytest.fixture
def camera(wall: WallWindow) -> WallCamera:
    return wall.camera


def seen(wall: WallWindow) -> Box:
    return wall.view.camera.on_board(wall.view.area())


def holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x <= inner.x + 0.01
        and outer.y <= inner.y + 0.01
        and outer.right >= inner.right - 0.01
        and outer.bottom >= inner.bottom - 0.01
    )


def test_it_shows_all_that_the_console_shows(view: BoardView, wall: WallWindow) -> None:
    for scale in (0.2, 0.7, 2.0):
        view.canvas.look(Camera(300, -40, scale))
        assert holds(seen(wall), view.canvas.camera.on_board(view.canvas.area()))


def test_what_it_shows_stays_while_the_console_goes_elsewhere(
    view: BoardView, wall: WallWindow, camera: WallCamera
) -> None:
    camera.show_console()
    there = wall.view.camera
    view.canvas.look(Camera(5_000, 0, 0.3))
    assert wall.view.camera == there
    camera.follow()
    assert wall.view.camera != there
    assert holds(seen(wall), view.canvas.camera.on_board(view.canvas.area()))


def test_a_hand_on_the_wall_frees_it(wall: WallWindow, camera: WallCamera) -> None:
    before = wall.view.camera
    wall.view.pulled.emit(100, 50)
    assert camera.mode == "free"
    assert wall.view.camera == before.panned(100, 50)
    wall.view.zoomed.emit(2.0, QPointF(10, 10))
    assert wall.view.camera.scale == pytest.approx(2 * before.scale)


def test_a_saved_place_is_in_the_middle_of_console_and_wall(
    view: BoardView, wall: WallWindow, camera: WallCamera
) -> None:
    place = save_place(view.editor, " Checkout ", 640.004, 120, 0.5)
    assert (place.name, place.x) == ("Checkout", 640.0)
    camera.go_to(place)
    middle = wall.view.camera.to_board(wall.view.area().center())
    assert (round(middle.x), round(middle.y)) == (640, 120)
    assert camera.mode == "place"
    view.editor.document.undo()
    assert saved_places(view.editor.board) == []


def test_a_place_of_the_same_name_takes_its_place(view: BoardView) -> None:
    first = save_place(view.editor, "Checkout", 0, 0, 1)
    second = save_place(view.editor, "checkout", 9, 9, 2)
    assert [p.id for p in saved_places(view.editor.board)] == [first.id] == [second.id]
    forget_place(view.editor, first.id)
    assert saved_places(view.editor.board) == []


@pytest.mark.parametrize("name", ["", "   ", "a\nb", "x" * 500])
def test_a_place_needs_a_name(view: BoardView, name: str) -> None:
    with pytest.raises(BadInput):
        save_place(view.editor, name, 0, 0, 1)
    assert saved_places(view.editor.board) == []


def test_a_leap_of_the_console_is_followed_smoothly(
    view: BoardView, wall: WallWindow, camera: WallCamera, qtbot
) -> None:
    camera.is_smooth = True
    start = wall.view.camera
    view.canvas.look(Camera(4_000, 0, start.scale))
    way = [start.x]
    while camera._frames.isActive():
        qtbot.wait(10)
        way.append(wall.view.camera.x)
    assert way == sorted(way)
    assert len(set(way)) > 4
    assert wall.view.camera == camera.aim()


def test_look_here_brings_it_into_view_until_the_console_moves(
    view: BoardView, wall: WallWindow, camera: WallCamera
) -> None:
    view.canvas.look(Camera(9_000, 0, 0.8))
    view.editor.select(["placed"])
    view.pointing_hand.look_here()
    box = view.editor.wall.box("placed")
    assert box is not None
    assert wall.view.area().contains(wall.view.camera.on_screen(box))
    assert camera.mode == "follow"
    view.canvas.pan(10, 0)
    assert not wall.view.area().contains(wall.view.camera.on_screen(box))
