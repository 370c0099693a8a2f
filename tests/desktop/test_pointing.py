"""Laser, spotlight and pulse: they show a place, and move nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.canvas.pointing import PULSE, TRAIL, Pointing
from stormdesk.layout.geometry import Box, Point


class Seconds:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_trail_fades_and_then_nothing_asks_for_frames(qtbot) -> None:
    seconds = Seconds()
    pointing = Pointing(clock=seconds)
    pointing.turn("laser")
    pointing.point(Point(1, 2))
    seconds.now += TRAIL / 2
    pointing.point(Point(3, 4))
    assert [round(beam.age, 2) for beam in pointing.trail] == [TRAIL / 2, 0]
    pointing.turn(None)
    assert not pointing.is_idle
    seconds.now += TRAIL
    with qtbot.waitSignal(pointing.changed):
        pass
    assert pointing.is_idle
    with qtbot.assertNotEmitted(pointing.changed, wait=60):
        pass


def test_a_pulse_ends(qtbot) -> None:
    seconds = Seconds()
    pointing = Pointing(clock=seconds)
    pointing.look_here(Box(0, 0, 10, 10))
    assert pointing.pulse == (Box(0, 0, 10, 10), 0.0)
    seconds.now += PULSE
    assert pointing.pulse is None


@pytest.mark.parametrize("row", ["laser", "spotlight"])
def test_a_click_moves_and_selects_nothing_while_it_points(view: BoardView, row: str) -> None:
    canvas, editor = view.canvas, view.editor
    box = editor.wall.box("placed")
    assert box is not None
    at = canvas.camera.on_screen(box).center().toPoint()
    view.window().bound.run(row)  # type: ignore[attr-defined]
    board = editor.board
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(canvas, at + QPoint(40, 0))
    assert editor.selection == frozenset()
    assert editor.board is board
    place = canvas.pointing.at
    assert place is not None
    assert canvas.camera.to_screen(*place).toPoint() == at + QPoint(40, 0)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.pointing.light is None
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert editor.selection == {"placed"}


def test_a_held_key_points_as_long_as_it_is_held(view: BoardView, monkeypatch) -> None:
    seconds = Seconds()
    monkeypatch.setattr(view.pointing_hand, "_clock", seconds)
    view.pointing_hand.toggle("laser")
    seconds.now += 0.1
    QTest.keyRelease(view.canvas, Qt.Key.Key_Z)
    assert view.canvas.pointing.light == "laser"
    seconds.now += 1
    QTest.keyRelease(view.canvas, Qt.Key.Key_Z)
    assert view.canvas.pointing.light is None


@pytest.mark.parametrize("light", ["laser", "spotlight"])
def test_it_is_seen_on_console_and_wall(view: BoardView, light: str) -> None:
    view.projection.open()
    wall = view.projection.window
    assert wall is not None
    before = [view.canvas.grab().toImage(), wall.view.grab().toImage()]
    view.pointing_hand.toggle(light)  # type: ignore[arg-type]
    after = [view.canvas.grab().toImage(), wall.view.grab().toImage()]
    assert after[0] != before[0]
    assert after[1] != before[1]
