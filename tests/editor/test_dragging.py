"""Moving by hand: what follows, what snaps, and what never moves by accident."""

from __future__ import annotations

from hand import Hand, empty_board
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.editor.stickies import nudge
from stormdesk.model.board import Board, Change
from stormdesk.model.context import Context, Flow
from stormdesk.model.sticky import Kind, Sticky


def wall(**changes: object) -> Hand:
    records = [
        Context(id="top", name="Ordering", order=0),
        Context(id="low", name="Shipping", order=1),
        Sticky(id="a", kind=Kind.EVENT, text="A", context="top", at=1, x=0, y=40, order=0),
        Sticky(id="b", kind=Kind.EVENT, text="B", context="top", at=3, x=640, y=40, order=1),
        Sticky(id="h", kind=Kind.HOTSPOT, text="H", context="top", at=1, x=110, y=0, order=2,
               **{"pinned-to": "a"}),
        Flow.between("a", "b"),
    ]  # fmt: skip
    board = Board.of([*empty_board("process").records.values(), *records])
    hand = Hand(board)
    if changes:
        with hand.editor.document.edit("Set up") as edit:
            edit.put(hand.board.stickies["a"].revised(**changes))
    return hand


def test_a_click_never_moves_a_sticky() -> None:
    hand = wall()
    before = hand.board
    hand.over("A").press().at(83, 122).release()
    assert hand.board is before


def test_a_drag_moves_the_sticky_and_what_is_pinned_on_it_as_one_step() -> None:
    hand = wall()
    hand.over("A", dy=40).drag(320, 0)
    assert hand.board.stickies["a"].x == 320
    assert hand.board.stickies["h"].x == 430
    assert hand.board.stickies["a"].at == 2
    hand.undo()
    assert hand.board.stickies["a"].x == 0
    assert hand.board.stickies["h"].x == 110


def test_a_drop_in_another_lane_makes_it_a_member() -> None:
    hand = wall()
    lane = hand.editor.wall.lane("low")
    assert lane is not None
    hand.over("B").drag_to(720, lane.top + 120).release()
    sticky = hand.board.stickies["b"]
    assert sticky.context == "low"
    box = hand.editor.wall.box("b")
    low = hand.editor.wall.lane("low")
    assert box is not None
    assert low is not None
    assert low.top <= box.y
    assert box.bottom <= low.bottom


def test_lanes_keep_still_while_something_is_carried_over_them() -> None:
    hand = wall()
    tops = [lane.top for lane in hand.editor.wall.arrangement.lanes]
    hand.over("B").press().at(720, 190).at(720, 225)
    assert [lane.top for lane in hand.editor.wall.arrangement.lanes] == tops
    hand.release()


def test_escape_puts_everything_back_exactly() -> None:
    hand = wall()
    before = hand.board
    hand.over("A", dy=40).drag_to(900, 500).escape()
    assert hand.board == before
    assert hand.editor.document.undo_label is None


def test_a_locked_sticky_stays_and_so_does_one_in_a_locked_lane() -> None:
    hand = wall(locked=True)
    hand.over("A", dy=40).drag(320, 0)
    assert hand.board.stickies["a"].x == 0
    hand = wall()
    with hand.editor.document.edit("Lock lane") as edit:
        edit.put(hand.board.contexts["top"].revised(locked=True))
    hand.over("A", dy=40).drag(320, 0)
    assert hand.board.stickies["a"].x == 0


def test_a_drag_snaps_to_a_neighbour_and_alt_refuses() -> None:
    hand = wall()
    hand.over("A", dy=40).drag_to(80 + 645, 160)
    assert hand.board.stickies["a"].x == 640
    assert hand.editor.overlay.guides
    hand.escape()
    hand.holding(alt=True).over("A", dy=40).drag_to(80 + 645, 160).release()
    assert hand.board.stickies["a"].x == 645


def test_several_selected_stickies_move_together() -> None:
    hand = wall()
    hand.do("select-all").holding(alt=True).over("A", dy=40).drag(160, 0)
    assert [hand.board.stickies[i].x for i in "abh"] == [160, 800, 270]


def test_shift_adds_and_takes_away_and_a_click_reduces_to_one() -> None:
    hand = wall()
    hand.over("A", dy=40).click().holding(shift=True).over("B").click()
    assert hand.editor.selection == {"a", "b"}
    hand.click()
    assert hand.editor.selection == {"a"}
    hand.click().holding().over("B").click()
    assert hand.editor.selection == {"b"}


def test_the_marquee_selects_what_it_touches_and_escape_gives_back() -> None:
    hand = wall()
    hand.over("B").click().at(-100, 230).drag_to(100, 60).release()
    assert hand.editor.selection == {"a"}
    hand.at(-100, 230).drag_to(900, 60).escape()
    assert hand.editor.selection == {"a"}


def test_a_flow_is_drawn_from_a_handle() -> None:
    hand = wall()
    hand.over("B")
    hand.at(640 + 160 + 14, 120).drag_to(80, 160).release()
    assert Flow.derived_id("b", "a") in hand.board.flows
    assert hand.undo().board.flows.keys() == {Flow.derived_id("a", "b")}


def test_deleting_takes_flows_and_pinned_hotspots_along() -> None:
    hand = wall()
    hand.over("A", dy=40).click().do("remove")
    assert set(hand.board.stickies) == {"b"}
    assert not hand.board.flows
    hand.undo()
    assert set(hand.board.stickies) == {"a", "b", "h"}
    assert hand.board.flows


def test_a_duplicate_has_its_own_ids_and_the_flows_among_them() -> None:
    hand = wall()
    hand.do("select-all").do("duplicate")
    assert len(hand.board.stickies) == 6
    assert len(hand.board.flows) == 2
    copy = next(s for s in hand.board.stickies.values() if s.text == "H" and s.id != "h")
    assert copy.pinned_to not in (None, "a")


def test_nudging_crosses_into_the_next_lane() -> None:
    hand = wall()
    hand.over("B").click().do("far-down").do("far-down")
    assert hand.board.stickies["b"].context == "low"


def test_a_read_only_board_can_be_looked_at_and_nothing_else() -> None:
    hand = wall()
    hand.editor.document.is_read_only = True
    before = hand.board
    hand.over("A", dy=40).drag(320, 0)
    hand.over("B").double_click()
    hand.at(300, 300).key(Kind.EVENT)
    assert hand.board is before


def merely_placed(change: Change) -> set[str]:
    """The stickies of which a change puts x, y and at elsewhere, and nothing else."""
    return {
        i
        for i, before, after in change
        if isinstance(before, Sticky)
        and isinstance(after, Sticky)
        and None not in (before.x, before.y, before.at)
        and before.placed(x=after.x, y=after.y, at=after.at) == after
    }


@given(
    st.lists(
        st.tuples(
            st.sampled_from("ab"),
            st.integers(-600, 1500),
            st.integers(-200, 900),
            st.sampled_from(["", "undo", "redo", "nudge"]),
        ),
        max_size=6,
    )
)
def test_what_a_change_tells_as_placed_is_merely_elsewhere(
    drags: list[tuple[str, int, int, str]],
) -> None:
    hand = wall()
    told: list[Change] = []
    hand.editor.document.follow(told.append)
    for sticky_id, x, y, then in drags:
        box = hand.editor.wall.box(sticky_id)
        assert box is not None
        hand.at(box.center.x, box.bottom - 10).drag_to(x, y).release()
        if then == "nudge":
            nudge(hand.editor, 10, 170)
        elif then:
            getattr(hand.editor.document, then)()
    for change in told:
        assert set(change.placed) <= merely_placed(change)
        assert dict(change.others) == {
            i: pair for i, pair in change.pairs.items() if i not in change.placed
        }
        there_and_back = change.then(change.reversed())
        assert set(there_and_back.placed) <= merely_placed(there_and_back)


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.integers(-600, 1500), st.integers(-200, 900)),
        max_size=6,
    )
)
def test_wherever_things_are_dragged_the_wall_agrees_with_the_board(
    drags: list[tuple[str, int, int]],
) -> None:
    hand = wall()
    for sticky_id, x, y in drags:
        box = hand.editor.wall.box(sticky_id)
        assert box is not None
        hand.at(box.center.x, box.bottom - 10).drag_to(x, y).release()
    rebuilt = type(hand.editor.wall)(hand.board, hand.editor.wall.cards)
    assert hand.editor.wall.arrangement.boxes == rebuilt.arrangement.boxes
    assert hand.editor.wall.arrangement.lanes == rebuilt.arrangement.lanes
    for sticky_id in "ab":
        box = hand.editor.wall.box(sticky_id)
        assert box is not None
        assert sticky_id in hand.editor.wall.in_box(box)
