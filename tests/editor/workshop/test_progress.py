from __future__ import annotations

import pytest
from editor.workshop.rooms import AGENDA, TEN, at, board_of, event
from hand import Hand

from stormdesk.editor.workshop import session
from stormdesk.editor.workshop.answers import keep_answer
from stormdesk.editor.workshop.progress import pace, progress
from stormdesk.exchange.agenda import AgendaPhase, Question
from stormdesk.model.problem import BadInput
from stormdesk.model.session import Decision, Session, Step
from stormdesk.model.sticky import Kind

PHASE = AgendaPhase.model_validate(
    {
        "name": "P",
        "goal": "g",
        "minutes": 5,
        "enough": [
            {"text": "Events", "measure": "events", "at-least": 2},
            {"text": "Everybody spoke."},
            {"text": "Owners", "measure": "hotspots-with-owners"},
        ],
    }
)


def test_a_board_shows_how_far_a_phase_is_and_people_judge_the_rest() -> None:
    one, two = board_of(event("a")), board_of(event("a"), event("b"))
    assert [p.is_reached for p in progress(one, PHASE)] == [False, None, True]
    assert [p.is_reached for p in progress(two, PHASE)] == [True, None, True]
    first, second, _ = progress(two, PHASE)
    assert first.measured is not None
    assert first.measured.told == "2 events are placed."
    assert (second.measured, second.enough.text) == (None, "Everybody spoke.")


def test_the_pace_counts_from_the_beginning_of_the_phase() -> None:
    hand = Hand(board_of(event("a")))
    document = hand.editor.document
    session.begin(document, TEN)
    running = session.running(hand.board)
    assert running is not None
    assert pace(running, hand.board, 60) == 0
    session.enter(document, AGENDA.phases[0], TEN)
    with document.edit("Add") as edit:
        edit.put(*(event(f"e{n}") for n in range(6)))
    session.pause(document, at(1))
    session.resume(document, at(2))
    running = session.running(hand.board)
    assert running is not None
    assert pace(running, hand.board, 120) == 3


def asked(answer: str | None) -> Question:
    return Question.model_validate({"ask": "Could it be traced?", "answer": answer})


def test_answers_are_kept_where_they_belong() -> None:
    hand = Hand(board_of(event("a")))
    hand.editor.select(["a"])
    decided = keep_answer(hand.editor, asked("decision"), " Yes. ", TEN)
    decision = hand.board.get(decided, Decision)
    assert decision is not None
    assert (decision.text, decision.about, decision.date) == ("Yes.", ("a",), "2026-11-24")
    planned = keep_answer(hand.editor, asked("next-step"), "Ask Bo", TEN)
    step = hand.board.get(planned, Step)
    assert step is not None
    assert step.about == ("a",)
    hotspot_id = keep_answer(hand.editor, asked("hotspot"), "Refunds are missing", TEN)
    hotspot = hand.board.stickies[hotspot_id or ""]
    assert (hotspot.kind, hotspot.pinned_to) == (Kind.HOTSPOT, "a")
    for _ in range(3):
        hand.editor.document.undo()
    assert set(hand.board.records) == {"board", "a"}


def test_a_note_goes_to_the_session_with_its_question() -> None:
    hand = Hand(board_of(event("a")))
    assert keep_answer(hand.editor, asked("note"), "Only by hand.", TEN) is None
    assert keep_answer(hand.editor, asked(None), "No.", TEN) is None
    (kept,) = hand.board.in_order(Session)
    assert kept.notes == "Could it be traced? Only by hand.\nCould it be traced? No."


def test_a_hotspot_about_nothing_in_particular_stands_after_all_the_rest() -> None:
    hand = Hand(board_of(event("a"), event("b", 4)))
    hand.editor.select([])
    hotspot_id = keep_answer(hand.editor, asked("hotspot"), "Refunds", TEN)
    boxes = {i: hand.editor.wall.box(i) for i in ("b", hotspot_id or "")}
    last, hotspot = boxes["b"], boxes[hotspot_id or ""]
    assert last is not None
    assert hotspot is not None
    assert hotspot.x > last.right
    empty = Hand()
    alone = keep_answer(empty.editor, asked("hotspot"), "Refunds", TEN)
    assert alone in empty.board.stickies


@pytest.mark.parametrize("answer", ["decision", "next-step", "hotspot", "note"])
def test_what_is_no_answer_changes_nothing(answer: str) -> None:
    hand = Hand(board_of(event("a")))
    session.begin(hand.editor.document, TEN)
    before = hand.board
    for text in ("  ", "x" * 100_001, "bell \a"):
        with pytest.raises(BadInput):
            keep_answer(hand.editor, asked(answer), text, TEN)
    assert hand.board is before
