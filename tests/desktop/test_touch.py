"""Fingers on the board."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QEventPoint,
    QGuiApplication,
    QInputDevice,
    QPointingDevice,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.window import Window
from stormdesk.document.file import read
from stormdesk.editor.tools.place import Place
from stormdesk.model.sticky import Kind

PATIENCE = 60


class Fingers:
    """Fingers on a canvas; every call moves those it names and leaves the others where they are."""

    def __init__(self, view: BoardView, device: QPointingDevice) -> None:
        self.canvas = view.canvas
        self._sequence = QTest.touchEvent(self.canvas, device, False)
        self._down: dict[int, QPoint] = {}

    def press(self, finger: int, at: QPointF) -> None:
        self._others(finger)
        self._down[finger] = at.toPoint()
        self._sequence.press(finger, at.toPoint(), self.canvas)
        self._sequence.commit()

    def move(self, finger: int, at: QPointF) -> None:
        self._others(finger)
        self._down[finger] = at.toPoint()
        self._sequence.move(finger, at.toPoint(), self.canvas)
        self._sequence.commit()

    def release(self, finger: int) -> None:
        self._others(finger)
        self._sequence.release(finger, self._down.pop(finger), self.canvas)
        self._sequence.commit()

    def tap(self, at: QPointF) -> None:
        self.press(0, at)
        self.release(0)

    def lift_all(self) -> None:
        for finger in list(self._down):
            self.release(finger)

    def _others(self, finger: int) -> None:
        for other in self._down:
            if other != finger:
                self._sequence.stationary(other)


@pytest.fixture(scope="session")
def screen_device() -> QPointingDevice:
    return QTest.createTouchDevice()


@pytest.fixture
def fingers(view: BoardView, screen_device: QPointingDevice) -> Iterator[Fingers]:
    view.canvas.zoom_to_actual()
    view.canvas.reveal("placed")
    view.editor.select([])
    fingers = Fingers(view, screen_device)
    yield fingers
    fingers.lift_all()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def on(view: BoardView, sticky_id: str) -> QPointF:
    box = view.editor.wall.box(sticky_id)
    assert box is not None
    return view.canvas.camera.on_screen(box).center()


def test_one_finger_pans_and_moves_no_sticky(view: BoardView, fingers: Fingers) -> None:
    before, camera = view.editor.board, view.canvas.camera
    start = on(view, "placed")
    fingers.press(0, start)
    for step in range(1, 6):
        fingers.move(0, start + QPointF(20 * step, 10 * step))
    fingers.release(0)
    moved = camera.x - view.canvas.camera.x, camera.y - view.canvas.camera.y
    assert moved == pytest.approx((100 / camera.scale, 50 / camera.scale), abs=0.01)
    assert view.editor.board is before
    assert not view.editor.selection


def test_a_tap_selects_and_a_trembling_finger_still_taps(view: BoardView, fingers: Fingers) -> None:
    camera = view.canvas.camera
    fingers.press(0, on(view, "placed"))
    fingers.move(0, on(view, "placed") + QPointF(5, 4))
    fingers.release(0)
    assert view.editor.selection == {"placed"}
    assert view.canvas.camera == camera


@pytest.fixture
def at_leisure(qapp: QApplication) -> Iterator[None]:
    """Two taps count as one however slow the machine is."""
    interval = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(60_000)
    yield
    qapp.setDoubleClickInterval(interval)


def test_two_taps_open_the_text(view: BoardView, fingers: Fingers, at_leisure: None) -> None:
    fingers.tap(on(view, "placed"))
    fingers.tap(on(view, "placed"))
    assert view.editor.document.open_edit is not None
    assert view.editor.tool.sticky_id == "placed"  # type: ignore[attr-defined]  # the typing tool
    view.finish_typing()


def test_what_a_finger_carries_is_in_the_file_and_one_undo_brings_it_back(
    window: Window, view: BoardView, fingers: Fingers, path: Path
) -> None:
    assert window.save()
    before = read(path)[0]
    view.editor.snaps = False
    start = on(view, "placed")
    fingers.tap(start)
    fingers.press(0, start)
    for step in range(1, 9):
        fingers.move(0, start + QPointF(15 * step, 0))
    fingers.release(0)
    assert view.editor.document.open_edit is None
    assert window.save()
    after = read(path)[0]
    assert (after.stickies["placed"].x or 0) - (before.stickies["placed"].x or 0) == pytest.approx(
        120 / view.canvas.zoom, abs=0.01
    )
    others = [each for each in before.stickies.values() if each.id not in ("placed", "doubt")]
    assert [after.stickies[each.id] for each in others] == others
    assert after.flows == before.flows
    view.bound.run("undo")
    assert window.save()
    assert read(path)[0] == before


def test_a_second_finger_puts_back_what_the_first_carried(
    view: BoardView, fingers: Fingers
) -> None:
    before = view.editor.board
    start = on(view, "placed")
    view.editor.select(["placed"])
    fingers.press(0, start)
    fingers.move(0, start + QPointF(90, 0))
    assert view.editor.board is not before
    fingers.press(1, start + QPointF(200, 0))
    assert view.editor.board.records == before.records
    assert view.editor.document.open_edit is None


def test_two_fingers_zoom_and_what_is_between_them_stays(view: BoardView, fingers: Fingers) -> None:
    zoom = view.canvas.zoom
    middle = QPointF(view.canvas.rect().center())
    place = view.canvas.camera.to_board(middle)
    fingers.press(0, middle - QPointF(50, 0))
    fingers.press(1, middle + QPointF(50, 0))
    for step in range(1, 6):
        fingers.move(0, middle - QPointF(50 + 10 * step, 0))
        fingers.move(1, middle + QPointF(50 + 10 * step, 0))
    fingers.release(0)
    fingers.release(1)
    assert view.canvas.zoom == pytest.approx(2 * zoom, rel=1e-3)
    assert view.canvas.camera.to_board(middle) == pytest.approx(place, abs=1)
    assert not view.editor.selection


def test_a_finger_that_stays_goes_on_panning(view: BoardView, fingers: Fingers) -> None:
    middle = QPointF(view.canvas.rect().center())
    fingers.press(0, middle)
    fingers.press(1, middle + QPointF(100, 0))
    fingers.release(1)
    camera = view.canvas.camera
    fingers.move(0, middle + QPointF(30, 0))
    assert view.canvas.camera == camera.panned(30, 0)


def test_a_long_press_opens_the_menu_and_the_next_tap_chooses(
    view: BoardView, fingers: Fingers, screen_device: QPointingDevice, qtbot
) -> None:
    before = view.editor.board
    hints = QGuiApplication.styleHints()
    usual = hints.mousePressAndHoldInterval()
    hints.setMousePressAndHoldInterval(PATIENCE)
    try:
        fingers.press(0, on(view, "placed"))
        qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    finally:
        hints.setMousePressAndHoldInterval(usual)
    menu = QApplication.activePopupWidget()
    assert menu.geometry().contains(view.canvas.mapToGlobal(on(view, "placed").toPoint()))
    fingers.release(0)
    assert menu.isVisible(), "lifting the finger that opened the menu chooses nothing"
    assert view.editor.selection == {"placed"}
    assert view.editor.board is before
    duplicate = next(action for action in menu.actions() if action.text() == "Duplicate")
    at = menu.actionGeometry(duplicate).center()
    QTest.touchEvent(menu, screen_device).press(0, at, menu).commit()
    QTest.touchEvent(menu, screen_device).release(0, at, menu).commit()
    assert QApplication.activePopupWidget() is None
    assert [s.text for s in view.editor.board.stickies.values()].count("Order placed") == 2
    fingers.tap(on(view, "place"))
    assert view.editor.selection == {"place"}


def test_a_tap_puts_the_sticky_that_the_hand_holds(view: BoardView, fingers: Fingers) -> None:
    view.editor.use(Place(Kind.NOTE))
    fingers.tap(on(view, "placed") + QPointF(0, 150))
    assert view.editor.document.open_edit is not None
    view.editor.cancel()


def test_fingers_on_a_touchpad_are_left_to_the_system(view: BoardView) -> None:
    pad = QPointingDevice(
        "pad", 77, QInputDevice.DeviceType.TouchPad, QPointingDevice.PointerType.Finger,
        QInputDevice.Capability.Position, 2, 1,
    )  # fmt: skip
    middle = QPointF(view.canvas.rect().center())
    point = QEventPoint(1, QEventPoint.State.Pressed, middle, middle)
    event = QTouchEvent(QEvent.Type.TouchBegin, pad, Qt.KeyboardModifier.NoModifier, [point])
    QApplication.sendEvent(view.canvas, event)
    assert not event.isAccepted()


def test_a_pen_is_left_to_qt_which_makes_a_mouse_of_it(view: BoardView) -> None:
    pen = QPointingDevice(
        "pen", 78, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Position, 1, 1,
    )  # fmt: skip
    at = on(view, "placed")
    event = QTabletEvent(
        QEvent.Type.TabletPress, pen, at, at, 0.5, 0, 0, 0, 0, 0,
        Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton,
    )  # fmt: skip
    QApplication.sendEvent(view.canvas, event)
    assert not event.isAccepted()
    assert QApplication.testAttribute(
        Qt.ApplicationAttribute.AA_SynthesizeMouseForUnhandledTabletEvents
    )
