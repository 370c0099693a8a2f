from __future__ import annotations

import pytest
from editor.workshop.rooms import TEN, at, document_of, event
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.analysis.votes import ballots, ranking, shown_votes, votes_of
from stormdesk.document.document import Document
from stormdesk.editor.workshop import session
from stormdesk.editor.workshop.ballots import (
    cast,
    left,
    open_ballot,
    open_new,
    reveal,
    take_back,
    tally,
    turnout,
    whose_turn,
)
from stormdesk.exchange.yaml_reader import read_text
from stormdesk.exchange.yaml_writer import written_text
from stormdesk.model.problem import BadInput
from stormdesk.model.session import Session, Vote


def room(*names: str) -> Document:
    document = document_of(event("a", 1), event("b", 2), event("c", 3, again="a"))
    session.begin(document, TEN, participants=names or ("Ann", "Bo"))
    return document


def ranked(document: Document) -> list[tuple[int, str, int]]:
    last = ballots(document.board)[-1]
    return [(each.place, each.sticky.id, each.votes) for each in ranking(document.board, last)]


def test_participants_vote_in_turn_until_nobody_has_votes_left() -> None:
    document = room()
    ballot = open_new(document, TEN, each=2)
    turns = []
    while (name := whose_turn(document.board, ballot)) is not None:
        turns.append(name)
        cast(document, "b", name)
    assert turns == ["Ann", "Ann", "Bo", "Bo"]
    assert turnout(document.board, ballot) == (4, 4)
    with pytest.raises(BadInput, match="Ann has no votes left"):
        cast(document, "a", "Ann")


def test_votes_are_hidden_until_they_are_revealed_and_ranked_then() -> None:
    document = room("Ann", "Bo", "Cy")
    open_new(document, TEN, each=1)
    cast(document, "a", "Ann")
    cast(document, "b", "Bo")
    cast(document, "b", "Cy")
    assert ranked(document) == []
    assert not shown_votes(document.board)
    shown = reveal(document, at(5))
    assert shown is not None
    assert shown.revealed == "10:05:00"
    assert ranked(document) == [(1, "b", 2), (2, "a", 1)]
    assert shown_votes(document.board) == {"a": 1, "b": 2}
    assert open_ballot(document.board) is None
    assert reveal(document, at(6)) is None


def test_as_many_votes_are_the_same_place_and_stand_along_the_timeline() -> None:
    document = room("Ann", "Bo")
    open_new(document, TEN, each=1)
    cast(document, "b", "Bo")
    cast(document, "a", "Ann")
    reveal(document, at(1))
    assert ranked(document) == [(1, "a", 1), (1, "b", 1)]


def test_a_slip_is_taken_back_and_undo_touches_no_vote() -> None:
    document = room()
    ballot = open_new(document, TEN)
    with document.edit("Add") as edit:
        edit.put(event("d", 4))
    cast(document, "a", "Ann")
    cast(document, "b", "Bo")
    slip = take_back(document)
    assert slip is not None
    assert (slip.sticky, slip.by) == ("b", "Bo")
    assert left(document.board, ballot) == {"Ann": 1, "Bo": 2}
    cast(document, "b", "Bo")
    mine = take_back(document, "Ann")
    assert mine is not None
    assert mine.by == "Ann"
    assert take_back(document, "Ann") is None
    document.undo()
    assert [vote.by for vote in votes_of(document.board, ballot)] == ["Bo"]


def test_undoing_a_sticky_takes_its_votes_and_what_was_taken_back_stays_away() -> None:
    document = room()
    ballot = open_new(document, TEN)
    with document.edit("Add") as edit:
        edit.put(event("d", 4))
    cast(document, "d", "Ann")
    cast(document, "d", "Bo")
    with document.edit("Remove") as edit:
        edit.remove("d")
    document.undo()
    assert len(votes_of(document.board, ballot)) == 2
    take_back(document)
    document.redo()
    assert votes_of(document.board, ballot) == []
    document.undo()
    assert [vote.by for vote in votes_of(document.board, ballot)] == ["Ann"]


def test_hands_are_counted_and_counted_again() -> None:
    document = room()
    ballot = open_new(document, TEN, kind="dot", each=3)
    vote = tally(document, "b", 7)
    assert vote is not None
    assert (vote.count, vote.by, vote.kind) == (7, None, "dot")
    tally(document, "b", 5)
    tally(document, "a", 1)
    assert turnout(document.board, ballot)[0] == 6
    assert tally(document, "a", 0) is None
    before = document.board
    tally(document, "a", 0)
    assert document.board is before
    with pytest.raises(BadInput, match="no count of hands"):
        tally(document, "b", -1)
    reveal(document, at(1))
    assert ranked(document) == [(1, "b", 5)]


def test_a_vote_for_a_repetition_is_one_for_the_original() -> None:
    document = room()
    open_new(document, TEN)
    assert cast(document, "c", "Ann").sticky == "a"


def test_what_cannot_be_voted_for_is_told() -> None:
    document = room()
    with pytest.raises(BadInput, match="no ballot is open"):
        cast(document, "a", "Ann")
    assert take_back(document) is None
    open_new(document, TEN)
    with pytest.raises(BadInput, match="nobody named 'Zoe' takes part"):
        cast(document, "a", "Zoe")
    with pytest.raises(BadInput, match="that sticky is gone"):
        cast(document, "z", "Ann")


def test_a_second_ballot_has_a_name_and_votes_of_its_own() -> None:
    document = room()
    first = open_new(document, TEN)
    cast(document, "a", "Ann")
    second = open_new(document, at(5))
    assert (first.name, second.name) == ("Arrow voting", "Arrow voting 2")
    cast(document, "b", "Ann")
    assert shown_votes(document.board) == {"a": 1}
    assert [len(votes_of(document.board, each)) for each in ballots(document.board)] == [1, 1]


def test_without_a_session_a_ballot_begins_one_and_closing_it_reveals() -> None:
    document = document_of(event("a"))
    ballot = open_new(document, TEN)
    tally(document, "a", 2)
    session.finish(document, at(2))
    assert ranked(document) == [(1, "a", 2)]
    assert left(document.board, ballot) == {}


def test_votes_outlive_the_way_through_a_file() -> None:
    document = room()
    open_new(document, TEN)
    cast(document, "a", "Ann")
    cast(document, "a", "Ann")
    tally(document, "b", 3)
    text = written_text(document.board)
    again = read_text(text.encode(), "model")
    assert again == document.board
    assert written_text(again) == text
    assert text.count("id: vote") == 0


@given(st.lists(st.tuples(st.sampled_from("AB-0"), st.sampled_from("ab")), max_size=20))
def test_nobody_ever_casts_more_votes_than_they_have(steps: list[tuple[str, str]]) -> None:
    document = room("A", "B")
    ballot = open_new(document, TEN, each=2)
    for who, sticky in steps:
        if who == "-":
            take_back(document)
        elif who == "0":
            tally(document, sticky, len(steps) % 3)
        elif left(document.board, ballot)[who]:
            cast(document, sticky, who)
        else:
            with pytest.raises(BadInput):
                cast(document, sticky, who)
    own = [v for v in document.board.of_type(Vote).values() if v.by is not None]
    assert all(sum(v.by == name for v in own) <= 2 for name in "AB")
    reveal(document, at(1))
    assert sum(votes for _, _, votes in ranked(document)) == turnout(document.board, ballot)[0]


def test_a_long_name_still_makes_an_id() -> None:
    document = document_of(event("s" * 390))
    session.begin(document, TEN, participants=["N" * 390])
    open_new(document, TEN)
    cast(document, "s" * 390, "N" * 390)
    cast(document, "s" * 390, "N" * 390)
    assert len(document.board.of_type(Vote)) == 2
    assert len(document.board.in_order(Session)) == 1
