"""Rows that scaffold: they tell why they do nothing, whenever they do nothing."""

from __future__ import annotations

import pytest
from hand import Hand

from stormdesk.editor.action import Action, Aside
from stormdesk.editor.editor import Editor
from stormdesk.editor.scaffold_actions import SCAFFOLD_ACTIONS
from stormdesk.exchange.source import board_of
from stormdesk.model.board import Board
from stormdesk.model.profile import Level

ROWS = {row.name: row for row in SCAFFOLD_ACTIONS}


def board(text: str, level: Level) -> Board:
    found = board_of("b.txt", text.encode())
    profile = found.profile.revised(level=level)
    return Board.of([profile, *(r for i, r in found.records.items() if i != profile.id)])


def pressed(hand: Hand, name: str) -> str:
    """Return what is told when the keys of a row are pressed, empty where it does its work."""
    row: Action[Editor] = ROWS[name]
    if not row.enabled(hand.editor):
        assert row.obstacle is not None
        said: object = row.obstacle(hand.editor)
    else:
        said = row.run(hand.editor)
    return said.text.format(**said.values) if isinstance(said, Aside) else ""


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("add-commands", "Select the events"),
        ("add-policies", "Select the commands"),
        ("add-aggregates", "Select the commands"),
        ("add-looks", "Select the actors"),
        ("add-failures", "Select the events"),
        ("tilt", "Select an event"),
    ],
)
def test_without_a_selection_they_ask_for_one(name: str, why: str) -> None:
    hand = Hand(board("a: Customer\nc: Pay order\nOrder paid\n", "software-design"))
    before = hand.board
    assert pressed(hand, name).startswith(why)
    assert hand.board is before


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("add-commands", "process"),
        ("add-policies", "process"),
        ("add-aggregates", "software design"),
        ("add-looks", "process"),
    ],
)
def test_below_their_level_they_name_it(name: str, level: str) -> None:
    hand = Hand(board("a: Customer\nOrder paid\n", "big-picture")).do("select-all")
    assert pressed(hand, name).startswith(f"This belongs to the {level} level: promote")


@pytest.mark.parametrize("name", ["add-commands", "add-policies", "add-aggregates", "add-looks"])
def test_where_nothing_is_missing_they_say_so(name: str) -> None:
    text = "r: Basket\nu: Shop\na: Customer\nc: Pay order\ng: Order\nOrder paid\n"
    hand = Hand(board(text, "software-design")).do("select-all")
    before = hand.board
    assert pressed(hand, name).startswith("Nothing to add: ")
    assert hand.board is before


def test_what_may_happen_instead_is_asked_once() -> None:
    hand = Hand(board("Order paid\n", "big-picture")).do("select-all")
    assert pressed(hand, "add-failures") == ""
    assert pressed(hand.do("select-all"), "add-failures").startswith("Nothing to add: ")


def test_the_last_level_says_that_it_is() -> None:
    hand = Hand(board("c: Pay order\nOrder paid\n", "process"))
    assert pressed(hand, "promote") == ""
    assert hand.editor.level == "software-design"
    assert "last level already" in pressed(hand, "promote")
