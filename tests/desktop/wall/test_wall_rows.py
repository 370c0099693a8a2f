"""What the rows of the menu do with the wall."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.canvas.view import Canvas
from stormdesk.desktop.wall_actions import living_menus
from stormdesk.desktop.window import Window
from stormdesk.document.document import Document
from stormdesk.editor.editor import Editor
from stormdesk.editor.saved_places import save_place, saved_places


def labels(window: Window, row: str) -> list[str]:
    return [label for label, _, _ in living_menus(window)[row]()]


def test_the_menu_lists_the_screens(window: Window, view: BoardView) -> None:
    screens = QGuiApplication.screens()
    told = labels(window, "wall-screen")
    assert len(told) == len(screens)
    assert all(screen.name() in label for screen, label in zip(screens, told, strict=True))
    (_, _, choose), *_ = living_menus(window)["wall-screen"]()
    choose()
    assert view.projection.is_open
    assert window.opening.settings.value.wall_screen == screens[0].name()


def test_the_menu_lists_the_saved_places(window: Window, view: BoardView) -> None:
    assert labels(window, "saved-places") == []
    for number, name in enumerate(("Checkout & co", "Shipping")):
        save_place(view.editor, name, 1000 * number, 0, 0.5)
    assert labels(window, "saved-places") == ["Checkout & co", "Shipping"]
    view.projection.open()
    camera = view.projection.camera
    assert camera is not None
    for name in ("Checkout & co", "Shipping", "Checkout & co"):
        window.bound.run("saved-places")
        assert camera.place is not None
        assert camera.place.name == name
    assert camera.mode == "place"
    window.bound.run("wall-follow")
    assert camera.mode == "follow"


def test_a_place_is_saved_and_forgotten_by_name(
    window: Window, view: BoardView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("Checkout", True))
    window.bound.run("save-place")
    (place,) = saved_places(view.editor.board)
    middle = view.canvas.camera.to_board(view.canvas.area().center())
    assert (place.x, place.y) == pytest.approx(tuple(middle), abs=0.01)
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_: ("Checkout", True))
    window.bound.run("forget-place")
    assert saved_places(view.editor.board) == []


def test_the_wall_is_led_by_keys_from_the_console(window: Window, view: BoardView) -> None:
    view.projection.open()
    wall = view.projection.window
    assert wall is not None
    before = wall.view.camera
    window.bound.run("wall-right")
    assert wall.view.camera.x > before.x
    window.bound.run("wall-nearer")
    assert wall.view.camera.scale > before.scale
    window.bound.run("wall-whole")
    bounds = view.editor.wall.arrangement.bounds
    assert wall.view.area().adjusted(-1, -1, 1, 1).contains(wall.view.camera.on_screen(bounds))
    assert window.bound.actions["wall-here"].isChecked()


def test_a_switch_does_not_flicker_while_its_key_is_held(window: Window, view: BoardView) -> None:
    assert not window.bound.actions["laser"].autoRepeat()
    assert window.bound.actions["wall-left"].autoRepeat()


def test_another_board_is_shown_for_a_while(view: BoardView, qtbot) -> None:
    view.projection.open()
    other = Canvas(Editor(Document(view.editor.board), view.editor.wall.cards))
    qtbot.addWidget(other)
    view.projection.show_canvas(other)
    assert view.projection.window is not None
    assert view.projection.window.view.editor is other.editor
    view.editor.select(["paid"])
    view.bound.run("far-down")
    view.projection.show_canvas(None)
    assert view.projection.window.view.editor is view.editor
