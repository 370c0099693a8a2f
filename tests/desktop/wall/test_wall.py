"""The wall shows the board to a room, and nothing of what only the facilitator needs."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from stormdesk.analysis.finding import Level
from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.wall.projection import Projection
from stormdesk.desktop.wall.wall_window import WallWindow
from stormdesk.desktop.window import Window
from stormdesk.document.file import to_bytes
from stormdesk.editor import typing
from stormdesk.editor.workshop import ballots, session, telling
from stormdesk.exchange.yaml_model import read
from stormdesk.model.sticky import Kind

BEGUN = datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001  # the room's own time

HOSTILE = Path(__file__).parents[2] / "boards" / "hostile.yaml"


class Clock:
    """The time of the room, which a test turns on."""

    def __init__(self) -> None:
        self.now = BEGUN

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(view: BoardView, monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(view.projection, "_clock", clock)
    return clock


@pytest.fixture
def wall(view: BoardView, clock: Clock) -> WallWindow:
    view.projection.open()
    assert view.projection.window is not None
    return view.projection.window


def picture(wall: WallWindow) -> QImage:
    QApplication.processEvents()
    return wall.view.grab().toImage()


def begun(projection: Projection, view: BoardView, phase: int = 0) -> None:
    agenda = projection.shelf.agendas.named("big-picture")
    assert agenda is not None
    document = view.editor.document
    session.begin(document, BEGUN, agenda, ["Anna", "Bodo"])
    for each in agenda.phases[1 : phase + 1]:
        session.enter(document, each, BEGUN)
    projection.look()


def test_a_row_opens_the_wall_and_closes_it(window: Window, view: BoardView) -> None:
    window.bound.run("wall")
    assert view.projection.window is not None
    assert view.projection.window.isVisible()
    assert "Shop" in view.projection.window.windowTitle()
    assert window.bound.actions["wall"].isChecked()
    window.bound.run("wall")
    assert not view.projection.is_open
    assert not window.bound.actions["wall"].isChecked()


def test_the_wall_closes_with_its_board(window: Window, view: BoardView, path: Path) -> None:
    view.projection.open()
    wall = view.projection.window
    assert wall is not None
    window.open_path(path)
    assert window.view is not view
    assert not view.projection.is_open
    assert not wall.isVisible()


def test_what_is_typed_is_seen_while_it_is_typed(view: BoardView, wall: WallWindow) -> None:
    before = picture(wall)
    typing.open_text(view.editor, "placed")
    view.editor.tool.type(view.editor, "Order refused")  # type: ignore[attr-defined]
    assert view.editor.document.open_edit is not None
    assert picture(wall) != before


def test_what_is_moved_is_seen_where_it_is_carried(view: BoardView, wall: WallWindow) -> None:
    before = picture(wall)
    view.editor.select(["paid"])
    view.bound.run("far-down")
    moved = picture(wall)
    assert moved != before
    view.editor.document.undo()
    assert picture(wall) == before


def test_neither_selection_nor_coach_is_on_the_wall(view: BoardView, wall: WallWindow) -> None:
    before = picture(wall)
    console = view.canvas.grab().toImage()
    view.editor.select([*view.editor.board.stickies])
    view.canvas.marks.show({"placed": Level.ERROR})
    assert view.canvas.grab().toImage() != console
    assert picture(wall) == before


def test_the_console_keeps_the_keyboard(view: BoardView, wall: WallWindow) -> None:
    assert QApplication.activeWindow() is view.window()


def test_the_wall_has_a_theme_of_its_own(window: Window, view: BoardView, wall: WallWindow) -> None:
    view.projection._settings.change(wall_theme="dark")
    view.take_settings()
    assert wall.view.palette_shown is not view.canvas.palette_shown
    assert wall.view.palette_shown.paper == "#1B1D20"


def test_the_legend_grows_with_the_phases(view: BoardView, wall: WallWindow) -> None:
    begun(view.projection, view)
    first = wall.foot.accessibleName()
    assert "Event" in first
    assert "Hotspot" not in first
    begun(view.projection, view, phase=2)
    assert "Hotspot" in wall.foot.accessibleName()


def test_without_a_session_the_legend_tells_the_kinds_in_use(wall: WallWindow) -> None:
    told = wall.foot.accessibleName()
    assert "Command" in told
    assert "Policy" not in told


def test_the_clock_runs_down_and_over(view: BoardView, wall: WallWindow, clock: Clock) -> None:
    begun(view.projection, view)
    assert "15:00" in wall.foot.accessibleName()
    clock.now += timedelta(minutes=16, seconds=5)
    view.projection.look()
    assert "+1:05" in wall.foot.accessibleName()


def test_a_phase_is_announced_when_it_begins(view: BoardView, wall: WallWindow) -> None:
    card = wall.overlays.card
    assert not card.plate.is_wanted
    begun(view.projection, view, phase=1)
    assert card.plate.is_wanted
    assert "Chaotic exploration" in card.plate.accessibleName()
    card.put_away()
    assert not card.plate.is_wanted
    view.projection.look()
    assert not card.plate.is_wanted


def test_a_break_takes_the_whole_wall(view: BoardView, wall: WallWindow, clock: Clock) -> None:
    begun(view.projection, view)
    clock.now += timedelta(minutes=10)
    session.take_break(view.editor.document, clock.now, 15)
    clock.now += timedelta(minutes=1)
    view.projection.look()
    assert wall.overlays.rest.is_wanted
    assert "14:00" in wall.overlays.rest.accessibleName()
    assert "We go on at 09:25" in wall.overlays.rest.accessibleName()
    assert wall.foot.height() == 0
    clock.now += timedelta(minutes=20)
    view.projection.look()
    assert "We go on now" in wall.overlays.rest.accessibleName()
    session.resume(view.editor.document, clock.now)
    view.projection.look()
    assert not wall.overlays.rest.is_wanted
    assert wall.foot.height() > 0


def test_a_walk_shows_sticky_question_and_narrator(
    view: BoardView, wall: WallWindow, clock: Clock
) -> None:
    begun(view.projection, view)
    telling.start_walk(view.editor.document, "forward", clock.now)
    telling.go_to(view.editor.document, "placed")
    clock.now += timedelta(seconds=30)
    view.projection.look()
    card, narrator = wall._walk, wall._narrator
    assert card.is_wanted
    assert card.accessibleName().startswith("Order placed. ")
    assert "?" in card.accessibleName()
    assert "Anna 4:30" in narrator.accessibleName()
    box = view.editor.wall.box("placed")
    assert box is not None
    middle = wall.view.camera.on_screen(box).center()
    assert middle.x() == pytest.approx(wall.view.width() / 2, abs=1)
    assert middle.y() < wall.view.height() / 2
    telling.end_walk(view.editor.document, clock.now)
    view.projection.look()
    assert not card.is_wanted
    assert not narrator.is_wanted


def test_a_laser_is_seen_over_a_walk(view: BoardView, wall: WallWindow, clock: Clock) -> None:
    telling.start_walk(view.editor.document, "forward", clock.now)
    view.projection.look()
    before = picture(wall)
    box = view.editor.wall.box("placed")
    assert box is not None
    view.canvas.pointing.turn("laser")
    view.canvas.pointing.point(box.center)
    assert picture(wall) != before


def test_votes_are_hidden_until_they_are_revealed(
    view: BoardView, wall: WallWindow, clock: Clock
) -> None:
    begun(view.projection, view)
    document, plate = view.editor.document, wall.overlays.ranking
    ballots.open_new(document, clock.now, "What first?", each=2)
    ballots.cast(document, "doubt", "Anna")
    view.projection.look()
    assert not plate.is_wanted
    assert "Votes: 1 of 4" in wall.foot.accessibleName()
    ballots.reveal(document, clock.now)
    view.projection.look()
    assert plate.is_wanted
    assert plate.accessibleName() == "What first?. 1. Who refunds?: 1"
    view.projection.show_ranking(is_on=False)
    view.projection.look()
    assert not plate.is_wanted
    view.projection.show_ranking(is_on=True)
    assert plate.is_wanted
    begun(view.projection, view, phase=1)
    assert not plate.is_wanted


def test_an_old_result_does_not_come_up_by_itself(view: BoardView, clock: Clock) -> None:
    document = view.editor.document
    ballots.open_new(document, clock.now)
    ballots.tally(document, "doubt", 3)
    ballots.reveal(document, clock.now)
    view.projection.open()
    assert view.projection.window is not None
    assert not view.projection.window.overlays.ranking.is_wanted


def test_a_wall_whose_screen_is_unplugged_becomes_a_window(
    view: BoardView, wall: WallWindow, qtbot
) -> None:
    wall.toggle_full_screen()
    assert wall.isFullScreen()
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.screenRemoved.emit(wall.screen())
    qtbot.waitUntil(lambda: not wall.isFullScreen())
    assert wall.isVisible()


def test_hostile_texts_are_shown_or_cut_short(window: Window, tmp_path: Path, qtbot) -> None:
    board = read({HOSTILE.name: HOSTILE.read_bytes()})
    path = tmp_path / "hostile.stormdesk"
    path.write_bytes(to_bytes(board))
    window.open_path(path)
    view = window.view
    assert view is not None
    view.projection.open()
    document, wall = view.editor.document, view.projection.window
    assert wall is not None
    session.begin(document, BEGUN, None, ["<b>Ann & Co</b> " * 20, "\u202eevil"])
    ballots.open_new(document, BEGUN, "A ballot " * 40)
    for number, sticky_id in enumerate(sorted(board.stickies)[:12], 1):
        ballots.tally(document, sticky_id, number)
    view.projection.look()
    ballots.reveal(document, BEGUN)
    view.projection.look()
    assert wall.overlays.ranking.is_wanted
    for sticky_id in sorted(board.stickies):
        telling.start_walk(document, "backward", BEGUN)
        telling.go_to(document, sticky_id)
        view.projection.look()
        assert not picture(wall).isNull()


def test_a_place_for_kinds_that_the_room_never_saw(view: BoardView, wall: WallWindow) -> None:
    view.editor.select([])
    typing.place(view.editor, Kind.POLICY)
    view.projection.look()
    view.editor.cancel()
    view.projection.look()
    assert "Policy" not in wall.foot.accessibleName()


def test_the_card_of_a_phase_gives_way_to_its_walk_its_ballot_and_its_ranking(
    view: BoardView, wall: WallWindow
) -> None:
    begun(view.projection, view)
    document, card = view.editor.document, wall.overlays.card.plate
    agenda = view.projection.shelf.agendas.named("big-picture")
    assert agenda is not None

    def enter(number: int) -> None:
        session.enter(document, agenda.phases[number], BEGUN)
        view.projection.look()
        assert card.is_wanted

    enter(1)
    telling.start_walk(document, "forward", BEGUN)
    view.projection.look()
    assert not card.is_wanted
    telling.end_walk(document, BEGUN)
    enter(2)
    ballots.open_new(document, BEGUN)
    view.projection.look()
    assert not card.is_wanted
    ballots.tally(document, "doubt", 2)
    enter_again = agenda.phases[3]
    ballots.reveal(document, BEGUN)
    session.enter(document, enter_again, BEGUN)
    view.projection.look()
    wall.overlays.show_ranking(is_on=True)
    assert not card.is_wanted
