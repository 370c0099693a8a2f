"""Pasting texts and stickies: in order, over nothing, as one step."""

from __future__ import annotations

from pathlib import Path

import pytest
from hand import Hand, empty_board
from hypothesis import given, settings
from hypothesis import strategies as st

from stormdesk.editor import clip
from stormdesk.exchange.source import read_board
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.message import NamedType
from stormdesk.model.people import Team
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky

BOARDS = Path(__file__).parent.parent / "boards"
MODEL = read_board(str(BOARDS / "inventory.model.yaml"))
OUTLINE = (BOARDS / "inventory.outline.txt").read_text("utf-8")


def paste(hand: Hand, text: str) -> Hand:
    hand.editor.clipboard.put(text, "")
    return hand.do("paste")


def in_time(board: Board) -> list[str]:
    return [s.text for s in sorted(board.stickies.values(), key=lambda s: (s.at or 0, s.order))]


def lying_on_others(hand: Hand) -> list[tuple[str, str]]:
    boxes, stickies = hand.editor.wall.arrangement.boxes, hand.board.stickies
    return [
        (stickies[i].text, stickies[j].text)
        for i in boxes
        for j in boxes
        if i < j
        and boxes[i].intersects(boxes[j])
        and stickies[i].pinned_to != j
        and stickies[j].pinned_to != i
    ]


def test_lines_become_stickies_in_order_from_the_pointer_on() -> None:
    hand = paste(Hand().at(1040, 120), "Order placed\nOrder paid\n\nOrder shipped")
    assert in_time(hand.board) == ["Order placed", "Order paid", "Order shipped"]
    assert [s.at for s in hand.board.in_order(Sticky)] == [4, 5, 6]
    box = hand.editor.wall.box(hand.sticky("Order placed").id)
    assert box is not None
    assert box.center == (1040, 120)
    assert hand.editor.selection == set(hand.board.stickies)


def test_an_outline_brings_lanes_fields_and_flows_and_its_title_to_an_empty_board() -> None:
    hand = paste(Hand(), OUTLINE)
    assert hand.board.profile.title == "Inventory under load"
    lanes = [lane.name for lane in hand.board.in_order(Context)]
    assert lanes == ["Ordering", "Inventory", "Shipping"]
    message = hand.sticky("Order placed").message
    assert message is not None
    assert [f.name for f in message.fields][:2] == ["orderId", "placedAt"]
    place, order = hand.sticky("Place order"), hand.sticky("Order")
    assert Flow.derived_id(place.id, order.id) in hand.board.flows


def test_lanes_of_a_known_name_are_the_known_ones() -> None:
    hand = paste(Hand(), "# Ordering\nOrder placed")
    lane = hand.sticky("Order placed").context
    paste(hand.at(2000, 100), "# ordering\nOrder paid\n# Paying\nPayment taken")
    assert hand.sticky("Order paid").context == lane
    assert [c.name for c in hand.board.in_order(Context)] == ["Ordering", "Paying"]


def test_a_first_line_alone_is_a_sticky_where_there_are_some() -> None:
    hand = Hand().key(Kind.EVENT).type("First").escape()
    paste(hand.at(900, 100), "Order placed\n\nOrder paid")
    assert hand.board.profile.title == "Under test"
    assert "Order placed" in hand.texts


def test_an_arrow_may_lead_to_what_is_there_and_one_to_nowhere_is_a_sticky() -> None:
    hand = paste(Hand(), "Order placed")
    paste(hand.at(900, 500), "p: Whenever nobody pays, remind\n-> order  placed\n-> nobody knows\n")
    policy = hand.sticky("Whenever nobody pays, remind")
    assert Flow.derived_id(policy.id, hand.sticky("Order placed").id) in hand.board.flows
    assert "nobody knows" in hand.texts


def test_rows_of_a_spreadsheet_and_markdown_are_understood() -> None:
    hand = paste(Hand(), "Kind\tText\tOwner\nCommand\tPlace order\tShop team")
    assert (hand.sticky("Place order").kind, hand.sticky("Place order").owner) == (
        Kind.COMMAND, "Shop team",
    )  # fmt: skip
    paste(hand.at(900, 100), "- [ ] Order placed\n  - orderId: uuid\n- Order paid")
    message = hand.sticky("Order placed").message
    assert message is not None
    assert message.field("orderId") is not None


def test_what_is_pasted_lies_on_nothing() -> None:
    hand = paste(Hand().at(80, 120), OUTLINE)
    for x, y in ((80, 120), (700, 400), (3000, 700)):
        paste(hand.at(x, y), OUTLINE)
        paste(hand.at(x, y), "One\nTwo\nc: Three\nh: Four")
    assert lying_on_others(hand) == []


def test_too_many_lines_are_refused_and_nothing_is_pasted() -> None:
    hand = Hand()
    before = hand.board
    with pytest.raises(BadInput, match="more than 5,000 lines"):
        paste(hand, "Order placed\n" * 5_001)
    with pytest.raises(BadInput, match=r"^pasted text:2: "):
        paste(hand, f"Order placed\n# {'x' * 500}")
    assert hand.board is before


def test_one_line_goes_into_the_open_text_and_many_take_its_place() -> None:
    hand = Hand(empty_board("process")).at(80, 100).key(Kind.EVENT).type("Order ")
    paste(hand, "placed\n").escape()
    assert hand.texts == ["Order placed"]
    hand.over("Order placed").click().do("next")
    paste(hand, "One\nTwo").undo()
    assert hand.texts == ["Order placed"]
    hand.redo()
    assert (hand.sticky("One").at, hand.sticky("Two").at) == (2, 3)
    hand.over("Two").double_click()
    paste(hand, "Three\nFour")
    assert hand.sticky("Three").at == 4


@settings(max_examples=40, deadline=None)
@given(
    st.text("abc:!-#|>@\t\n 1.*/\\äé(),+", max_size=120),
    st.integers(-400, 2500),
    st.integers(-300, 900),
)
def test_pasting_then_undoing_is_the_board_as_it_was(text: str, x: int, y: int) -> None:
    hand = Hand(MODEL).at(x, y)
    before, lies = hand.board, lying_on_others(hand)
    try:
        paste(hand, text)
    except BadInput:
        assert hand.board is before
        return
    assert set(lying_on_others(hand)) <= set(lies)
    if hand.board is not before:
        assert hand.undo().board == before


def copied(source: Hand, target: Hand) -> Hand:
    source.do("select-all").do("copy")
    target.editor.clipboard = source.editor.clipboard
    return target.do("paste")


def plain(board: Board) -> list[str]:
    """Return what all stickies say, under their texts instead of their ids."""
    own = ("id", "order", "x", "y", "at", "context", "pinned_to", "again", "compensates", "locked")
    result: list[str] = []
    for sticky in board.stickies.values():
        message = sticky.message
        if message is not None:
            message = message.revised(name=None, published=())
        told = str(sticky.model_copy(update={"message": message}).model_dump(exclude=set(own)))
        for other in board.stickies.values():
            told = told.replace(f"'{other.id}'", f"'{other.text}'")
        result.append(told)
    return sorted(result)


def test_stickies_copied_to_another_board_keep_everything_but_ids_and_published_names() -> None:
    there = copied(Hand(MODEL), Hand())
    assert plain(there.board) == plain(MODEL)
    assert not there.board.stickies.keys() & MODEL.stickies.keys()
    assert len(there.board.flows) == len(MODEL.flows)
    pairs = [
        {(b.stickies[f.source].text, b.stickies[f.target].text) for f in b.flows.values()}
        for b in (there.board, MODEL)
    ]
    assert pairs[0] == pairs[1]
    teams = {s.owner for s in MODEL.stickies.values()} & MODEL.of_type(Team).keys()
    assert teams <= there.board.of_type(Team).keys()
    assert lying_on_others(there) == []


def test_types_and_teams_come_along_where_they_are_missing() -> None:
    there = Hand(empty_board())
    copied(Hand(MODEL), there)
    used = {t.name for t in MODEL.of_type(NamedType).values()}
    assert {t.name for t in there.board.of_type(NamedType).values()} <= used
    assert there.board.of_type(NamedType)
    again = len(there.board.of_type(NamedType)), len(there.board.of_type(Team))
    there.at(9000, 100).do("paste")
    assert (len(there.board.of_type(NamedType)), len(there.board.of_type(Team))) == again


def test_stickies_of_one_lane_go_to_the_lane_at_the_pointer() -> None:
    hand = paste(Hand(), "# Ordering\nOrder placed\nOrder paid\n# Paying\nPayment taken")
    hand.over("Order placed").click().do("copy")
    lane = hand.editor.wall.lane(hand.sticky("Payment taken").context)
    assert lane is not None
    hand.at(3280, lane.top + 120).do("paste")
    (copy,) = hand.editor.selected_stickies
    assert (copy.text, copy.context, copy.at) == ("Order placed", lane.context_id, 11)


def test_what_was_cut_comes_back_as_what_it_was() -> None:
    hand = Hand(MODEL)
    named = next(s for s in MODEL.stickies.values() if s.message and s.message.published)
    hand.editor.select([named.id])
    hand.do("cut").at(9000, 100).do("paste")
    back = hand.board.stickies[named.id]
    assert back.message == named.message
    hand.at(12000, 100).do("paste")
    (copy,) = hand.editor.selected_stickies
    assert copy.id != named.id
    assert copy.message is not None
    assert copy.message.published == ()


def test_a_repetition_copied_alone_stays_one_at_home_and_is_plain_elsewhere() -> None:
    board = Board.of(
        [
            Profile(id="home", title="Home"),
            Sticky(id="a", kind=Kind.EVENT, text="Order placed", at=1),
            Sticky(id="b", kind=Kind.EVENT, text="Order placed", at=3, again="a", order=1),
        ]
    )
    hand = Hand(board)
    hand.editor.select(["b"])
    hand.do("copy").at(2000, 100).do("paste")
    assert hand.editor.selected_stickies[0].again == "a"
    other = Hand()
    other.editor.clipboard = hand.editor.clipboard
    other.do("paste")
    assert other.editor.selected_stickies[0].again is None
    assert other.texts == ["Order placed"]


def test_the_text_of_what_is_copied_tells_the_same_board() -> None:
    hand = paste(Hand(), OUTLINE)
    hand.do("select-all").do("copy")
    text = hand.editor.clipboard.text()
    assert text.startswith("# Ordering (Checkout team)\na: Customer\n")
    other = paste(Hand(), text)
    assert in_time(other.board) == in_time(hand.board)
    assert len(other.board.flows) == len(hand.board.flows)
    hand.over("Place order").click().do("copy")
    assert hand.editor.clipboard.text() == "c: Place order"


@pytest.mark.parametrize(
    "records", ["", "{}", "[", "[" * 100_000, '{"format": "stormdesk-clip/1", "chosen": ["x"]}']
)
def test_what_another_program_puts_under_our_name_is_pasted_as_text(records: str) -> None:
    hand = Hand()
    hand.editor.clipboard.put("Order placed", records)
    assert hand.do("paste").texts == ["Order placed"]
    assert clip.read(records) is None
