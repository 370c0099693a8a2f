"""How a board came about is played like a film; the board itself rests meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.replay_bar import ReplayBar
from stormdesk.desktop.window import Window
from stormdesk.model.board import Board, Change

KEY = Qt.Key


@pytest.fixture
def bar(view: BoardView, window: Window) -> ReplayBar:
    for text in ("Order settled", "Order cleared"):
        with view.editor.document.edit(f"Reword to {text}") as edit:
            edit.put(view.editor.board.stickies["paid"].revised(text=text))
    view.editor.select(["doubt"])
    view.bound.run("remove")
    window.bound.run("replay")
    return view.workshop.replay_bar


def shown(bar: ReplayBar) -> Board:
    assert bar.canvas is not None
    return bar.canvas.editor.board


def test_it_begins_before_the_first_change_and_ends_with_the_board(
    view: BoardView, bar: ReplayBar
) -> None:
    assert bar.is_on
    assert view.canvas.isHidden()
    assert shown(bar).stickies["paid"].text == "Order paid"
    assert "doubt" in shown(bar).stickies
    bar.slider.setValue(2)
    assert shown(bar).stickies["paid"].text == "Order cleared"
    assert "2 of 3 · Reword to Order cleared" in bar.told.text()
    bar.slider.setValue(3)
    assert shown(bar).stickies == view.editor.board.stickies
    bar.slider.setValue(1)
    assert shown(bar).stickies["paid"].text == "Order settled"


def test_all_of_the_board_has_its_place_from_the_beginning(
    qtbot: QtBot, view: BoardView, bar: ReplayBar
) -> None:
    bounds = view.editor.wall.arrangement.bounds
    canvas = bar.canvas
    assert canvas is not None
    qtbot.waitUntil(lambda: canvas.camera.on_screen(bounds).right() <= canvas.width() + 1)
    assert canvas.camera.on_screen(bounds).left() >= 0


def test_it_plays_by_itself_faster_where_wanted_and_stops_at_the_end(
    qtbot: QtBot, bar: ReplayBar
) -> None:
    bar.speed.setCurrentIndex(2)
    qtbot.waitUntil(lambda: bar.slider.value() == 3)
    qtbot.waitUntil(lambda: bar.play.accessibleName() == "Play (Space)")
    bar.toggle_play()
    assert bar.slider.value() == 0


@pytest.mark.parametrize("on", ["slider", "canvas"])
def test_keys_step_stop_and_end_it(qtbot: QtBot, view: BoardView, bar: ReplayBar, on: str) -> None:
    place = bar.slider if on == "slider" else bar.canvas
    qtbot.keyClick(place, KEY.Key_Space)
    assert bar.play.accessibleName() == "Play (Space)"
    qtbot.keyClick(place, KEY.Key_Right)
    qtbot.keyClick(place, KEY.Key_Right)
    qtbot.keyClick(place, KEY.Key_Left)
    assert bar.slider.value() == 1
    qtbot.keyClick(place, KEY.Key_Escape)
    assert not bar.is_on
    assert not view.canvas.isHidden()
    assert bar.isHidden()


def test_the_board_rests_meanwhile_and_is_as_it_was_after_it(
    view: BoardView, window: Window, bar: ReplayBar
) -> None:
    before = view.editor.board
    for name in ("undo", "remove", "place-event"):
        view.bound.run(name)
    assert view.editor.board is before
    assert not view.editor.is_editable
    bar.slider.setValue(1)
    window.bound.run("replay")
    assert view.editor.is_editable
    assert view.editor.board is before
    view.bound.run("undo")
    assert "doubt" in view.editor.board.stickies


def test_the_wall_shows_it_too(view: BoardView, bar: ReplayBar) -> None:
    view.projection.open()
    wall = view.projection.window
    assert wall is not None
    assert wall.view.editor is bar.canvas.editor  # type: ignore[union-attr]  # it plays
    bar.end()
    assert view.projection.window is not None
    assert view.projection.window.view.editor is view.editor


def test_a_board_without_a_past_says_so(view: BoardView, window: Window) -> None:
    window.bound.run("replay")
    assert not view.workshop.replay_bar.is_on
    assert "Nothing was changed on this board yet" in view.status.hint.text()


def test_a_board_that_is_left_while_its_past_is_shown_is_whole(
    view: BoardView, window: Window, bar: ReplayBar
) -> None:
    path = view.opened.path
    assert path is not None
    view.opened.save()
    window.open_path(path)
    assert window.view is not None
    assert window.view is not view
    assert window.view.editor.board.stickies["paid"].text == "Order cleared"


def test_what_leads_from_one_board_to_another_leads_back(view: BoardView, bar: ReplayBar) -> None:
    bar.slider.setValue(0)
    first, last = shown(bar), view.editor.board
    change = Change.between(first, last)
    assert first.after(change).records == last.records
    assert last.after(change.reversed()).records == first.records
