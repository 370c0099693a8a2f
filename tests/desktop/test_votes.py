"""Voting from the console: in turn or by counted hands, unseen until it is revealed."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from stormdesk.analysis.votes import shown_votes
from stormdesk.desktop.board_view import BoardView
from stormdesk.desktop.panels.form_pieces import Quiet
from stormdesk.desktop.panels.votes import VotesPanel
from stormdesk.desktop.window import Window
from stormdesk.editor.workshop import session
from stormdesk.model.session import Vote

BEGUN = datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001  # the room's own time


@pytest.fixture
def panel(view: BoardView, window: Window, monkeypatch: pytest.MonkeyPatch) -> VotesPanel:
    monkeypatch.setattr(view.projection, "_clock", lambda: BEGUN)
    window.bound.run("votes")
    return view.workshop.votes


@pytest.fixture
def named(view: BoardView, panel: VotesPanel) -> VotesPanel:
    session.begin(view.editor.document, BEGUN, None, ["Anna", "Bodo"])
    panel.open.click()
    panel.refresh()
    return panel


def told(panel: VotesPanel) -> str:
    QApplication.processEvents()
    shown = [w.text() for w in panel.findChildren(QLabel) if w.isVisibleTo(panel)]
    rows = [w.text() for w in panel.findChildren(Quiet) if w.isVisibleTo(panel)]
    return "\n".join(shown + rows)


def test_votes_are_given_in_turn_by_key(view: BoardView, window: Window, named: VotesPanel) -> None:
    assert "Anna, it is your turn" in told(named)
    view.editor.select(["doubt"])
    for _ in range(2):
        window.bound.run("vote")
    view.editor.select(["paid"])
    window.bound.run("vote")
    named.refresh()
    assert "3 of 4 votes" in told(named)
    assert "Bodo, it is your turn" in told(named)
    cast = sorted((v.by, v.sticky) for v in view.editor.board.of_type(Vote).values())
    assert cast == [("Anna", "doubt"), ("Anna", "doubt"), ("Bodo", "paid")]


def test_nothing_of_it_is_seen_until_it_is_revealed(view: BoardView, named: VotesPanel) -> None:
    view.editor.select(["doubt"])
    named.cast()
    view.editor.select([])
    named.refresh()
    assert "Who refunds?" not in told(named)
    assert not shown_votes(view.editor.board)
    named.reveal.click()
    named.refresh()
    assert "1.  1 vote · Who refunds?" in told(named)
    assert shown_votes(view.editor.board) == {"doubt": 1}


def test_hands_are_counted_for_what_is_selected(
    qtbot: QtBot, view: BoardView, window: Window, panel: VotesPanel
) -> None:
    panel.open.click()
    panel.refresh()
    assert "Nobody is named" in told(panel)
    assert not panel.vote.isEnabled()
    view.editor.select(["doubt"])
    window.bound.run("count-hands")
    qtbot.keyClicks(panel.hands, "7")
    qtbot.keyClick(panel.hands, Qt.Key.Key_Return)
    qtbot.keyClicks(panel.hands, "9")
    qtbot.keyClick(panel.hands, Qt.Key.Key_Return)
    panel.reveal.click()
    assert shown_votes(view.editor.board) == {"doubt": 9}


def test_a_slip_is_taken_back(view: BoardView, named: VotesPanel) -> None:
    view.editor.select(["doubt"])
    named.cast()
    named.back.click()
    named.refresh()
    assert "0 of 4 votes" in told(named)
    assert not view.editor.board.of_type(Vote)


def test_it_is_said_what_is_missing(view: BoardView, window: Window, named: VotesPanel) -> None:
    view.editor.select([])
    named.cast()
    assert "Select the sticky that Anna votes for" in named.told.text()
    view.editor.select(["doubt"])
    for _ in range(5):
        named.cast()
    assert "All votes are cast" in named.told.text()
    assert len(view.editor.board.of_type(Vote)) == 4


def test_a_ballot_can_be_of_dots_with_a_name_and_more_votes(
    view: BoardView, panel: VotesPanel
) -> None:
    panel.kind.setCurrentIndex(panel.kind.findData("dot"))
    panel.name.setText("Ideas")
    panel.each.setValue(5)
    panel.open.click()
    ballot = panel.ballot
    assert ballot is not None
    assert (ballot.kind, ballot.name, ballot.each) == ("dot", "Ideas", 5)
    panel.reveal.click()
    panel.refresh()
    assert "Nobody voted" in told(panel)


def test_a_row_of_the_ranking_leads_to_its_sticky(view: BoardView, named: VotesPanel) -> None:
    view.editor.select(["doubt"])
    named.cast()
    named.reveal.click()
    named.refresh()
    view.editor.select([])
    (row,) = [r for r in named.findChildren(Quiet) if "refunds" in r.text()]
    row.click()
    assert list(view.editor.selection) == ["doubt"]


def test_earlier_ballots_stay_below_the_last(view: BoardView, named: VotesPanel) -> None:
    for _ in range(2):
        named.reveal.click()
        named.refresh()
        named.start()
        view.editor.select(["paid"])
        named.cast()
    named.reveal.click()
    named.refresh()
    text = told(named)
    assert text.index("Arrow voting 3") < text.index("Arrow voting 2")


def test_rows_without_a_ballot_are_off_and_say_why(
    view: BoardView, window: Window, panel: VotesPanel
) -> None:
    for name in ("vote", "count-hands", "reveal-votes"):
        assert not window.bound.actions[name].isEnabled()


def test_the_phase_of_an_agenda_opens_its_ballot(view: BoardView, window: Window) -> None:
    agenda = view.workshop.facilitation.agendas.named("big-picture")
    assert agenda is not None
    window.bound.run("session")
    view.workshop.facilitation.begin(agenda, ["Anna"])
    phase = next(p for p in agenda.phases if p.vote is not None)
    view.workshop.facilitation.enter(phase)
    view.workshop.session.voting.emit(phase.vote)
    assert view.panes.side.page == "votes"
    ballot = view.workshop.votes.ballot
    assert ballot is not None
    assert phase.vote is not None
    assert (ballot.kind, ballot.each) == (phase.vote.kind, phase.vote.each)


def test_a_board_that_is_only_shown_opens_no_ballot(
    view: BoardView, panel: VotesPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view.editor.document, "is_read_only", True)
    panel.refresh()
    assert not panel.open.isEnabled()
