from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.model.board import Board, Change
from stormdesk.model.context import Area, Context, Flow
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky

PROFILE = Profile(id="board", title="Board")
IDS = ("a", "b", "c", "d")
LANES = ("lane-1", "lane-2")


def sticky(sticky_id: str, **values: Any) -> Sticky:
    return Sticky(id=sticky_id, kind=Kind.EVENT, text="Happened").revised(**values)


@st.composite
def records(draw: st.DrawFn, record_id: str) -> Record | None:
    """Return what stands under an id: nothing, a sticky, a lane, a flow or an area."""
    if record_id in LANES:
        return draw(st.none() | st.just(Context(id=record_id, name=record_id)))
    kind = draw(st.sampled_from(["none", "sticky", "flow", "area"]))
    if kind == "sticky":
        return sticky(
            record_id,
            context=draw(st.none() | st.sampled_from(LANES)),
            pinned_to=draw(st.none() | st.sampled_from(IDS)),
            again=draw(st.none() | st.sampled_from(IDS)),
            order=draw(st.integers(0, 2)),
        )
    if kind == "flow":
        ends = {"from": draw(st.sampled_from(IDS)), "to": draw(st.sampled_from(IDS))}
        return Flow.model_validate({"id": record_id, **ends})
    if kind == "area":
        inside = draw(st.lists(st.sampled_from(IDS), max_size=3))
        return Area(id=record_id, name="Area", stickies=tuple(inside))
    return None


@st.composite
def changes(draw: st.DrawFn, board: Board) -> Change:
    pairs: dict[str, tuple[Record | None, Record | None]] = {}
    for record_id in draw(st.lists(st.sampled_from((*IDS, *LANES)), unique=True)):
        before = board.records.get(record_id)
        after = draw(records(record_id))
        if before is not None or after is not None:
            pairs[record_id] = (before, after)
    return Change(pairs)


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Board], list[Change]]:
    """Return boards, each after the change that led from the one before."""
    boards, steps = [Board.of([PROFILE])], []
    for _ in range(draw(st.integers(1, 5))):
        steps.append(draw(changes(boards[-1])))
        boards.append(boards[-1].after(steps[-1]))
    return boards, steps


def told(board: Board) -> dict[str, Any]:
    """Return what a board answers to every question."""
    everything = {*IDS, *LANES, "board"}
    types = (Record, Sticky, Flow, Context, Area)
    return {
        "records": dict(board.records),
        "types": {each: dict(board.of_type(each)) for each in types},
        "order": {each: board.in_order(each) for each in types},
        "referrers": {i: board.referrers(i, Record) for i in everything},
        "outgoing": {i: board.outgoing(i) for i in everything},
        "incoming": {i: board.incoming(i) for i in everything},
        "pinned": {i: board.pinned(i) for i in everything},
        "members": {i: board.members(i) for i in everything},
    }


@given(stories())
def test_indexes_carried_forward_equal_those_built_anew(
    story: tuple[list[Board], list[Change]],
) -> None:
    for board in story[0]:
        assert told(board) == told(Board.of(board.records.values()))


@given(stories())
def test_a_change_reversed_leads_back(story: tuple[list[Board], list[Change]]) -> None:
    boards, steps = story
    for before, step, after in zip(boards, steps, boards[1:], strict=False):
        assert told(after.after(step.reversed())) == told(before)
        assert step.reversed().reversed() == step


@given(stories())
def test_changes_one_after_the_other_are_one(story: tuple[list[Board], list[Change]]) -> None:
    boards, steps = story
    whole = Change({})
    for step in steps:
        whole = whole.then(step)
    assert told(boards[0].after(whole)) == told(boards[-1])
    assert told(boards[-1].after(whole.reversed())) == told(boards[0])


@given(stories())
def test_then_does_not_care_what_is_taken_together(
    story: tuple[list[Board], list[Change]],
) -> None:
    nothing = Change({})
    first, second, third = (*story[1], nothing, nothing)[:3]
    assert first.then(second).then(third) == first.then(second.then(third))
    assert nothing.then(first) == first == first.then(nothing)


@given(stories())
def test_earlier_boards_never_change(story: tuple[list[Board], list[Change]]) -> None:
    board = Board.of([PROFILE])
    for step, expected in zip(story[1], story[0], strict=False):
        assert told(expected) == told(board)
        board = Board.of(board.after(step).records.values())


def test_what_comes_and_goes_within_a_change_leaves_no_trace() -> None:
    coming = Change({"a": (None, sticky("a"))})
    assert not coming.then(coming.reversed())
    assert len(coming) == 1
    assert list(coming) == [("a", None, sticky("a"))]


@pytest.fixture
def board() -> Board:
    return Board.of(
        [
            PROFILE,
            Context(id="lane-1", name="Sales", order=1),
            Context(id="lane-2", name="Stock", order=0),
            sticky("a", context="lane-1", order=2),
            sticky("b", context="lane-1", order=1),
            sticky("c", pinned_to="a", order=1),
            Flow.between("a", "b"),
        ]
    )


def test_records_are_found_by_what_ties_them(board: Board) -> None:
    assert board.profile is PROFILE
    assert [f.id for f in board.outgoing("a")] == ["flow:a>b"]
    assert [f.id for f in board.incoming("b")] == ["flow:a>b"]
    assert board.incoming("a") == board.outgoing("b") == []
    assert [s.id for s in board.pinned("a")] == ["c"]
    assert [s.id for s in board.members("lane-1")] == ["a", "b"]
    assert [r.id for r in board.referrers("a", Record)] == ["c", "flow:a>b"]


def test_records_stand_in_their_order_and_then_by_id(board: Board) -> None:
    assert [s.id for s in board.in_order(Sticky)] == ["b", "c", "a"]
    assert [c.id for c in board.in_order(Context)] == ["lane-2", "lane-1"]
    assert board.next_order(Sticky) == 3
    assert board.next_order(Area) == 0


def test_records_are_found_by_id_and_type(board: Board) -> None:
    assert board.get("a", Sticky) is board.stickies["a"]
    assert board.get("a", Context) is None
    assert board.get("z", Sticky) is None
    assert board.get(None, Sticky) is None


def test_boards_are_equal_by_content(board: Board) -> None:
    again = Board.of(reversed(list(board.records.values())))
    assert again == board
    moved = board.after(Change({"a": (board.stickies["a"], board.stickies["a"].placed(x=1))}))
    assert moved != board
    assert board != board.records


def test_boards_and_changes_are_no_keys(board: Board) -> None:
    for each in (board, Change({})):
        with pytest.raises(TypeError, match="unhashable"):
            hash(each)
