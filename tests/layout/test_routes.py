from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.routes import HEAD_LENGTH, Route, route, route_all, routes
from stormdesk.layout.spatial_index import SpatialIndex
from stormdesk.model.board import Board
from stormdesk.model.context import Flow
from tests.layout.boards import board_of, boards, sticky, template, templates, without_columns

CARDS = Cards(Typefaces.bundled_only())
FLOW = Flow.between("a", "b")


def drawn(boxes: dict[str, Box], flow: Flow = FLOW) -> Route | None:
    return route(flow, boxes, SpatialIndex(boxes).found)


def pieces(found: Route) -> list[Box]:
    return [
        Box(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y)).inflated(1)
        for a, b in pairwise(found.points)
    ]


def crossed(found: Route, boxes: dict[str, Box], *ends: str) -> set[str]:
    others = {i: box for i, box in boxes.items() if i not in ends}
    return {i for i, box in others.items() for piece in pieces(found) if piece.intersects(box)}


def is_on_edge(point: Point, box: Box) -> bool:
    return box.contains(point) and not box.inflated(-0.5).contains(point)


def test_stickies_that_touch_are_joined_without_an_arrow() -> None:
    assert drawn({"a": Box(0, 0, 160, 160), "b": Box(160, 0, 160, 160)}) is None
    assert drawn({"a": Box(0, 0, 160, 160), "b": Box(0, 160, 160, 160)}) is None
    assert drawn({"a": Box(0, 0, 160, 160), "b": Box(100, 100, 160, 160)}) is None


def test_a_flow_to_what_has_no_box_has_no_arrow() -> None:
    assert drawn({"a": Box(0, 0, 160, 160)}) is None


def test_neighbours_are_joined_by_a_level_or_upright_line() -> None:
    side = drawn({"a": Box(0, 0, 160, 160), "b": Box(320, 0, 288, 160)})
    assert side == Route((Point(160, 80), Point(320, 80)), "straight")
    below = drawn({"a": Box(0, 0, 160, 160), "b": Box(0, 300, 160, 160)})
    assert below == Route((Point(80, 160), Point(80, 300)), "straight")
    back = drawn({"b": Box(0, 0, 160, 160), "a": Box(320, 0, 288, 160)})
    assert back == Route((Point(320, 80), Point(160, 80)), "straight")


@pytest.mark.parametrize(
    "target",
    [
        Box(960, 0, 160, 160),
        Box(960, 600, 160, 160),
        Box(0, 600, 160, 160),
        Box(-900, 30, 160, 160),
    ],
)
@pytest.mark.parametrize("loop", [False, True])
def test_a_way_leads_round_what_stands_between(target: Box, loop: bool) -> None:
    between = Box(target.x / 2, target.y / 2, 160, 160)
    boxes = {"a": Box(0, 0, 160, 160), "b": target, "between": between}
    if target.x == 960:
        boxes["more"] = Box(640, -100, 160, 500)
    found = drawn(boxes, FLOW.revised(loop=loop))
    assert found is not None
    assert len(found.points) > 2
    assert not crossed(found, boxes, "a", "b")
    assert all(a.x == b.x or a.y == b.y for a, b in pairwise(found.points))
    assert is_on_edge(found.points[0], boxes["a"])
    assert is_on_edge(found.points[-1], boxes["b"])


def test_the_arrow_head_ends_at_the_target_and_the_line_at_the_head() -> None:
    found = drawn({"a": Box(0, 0, 160, 160), "b": Box(320, 400, 160, 160)})
    assert found is not None
    tip, one, other = found.head
    assert tip == found.points[-1]
    assert {one.x, other.x} == {tip.x - HEAD_LENGTH}
    assert found.path[0] == ("M", *found.points[0])
    assert found.path[-1] == ("L", tip.x - HEAD_LENGTH, tip.y)
    assert any(command[0] == "C" for command in found.path)
    assert found.bounds.contains(tip)


def test_arrows_into_one_sticky_arrive_apart_from_top_to_bottom() -> None:
    board = board_of(
        *(sticky(f"s{n}", at=1, x=0, y=40 + 192 * n) for n in range(5)),
        sticky("goal", at=3, x=640, y=40 + 192 * 2),
        *(Flow.between(f"s{n}", "goal") for n in range(5)),
    )
    arrangement = Arrangement.of(board, CARDS)
    ends = [route_all(arrangement)[f"flow:s{n}>goal"].points[-1] for n in range(5)]
    assert {end.x for end in ends} == {640}
    assert all(b.y - a.y >= 16 for a, b in pairwise(ends))
    assert route_all(arrangement)["flow:s2>goal"].kind == "straight"


@given(boards())
def test_routes_begin_and_end_at_their_stickies_and_never_depend_on_one_another(
    board: Board,
) -> None:
    arrangement = Arrangement.of(board, CARDS)
    index = SpatialIndex(arrangement.boxes)
    found = route_all(arrangement)
    for flow in board.flows.values():
        alone = routes([flow], arrangement, index)
        assert alone.get(flow.id) == found.get(flow.id)
        if flow.id in found:
            points = found[flow.id].points
            assert is_on_edge(points[0], arrangement.boxes[flow.source])
            assert is_on_edge(points[-1], arrangement.boxes[flow.target])


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.stem)
@pytest.mark.parametrize("bare", [False, True])
def test_no_arrow_of_a_template_crosses_a_sticky(path: Path, bare: bool) -> None:
    board = template(path)
    arrangement = Arrangement.of(without_columns(board) if bare else board, CARDS)
    found = route_all(arrangement)
    assert found
    for flow_id, each in found.items():
        flow = board.flows[flow_id]
        assert not crossed(each, dict(arrangement.boxes), flow.source, flow.target), flow_id


def pair_of(second: Box, *, loop: bool = False) -> dict[str, Route]:
    """The arrows there and back between a sticky and one whose box is given."""
    back = Flow.between("b", "a")
    board = board_of(
        sticky("a", at=1, x=0, y=0),
        sticky("b", at=2, x=second.x, y=second.y),
        FLOW,
        back.revised(loop=loop) if loop else back,
    )
    return route_all(Arrangement.of(board, CARDS))


@pytest.mark.parametrize(
    "second", [Box(192, 0, 160, 160), Box(192, 300, 160, 160), Box(0, 192, 160, 160)]
)
@pytest.mark.parametrize("loop", [False, True])
def test_arrows_there_and_back_keep_apart_and_do_not_cross(second: Box, loop: bool) -> None:
    there, back = pair_of(second, loop=loop).values()
    apart = [one.inflated(6).intersects(two) for one in pieces(there) for two in pieces(back)]
    assert not any(apart)


def test_arrows_there_and_back_keep_to_the_right() -> None:
    there, back = pair_of(Box(192, 0, 160, 160)).values()
    assert there.points[0].y > 80 > back.points[0].y
    assert there.kind == back.kind == "straight"
    assert (there.points[0].x, there.points[-1].x) == (160, 192)
    assert (back.points[0].x, back.points[-1].x) == (192, 160)


def test_nothing_joins_the_wall_and_the_parking_lot() -> None:
    board = board_of(
        sticky("a", at=1),
        sticky("b", at=3, y=0, x=640),
        sticky("p", parked=True),
        sticky("q", parked=True),
        sticky("h", "hotspot", pinned_to="p"),
        *(Flow.between(*ends) for ends in ("ab", "pb", "ap", "qp", "hb")),
    )
    found = route_all(Arrangement.of(board, CARDS))
    assert "flow:a>b" in found
    assert not found.keys() & {"flow:p>b", "flow:a>p", "flow:h>b"}
    assert "flow:q>p" in found
    # What is parked takes no room on the edge at which others arrive.
    assert found["flow:a>b"].points[-1].y == Arrangement.of(board, CARDS).boxes["b"].center.y
