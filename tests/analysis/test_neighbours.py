"""Who stands next to whom, wherever stickies are repeated, pinned or parked."""

from __future__ import annotations

from typing import Any

from stormdesk.analysis.neighbours import neighbours
from stormdesk.model.board import Board
from stormdesk.model.context import Flow
from stormdesk.model.once import once
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky


def sticky(sticky_id: str, kind: Kind, **fields: Any) -> Sticky:
    return Sticky(id=sticky_id, kind=kind, text=sticky_id, **fields)


def board(*records: Sticky | Flow) -> Board:
    return Board.of([Profile(id="b", title="B"), *records])


def test_a_repetition_leads_where_its_original_would() -> None:
    around = neighbours(
        board(
            sticky("pay", Kind.COMMAND),
            sticky("again", Kind.COMMAND, again="pay"),
            sticky("paid", Kind.EVENT),
            Flow.between("again", "paid"),
        )
    )
    assert [s.id for s in around.after["pay"]] == ["paid"]
    assert [s.id for s in around.before["paid"]] == ["pay"]
    assert [s.id for s in around.of_kind(Kind.COMMAND)] == ["pay"]


def test_what_is_parked_has_no_neighbours() -> None:
    around = neighbours(
        board(
            sticky("pay", Kind.COMMAND, parked=True),
            sticky("clerk", Kind.ACTOR, pinned_to="pay"),
            sticky("paid", Kind.EVENT),
            Flow.between("pay", "paid"),
        )
    )
    assert (around.before, around.after) == ({}, {})
    assert around.of_kind(Kind.COMMAND) == []
    assert [s.id for s in around.of_kind(Kind.EVENT)] == ["paid"]


def test_a_pin_stands_for_a_flow() -> None:
    around = neighbours(
        board(
            sticky("offers", Kind.READ_MODEL),
            sticky("buyer", Kind.ACTOR, pinned_to="offers"),
            sticky("pay", Kind.COMMAND),
            sticky("clerk", Kind.ACTOR, pinned_to="pay"),
            sticky("why", Kind.HOTSPOT, pinned_to="pay"),
        )
    )
    assert around.kinds_after(around.board.stickies["offers"]) == {Kind.ACTOR}
    assert around.kinds_before(around.board.stickies["pay"]) == {Kind.ACTOR}


def test_two_that_are_joined_twice_stand_beside_each_other_once() -> None:
    around = neighbours(
        board(
            sticky("pay", Kind.COMMAND),
            sticky("again", Kind.COMMAND, again="pay"),
            sticky("paid", Kind.EVENT),
            Flow.between("pay", "paid"),
            Flow.between("again", "paid"),
        )
    )
    assert [s.id for s in around.after["pay"]] == ["paid"]
    assert [s.id for s in around.before["paid"]] == ["pay"]


def test_circles_are_told_without_what_leads_in_or_out() -> None:
    around = neighbours(
        board(
            sticky("start", Kind.COMMAND),
            sticky("failed", Kind.EVENT, order=3),
            sticky("rule", Kind.POLICY, order=2),
            sticky("retry", Kind.COMMAND, order=1),
            sticky("told", Kind.READ_MODEL),
            Flow.between("start", "failed"),
            Flow.between("failed", "rule"),
            Flow.between("rule", "retry"),
            Flow.between("retry", "failed"),
            Flow.between("failed", "told"),
        )
    )
    assert [[s.id for s in ring] for ring in around.circles()] == [["retry", "rule", "failed"]]


def test_without_a_way_back_there_are_no_circles() -> None:
    around = neighbours(
        board(
            sticky("pay", Kind.COMMAND),
            sticky("paid", Kind.EVENT),
            Flow.between("pay", "paid"),
        )
    )
    assert around.circles() == []


def test_a_board_is_looked_over_once_and_another_one_anew() -> None:
    looked: list[Board] = []
    count = once(lambda of: looked.append(of) or len(of.stickies))
    first, second = board(sticky("a", Kind.EVENT)), board(sticky("a", Kind.EVENT))
    assert [count(first), count(first), count(second), count(first)] == [1, 1, 1, 1]
    assert [of is first for of in looked] == [True, False, True]
