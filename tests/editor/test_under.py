"""What a menu is about, and what a finger may carry."""

from __future__ import annotations

from hand import Hand

from stormdesk.editor.pointer import Pointer
from stormdesk.editor.tools.place import Place
from stormdesk.editor.under import may_carry, select_under
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky


def two_steps() -> Hand:
    return Hand(
        Board.of(
            [
                Profile(id="shop", title="Shop", level="process"),
                Context(id="ordering", name="Ordering"),
                Sticky(id="a", kind=Kind.COMMAND, text="Place order", context="ordering", at=1),
                Sticky(id="b", kind=Kind.EVENT, text="Order placed", context="ordering", at=3,
                       order=1),
                Flow.between("a", "b"),
            ]
        )
    )  # fmt: skip


def middle(hand: Hand, sticky_id: str) -> Pointer:
    box = hand.editor.wall.box(sticky_id)
    assert box is not None
    return Pointer(*box.center)


def between(hand: Hand) -> Pointer:
    route = hand.editor.wall.route_of(next(iter(hand.board.flows.values())))
    assert route is not None
    a, b = hand.editor.wall.box("a"), hand.editor.wall.box("b")
    assert a is not None
    assert b is not None
    return Pointer((a.right + b.x) / 2, a.center.y)


def test_a_menu_is_about_what_is_under_it() -> None:
    hand = two_steps()
    select_under(hand.editor, middle(hand, "a"), in_header=False)
    assert hand.editor.selection == {"a"}
    select_under(hand.editor, between(hand), in_header=False)
    assert hand.editor.selection == set(hand.board.flows)
    select_under(hand.editor, middle(hand, "a"), in_header=True)
    assert hand.editor.selection == {"ordering"}
    select_under(hand.editor, Pointer(-4000, -4000), in_header=False)
    assert not hand.editor.selection


def test_a_menu_on_one_of_several_is_about_all_of_them() -> None:
    hand = two_steps()
    hand.editor.select(["a", "b"])
    select_under(hand.editor, middle(hand, "b"), in_header=False)
    assert hand.editor.selection == {"a", "b"}


def test_a_finger_carries_only_what_is_selected() -> None:
    hand = two_steps()
    at = middle(hand, "a")
    assert not may_carry(hand.editor, at, in_header=False)
    hand.editor.select(["a"])
    assert may_carry(hand.editor, at, in_header=False)
    assert not may_carry(hand.editor, middle(hand, "b"), in_header=False)
    assert not may_carry(hand.editor, Pointer(-4000, -4000), in_header=False)


def test_with_a_tool_in_hand_a_finger_works_anywhere_but_not_while_text_is_open() -> None:
    hand = two_steps()
    hand.editor.use(Place(Kind.NOTE))
    assert may_carry(hand.editor, Pointer(-4000, -4000), in_header=False)
    hand.editor.press(Pointer(-4000, -4000))
    assert not may_carry(hand.editor, middle(hand, "a"), in_header=False)
    hand.escape()
