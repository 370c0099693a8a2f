"""Order on the wall: aligned, distributed, tidy, arranged anew, compact."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hand import Hand, empty_board
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.exchange.source import read_board
from stormdesk.layout.pins import host_of
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky
from stormdesk.resources import resource

TEMPLATES = sorted(resource("templates").glob("*.yaml"))
OPERATIONS = ("tidy", "arrange", "compact")


def wall(*stickies: Sticky) -> Hand:
    records: list[Record] = [
        Context(id="top", name="Ordering", order=0),
        Context(id="low", name="Shipping", order=1),
        *stickies,
    ]
    return Hand(Board.of([*empty_board("process").records.values(), *records]))


def sticky(name: str, x: float, y: float, kind: Kind = Kind.EVENT, **more: object) -> Sticky:
    given: dict[str, object] = {"context": "top", "at": x / 320 + 1, **more}
    return Sticky.model_validate({"id": name, "kind": kind, "text": name, "x": x, "y": y, **given})


@st.composite
def boards(draw: st.DrawFn) -> Hand:
    stickies: list[Record] = []
    for number in range(draw(st.integers(1, 9))):
        kind = draw(st.sampled_from([Kind.EVENT, Kind.POLICY, Kind.ACTOR, Kind.VALUE]))
        x, y = draw(st.integers(-200, 2400)), draw(st.integers(0, 700))
        lane, locked = draw(st.sampled_from(["top", "low"])), draw(st.integers(0, 5)) == 0
        text = "long " * draw(st.sampled_from([1, 1, 80]))
        stickies.append(
            Sticky(
                id=f"s{number}", kind=kind, text=text, x=x, y=y, at=x / 320 + 1,
                context=lane, locked=locked, order=number,
            )
        )  # fmt: skip
        if draw(st.booleans()):
            more = {"pinned-to": f"s{number}"}
            stickies.append(
                sticky(f"p{number}", x + 90, y - 50, Kind.HOTSPOT, context=lane, **more)
            )
    flows = [
        Flow.between(f"s{n}", f"s{n + 1}", n)
        for n in range(0, 8, 2)
        if {f"s{n}", f"s{n + 1}"} <= {s.id for s in stickies}
    ]
    lanes = [Context(id="top", name="T"), Context(id="low", name="L", order=1, height=900)]
    return Hand(Board.of([*empty_board("process").records.values(), *lanes, *stickies, *flows]))


def overlapping(hand: Hand) -> list[tuple[str, str]]:
    boxes = hand.editor.wall.arrangement.boxes
    free = [s for s in hand.board.stickies.values() if s.pinned_to is None]
    return [
        (one.id, other.id)
        for one in free
        for other in free
        if one.id < other.id
        and not (one.locked and other.locked)
        and boxes[one.id].intersects(boxes[other.id])
    ]


def columns(hand: Hand) -> list[list[str]]:
    """Return the stickies column by column, in time order."""
    free = [s for s in hand.board.stickies.values() if s.pinned_to is None]
    found: dict[float, list[str]] = {}
    for each in sorted(free, key=lambda s: (s.at or 0, s.id)):
        found.setdefault(each.at or 0, []).append(each.id)
    return list(found.values())


@given(boards())
def test_tidy_leaves_no_overlap_and_keeps_the_order_of_columns(hand: Hand) -> None:
    before = columns(hand)
    hand.do("tidy")
    assert overlapping(hand) == []
    assert columns(hand) == before
    free = [s for s in hand.board.stickies.values() if s.pinned_to is None]
    assert all((s.at or 0) == int(s.at or 0) for s in free)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_what_was_arranged_is_tidy(path: Path) -> None:
    hand = Hand(read_board(str(path)))
    arranged = hand.do("arrange").board
    assert {s.kind for s in arranged.stickies.values()} > {Kind.ACTOR, Kind.HOTSPOT}
    assert hand.do("tidy").board == arranged


@given(boards())
def test_what_is_tidy_stays_as_it_is(hand: Hand) -> None:
    tidy = hand.do("tidy").board
    assert hand.do("tidy").board == tidy


@given(boards(), st.sampled_from(OPERATIONS))
def test_each_is_one_step_and_moves_nothing_that_is_locked(hand: Hand, name: str) -> None:
    before = hand.board
    hand.do(name)
    for each in before.stickies.values():
        if each.locked:
            now = hand.board.stickies[each.id]
            assert (now.x, now.y, now.context) == (each.x, each.y, each.context)
    if hand.board is not before:
        assert hand.undo().board == before
        assert hand.editor.document.undo_label is None


@given(boards(), st.sampled_from(OPERATIONS))
def test_pins_stay_with_their_hosts(hand: Hand, name: str) -> None:
    before = hand.board
    hand.do(name)
    for each in hand.board.stickies.values():
        host = host_of(hand.board, each)
        box, at = hand.editor.wall.box(each.id), hand.editor.wall.box(host.id)
        assert box is not None
        assert at is not None
        if not host.locked and host is not each:
            assert name == "compact" or box.inflated(1).intersects(at)
            old, stood = before.stickies[each.id], before.stickies[host.id]
            way = (old.x or 0) - (stood.x or 0), (old.y or 0) - (stood.y or 0)
            assert name != "compact" or (box.x - at.x, box.y - at.y) == pytest.approx(way)


@given(boards())
def test_compact_leaves_no_empty_column_and_makes_no_new_overlap(hand: Hand) -> None:
    before, lying = columns(hand), overlapping(hand)
    hand.do("compact")
    assert set(overlapping(hand)) <= set(lying)
    assert columns(hand) == before
    ats = sorted({s.at or 0 for s in hand.board.stickies.values() if s.pinned_to is None})
    assert ats[0] == 1
    assert all(b - a < 1.00001 for a, b in pairwise(ats))


@given(boards())
def test_arranged_anew_nothing_lies_on_what_is_locked(hand: Hand) -> None:
    hand.do("arrange")
    assert overlapping(hand) == []


def test_tidying_what_is_selected_leaves_the_rest() -> None:
    hand = wall(sticky("a", 10, 40), sticky("b", 20, 60), sticky("c", 30, 80), sticky("d", 900, 90))
    hand.editor.select(["a", "b"])
    before = hand.board
    hand.do("tidy")
    assert hand.board.stickies["c"] is before.stickies["c"]
    assert hand.board.stickies["d"] is before.stickies["d"]
    boxes = hand.editor.wall.arrangement.boxes
    assert not boxes["a"].intersects(boxes["c"])
    assert not boxes["a"].intersects(boxes["b"])


def test_compact_closes_empty_columns_and_heights_and_fits_lanes() -> None:
    hand = wall(sticky("a", 0, 400), sticky("b", 1600, 400), sticky("c", 1600, 900))
    with hand.editor.document.edit("Resize") as edit:
        edit.put(hand.board.contexts["top"].revised(height=2000))
    hand.do("compact")
    places = {s.id: (s.at, s.x, s.y) for s in hand.board.stickies.values()}
    assert places == {"a": (1, 0, 40), "b": (2, 320, 40), "c": (2, 320, 232)}
    assert hand.board.contexts["top"].height is None


def test_stickies_that_touch_stay_a_strip_when_compacted() -> None:
    hand = wall(sticky("a", 640, 40, Kind.COMMAND), sticky("b", 800, 40))
    hand.do("compact")
    assert [s.x for s in hand.board.in_order(Sticky)] == [0, 160]


@pytest.mark.parametrize(
    ("edge", "places"),
    [
        ("left", [(0, 40), (0, 200), (0, 100)]),
        ("center", [(360, 40), (296, 200), (400, 100)]),
        ("right", [(720, 40), (592, 200), (800, 100)]),
        ("top", [(0, 40), (592, 40), (400, 40)]),
        ("middle", [(0, 120), (592, 120), (400, 142)]),
        ("bottom", [(0, 200), (592, 200), (400, 244)]),
    ],
)
def test_aligning(edge: str, places: list[tuple[float, float]]) -> None:
    hand = wall(
        sticky("a", 0, 40, order=0),
        sticky("b", 592, 200, Kind.POLICY, order=1),
        sticky("c", 400, 100, Kind.ACTOR, order=2),
    )
    before = hand.board
    hand.do("select-all").do(f"align-{edge}")
    assert [(s.x, s.y) for s in hand.board.in_order(Sticky)] == places
    assert hand.undo().board == before


def test_aligning_upright_never_changes_lanes_and_spares_what_is_locked() -> None:
    hand = wall(
        sticky("a", 0, 40),
        sticky("b", 400, 100),
        sticky("c", 800, 300, locked=True),
        sticky("d", 0, 80, context="low"),
    )
    hand.do("select-all").do("align-bottom")
    assert {s.id: (s.y, s.context) for s in hand.board.stickies.values()} == {
        "a": (100, "top"), "b": (100, "top"), "c": (300, "top"), "d": (80, "low"),
    }  # fmt: skip


def test_pins_go_along_when_their_host_is_aligned() -> None:
    hand = wall(
        sticky("a", 0, 40),
        sticky("b", 400, 100),
        sticky("h", 500, 60, Kind.HOTSPOT, **{"pinned-to": "b"}),
    )
    hand.editor.select(["a", "b"])
    hand.do("align-left")
    assert hand.board.stickies["h"].x == 100


def test_distributing_makes_gaps_equal_and_keeps_the_outermost() -> None:
    hand = wall(
        sticky("a", 0, 40), sticky("b", 200, 60), sticky("c", 900, 90, Kind.POLICY),
        sticky("d", 1400, 400),
    )  # fmt: skip
    hand.do("select-all").do("distribute-horizontally").do("distribute-vertically")
    boxes = [hand.editor.wall.arrangement.boxes[i] for i in "abcd"]
    assert (boxes[0].x, boxes[-1].x) == (0, 1400)
    gaps = {round(b.x - a.right, 6) for a, b in pairwise(boxes)}
    assert len(gaps) == 1
    upright = {round(b.y - a.bottom, 6) for a, b in pairwise(boxes)}
    assert len(upright) == 1
