"""Taking suggested levels, agreeing to them by name and opening them again: one step each."""

from __future__ import annotations

import pytest
from hand import Hand

from stormdesk.editor import levels
from stormdesk.editor.action import Aside
from stormdesk.editor.level_actions import LEVEL_ACTIONS
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.message import Message
from stormdesk.model.problem import BadInput
from stormdesk.model.profile import Profile
from stormdesk.model.service import ServiceLevel
from stormdesk.model.sticky import Kind, Sticky

SUCCESS = ServiceLevel(indicator="success-rate", objective="99.9%", window="28d", assumed=True)
LAG = ServiceLevel(indicator="consumer-lag", threshold="5s", assumed=True)


def hand() -> Hand:
    return Hand(
        Board.of(
            [
                Profile(id="shop", title="Shop"),
                Context(id="sales", name="Sales", owner="sales-team"),
                Sticky(
                    id="placed", kind=Kind.EVENT, text="Order placed", context="sales",
                    message=Message(audit=True), service_levels=(SUCCESS, LAG),
                ),
                Sticky(
                    id="paid", kind=Kind.EVENT, text="Order paid", context="sales", order=1,
                    message=Message(audience="integration"),
                ),
                Sticky(id="again", kind=Kind.EVENT, text="Order paid", order=2, again="paid"),
                Sticky(id="pay", kind=Kind.COMMAND, text="Pay order", order=3),
            ]
        )
    )  # fmt: skip


def promised(hand: Hand, sticky_id: str) -> list[str]:
    return [v.indicator for v in hand.board.stickies[sticky_id].service_levels]


def steps(hand: Hand) -> int:
    """How many steps can be undone, which are all undone for it."""
    number = 0
    while hand.editor.document.undo():
        number += 1
    return number


def numbers(hand: Hand, sticky_id: str) -> list[tuple[bool, str | None]]:
    levels_of = hand.board.stickies[sticky_id].service_levels
    return [(level.assumed, level.confirmed_by) for level in levels_of]


def test_one_suggestion_is_taken_with_those_who_answer_for_it() -> None:
    here = hand()
    before = here.board
    (first, *_) = levels.suggested(here.board, ["paid"])
    assert levels.take(here.editor, [first]) == 1
    assert here.board.stickies["paid"].service_levels == (first.level,)
    assert first.level.assumed
    assert first.level.owner == "sales-team"
    assert levels.take(here.editor, [first]) == 0, "it is there already"
    assert steps(here) == 1
    assert here.board.records == before.records


def test_all_of_an_event_and_all_of_the_board_are_one_step_each() -> None:
    here = hand()
    here.editor.select(["again"])
    here.do("take-levels")
    assert promised(here, "paid") == ["success-rate", "schema-error-rate"]
    assert promised(here, "placed") == ["success-rate", "consumer-lag"]
    here.do("take-all-levels")
    assert promised(here, "placed") == ["success-rate", "consumer-lag", "audit-coverage"]
    assert all(v.assumed for s in here.board.stickies.values() for v in s.service_levels)
    assert steps(here) == 2


def test_what_is_taken_is_told() -> None:
    here = hand()
    several = "{n} service levels are taken, assumed until somebody agrees to them."
    assert levels.take_all(here.editor) == Aside(several, {"n": 3})
    assert levels.take_all(here.editor).text.startswith("Nothing to suggest")
    assert steps(here) == 1


def test_without_an_event_nothing_is_taken_and_the_key_says_why() -> None:
    here = hand()
    here.editor.select(["pay"])
    (row,) = (row for row in LEVEL_ACTIONS if row.name == "take-levels")
    assert not row.enabled(here.editor)
    assert row.obstacle is not None
    assert row.obstacle(here.editor).text == "Select the events that should promise something."


def test_what_is_gone_meanwhile_is_not_taken() -> None:
    here = hand()
    found = levels.suggested(here.board)
    with here.editor.document.edit("Remove") as edit:
        edit.remove("again", "paid")
    levels.take(here.editor, found)
    assert promised(here, "placed") == ["success-rate", "consumer-lag", "audit-coverage"]


def test_a_level_is_agreed_by_name_and_opened_again() -> None:
    here = hand()
    levels.confirm(here.editor, {"placed": [LAG]}, " Ada Lovelace ")
    assert numbers(here, "placed") == [(True, None), (False, "Ada Lovelace")]
    agreed = here.board.stickies["placed"].service_levels[1]
    assert agreed.written() == {
        "indicator": "consumer-lag", "threshold": "5s", "confirmed-by": "Ada Lovelace",
    }  # fmt: skip
    levels.take_back(here.editor, {"placed": [agreed]})
    assert here.board.stickies["placed"].service_levels == (SUCCESS, LAG)
    assert steps(here) == 2


def test_all_assumed_levels_of_a_selection_are_agreed_in_one_step() -> None:
    here = hand()
    open_levels = levels.assumed_of(here.board, ["placed", "paid", "pay"])
    assert open_levels == {"placed": (SUCCESS, LAG)}
    levels.confirm(here.editor, open_levels, "Ada")
    assert numbers(here, "placed") == [(False, "Ada")] * 2
    here.editor.select(["placed"])
    here.do("open-levels")
    assert numbers(here, "placed") == [(True, None)] * 2
    assert levels.open_selected(here.editor) == Aside(
        "Nobody has agreed to a number of the selection."
    )
    assert steps(here) == 2


@pytest.mark.parametrize("name", ["", "   ", "two\nlines", "x" * 500])
def test_nobody_agrees_without_a_name(name: str) -> None:
    here = hand()
    before = here.board
    with pytest.raises(BadInput, match="say who agrees"):
        levels.confirm(here.editor, {"placed": [LAG]}, name)
    assert here.board is before


def test_nobody_agrees_to_what_was_changed_meanwhile() -> None:
    here = hand()
    before = here.board
    other = LAG.revised(threshold="9s")
    with pytest.raises(BadInput, match="changed meanwhile"):
        levels.confirm(here.editor, {"placed": [SUCCESS], "paid": [other]}, "Ada")
    with pytest.raises(BadInput, match="changed meanwhile"):
        levels.take_back(here.editor, {"gone": [LAG]})
    assert here.board is before
