"""Ticks by hand are records with a name and a day, and can be taken back."""

from __future__ import annotations

from datetime import date

import pytest
from hand import Hand
from pydantic import ValidationError

from stormdesk.editor.ticking import answer, last_name, take_back
from stormdesk.model.session import Check

DAY = date(2026, 11, 20)


def checks(hand: Hand) -> list[Check]:
    return hand.board.in_order(Check)


def test_a_tick_says_who_and_when() -> None:
    hand = Hand()
    answer(hand.editor, "signals-are-known", met=True, by=" Ada ", on=DAY)
    (check,) = checks(hand)
    assert (check.id, check.item) == ("check:signals-are-known", "signals-are-known")
    assert (check.met, check.confirmed_by, check.date) == (True, "Ada", "2026-11-20")
    assert last_name(hand.board) == "Ada"
    hand.undo()
    assert checks(hand) == []
    assert last_name(hand.board) == ""


def test_a_later_answer_replaces_the_earlier_one() -> None:
    hand = Hand()
    answer(hand.editor, "a", met=True, by="Ada", on=DAY)
    answer(hand.editor, "b", met=True, by="", on=DAY)
    answer(hand.editor, "a", met=False, by="Bob", on=date(2026, 11, 21))
    assert [(c.item, c.met, c.confirmed_by) for c in checks(hand)] == [
        ("a", False, "Bob"),
        ("b", True, None),
    ]
    assert last_name(hand.board) == "Bob"
    take_back(hand.editor, "a")
    take_back(hand.editor, "never said")
    assert [c.item for c in checks(hand)] == ["b"]


def test_a_name_that_is_none_changes_nothing() -> None:
    hand = Hand()
    with pytest.raises(ValidationError):
        answer(hand.editor, "a", met=True, by="two\nlines", on=DAY)
    assert checks(hand) == []
    assert hand.editor.document.open_edit is None
