from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.bands import COLLAPSED_HEIGHT
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.lanes import LEAST_HEIGHT
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Context
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky
from tests.layout.boards import board_of, boards, lane, sticky

CARDS = Cards(Typefaces.bundled_only())


def arranged_board() -> Board:
    return board_of(
        lane("upper"),
        lane("lower", height=400),
        sticky("a", context="upper", at=1, x=0, y=40),
        sticky("b", context="lower", at=2, x=320, y=60),
    )


def replaced(board: Board, record: Record) -> Change:
    return Change({record.id: (board.records.get(record.id), record)})


def moved(arrangement: Arrangement, record: Record) -> Arrangement:
    change = replaced(arrangement.board, record)
    return arrangement.after(arrangement.board.after(change), change)


def assert_same(one: Arrangement, other: Arrangement) -> None:
    assert dict(one.boxes) == dict(other.boxes)
    assert one.lanes == other.lanes
    assert one.bounds == other.bounds
    assert one.parking == other.parking


def test_lanes_are_stacked_in_order_and_stickies_stand_in_them() -> None:
    found = Arrangement.of(arranged_board(), CARDS)
    assert [(each.name, each.top, each.height) for each in found.lanes] == [
        ("Upper", 0, 240),
        ("Lower", 240, 400),
    ]
    assert found.boxes["a"] == (0, 40, 160, 160)
    assert found.boxes["b"] == (320, 300, 160, 160)
    assert found.bounds == (0, 0, 480, 640)


@pytest.mark.parametrize(
    ("y", "name"), [(-1, None), (0, "Upper"), (239, "Upper"), (240, "Lower"), (640, None)]
)
def test_the_lane_at_a_height(y: float, name: str | None) -> None:
    found = Arrangement.of(arranged_board(), CARDS).lane_at(y)
    assert (found.name if found else None) == name


def test_a_lane_is_never_lower_than_its_stickies_and_one_that_grows_shifts_the_next() -> None:
    before = Arrangement.of(arranged_board(), CARDS)
    after = moved(before, before.board.stickies["a"].placed(y=500))
    assert after.lanes[0].height == 700
    assert after.lanes[1].top == 700
    assert after.boxes["b"].y == 760
    assert before.boxes["b"].y == 300


def test_an_empty_lane_has_some_height_and_a_collapsed_one_little() -> None:
    found = Arrangement.of(arranged_board(), CARDS)
    found = moved(found, lane("third").model_copy(update={"order": 9}))
    assert found.lanes[-1].height == LEAST_HEIGHT
    found = moved(found, found.board.contexts["lower"].revised(collapsed=True))
    assert found.lanes[1].height == COLLAPSED_HEIGHT
    bar = found.boxes["b"]
    assert found.lanes[1].top < bar.y < bar.bottom < found.lanes[1].bottom


def test_the_unnamed_lane_is_there_only_for_those_without_a_context() -> None:
    assert [each.context_id for each in Arrangement.of(board_of(), CARDS).lanes] == [None]
    found = Arrangement.of(arranged_board(), CARDS)
    assert [each.context_id for each in found.lanes] == ["upper", "lower"]
    found = moved(found, sticky("c", at=1, x=0, y=40))
    assert [each.context_id for each in found.lanes] == [None, "upper", "lower"]
    found = moved(found, found.board.stickies["c"].placed(parked=True))
    assert [each.context_id for each in found.lanes] == ["upper", "lower"]


def test_parked_stickies_stand_below_all_lanes_and_need_no_place() -> None:
    board = board_of(
        lane("upper"),
        sticky("a", context="upper", at=1, x=0, y=40),
        *(sticky(f"p{n:02}", parked=True) for n in range(14)),
    )
    found = Arrangement.of(board, CARDS)
    assert found.board == board
    assert found.is_parked("p00")
    assert not found.is_parked("a")
    assert all(found.boxes[f"p{n:02}"].y > found.lanes[-1].bottom for n in range(14))
    assert found.boxes["p00"].right < found.boxes["p01"].x
    assert found.parking is not None
    assert found.parking.contains(found.boxes["p13"].center)


def test_a_pin_without_a_lane_of_its_own_stands_in_its_hosts() -> None:
    board = arranged_board()
    found = moved(Arrangement.of(board, CARDS), sticky("risk", "hotspot", pinned_to="b"))
    assert [each.context_id for each in found.lanes] == ["upper", "lower"]
    assert found.boxes["risk"].intersects(found.boxes["b"])
    change = Change(
        {"b": (found.board.stickies["b"], found.board.stickies["b"].placed(context="upper"))}
    )
    found = found.after(found.board.after(change), change)
    assert_same(found, Arrangement.of(found.board, CARDS))


@st.composite
def histories(draw: st.DrawFn) -> tuple[Board, list[Change]]:
    """An arranged board and some changes, one after the other, that leave it sound."""
    board = start = Arrangement.of(draw(boards(placed=True, most=10)), CARDS).board
    changes: list[Change] = []
    for number in range(draw(st.integers(1, 6))):
        record = draw(st.sampled_from(sorted(board.records)).map(board.records.__getitem__))
        after: Record | None = record
        fields: dict[str, Any]
        if isinstance(record, Sticky):
            fields = draw(
                st.sampled_from(
                    [
                        {"x": 5.0, "y": 700.0, "at": 1.0},
                        {"y": 0.0, "x": 0.0, "at": 1.0},
                        {"text": "Many words " * 50},
                        {"parked": True},
                        {"parked": False, "x": 1.0, "y": 1.0, "at": 1.0},
                        {"context": None},
                    ]
                )
            )
            after = record.model_copy(update=fields)
            if not board.pinned(record.id) and draw(st.booleans()):
                after = None if not board.referrers(record.id, type(record)) else after
        elif isinstance(record, Context):
            fields = draw(
                st.sampled_from([{"collapsed": True}, {"collapsed": False}, {"height": 900.0}])
            )
            after = record.model_copy(update={**fields, "order": draw(st.integers(-2, 2))})
        else:
            record, after = None, sticky(f"new{number}", Kind.EVENT, at=2.0, x=320.0, y=33.0)
        name = (after or record).id  # type: ignore[union-attr]  # one of them is there
        changes.append(Change({name: (board.records.get(name), after)}))
        board = board.after(changes[-1])
    return start, changes


@given(histories())
def test_following_changes_comes_to_the_same_as_beginning_anew(
    history: tuple[Board, list[Change]],
) -> None:
    board, changes = history
    found = Arrangement.of(board, CARDS)
    for change in changes:
        board = board.after(change)
        found = found.after(board, change)
        board = found.board
        assert_same(found, Arrangement.of(board, CARDS))
