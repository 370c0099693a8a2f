"""A facilitator leads a workshop from the side: agenda, phases, clock, breaks, lists and notes."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.opening import Opening
from stormdesk.desktop.panels.form_pieces import Quiet
from stormdesk.desktop.panels.session import SessionLead
from stormdesk.desktop.session_clock import SessionClock
from stormdesk.desktop.settings import SettingsFile
from stormdesk.desktop.window import Window
from stormdesk.document.file import to_bytes
from stormdesk.document.notes import keep_notes, read_notes
from stormdesk.document.recovery import forget
from stormdesk.editor.workshop import session
from stormdesk.model.session import Decision, Rhythm, Step

BEGUN = datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001  # the room's own time


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
def lead(view: BoardView, window: Window, clock: Clock) -> SessionLead:
    return begun(view, window, "big-picture")


def begun(view: BoardView, window: Window, agenda: str) -> SessionLead:
    window.bound.run("session")
    start = view.workshop.session.start
    start.agenda.setCurrentIndex(start.agenda.findData(agenda))
    start.names.setPlainText("Anna\n\n Bodo \n")
    start.begin.click()
    assert view.workshop.session.lead is not None
    return view.workshop.session.lead


def pass_time(view: BoardView, clock: Clock, **span: float) -> None:
    clock.now += timedelta(**span)
    view.projection.look()


def small_clock(view: BoardView) -> SessionClock:
    return view.findChildren(SessionClock)[0]


def texts(widget: object, kind: type = Quiet) -> list[str]:
    return [each.text() for each in widget.findChildren(kind) if not each.isHidden()]  # type: ignore[attr-defined]  # Qt's own


def test_a_page_without_a_session_begins_one(view: BoardView, window: Window, clock: Clock) -> None:
    window.bound.run("session")
    assert view.panes.side.page == "session"
    assert view.workshop.session.start.agenda.count() == 9
    assert small_clock(view).isHidden()
    begun(view, window, "big-picture")
    running = session.running(view.editor.board)
    assert running is not None
    assert (running.participants, running.agenda) == (("Anna", "Bodo"), "big-picture")
    assert not small_clock(view).isHidden()


def test_a_workshop_may_have_no_agenda(view: BoardView, window: Window, clock: Clock) -> None:
    lead = begun(view, window, "")
    pass_time(view, clock, minutes=3)
    assert lead.time.clock.text() == small_clock(view).text().split()[-1] == "3:00"
    assert "0:03 h" in lead.time.plan.text()
    assert lead.time.on.isHidden()
    assert lead.phases.isHidden()
    window.bound.run("break")
    pass_time(view, clock, minutes=2)
    assert (lead.time.name.text(), lead.time.clock.text()) == ("Break", "3:00")
    window.bound.run("break")
    assert lead.time.clock.text() == "5:00"


def test_refused_agendas_of_ones_own_are_told(
    view: BoardView, window: Window, settings: SettingsFile
) -> None:
    folder = settings.path.parent / "agendas"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text("id: mine\ntitle: Mine\n")
    window.bound.run("session")
    assert "mine.yaml" in view.workshop.session.start._refused.text()


def test_keys_turn_the_phases(view: BoardView, window: Window, lead: SessionLead) -> None:
    names = [each.name for each in view.workshop.facilitation.agenda.phases]  # type: ignore[union-attr]
    assert lead.time.name.text() == names[0]
    assert lead.time.back.isHidden()
    window.bound.run("next-phase")
    assert lead.time.name.text() == names[1]
    assert lead.phase.goal.text() == view.workshop.facilitation.phase.goal  # type: ignore[union-attr]
    window.bound.run("previous-phase")
    assert lead.time.name.text() == names[0]
    for _ in names:
        window.bound.run("next-phase")
    assert lead.time.name.text() == names[-1]
    assert lead.time.on.isHidden()


def test_a_row_of_the_phases_goes_there(view: BoardView, lead: SessionLead) -> None:
    lead.phases.rows[3].click()
    assert view.workshop.facilitation.phase is not None
    assert view.workshop.facilitation.phase.name in lead.phases.rows[3].text()
    assert lead.phases.rows[0].text().startswith("✓")
    assert not lead.phases.rows[3].isEnabled()


def test_the_clock_runs_down_is_given_more_and_overdrawn(
    view: BoardView, window: Window, lead: SessionLead, clock: Clock
) -> None:
    minutes = view.workshop.facilitation.phase.minutes  # type: ignore[union-attr]
    pass_time(view, clock, minutes=minutes - 1)
    assert lead.time.clock.text() == "1:00"
    assert lead.time.clock.property("tone") == "soon"
    assert small_clock(view).text().endswith("1:00")
    pass_time(view, clock, minutes=3)
    assert lead.time.clock.text() == "+2:00"
    assert lead.time.clock.property("tone") == "over"
    window.bound.run("more-time")
    assert lead.time.clock.text() == "3:00"
    window.bound.run("less-time")
    assert lead.time.clock.text() == "+2:00"


def test_an_alarm_is_told_once_and_beeps_only_where_wanted(
    view: BoardView,
    lead: SessionLead,
    clock: Clock,
    settings: SettingsFile,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    beeps: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda *_: beeps.append(1))
    pass_time(view, clock, minutes=12, seconds=40)
    pass_time(view, clock, seconds=30)
    assert not lead.time.alarm.isHidden()
    assert "Two minutes" in lead.time.alarm.text()
    assert not beeps
    settings.change(beep=True)
    pass_time(view, clock, seconds=115)
    pass_time(view, clock, seconds=2)
    assert "is over" in lead.time.alarm.text()
    assert len(beeps) == 1


def test_hours_of_sleep_ring_no_alarms(view: BoardView, lead: SessionLead, clock: Clock) -> None:
    pass_time(view, clock, hours=3)
    assert lead.time.alarm.isHidden()


def test_a_break_is_taken_and_its_time_is_voted_on(
    view: BoardView, window: Window, lead: SessionLead, clock: Clock
) -> None:
    assert lead.time.vote.isHidden()
    window.bound.run("break")
    assert lead.time.name.text() == "Break"
    pass_time(view, clock, minutes=2)
    assert lead.time.clock.text() == "3:00"
    assert lead.time.share.value() == 400
    for entry, number in zip(lead.time.vote.hands, (0, 1, 2, 5, 4), strict=True):
        entry.setValue(number)
    lead.time.vote.button.click()
    running = session.running(view.editor.board)
    assert running is not None
    rated = [p.return_on_time for p in running.phases if p.kind == "break"]
    assert rated == [(0, 1, 2, 5, 4)]
    assert "4.0 of 5" in lead.time.vote.told.text()
    window.bound.run("break")
    assert lead.time.name.text() != "Break"


def test_the_clock_can_stand_still(
    view: BoardView, window: Window, lead: SessionLead, clock: Clock
) -> None:
    window.bound.run("pause")
    before = lead.time.clock.text()
    pass_time(view, clock, minutes=7)
    assert lead.time.clock.text() == before
    assert "paused" in small_clock(view).text()
    window.bound.run("pause")
    pass_time(view, clock, minutes=1)
    assert lead.time.clock.text() != before


def test_what_is_not_enough_leads_to_the_stickies(view: BoardView, lead: SessionLead) -> None:
    with view.editor.document.edit("Reword") as edit:
        edit.put(view.editor.board.stickies["paid"].revised(text="Pay the order"))
    lead.phases.rows[1].click()
    (row,) = [r for r in lead.phase.findChildren(Quiet) if "1 of 2" in r.text()]
    row.click()
    assert list(view.editor.selection) == ["paid"]


def test_answers_of_a_post_mortem_are_kept(view: BoardView, window: Window, clock: Clock) -> None:
    lead = begun(view, window, "post-mortem")
    agenda = view.workshop.facilitation.agenda
    assert agenda is not None
    kinds: set[str] = set()
    for phase in agenda.phases:
        view.workshop.facilitation.enter(phase)
        asked = [q for q in phase.questions if q.answer is not None]
        assert len(lead.phase.answers) == len(asked)
        for question, entry in zip(asked, lead.phase.answers, strict=True):
            entry.setText(f"So it was: {question.ask}"[:80])
            entry.returnPressed.emit()
            assert not entry.text()
            kinds.add(question.answer or "")
    board, running = view.editor.board, session.running(view.editor.board)
    assert running is not None
    assert ("decision" in kinds) == bool(board.of_type(Decision))
    assert ("next-step" in kinds) == bool(board.of_type(Step))
    assert ("note" in kinds) == bool(running.notes)
    assert kinds


def test_an_empty_answer_is_refused_in_words(view: BoardView, window: Window, clock: Clock) -> None:
    lead = begun(view, window, "post-mortem")
    while not lead.phase.answers:
        window.bound.run("next-phase")
    before = view.editor.board
    lead.phase.answers[0].returnPressed.emit()
    assert view.editor.board is before
    assert any(
        "write what" in each.text() for each in lead.phase.findChildren(type(lead.phase.goal))
    )


def test_a_next_step_is_added_by_a_line(qtbot: QtBot, view: BoardView, lead: SessionLead) -> None:
    view.editor.select(["paid"])
    lead.records.step.setFocus()
    qtbot.keyClicks(lead.records.step, "Anna asks the bank")
    qtbot.keyClick(lead.records.step, Qt.Key.Key_Return)
    (step,) = view.editor.board.of_type(Step).values()
    assert (step.text, step.about) == ("Anna asks the bank", ("paid",))
    assert list(view.editor.selection) == ["paid"]
    assert not lead.records.step.text()
    view.editor.document.undo()
    assert not view.editor.board.of_type(Step)


def test_open_hotspots_are_at_hand(view: BoardView, lead: SessionLead) -> None:
    shown: list[tuple[str, ...]] = []
    lead.showing.connect(shown.append)
    (row,) = [r for r in lead.records.findChildren(Quiet) if "refunds" in r.text()]
    row.click()
    assert shown == [("doubt",)]
    assert list(view.editor.selection) == ["doubt"]


def test_names_and_rhythm_change_while_it_runs(
    view: BoardView, lead: SessionLead, clock: Clock
) -> None:
    lead.room.names.setPlainText("Anna\nCarla\n")
    lead.room.rhythm["work"].setValue(25)
    running = session.running(view.editor.board)
    assert running is not None
    assert running.participants == ("Anna", "Carla")
    assert running.rhythm == Rhythm(work=25)
    pass_time(view, clock, minutes=26)
    assert "a break is due" in lead.time.plan.text()


def test_the_end_leads_back_to_the_beginning(
    view: BoardView, window: Window, lead: SessionLead
) -> None:
    lead.room.end.click()
    assert session.running(view.editor.board) is None
    assert view.workshop.session.lead is None
    assert small_clock(view).isHidden()
    assert not window.bound.actions["next-phase"].isEnabled()


def test_a_session_is_there_again_after_the_program_is(
    view: BoardView, window: Window, lead: SessionLead, path: Path, clock: Clock
) -> None:
    window.bound.run("next-phase")
    name = lead.time.name.text()
    view.opened.save()
    window.open_path(path)
    assert window.view is not None
    again = window.view
    assert again is not view
    again.projection._clock = clock
    window.bound.run("session")
    assert again.workshop.session.lead is not None
    assert again.workshop.session.lead.time.name.text() == name


def test_a_forgotten_session_is_offered_to_be_ended_where_it_stopped(
    view: BoardView, window: Window, clock: Clock
) -> None:
    session.begin(view.editor.document, BEGUN, None, ["Anna"])
    pass_time(view, clock, hours=30)
    window.bound.run("session")
    assert view.workshop.session.lead is not None
    assert small_clock(view).isHidden()
    view.workshop.facilitation.finish()
    (kept,) = [s for s in view.editor.board.records.values() if s.id.startswith("session:")]
    assert kept.end == "09:00:00"  # type: ignore[attr-defined]  # it is a session


def test_private_notes_are_kept_beside_the_board_and_never_in_it(
    view: BoardView, lead: SessionLead, state: Path
) -> None:
    lead.notes.text.setPlainText("Dmitri and Carla do not talk")
    lead.notes.keep()
    board = view.editor.board
    assert read_notes(board.profile.id, state) == "Dmitri and Carla do not talk"
    assert b"Dmitri" not in to_bytes(board)
    lead.notes.text.setPlainText("   ")
    lead.notes.keep()
    assert not [*state.glob("notes/*")]


def test_a_board_that_is_forgotten_takes_the_notes_along(
    opening: Opening, view: BoardView, lead: SessionLead, state: Path
) -> None:
    keep_notes(view.editor.board.profile.id, state, "gone soon")
    board_id = view.editor.board.profile.id
    view.opened.close(discard=True)
    forget(board_id, state)
    assert not read_notes(board_id, state)


def test_notes_that_cannot_be_kept_are_told(
    view: BoardView, lead: SessionLead, state: Path
) -> None:
    (state / "notes").write_text("in the way")
    lead.notes.text.setPlainText("important")
    lead.notes.keep()
    assert "Not kept" in lead.notes._told.text()
