from __future__ import annotations

import pytest
from editor.workshop.rooms import AGENDA, TEN, at, board_of, event
from hand import Hand
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.editor.workshop import session, telling, walk
from stormdesk.exchange.agenda import AgendaPhase
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.people import Participant
from stormdesk.model.problem import BadInput
from stormdesk.model.session import Session, Turn, WalkMode
from stormdesk.model.sticky import Kind, Sticky


def other(name: str, kind: Kind, column: float, **fields: object) -> Sticky:
    return Sticky.model_validate(
        {"id": name, "kind": kind, "text": name.title(), "at": column, **fields}
    )


BOARD = board_of(
    Context(id="low", name="Low", order=1),
    Context(id="high", name="High", order=0),
    event("paid", 4, context="low"),
    event("placed", 2, context="high"),
    event("sent", 6, context="low"),
    event("seen", 2, context="low"),
    other("pay", Kind.COMMAND, 3),
    other("lonely", Kind.COMMAND, 1),
    other("why", Kind.HOTSPOT, 2, pinned_to="placed"),
    event("late", 5, parked=True),
    event("again", 7, again="placed"),
    Flow.between("placed", "pay"),
    Flow.between("pay", "paid"),
    Flow.between("paid", "sent"),
    Flow.between("seen", "sent"),
)


def test_forward_follows_the_timeline_from_lane_to_lane() -> None:
    assert walk.order(BOARD, "forward") == ("placed", "seen", "pay", "paid", "sent", "again")


def test_backward_follows_the_flows_to_where_each_event_comes_from() -> None:
    # From what was sent to all that led there, the latest cause first.
    assert walk.order(BOARD, "backward") == ("again", "sent", "paid", "pay", "placed", "seen")


def test_backward_without_flows_is_the_timeline_from_its_end() -> None:
    board = board_of(event("a", 1), event("b", 2), event("c", 3))
    assert walk.order(board, "backward") == ("c", "b", "a")


def test_steps_stop_at_both_ends() -> None:
    assert walk.stepped(BOARD, "forward", None) == "placed"
    assert walk.stepped(BOARD, "forward", "placed", -1) == "placed"
    assert walk.stepped(BOARD, "forward", "placed") == "seen"
    assert walk.stepped(BOARD, "forward", "again") == "again"
    assert walk.stepped(BOARD, "backward", "sent", 2) == "pay"
    assert walk.stepped(board_of(), "forward", None) is None
    assert walk.progress(BOARD, "forward", "pay") == (3, 6)
    assert walk.progress(BOARD, "forward", "why") == (0, 6)


def test_neighbours_come_by_flow_or_else_from_the_same_lane() -> None:
    assert walk.around(BOARD, "placed") == walk.Around((), ("pay",), ("why",))
    assert walk.around(BOARD, "sent").before == ("paid", "seen")
    board = board_of(
        Context(id="l", name="L"),
        event("a", 1, context="l"),
        event("x", 2),
        event("b", 3, context="l"),
        event("c", 4, context="l"),
    )
    assert walk.around(board, "b") == walk.Around(("a",), ("c",), ())
    assert walk.around(board, "b").ids == {"a", "c"}
    assert walk.around(board, "a").before == ()


@pytest.mark.parametrize("mode", ["forward", "backward"])
@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_question_either_way(kind: Kind, mode: WalkMode) -> None:
    asked = walk.question(other("x", kind, 1), mode)
    assert asked.endswith("?")
    assert walk.question(other("x", kind, 1), mode, language="xx") == asked


def test_the_phase_asks_its_own_question_on_its_own_walk() -> None:
    phase = AgendaPhase.model_validate(
        {
            "name": "W",
            "goal": "g",
            "minutes": 5,
            "walk": "backward",
            "questions": [{"ask": "Why?"}, {"ask": "Whence?", "kind": "event"}],
        }
    )
    assert walk.question(event("a"), "backward", phase) == "Whence?"
    assert walk.question(event("a"), "forward", phase) == walk.question(event("a"), "forward")
    usual = walk.question(other("c", Kind.COMMAND, 1), "backward", phase)
    assert usual == walk.question(other("c", Kind.COMMAND, 1), "backward")


@given(st.data())
def test_a_walk_tells_each_event_once_whatever_the_flows(data: st.DataObject) -> None:
    names = [f"e{n}" for n in range(data.draw(st.integers(1, 8)))]
    columns = data.draw(st.lists(st.integers(1, 4), min_size=len(names), max_size=len(names)))
    pairs = data.draw(st.sets(st.tuples(st.sampled_from(names), st.sampled_from(names))))
    board = board_of(
        *(event(name, column) for name, column in zip(names, columns, strict=True)),
        *(Flow.between(a, b) for a, b in sorted(pairs) if a != b),
    )
    for mode in ("forward", "backward"):
        assert sorted(walk.order(board, mode)) == names


def hand_at(board: Board = BOARD) -> Hand:
    hand = Hand(board)
    session.begin(hand.editor.document, TEN, AGENDA, ["Ann", "Bo"])
    return hand


def turns(hand: Hand) -> tuple[Turn, ...]:
    return hand.board.in_order(Session)[-1].turns


def test_steps_are_logged_by_narrator_and_narrators_rotate() -> None:
    hand = hand_at()
    document = hand.editor.document
    assert telling.start_walk(document, "forward", at(0)) == "placed"
    assert telling.step(document) == "seen"
    assert telling.step(document, -1) == "placed"
    assert telling.hand_over(document, at(5)) == "placed"
    assert telling.step(document, 2) == "pay"
    telling.hand_over(document, at(10))
    telling.end_walk(document, at(12))
    first, second, third = turns(hand)
    assert (first.by, first.steps) == ("Ann", ("placed happened", "seen happened"))
    assert (first.start, first.end, first.at) == ("10:00:00", "10:05:00", None)
    assert (second.by, second.steps) == ("Bo", ("placed happened", "Pay"))
    assert third.by == "Ann"
    assert telling.turn_under_way(hand.board) is None
    assert telling.step(document) is None
    assert telling.hand_over(document, at(13)) is None


def test_a_walk_goes_where_the_pointer_goes_and_on_from_there() -> None:
    hand = hand_at()
    document = hand.editor.document
    assert telling.go_to(document, "paid") is None
    telling.start_walk(document, "backward", at(0), by="Cy")
    assert telling.go_to(document, "paid") == "paid"
    assert telling.go_to(document, "nowhere") == "paid"
    assert telling.step(document) == "pay"
    turn = telling.turn_under_way(hand.board)
    assert turn is not None
    assert turn.by == "Cy"


def test_where_the_step_was_removed_the_walk_goes_on_from_the_one_before() -> None:
    hand = hand_at()
    document = hand.editor.document
    telling.start_walk(document, "forward", at(0))
    telling.step(document)
    telling.step(document)
    with document.edit("Remove") as edit:
        edit.remove("pay")
    assert telling.step(document) == "paid"


def test_a_second_walk_ends_the_first() -> None:
    hand = hand_at()
    telling.start_walk(hand.editor.document, "forward", at(0))
    telling.start_walk(hand.editor.document, "backward", at(3))
    first, second = turns(hand)
    assert (first.end, second.mode, second.end) == ("10:03:00", "backward", None)
    session.finish(hand.editor.document, at(4))
    assert (turns(hand)[-1].end, turns(hand)[-1].at) == ("10:04:00", None)


def test_a_narrator_has_five_minutes_or_what_the_rhythm_says() -> None:
    hand = hand_at()
    running = session.running(hand.board)
    assert running is not None
    assert telling.time_left(running, at(1)) is None
    telling.start_walk(hand.editor.document, "forward", at(0))
    running = session.running(hand.board)
    assert running is not None
    assert [telling.time_left(running, at(m)) for m in (0, 2, 7)] == [300, 180, -120]
    assert telling.next_narrator(running) == "Bo"


def test_without_names_somebody_tells_and_a_session_begins() -> None:
    hand = Hand(BOARD)
    assert telling.start_walk(hand.editor.document, "forward", TEN) == "placed"
    telling.hand_over(hand.editor.document, at(5))
    assert [turn.by for turn in turns(hand)] == [None, None]
    empty = Hand()
    assert telling.start_walk(empty.editor.document, "forward", TEN) is None


def test_a_hotspot_is_dropped_on_the_step_and_logged() -> None:
    hand = hand_at()
    editor = hand.editor
    telling.start_walk(editor.document, "forward", at(0))
    hotspot = telling.drop(editor, Kind.HOTSPOT, "Who pays? ")
    dropped = hand.board.stickies[hotspot]
    assert (dropped.pinned_to, dropped.text) == ("placed", "Who pays?")
    following = telling.drop(editor, Kind.EVENT, "Card declined")
    added = hand.board.stickies[following]
    placed = hand.board.stickies["placed"]
    assert (added.at or 0) > (placed.at or 0)
    assert added.context == placed.context
    assert turns(hand)[-1].dropped == ("Who pays?", "Card declined")
    assert walk.stepped(hand.board, "forward", "placed") == "seen"
    editor.document.undo()
    assert added.id not in hand.board.stickies
    assert dropped.id in hand.board.stickies


def test_what_cannot_be_dropped_is_told() -> None:
    hand = hand_at()
    with pytest.raises(BadInput, match="it stands at no sticky"):
        telling.drop(hand.editor, Kind.HOTSPOT, "Why?")
    telling.start_walk(hand.editor.document, "forward", at(0))
    before = hand.board
    for text in (" ", "x" * 10_001, "bell \a"):
        with pytest.raises(BadInput):
            telling.drop(hand.editor, Kind.HOTSPOT, text)
    assert hand.board is before


def test_participants_of_the_board_tell_in_their_order() -> None:
    hand = Hand(board_of(event("a"), Participant(id="participant:Zoe", name="Zoe")))
    telling.start_walk(hand.editor.document, "forward", TEN)
    assert turns(hand)[-1].by == "Zoe"
