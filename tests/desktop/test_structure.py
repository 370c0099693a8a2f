"""Lanes, areas and marks in the window: what the mouse draws, and where names are typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.canvas.lane_painter import pivotal_events
from stormdesk.desktop.window import Window
from stormdesk.editor.tools.name import Name
from stormdesk.layout.geometry import Box
from stormdesk.model.context import Area

LEFT = Qt.MouseButton.LeftButton


def entry_of(view: BoardView) -> QLineEdit:
    return next(e for e in view.canvas.findChildren(QLineEdit) if e.accessibleName() == "Name")


def corners(view: BoardView, sticky_id: str, around: float = 20) -> list[QPoint]:
    box = view.editor.wall.arrangement.boxes[sticky_id].inflated(around)
    points = [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)]
    return [view.canvas.camera.to_screen(*point).toPoint() for point in points]


def lasso(view: BoardView, sticky_id: str) -> None:
    view.bound.run("lasso")
    first, *others = corners(view, sticky_id)
    QTest.mousePress(view.canvas, LEFT, pos=first)
    for point in (*others, first + QPoint(0, 6)):
        QTest.mouseMove(view.canvas, point)
    QTest.mouseRelease(view.canvas, LEFT, pos=first + QPoint(0, 6))


def test_a_drawn_area_is_named_on_the_spot(view: BoardView) -> None:
    lasso(view, "placed")
    entry = entry_of(view)
    assert entry.isVisible()
    assert entry.selectedText() == "Context 1"
    QTest.keyClicks(entry, "Fulfilment")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    (area,) = view.editor.board.of_type(Area).values()
    assert (area.name, area.stickies) == ("Fulfilment", ("placed",))
    assert not entry.isVisible()
    view.zoom_to_selection()
    box = view.editor.wall.box("placed")
    assert box is not None
    assert view.canvas.camera.in_view(view.canvas.width(), view.canvas.height()).intersects(box)


def test_escape_in_the_entry_draws_no_area(view: BoardView) -> None:
    lasso(view, "placed")
    QTest.keyClicks(entry_of(view), "Nothing")
    QTest.keyClick(entry_of(view), Qt.Key.Key_Escape)
    assert not view.editor.board.of_type(Area)
    assert not entry_of(view).isVisible()


def test_a_lane_is_renamed_in_its_header(view: BoardView) -> None:
    lane = view.editor.wall.lane("paying")
    assert lane is not None
    at = view.canvas.camera.to_screen(0, lane.top + lane.height / 2).toPoint()
    at.setX(40)
    QTest.mouseDClick(view.canvas, LEFT, pos=at)
    assert isinstance(view.editor.tool, Name)
    QTest.keyClicks(entry_of(view), "Billing")
    QTest.mouseClick(view.canvas, LEFT, pos=QPoint(view.canvas.width() - 30, 60))
    assert view.editor.board.contexts["paying"].name == "Billing"
    assert view.editor.document.undo_label == "Rename"


def test_f2_names_what_is_selected(view: BoardView) -> None:
    view.editor.select(["ordering"])
    view.bound.run("open-text")
    assert entry_of(view).text() == "Ordering"


def test_other_actions_wait_until_the_name_is_done(view: BoardView) -> None:
    view.editor.select(["ordering"])
    view.bound.run("open-text")
    view.bound.run("tidy")
    assert isinstance(view.editor.tool, Name)
    assert view.editor.document.undo_label is None


@pytest.mark.parametrize("name", ["mark-path", "security", "watched"])
def test_marks_are_seen(view: BoardView, name: str) -> None:
    view.editor.select(["placed"])
    view.canvas.zoom_to_actual()
    view.canvas.reveal("placed")
    before = view.canvas.grab().toImage()
    view.bound.run(name)
    assert view.canvas.grab().toImage() != before
    view.bound.run(name)
    assert view.canvas.grab().toImage() == before


def test_what_is_arranged_flies_there_unless_motion_is_reduced(view: BoardView, qtbot) -> None:
    canvas = view.canvas
    with view.editor.document.edit("Move") as edit:
        moved = [view.editor.board.stickies[i] for i in ("place", "placed", "paid")]
        edit.put(*(s.placed(x=(s.x or 0) + 400.0, y=300.0) for s in moved))
    canvas.zoom_to_fit()
    flight = canvas.structure.flight
    view.bound.run("arrange")
    assert not flight.is_under_way(canvas.camera)
    view.bound.run("undo")
    canvas.glide.is_smooth = True
    canvas.zoom_to_fit()
    qtbot.waitUntil(lambda: not canvas.glide.is_under_way)
    view.bound.run("arrange")
    assert flight.is_under_way(canvas.camera)
    flying = canvas.grab().toImage()
    qtbot.waitUntil(lambda: not flight.is_under_way(canvas.camera))
    assert canvas.grab().toImage() != flying


def test_the_way_back_to_the_original_of_a_repetition(window: Window, view: BoardView) -> None:
    view.editor.select(["placed"])
    view.bound.run("repeat")
    again = view.editor.selected_sticky
    assert again is not None
    assert again.again == "placed"
    window.bound.run("original")
    assert view.editor.selection == {"placed"}


def test_the_parking_lot_has_a_frame(view: BoardView) -> None:
    view.editor.select(["placed"])
    view.bound.run("park")
    view.editor.select([])
    lot = view.editor.wall.arrangement.parking
    assert isinstance(lot, Box)
    view.canvas.zoom_to_fit()
    picture, edge = view.canvas.grab().toImage(), view.canvas.camera.on_screen(lot)
    y = round(edge.y())
    colours = {
        picture.pixelColor(x, row).name()
        for x in range(round(edge.x()) + 20, round(edge.right()) - 20)
        for row in (y - 1, y, y + 1)
    }
    paper = QColor(view.canvas.palette_shown.paper)
    assert any(abs(QColor(c).lightness() - paper.lightness()) > 60 for c in colours)


def test_a_parked_event_has_no_boundary_and_no_arrow_to_the_wall(view: BoardView) -> None:
    editor = view.editor
    everything = editor.wall.arrangement.bounds.inflated(500)
    flow = editor.board.flows["flow:place>placed"]
    editor.select(["placed"])
    view.bound.run("pivotal")
    assert [s.id for s in pivotal_events(editor.wall, everything)] == ["placed"]
    assert editor.wall.route_of(flow) is not None
    view.bound.run("park")
    assert pivotal_events(editor.wall, everything.inflated(2000)) == []
    assert editor.wall.route_of(flow) is None
    view.bound.run("park")
    assert [s.id for s in pivotal_events(editor.wall, everything)] == ["placed"]
    assert editor.wall.route_of(flow) is not None
