from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.document.edit import removal
from stormdesk.editor.wall import Wall
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Box, Point
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Context, Flow
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky
from tests.layout.boards import board_of, boards, chain, lane, sticky

CARDS = Cards(Typefaces.bundled_only())
EVERYWHERE = Box(-1e7, -1e7, 2e7, 2e7)


def three_lanes() -> Wall:
    """Three lanes with two stickies each, joined by arrows within the lanes and across two."""
    return Wall(
        board_of(
            lane("top"),
            lane("middle"),
            lane("low"),
            sticky("a", context="top", at=1, x=0, y=40),
            sticky("b", context="top", at=3, x=640, y=40),
            sticky("c", context="middle", at=1, x=0, y=40),
            sticky("d", context="middle", at=3, x=640, y=40),
            sticky("e", context="low", at=1, x=0, y=40),
            sticky("f", context="low", at=3, x=640, y=40),
            *chain("a", "b"),
            *chain("c", "d"),
            *chain("c", "f"),
            *chain("b", "c"),
        ),
        CARDS,
    )


def put(wall: Wall, *records: Record) -> None:
    change = Change({r.id: (wall.board.records.get(r.id), r) for r in records})
    wall.follow(wall.board.after(change), change)


def placed(wall: Wall, sticky_id: str, **geometry: Any) -> None:
    put(wall, wall.board.stickies[sticky_id].placed(**geometry))


def routes(wall: Wall) -> dict[str, tuple[Point, ...]]:
    return {flow.id: route.points for flow, route in wall.flows_in(EVERYWHERE)}


def test_a_lane_that_grows_takes_what_is_below_along_and_touches_nothing_else() -> None:
    wall = three_lanes()
    before, below = routes(wall), wall.box("f")
    placed(wall, "a", y=400)
    assert below is not None
    assert wall.box("f") == below.moved(0, 360)
    assert wall.touched == {"a", "flow:a>b"}
    assert wall.left["a"] == Box(0, 40, 160, 160)
    assert wall.shifted_from == 240
    assert set(wall.dropped) == {"flow:a>b", "flow:b>c"}
    assert wall.dropped["flow:b>c"].points == before["flow:b>c"]
    after = routes(wall)
    for kept in ("flow:c>d", "flow:c>f"):
        assert after[kept] == tuple(point.moved(0, 360) for point in before[kept])


def test_what_stands_in_the_way_of_an_arrow_has_it_found_anew() -> None:
    wall = three_lanes()
    straight = routes(wall)["flow:c>d"]
    placed(wall, "e", x=320, y=40, context="middle")
    assert "flow:c>d" not in wall.touched
    assert wall.dropped["flow:c>d"].points == straight
    assert wall.shifted_from is None
    assert routes(wall)["flow:c>d"] != straight


def test_arrows_carried_as_a_whole_keep_their_shape_until_they_are_put_down() -> None:
    wall = three_lanes()
    carried = before = routes(wall)
    wall.hold_lanes()
    both = [wall.board.stickies[i] for i in "cd"]
    for step in (1, 2):
        put(wall, *(s.placed(x=(s.x or 0) + 10 * step, y=40 + 400 * step) for s in both))
        carried = routes(wall)
    assert carried["flow:c>d"] == tuple(point.moved(20, 800) for point in before["flow:c>d"])
    assert set(wall.dropped) == {"flow:c>d", "flow:c>f", "flow:b>c"}
    wall.release_lanes()
    put(wall, *(wall.board.stickies[i].placed() for i in "cd"))
    assert {"flow:c>d", "flow:c>f", "flow:b>c"} <= wall.touched & wall.dropped.keys()
    assert routes(wall) == routes(Wall(wall.board, CARDS))


def test_what_is_put_down_on_an_arrow_has_it_go_round() -> None:
    wall = three_lanes()
    straight = routes(wall)["flow:c>d"]
    wall.hold_lanes()
    placed(wall, "e", x=320, y=40, context="middle")
    assert routes(wall)["flow:c>d"] == straight
    wall.release_lanes()
    placed(wall, "e")
    assert routes(wall)["flow:c>d"] != straight


def test_taking_one_out_of_the_parking_lot_moves_up_the_others() -> None:
    parked = [sticky(f"p{n}", parked=True, at=1, x=0, y=40) for n in range(3)]
    wall = Wall(board_of(lane("top"), *parked), CARDS)
    before = wall.box("p1")
    put(wall, wall.board.stickies["p0"].revised(parked=False, context="top"))
    assert before is not None
    assert wall.at(before.center) == wall.board.stickies["p2"]
    assert wall.touched == {"p0", "p1", "p2"}


@pytest.mark.parametrize(
    ("record", "height"),
    [
        (lane("middle", collapsed=True), 240),
        (lane("middle", height=900), 480),
        (lane("middle").model_copy(update={"order": 9}), 240),
        (lane("middle", owner="Team"), None),
    ],
)
def test_from_where_lanes_are_not_what_they_were(record: Context, height: float | None) -> None:
    wall = three_lanes()
    fields = record.model_dump(include=record.model_fields_set - {"id", "name"})
    put(wall, wall.board.contexts["middle"].model_copy(update=fields))
    assert wall.shifted_from == height


@st.composite
def steps(draw: st.DrawFn, board: Board) -> Change:
    """A change that leaves a board sound: of places, lanes, texts, pins, arrows, or a removal."""
    stickies, lanes = sorted(board.stickies), sorted(board.contexts)
    kinds = ["new", *(["move", "move", "remove", "flow"] if stickies else [])]
    kind = draw(st.sampled_from([*kinds, *(["lane"] if lanes else [])]))
    home = st.sampled_from([None, *lanes])
    height = st.sampled_from([-90.0, 0.0, 33.0, 700.0, 2000.5])
    if kind == "new":
        number = board.next_order(Sticky)
        new = sticky(f"new{number}", Kind.EVENT, at=2.0, x=320.0, y=draw(height), order=number)
        return Change({new.id: (None, new.placed(context=draw(home)))})
    if kind == "lane":
        record = board.contexts[draw(st.sampled_from(lanes))]
        fields = {"collapsed": draw(st.booleans()), "order": draw(st.integers(-2, 2))}
        return Change({record.id: (record, record.model_copy(update=fields))})
    chosen = draw(st.lists(st.sampled_from(stickies), min_size=1, unique=True))
    if kind == "remove":
        return removal(board, chosen[:1])
    if kind == "flow":
        flow = Flow.between(chosen[0], chosen[-1])
        if flow.source == flow.target or flow.id in board.flows:
            return removal(board, board.flows)
        return Change({flow.id: (None, flow)})
    fields = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "context": home,
                "y": height,
                "parked": st.booleans(),
                "text": st.sampled_from(["short", "Many words " * 50]),
            },
        )
    )
    x = draw(st.sampled_from([0.0, 5.0, 320.0, 5000.0]))
    place = {"x": x, "at": 1.0, "y": 12.0, **fields}
    found = (board.stickies[i] for i in chosen)
    return Change({s.id: (s, s.model_copy(update=place)) for s in found})


@given(st.data())
def test_a_wall_that_follows_finds_the_same_as_one_made_anew(data: st.DataObject) -> None:
    board = Arrangement.of(data.draw(boards(placed=True, most=10)), CARDS).board
    wall = Wall(board, CARDS)
    coordinate = st.sampled_from([-100.0, 0.0, 100.0, 240.0, 250.5, 481.0, 900.0, 2300.0])
    size = st.sampled_from([0.5, 160.0, 900.0, 6000.0])
    areas = st.builds(Box, coordinate, coordinate, size, size)
    for _ in range(data.draw(st.integers(1, 6))):
        if data.draw(st.booleans()):
            routes(wall)
        change = data.draw(steps(board))
        before, old_routes = wall.arrangement, routes(wall)
        is_held = data.draw(st.integers(0, 3)) == 0
        if is_held:
            wall.hold_lanes()
        board = board.after(change)
        wall.follow(board, change)
        after = wall.arrangement
        board = after.board
        assert_told(wall, before, after, old_routes)
        if is_held:
            wall.release_lanes()
            assert_finds_all(wall, data.draw(areas))
            continue
        anew = Wall(board, CARDS)
        assert dict(after.boxes) == dict(anew.arrangement.boxes)
        assert after.lanes == anew.arrangement.lanes
        assert after.bounds == anew.arrangement.bounds
        assert_finds_all(wall, EVERYWHERE)
        assert_finds_all(wall, data.draw(areas))


def assert_finds_all(wall: Wall, area: Box) -> None:
    """What looking at every sticky and every flow would find is found, and nothing else."""
    boxes = dict(wall.arrangement.boxes)
    assert wall.found(area) == {i: box for i, box in boxes.items() if box.intersects(area)}
    assert wall.in_box(area) == wall.found(area).keys()
    assert {i: boxes[i] for i in boxes} == {i: wall.box(i) for i in boxes}
    on_point = [wall.board.stickies[i] for i, b in boxes.items() if b.contains(Point(*area[:2]))]
    front = max(on_point, key=lambda s: (s.pinned_to is not None, s.order, s.id), default=None)
    assert wall.at(Point(area.x, area.y)) == front
    spanning = {
        flow.id
        for flow in wall.board.flows.values()
        if flow.source in boxes and flow.target in boxes
        and boxes[flow.source].united(boxes[flow.target]).intersects(area)
        and wall.route_of(flow) is not None
    }  # fmt: skip
    assert {flow.id for flow, _ in wall.flows_in(area)} == spanning


def assert_told(
    wall: Wall, before: Arrangement, after: Arrangement, routes_before: dict[str, Any]
) -> None:
    """Whatever is not as it was was touched, or lies below where lanes were shifted."""
    old, new = dict(before.boxes), dict(after.boxes)
    low = float("inf") if wall.shifted_from is None else wall.shifted_from
    for i in old.keys() | new.keys():
        if old.get(i) != new.get(i) and i not in wall.touched:
            assert min(box.y for box in (old.get(i), new.get(i)) if box is not None) >= low
    assert {i: wall.left.get(i) for i in wall.touched} == {i: old.get(i) for i in wall.touched}
    kept = routes_before.keys() - wall.dropped.keys()
    for flow_id, route in wall.dropped.items():
        assert route.points == routes_before[flow_id]
    assert wall.touched & routes_before.keys() <= wall.dropped.keys()
    for flow_id in kept:
        flow = wall.board.flows[flow_id]
        route = wall.route_of(flow)
        shift = new[flow.source].y - old[flow.source].y
        assert route is not None
        assert new[flow.target].y - old[flow.target].y == shift
        assert route.points == tuple(p.moved(0, shift) for p in routes_before[flow_id])
