"""While a room writes in silence, new stickies go into the inbox and old ones stay on the board."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hand import Hand

from stormdesk.document.inbox import LONGEST, Waiting
from stormdesk.editor import typing
from stormdesk.editor.actions import ACTIONS
from stormdesk.editor.clipboard import paste_text
from stormdesk.editor.pasting import spot_at_pointer
from stormdesk.editor.quick_entry import take
from stormdesk.editor.tools.type import Type
from stormdesk.editor.unseen import Unseen
from stormdesk.model.problem import BadInput
from stormdesk.model.sticky import Kind

UNDO = next(row for row in ACTIONS if row.name == "undo")


class Box:
    """An inbox that may be full."""

    def __init__(self) -> None:
        self.waiting: list[Waiting] = []
        self.is_full = False

    def put(self, more: Sequence[Waiting]) -> bool:
        self.waiting += () if self.is_full else more
        return not self.is_full

    def take_out(self, gone: Sequence[Waiting]) -> None:
        for each in gone:
            self.waiting.remove(each)

    @property
    def told(self) -> list[tuple[Kind, str]]:
        return [(each.kind, each.text) for each in self.waiting]


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def hand(box: Box) -> Hand:
    hand = Hand()
    hand.editor.unseen = Unseen(hand.editor.document, box.put, box.take_out)
    return hand


def texts(hand: Hand) -> list[str]:
    return [s.text for s in hand.editor.board.stickies.values()]


def typed(hand: Hand, text: str, kind: Kind = Kind.EVENT) -> None:
    typing.place(hand.editor, kind)
    assert isinstance(hand.editor.tool, Type)
    hand.editor.tool.type(hand.editor, text)


def test_a_new_sticky_waits_and_enter_opens_the_next_one_there(hand: Hand, box: Box) -> None:
    before = hand.editor.board
    typed(hand, "Power failed", Kind.HOTSPOT)
    place = hand.editor.tool
    assert isinstance(place, Type)
    spot = (place.sticky(hand.editor).x, place.sticky(hand.editor).y)
    typing.enter(hand.editor)
    assert box.told == [(Kind.HOTSPOT, "Power failed")]
    following = hand.editor.tool
    assert isinstance(following, Type)
    sticky = following.sticky(hand.editor)
    assert (sticky.kind, sticky.text, (sticky.x, sticky.y)) == (Kind.HOTSPOT, "", spot)
    typing.enter(hand.editor)
    assert not isinstance(hand.editor.tool, Type)
    assert hand.editor.board.stickies == before.stickies
    assert hand.editor.document.undo_label is None
    assert len(box.waiting) == 1


def test_a_sticky_that_is_there_is_changed_on_the_board(hand: Hand, box: Box) -> None:
    box.is_full = True
    typed(hand, "Paid")
    typing.finish(hand.editor)
    box.is_full = False
    (sticky,) = hand.editor.board.stickies.values()
    typing.open_text(hand.editor, sticky.id)
    assert isinstance(hand.editor.tool, Type)
    hand.editor.tool.type(hand.editor, "Paid late")
    typing.finish(hand.editor)
    assert texts(hand) == ["Paid late"]
    assert box.waiting == []


@pytest.mark.parametrize("text", ["Paid", "x" * (LONGEST + 1)])
def test_what_the_inbox_does_not_take_is_on_the_board(hand: Hand, box: Box, text: str) -> None:
    box.is_full = len(text) < LONGEST
    typed(hand, text)
    typing.finish(hand.editor)
    assert texts(hand) == [text]


def test_lines_of_the_quick_entry_wait_and_lanes_do_not(hand: Hand, box: Box) -> None:
    take(hand.editor, "Paid")
    take(hand.editor, "h: Who pays?")
    take(hand.editor, "# Sales")
    assert box.told == [(Kind.EVENT, "Paid"), (Kind.HOTSPOT, "Who pays?")]
    assert texts(hand) == []
    assert [c.name for c in hand.editor.board.contexts.values()] == ["Sales"]
    with pytest.raises(BadInput, match="quick entry"):
        take(hand.editor, "x" * (LONGEST + 1))


def test_pasted_lines_wait(hand: Hand, box: Box) -> None:
    paste_text(hand.editor, "Paid\nh: Who pays?\n", spot_at_pointer(hand.editor))
    assert box.told == [(Kind.EVENT, "Paid"), (Kind.HOTSPOT, "Who pays?")]
    assert texts(hand) == []


def test_undo_takes_back_what_was_taken_last_and_then_what_was_done_before(
    hand: Hand, box: Box
) -> None:
    take(hand.editor, "# Sales")
    take(hand.editor, "Paid")
    take(hand.editor, "Sent")
    assert UNDO.enabled(hand.editor)
    for left in (["Paid"], []):
        UNDO.run(hand.editor)
        assert [each.text for each in box.waiting] == left
        assert hand.editor.board.contexts
    UNDO.run(hand.editor)
    assert not hand.editor.board.contexts


def test_undo_takes_back_the_step_on_the_board_that_came_last(hand: Hand, box: Box) -> None:
    take(hand.editor, "Paid")
    take(hand.editor, "# Sales")
    UNDO.run(hand.editor)
    assert not hand.editor.board.contexts
    assert len(box.waiting) == 1
    UNDO.run(hand.editor)
    assert box.waiting == []
    assert not UNDO.enabled(hand.editor)


def test_nothing_is_taken_back_that_was_revealed(hand: Hand, box: Box) -> None:
    take(hand.editor, "Paid")
    assert hand.editor.unseen is not None
    hand.editor.unseen.forget()
    hand.editor.unseen.take_back()
    assert len(box.waiting) == 1
    assert not UNDO.enabled(hand.editor)
