"""Silent phases at the console: what is typed waits unseen, and sheets come into the inbox."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from stormdesk.cli.program import main
from stormdesk.desktop.board_exports import BoardExports
from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.panels.inbox import InboxPanel
from stormdesk.desktop.wall.foot import Foot
from stormdesk.desktop.wall.wall_window import WallWindow
from stormdesk.desktop.window import Window
from stormdesk.document.inbox import Waiting, put_in, read_inbox
from stormdesk.editor import typing
from stormdesk.editor.pasting import Spot, spot_at_pointer
from stormdesk.editor.tools.type import Type
from stormdesk.exchange.agenda import Agenda
from stormdesk.exchange.presets import Choice
from stormdesk.model.sticky import Kind

SHEET = "[@ : Name] Ann\n[1 e: What?]\n- Power failed\n[2 h: What is unclear?]\n- Who pays?\n"


@pytest.fixture
def panel(view: BoardView) -> InboxPanel:
    return view.workshop.inbox


@pytest.fixture
def agenda(view: BoardView) -> Agenda:
    found = view.workshop.facilitation.agendas.named("big-picture")
    assert found is not None
    return found


def texts(panel: InboxPanel) -> list[str]:
    return [each.text for each in panel.waiting]


def typed(view: BoardView, text: str) -> None:
    typing.place(view.editor, Kind.EVENT)
    assert isinstance(view.editor.tool, Type)
    view.editor.tool.type(view.editor, text)
    typing.finish(view.editor)


def test_silent_phases_collect_by_themselves_and_say_so(
    view: BoardView, panel: InboxPanel, agenda: Agenda
) -> None:
    led = view.workshop.facilitation
    led.begin(agenda, [])
    assert not panel.unseen.isChecked()
    led.enter(next(p for p in agenda.phases if p.silent))
    assert panel.unseen.isChecked()
    assert "Collect unseen" in view.status.hint.text()
    before = view.editor.board.stickies
    typed(view, "Power failed")
    assert view.editor.board.stickies == before
    assert texts(panel) == ["Power failed"]
    assert "1 sticky waits unseen" in view.status.hint.text()
    led.enter(led.following)
    assert not panel.unseen.isChecked()
    typed(view, "Card refused")
    assert "Card refused" in {s.text for s in view.editor.board.stickies.values()}


def test_a_room_that_wants_to_see_it_all_turns_it_off(
    view: BoardView, window: Window, panel: InboxPanel, agenda: Agenda
) -> None:
    led = view.workshop.facilitation
    led.begin(agenda, [])
    led.enter(next(p for p in agenda.phases if p.silent))
    panel.unseen.setChecked(False)
    typed(view, "Power failed")
    assert "Power failed" in {s.text for s in view.editor.board.stickies.values()}
    assert texts(panel) == []
    window.bound.run("collect-unseen")
    assert panel.unseen.isChecked()


def test_it_goes_on_after_a_restart(
    view: BoardView, window: Window, path: Path, agenda: Agenda
) -> None:
    led = view.workshop.facilitation
    led.begin(agenda, [])
    led.enter(next(p for p in agenda.phases if p.silent))
    view.opened.save()
    window.open_path(path)
    assert window.view is not None
    assert window.view is not view
    assert window.view.workshop.collecting.is_on


def test_keys_type_one_after_another_into_the_inbox_and_undo_takes_back(
    qtbot: QtBot, view: BoardView, window: Window, panel: InboxPanel
) -> None:
    window.bound.run("collect-unseen")
    before = view.editor.board.stickies
    view.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
    typing.place(view.editor, Kind.EVENT)
    for text in ("Power failed", "Card refused"):
        assert isinstance(view.editor.tool, Type)
        view.editor.tool.type(view.editor, text)
        typing.enter(view.editor)
    typing.finish(view.editor)
    assert texts(panel) == ["Power failed", "Card refused"]
    assert view.bound.actions["undo"].isEnabled()
    view.bound.run("undo")
    assert texts(panel) == ["Power failed"]
    assert panel.text.toPlainText() == "Card refused"
    assert view.editor.board.stickies == before


def test_the_line_below_the_canvas_goes_into_the_inbox(
    qtbot: QtBot, view: BoardView, window: Window, panel: InboxPanel
) -> None:
    window.bound.run("collect-unseen")
    view.quick.open()
    view.quick.entry.setText("h: Who pays?")
    qtbot.keyClick(view.quick.entry, Qt.Key.Key_Return)
    assert [(w.kind, w.text) for w in panel.waiting] == [(Kind.HOTSPOT, "Who pays?")]
    assert view.quick.entry.text() == ""


def test_what_was_revealed_is_not_taken_back(
    view: BoardView, window: Window, panel: InboxPanel
) -> None:
    window.bound.run("collect-unseen")
    typed(view, "Power failed")
    before = view.editor.board.stickies
    panel.reveal.click()
    assert len(view.editor.board.stickies) == len(before) + 1
    view.bound.run("undo")
    assert view.editor.board.stickies == before
    assert texts(panel) == []


def test_a_full_disk_puts_it_on_the_board_and_says_so(
    view: BoardView, window: Window, panel: InboxPanel, state: Path
) -> None:
    (state / "inbox").write_text("in the way")
    window.bound.run("collect-unseen")
    typed(view, "Power failed")
    assert "Power failed" in {s.text for s in view.editor.board.stickies.values()}
    assert view.status.hint.text().startswith("On the board: ")


def test_an_open_window_notices_what_others_put_in(
    qtbot: QtBot, view: BoardView, panel: InboxPanel, state: Path
) -> None:
    for number, text in enumerate(("Power failed", "Card refused"), 1):
        put_in("shop", state, [Waiting(text=text)])
        qtbot.waitUntil(lambda n=number: len(panel.waiting) == n)
    assert panel.number.text() == "2 stickies wait"
    panel.text.setPlainText("Third")
    panel.take()
    assert [w.text for w in read_inbox("shop", state)] == ["Power failed", "Card refused", "Third"]


def test_the_command_reaches_the_window(
    qtbot: QtBot, view: BoardView, panel: InboxPanel, path: Path, state: Path,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("STORMDESK_STATE", str(state))
    (tmp_path / "answers.txt").write_text(SHEET)
    assert main(["import", str(tmp_path / "answers.txt"), "--into", str(path)]) == 0
    qtbot.waitUntil(lambda: texts(panel) == ["Power failed", "Who pays?"])


def test_answers_are_taken_from_files_and_never_twice(
    view: BoardView, window: Window, panel: InboxPanel, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    sheet = tmp_path / "answers.txt"
    sheet.write_text(SHEET)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(sheet)], ""))
    window.bound.run("take-answers")
    assert [(w.kind, w.text, w.by) for w in panel.waiting] == [
        (Kind.EVENT, "Power failed", "Ann"),
        (Kind.HOTSPOT, "Who pays?", "Ann"),
    ]
    assert "2 answers put into the inbox" in view.status.hint.text()
    panel.answers.click()
    assert len(panel.waiting) == 2
    assert "2 answers came before" in view.status.hint.text()


def test_a_file_that_is_no_sheet_is_told_and_nothing_taken(
    panel: InboxPanel, tmp_path: Path, questions
) -> None:
    (tmp_path / "good.txt").write_text(SHEET)
    (tmp_path / "bad.txt").write_text("Order placed\n")
    panel.take_answers([tmp_path / "good.txt", tmp_path / "bad.txt"])
    assert "Holds no question" in questions.asked[0]
    assert texts(panel) == []


def test_a_sheet_that_is_dropped_can_go_into_the_inbox(
    view: BoardView, panel: InboxPanel, tmp_path: Path, questions
) -> None:
    (tmp_path / "answers.txt").write_text(SHEET)
    before = view.editor.board.stickies
    questions.answers += ["Into the inbox"]
    view.dropping.offer([tmp_path / "answers.txt"], _spot(view))
    assert texts(panel) == ["Power failed", "Who pays?"]
    assert view.editor.board.stickies == before


def test_an_outline_that_is_dropped_in_silence_can_go_into_the_inbox(
    view: BoardView, window: Window, panel: InboxPanel, tmp_path: Path, questions
) -> None:
    (tmp_path / "notes.txt").write_text("Power failed\nh: Who pays?\n")
    window.bound.run("collect-unseen")
    questions.answers += ["Into the inbox"]
    view.dropping.offer([tmp_path / "notes.txt"], _spot(view))
    assert [(w.kind, w.text) for w in panel.waiting] == [
        (Kind.EVENT, "Power failed"),
        (Kind.HOTSPOT, "Who pays?"),
    ]


def test_a_sheet_is_made_by_the_export_dialog(
    view: BoardView, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        BoardExports, "choose", lambda *_: asked.append(window.opening.settings.value.export_format)
    )
    window.bound.run("interview-sheet")
    assert asked == ["interview"]


def test_a_sheet_of_ones_own_agenda_names_its_file(
    view: BoardView, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = window.opening.settings
    settings.change(choices={"interview": Choice(options={"sheet": "html", "phase": "Gone"})})
    monkeypatch.setattr(BoardExports, "choose", lambda *_: None)
    led = view.workshop.facilitation
    file = led.own_agendas() / "mine.yaml"
    (led.own_agendas() / "broken.yaml").write_text("id: 3\n")
    file.write_text(
        "id: mine\ntitle: Mine\nfor: us\nphases: [{name: Our talk, goal: g, minutes: 5}]\n"
    )
    led.own_agendas()
    mine = led.agendas.named("mine")
    assert mine is not None
    led.begin(mine, [])
    window.bound.run("interview-sheet")
    kept = settings.value.choices["interview"].options
    assert kept == {"sheet": "html", "agenda_file": str(file)}


def test_the_wall_shows_how_many_wait_and_no_words(
    qtbot: QtBot, view: BoardView, window: Window, agenda: Agenda
) -> None:
    led = view.workshop.facilitation
    led.begin(agenda, [])
    led.enter(next(p for p in agenda.phases if p.silent))
    view.projection.open()
    shown = view.projection.window
    assert shown is not None
    typing.place(view.editor, Kind.EVENT)
    assert isinstance(view.editor.tool, Type)
    blank = _painted(shown)
    view.editor.tool.type(view.editor, "Power failed")
    assert _painted(shown) == blank
    view.editor.unseen, unseen = None, view.editor.unseen
    view.editor.tool.type(view.editor, "Power failed again")
    assert _painted(shown) != blank
    view.editor.unseen = unseen
    typing.finish(view.editor)
    foot = shown.findChild(Foot)
    assert foot is not None
    assert f"{led.phase.name} · 1 unseen" in foot.accessibleName()  # type: ignore[union-attr]  # it is silent
    view.projection.close()


def _painted(shown: WallWindow) -> bytes:
    image = shown.view.grab().toImage()
    return bytes(image.constBits())


def _spot(view: BoardView) -> Spot:
    return spot_at_pointer(view.editor)
