"""A walk along the board: stepped by keys, told in the bar, with what is dropped on the way."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.canvas.caret import Caret
from stormdesk.desktop.walk_bar import WalkBar
from stormdesk.desktop.window import Window
from stormdesk.editor import typing
from stormdesk.editor.workshop import session, telling, walk
from stormdesk.model.sticky import Kind

BEGUN = datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001  # the room's own time
KEY = Qt.Key


@pytest.fixture
def bar(view: BoardView, window: Window, monkeypatch: pytest.MonkeyPatch) -> WalkBar:
    monkeypatch.setattr(view.projection, "_clock", lambda: BEGUN)
    session.begin(view.editor.document, BEGUN, None, ["Anna", "Bodo"])
    window.bound.run("walk-through")
    return view.workshop.walk_bar


def at(view: BoardView) -> str | None:
    turn = telling.turn_under_way(view.editor.board)
    return turn.at if turn is not None else None


def test_a_walk_shows_its_step_and_dims_the_rest(view: BoardView, bar: WalkBar) -> None:
    assert not bar.isHidden()
    way = walk.order(view.editor.board, "forward")
    assert at(view) == way[0] == "place"
    assert view.stage.lit == {"place", "placed"}
    assert list(view.editor.selection) == ["place"]
    assert "1 of 3" in bar.mode.text()
    assert bar.question.text()
    assert "Anna" in bar.narrator.text()


def test_keys_of_the_canvas_and_of_a_remote_step(
    qtbot: QtBot, view: BoardView, bar: WalkBar
) -> None:
    told: list[str | None] = []
    for key in (KEY.Key_Right, KEY.Key_PageDown, KEY.Key_Left, KEY.Key_PageUp, KEY.Key_End,
                KEY.Key_Home):  # fmt: skip
        qtbot.keyClick(view.canvas, key)
        told.append(at(view))
    assert told == ["placed", "paid", "placed", "place", "paid", "place"]


def test_its_keys_work_wherever_the_keyboard_is(window: Window, bar: WalkBar) -> None:
    for name in ("walk-through", "reverse-narrative", "next-phase", "votes", "inbox", "versions"):
        context = window.bound.actions[name].shortcutContext()
        assert context == Qt.ShortcutContext.WindowShortcut


def test_a_click_on_a_sticky_goes_there(qtbot: QtBot, view: BoardView, bar: WalkBar) -> None:
    view.editor.select(["paid"])
    qtbot.waitUntil(lambda: at(view) == "paid")
    for other in (["doubt"], ["placed", "paid"], []):
        view.editor.select(other)
        QApplication.processEvents()
        assert at(view) == "paid"


def test_a_hotspot_and_an_event_are_dropped_where_it_stands(
    qtbot: QtBot, view: BoardView, bar: WalkBar
) -> None:
    qtbot.keyClick(view.canvas, KEY.Key_Right)
    for key, text in ((KEY.Key_H, "Who pays?"), (KEY.Key_E, "Order packed")):
        qtbot.keyClick(view.canvas, key)
        assert not bar.entry.isHidden()
        qtbot.keyClicks(bar.entry, text)
        qtbot.keyClick(bar.entry, KEY.Key_Return)
        assert bar.entry.isHidden()
    stickies = {s.text: s for s in view.editor.board.stickies.values()}
    assert stickies["Who pays?"].kind is Kind.HOTSPOT
    assert stickies["Who pays?"].pinned_to == "placed"
    assert stickies["Order packed"].kind is Kind.EVENT
    turn = telling.turn_under_way(view.editor.board)
    assert turn is not None
    assert turn.dropped == ("Who pays?", "Order packed")
    assert at(view) == "placed"


def test_nothing_is_dropped_without_a_text(qtbot: QtBot, view: BoardView, bar: WalkBar) -> None:
    before = view.editor.board.stickies
    qtbot.keyClick(view.canvas, KEY.Key_H)
    qtbot.keyClick(bar.entry, KEY.Key_Return)
    assert bar.entry.isHidden()
    qtbot.keyClick(view.canvas, KEY.Key_H)
    qtbot.keyClicks(bar.entry, "Half a")
    qtbot.keyClick(bar.entry, KEY.Key_Escape)
    assert bar.entry.isHidden()
    assert not bar.isHidden()
    assert view.editor.board.stickies == before


def test_narrators_take_turns(qtbot: QtBot, view: BoardView, bar: WalkBar) -> None:
    qtbot.keyClick(view.canvas, KEY.Key_N)
    assert "Bodo" in bar.narrator.text()
    qtbot.keyClick(view.canvas, KEY.Key_N)
    assert "Anna" in bar.narrator.text()


def test_letters_are_letters_while_a_text_is_open(
    qtbot: QtBot, view: BoardView, bar: WalkBar
) -> None:
    typing.open_text(view.editor, "placed")
    caret = view.canvas.findChild(Caret)
    qtbot.keyClick(caret, KEY.Key_End)
    qtbot.keyClicks(caret, " hen")
    typing.finish(view.editor)
    assert view.editor.board.stickies["placed"].text == "Order placed hen"
    assert bar.entry.isHidden()


def test_escape_ends_it_and_lights_everything(
    qtbot: QtBot, view: BoardView, window: Window, bar: WalkBar
) -> None:
    assert window.bound.actions["walk-through"].isChecked()
    qtbot.keyClick(view.canvas, KEY.Key_Escape)
    assert bar.isHidden()
    assert view.stage.lit is None
    assert telling.turn_under_way(view.editor.board) is None
    assert not window.bound.actions["walk-through"].isChecked()


def test_the_other_walk_begins_at_the_end(view: BoardView, window: Window, bar: WalkBar) -> None:
    window.bound.run("reverse-narrative")
    assert at(view) == walk.order(view.editor.board, "backward")[0]
    assert "Reverse" in bar.mode.text()
    window.bound.run("reverse-narrative")
    assert bar.isHidden()


def test_a_board_with_nothing_to_tell_says_so(view: BoardView, window: Window) -> None:
    view.editor.select([*view.editor.board.stickies])
    view.bound.run("remove")
    window.bound.run("walk-through")
    assert "nothing to walk" in view.workshop.walk_bar.question.text()
    assert view.stage.lit is None


def test_a_step_that_is_removed_leaves_the_walk_standing(view: BoardView, bar: WalkBar) -> None:
    view.bound.run("remove")
    assert "place" not in view.editor.board.stickies
    assert not bar.isHidden()
    bar.step(1)
    assert at(view) in ("placed", "paid")


def test_a_walk_is_there_again_after_the_program_is(
    view: BoardView, window: Window, bar: WalkBar
) -> None:
    bar.step(1)
    path = view.opened.path
    assert path is not None
    view.opened.save()
    window.open_path(path)
    assert window.view is not None
    assert window.view is not view
    assert not window.view.workshop.walk_bar.isHidden()
    assert at(window.view) == "placed"


def test_the_phase_of_an_agenda_offers_its_walk(
    qtbot: QtBot, view: BoardView, window: Window, bar: WalkBar
) -> None:
    bar.end()
    agenda = view.workshop.facilitation.agendas.named("big-picture")
    assert agenda is not None
    window.bound.run("session")
    view.workshop.facilitation.begin(agenda, ["Anna"])
    view.workshop.facilitation.enter(next(p for p in agenda.phases if p.walk == "backward"))
    assert view.workshop.session.lead is not None
    with qtbot.waitSignal(view.workshop.session.lead.phase.walking):
        offered = [b for b in _buttons(view) if b.text() == "Begin the walk"]
        offered[-1].click()
    turn = telling.turn_under_way(view.editor.board)
    assert turn is not None
    assert turn.mode == "backward"


def _buttons(view: BoardView) -> list[QPushButton]:
    assert view.workshop.session.lead is not None
    return view.workshop.session.lead.phase.findChildren(QPushButton)
