"""Finding one's way in the window: find, filter, map, walking, places visited."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.canvas.camera import Camera
from stormdesk.desktop.settings import SettingsFile
from stormdesk.desktop.window import Window
from stormdesk.editor.filters import Filter
from stormdesk.layout.appearance import DEFAULT_PALETTE
from stormdesk.model.sticky import Kind


def colour_at(view: BoardView, sticky_id: str) -> str:
    """Return the colour of the canvas near the lower left corner of a sticky."""
    box = view.editor.wall.box(sticky_id)
    assert box is not None
    at = view.canvas.camera.to_screen(box.x + 8, box.bottom - 8)
    image: QImage = view.canvas.grab().toImage()
    return image.pixelColor(at.toPoint()).name().upper()


def event_colour() -> str:
    return DEFAULT_PALETTE.kinds[Kind.EVENT]


@pytest.mark.parametrize("scale", [0.6, 0.2])
def test_what_is_found_is_lit_and_all_else_is_dimmed(view: BoardView, scale: float) -> None:
    view.canvas.look(Camera(-200 / scale, -100 / scale, scale))
    assert colour_at(view, "paid") == colour_at(view, "placed") == event_colour()
    view.stage.find()
    QTest.keyClicks(view.stage.find_bar.entry, "PLACED")
    assert view.stage.lit == {"placed"}
    assert view.stage.find_bar.count.text() == "1 match"
    assert colour_at(view, "placed") == event_colour()
    assert colour_at(view, "paid") != event_colour()
    view.stage.close_find()
    assert view.stage.lit is None
    assert colour_at(view, "paid") == event_colour()


def test_enter_steps_from_match_to_match_and_escape_stays_there(view: BoardView) -> None:
    view.stage.find()
    entry = view.stage.find_bar.entry
    QTest.keyClicks(entry, "order")
    stepped = []
    for _ in range(4):
        QTest.keyClick(entry, Qt.Key.Key_Return)
        stepped.append(next(iter(view.editor.selection)))
    assert stepped == ["place", "placed", "paid", "place"]
    assert view.stage.find_bar.count.text() == "1 of 3"
    QTest.keyClick(entry, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert view.editor.selection == {"paid"}
    QTest.keyClick(entry, Qt.Key.Key_Escape)
    assert view.stage.find_bar.isHidden()
    assert view.editor.selection == {"paid"}


def test_what_is_nowhere_is_told(view: BoardView) -> None:
    view.stage.find()
    view.stage.find_bar.entry.setText("zebra")
    assert view.stage.find_bar.count.text() == "No match"
    assert view.stage.find_bar.entry.accessibleDescription() == "No match"
    view.stage.step(1)
    assert not view.editor.selection


def test_a_search_follows_the_board(view: BoardView, qtbot) -> None:
    view.stage.find()
    view.stage.find_bar.entry.setText("refunds")
    with view.editor.document.edit("Change text") as edit:
        edit.put(view.editor.board.stickies["placed"].revised(text="Refunds asked for"))
    qtbot.waitUntil(lambda: view.stage.lit == {"doubt", "placed"})


def test_a_filter_lights_and_goes_with_its_bar(view: BoardView) -> None:
    view.stage.toggle_filter()
    assert view.stage.lit is None
    view.stage.filter.choose(Filter(kinds=frozenset({"event"})))
    assert view.stage.lit == {"placed", "paid"}
    view.stage.find()
    view.stage.find_bar.entry.setText("paid")
    assert view.stage.lit == {"paid"}
    view.stage.close_find()
    view.stage.toggle_filter()
    assert view.stage.lit is None


def test_choices_are_ticked_while_the_menu_stays_open(view: BoardView, qtbot) -> None:
    view.stage.toggle_filter()
    menu = view.stage.filter.menus["kinds"]
    menu.popup(QPoint(0, 0))
    for action in menu.actions()[:2]:
        menu.setActiveAction(action)
        QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert view.stage.filter.value.kinds == {"event", "command"}
    menu.close()


def test_the_map_shows_while_something_is_out_of_view(
    window: Window, view: BoardView, settings: SettingsFile, qtbot
) -> None:
    map_ = view.stage.map
    view.canvas.zoom_to_fit()
    map_.rebuild()
    assert not map_.isVisible()
    view.canvas.look(view.canvas.centred(0, 0, 1.5))
    assert map_.isVisible()
    window.bound.run("minimap")
    map_.rebuild()
    assert not map_.isVisible()
    assert settings.value.minimap is False


def test_the_map_makes_way_for_the_sticky_in_hand(window: Window, view: BoardView) -> None:
    canvas, map_ = view.canvas, view.stage.map
    canvas.look(canvas.centred(0, 0, 2.0))
    map_.rebuild()
    corner = map_.geometry()
    box = view.editor.wall.box("place")
    assert box is not None
    there = canvas.camera.to_screen(*box.center)
    middle = corner.center()
    canvas.look(canvas.camera.panned(middle.x() - there.x(), middle.y() - there.y()))
    assert map_.geometry() == corner
    view.editor.select(["place"])
    assert not QRectF(map_.geometry()).intersects(canvas.camera.on_screen(box))
    assert map_.isVisible()
    view.editor.select(["placed"])
    canvas.look(canvas.centred(0, 0, 2.0))
    assert map_.geometry() == corner


def test_a_click_on_the_map_goes_there_and_back_returns(window: Window, view: BoardView) -> None:
    canvas, map_ = view.canvas, view.stage.map
    canvas.look(canvas.centred(0, 0, 2.0))
    map_.rebuild()
    here = canvas.camera
    QTest.mouseClick(map_, Qt.MouseButton.LeftButton, pos=QPoint(map_.width() - 12, 20))
    bounds = view.editor.wall.arrangement.bounds
    middle = canvas.camera.to_board(canvas.rect().center().toPointF())
    assert middle.x > bounds.center.x
    assert canvas.zoom == here.scale
    window.bound.run("back")
    assert canvas.camera == here
    window.bound.run("forward")
    assert canvas.camera != here


def test_walking_keeps_what_is_selected_in_view(window: Window, view: BoardView) -> None:
    view.canvas.look(Camera(-300, -100, 2.0))
    view.editor.select(["place"])
    window.bound.run("walk-right")
    assert view.editor.selection == {"placed"}
    window.bound.run("walk-down")
    box = view.editor.wall.bounds_of(view.editor.selection)
    assert box is not None
    assert view.canvas.rect().contains(view.canvas.camera.on_screen(box).toRect())
    assert view.canvas.zoom == 2.0


def test_a_walk_ends_the_typing_and_waits_for_a_drag(window: Window, view: BoardView) -> None:
    view.editor.select(["place"])
    view.bound.run("open-text")
    window.bound.run("walk-right")
    assert view.editor.document.open_edit is None
    assert view.editor.selection == {"placed"}
    with view.editor.document.edit("Held"):
        window.bound.run("walk-left")
        window.bound.run("next-hotspot")
    assert view.editor.selection == {"placed"}


def test_the_next_hotspot_is_revealed(window: Window, view: BoardView) -> None:
    view.canvas.look(Camera(50_000, 50_000, 1.0))
    window.bound.run("next-hotspot")
    assert view.editor.selection == {"doubt"}
    box = view.editor.wall.box("doubt")
    assert box is not None
    assert view.canvas.rect().contains(view.canvas.camera.on_screen(box).toRect())


def test_zooming_to_a_lane_shows_all_of_it(window: Window, view: BoardView) -> None:
    view.editor.select(["paid"])
    window.bound.run("zoom-lane")
    lane = view.editor.wall.lane("paying")
    assert lane is not None
    top = view.canvas.camera.to_screen(0, lane.top).y()
    bottom = view.canvas.camera.to_screen(0, lane.bottom).y()
    assert 0 < top < bottom < view.canvas.height()


def test_a_link_from_an_artefact_leads_to_its_sticky(view: BoardView) -> None:
    view.stage.find()
    entry = view.stage.find_bar.entry
    QTest.keyClicks(entry, "stormdesk://pai")
    assert view.editor.selection == frozenset()
    QTest.keyClicks(entry, "d")
    assert view.editor.selection == {"paid"}
    assert view.stage.find_bar.count.text() == "1 of 1"
    QGuiApplication.clipboard().setText("// From the sticky stormdesk://placed")
    entry.selectAll()
    entry.paste()
    assert view.editor.selection == {"placed"}


def test_a_link_is_followed_once(view: BoardView) -> None:
    view.stage.find()
    view.stage.find_bar.entry.setText("stormdesk://paid")
    view.editor.select(["placed"])
    placed = view.editor.board.stickies["placed"]
    with view.editor.document.edit("Reword") as edit:
        edit.put(placed.revised(text="Order taken"))
    view.stage._look_again()
    view.stage.find()
    assert view.editor.selection == {"placed"}


def test_a_link_to_what_is_not_on_the_wall_opens_it_beside(view: BoardView) -> None:
    view.panes.turn_to("outline")
    view.stage.find()
    view.stage.find_bar.entry.setText("stormdesk://checkout-team")
    assert view.inspector.isVisible()
    assert "name" in view.inspector.rows
    assert view.stage.find_bar.isVisible()
