from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings

from stormdesk.layout.arrange import arranged
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Box
from stormdesk.layout.pins import host_of, is_parked, lane_of
from stormdesk.layout.timeline import column_x
from stormdesk.model.board import Board
from stormdesk.model.context import Flow
from stormdesk.model.sticky import Kind, Sticky
from tests.layout.boards import (
    board_of,
    boards,
    chain,
    lane,
    sticky,
    template,
    templates,
    without_columns,
)

CARDS = Cards(Typefaces.bundled_only())


def after_arranging(board: Board, *, afresh: bool = False) -> Board:
    return board.after(arranged(board, CARDS, afresh=afresh))


def boxes(board: Board) -> dict[str, Box]:
    return dict(Arrangement.of(board, CARDS).boxes)


def place(board: Board, sticky_id: str) -> tuple[float | None, float | None, float | None]:
    found = board.stickies[sticky_id]
    return found.at, found.x, found.y


def assert_nothing_is_hidden(board: Board) -> None:
    """Only a pin may lie over another sticky, and only over the one it is pinned on."""
    for (one, a), (other, b) in combinations(boxes(board).items(), 2):
        if a.intersects(b):
            first, second = board.stickies[one], board.stickies[other]
            hosts = {host_of(board, first).id, host_of(board, second).id}
            assert len(hosts) == 1, (one, other)
            assert hosts & {one, other}, (one, other)


@given(boards())
def test_every_sticky_gets_a_place_and_hides_no_other(board: Board) -> None:
    done = after_arranging(board)
    for each in done.stickies.values():
        assert is_parked(done, each) or None not in place(done, each.id)
    assert_nothing_is_hidden(done)
    assert not arranged(done, CARDS)


@given(boards())
def test_every_sticky_stands_in_its_lane(board: Board) -> None:
    found = Arrangement.of(board, CARDS)
    for each in found.board.stickies.values():
        if not is_parked(found.board, each):
            home, box = found.lane(lane_of(found.board, each)), found.boxes[each.id]
            assert home is not None
            assert home.top <= box.y
            assert box.bottom <= home.bottom


@given(boards(placed=True))
def test_what_has_a_place_keeps_it(board: Board) -> None:
    done = after_arranging(board)
    for each in board.stickies.values():
        if each.x is not None and each.y is not None:
            assert place(done, each.id)[1:] == (each.x, each.y)
        if each.at is not None:
            assert done.stickies[each.id].at == each.at


@given(boards(placed=True))
def test_arranged_afresh_nothing_of_the_old_places_is_left(board: Board) -> None:
    bare = Board.of(
        r.placed(x=None, y=None) if isinstance(r, Sticky) else r for r in board.records.values()
    )
    done = after_arranging(board, afresh=True)
    for each in after_arranging(bare).stickies.values():
        if not is_parked(board, each):
            assert place(done, each.id) == place(after_arranging(bare), each.id)


@given(boards())
def test_the_order_of_records_in_memory_changes_nothing(board: Board) -> None:
    shuffled = Board.of(reversed(list(board.records.values())))
    assert arranged(shuffled, CARDS) == arranged(board, CARDS)


@settings(max_examples=40)
@given(boards(most=10))
def test_a_given_column_decides_where_a_sticky_stands(board: Board) -> None:
    done = after_arranging(board)
    for each in done.stickies.values():
        if each.at is not None and each.pinned_to is None and each.kind is not Kind.VALUE:
            assert is_parked(done, each) or each.x == column_x(each.at)


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.stem)
@pytest.mark.parametrize("told", [template, lambda path: without_columns(template(path))])
def test_templates_are_arranged_from_left_to_right(path: Path, told: object) -> None:
    assert callable(told)
    board = after_arranging(told(path))
    assert_nothing_is_hidden(board)
    for flow in board.flows.values():
        source, target = board.stickies[flow.source], board.stickies[flow.target]
        if not flow.loop and source.x is not None and source.kind is not Kind.READ_MODEL:
            assert source.x <= (target.x or 0.0), flow.id


def process() -> Board:
    return board_of(
        lane("ordering"),
        sticky("customer", "actor", context="ordering"),
        sticky("basket", "read-model", context="ordering"),
        sticky("place", "command", context="ordering"),
        sticky("order", "aggregate", context="ordering"),
        sticky("placed", context="ordering"),
        sticky("refused", context="ordering"),
        sticky("totals", "read-model", context="ordering"),
        *chain("basket", "customer", "place", "order", "placed", "totals"),
        Flow.between("order", "refused"),
    )


def test_the_main_flow_stands_in_one_row_and_the_rest_below() -> None:
    board = after_arranging(process())
    found = boxes(board)
    columns = {i: board.stickies[i].at for i in found}
    assert [columns[i] for i in ("customer", "place", "order", "placed")] == [1, 2, 3, 4]
    assert len({found[i].center.y for i in ("customer", "place", "order", "placed")}) == 1
    assert columns["refused"] == columns["totals"] == 4
    assert found["refused"].y >= found["placed"].bottom + 32
    assert found["totals"].y >= found["placed"].bottom + 32
    assert columns["basket"] == 1
    assert found["basket"].y >= found["customer"].bottom


def test_a_command_of_the_same_column_stands_above_its_event() -> None:
    board = board_of(sticky("paid", at=1), sticky("pay", "command", at=1), *chain("pay", "paid"))
    found = boxes(board)
    assert found["pay"].bottom < found["paid"].y


def test_without_flows_stickies_follow_one_another_as_told() -> None:
    board = board_of(
        lane("a"),
        lane("b"),
        sticky("z", context="a"),
        sticky("remark", "note", context="a"),
        sticky("y", context="b"),
        sticky("x", context="a"),
    )
    done = after_arranging(board)
    assert [done.stickies[i].at for i in ("z", "remark", "y", "x")] == [1, 1, 2, 3]
    found = boxes(done)
    assert found["remark"].y > found["z"].bottom
    assert found["z"].y == found["x"].y


def test_columns_derive_around_those_given() -> None:
    board = board_of(
        sticky("who", "actor"),
        sticky("pay", "command", at=7),
        sticky("paid"),
        *chain("who", "pay", "paid"),
    )
    done = after_arranging(board)
    assert [done.stickies[i].at for i in ("who", "pay", "paid")] == [6, 7, 8]


def test_a_circle_of_flows_is_entered_where_it_is_told_first() -> None:
    board = board_of(sticky("a"), sticky("b"), sticky("c"), *chain("a", "b", "c", "a"))
    done = after_arranging(board)
    assert [done.stickies[i].at for i in "abc"] == [1, 2, 3]


def test_pins_stand_out_of_their_host_and_hide_none_of_its_text() -> None:
    board = board_of(
        sticky("placed"),
        sticky("risk", "hotspot", pinned_to="placed"),
        sticky("doubt", "hotspot", pinned_to="placed"),
        sticky("gain", "value", pinned_to="placed", sign="+"),
        sticky("who", "actor", pinned_to="placed"),
    )
    found = boxes(board)
    host = found["placed"]
    text = Box(host.x + 12, host.y + 34, host.width - 24, host.height - 46)
    assert found["risk"].intersects(host)
    assert found["risk"].y < host.y
    assert found["risk"].right > host.right
    assert not any(found[pin].intersects(text) for pin in ("risk", "doubt", "gain", "who"))
    assert_nothing_is_hidden(after_arranging(board))


def test_a_value_stands_at_the_lower_right_of_its_event() -> None:
    board = board_of(
        sticky("kept", at=1),
        sticky("lost", at=1),
        sticky("gain", "value", at=1, sign="+"),
        sticky("loss", "value", at=1, sign="-"),
    )
    found = boxes(board)
    for value, event in (("gain", "kept"), ("loss", "lost")):
        assert 0 <= found[value].x - found[event].right < 32
        assert found[value].bottom == found[event].bottom


def test_a_new_sticky_finds_room_around_those_that_stand() -> None:
    board = board_of(
        sticky("a", at=1, x=0, y=100),
        sticky("b", at=2, x=320, y=90),
        sticky("new", at=2),
        *chain("a", "new"),
    )
    done = after_arranging(board)
    assert done.stickies["new"].x == 320
    assert (done.stickies["new"].y or 0) >= 250 + 32


def test_a_sticky_that_grew_pushes_the_rows_below_down() -> None:
    board = board_of(sticky("long", text="many words " * 80, at=1), sticky("short", at=1))
    found = boxes(board)
    assert found["long"].height > 160
    assert found["short"].y >= found["long"].bottom + 32
