"""Which stickies a filter lights."""

from __future__ import annotations

import pytest

from stormdesk.editor.filters import NO_LANE, Filter, choices
from stormdesk.model.board import Board
from stormdesk.model.context import Context
from stormdesk.model.people import Team
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky


def board() -> Board:
    return Board.of(
        [
            Profile(id="b", title="B"),
            Team(id="team-1", name="Checkout team"),
            Context(id="ordering", name="Ordering", owner="team-1"),
            Context(id="paying", name="Paying", order=1),
            Context(id="empty", name="Empty", order=2),
            Sticky(
                id="placed", kind=Kind.EVENT, text="Placed", context="ordering", tags=("vip", "B2B")
            ),
            Sticky(id="pay", kind=Kind.COMMAND, text="Pay", context="paying", owner="Ana"),
            Sticky(id="doubt", kind=Kind.HOTSPOT, text="?", pinned_to="placed"),
            Sticky(id="settled", kind=Kind.HOTSPOT, text="!", status="answered"),
        ]
    )


@pytest.mark.parametrize(
    ("chosen", "lit"),
    [
        (Filter(kinds=frozenset({"event", "command"})), {"placed", "pay"}),
        (Filter(tags=frozenset({"vip"})), {"placed"}),
        (Filter(lanes=frozenset({"ordering"})), {"placed", "doubt"}),
        (Filter(lanes=frozenset({NO_LANE})), {"settled"}),
        (Filter(owners=frozenset({"team-1"})), {"placed", "doubt"}),
        (Filter(owners=frozenset({"Ana"})), {"pay"}),
        (Filter(statuses=frozenset({"open"})), {"doubt"}),
        (Filter(statuses=frozenset({"open", "answered"})), {"doubt", "settled"}),
        (Filter(kinds=frozenset({"event"}), lanes=frozenset({"paying"})), set()),
    ],
)
def test_a_filter_lights_what_answers_all_its_questions(chosen: Filter, lit: set[str]) -> None:
    assert chosen
    assert chosen.lit(board()) == lit


def test_nothing_chosen_lights_everything() -> None:
    assert not Filter()
    assert Filter().lit(board()) == set(board().stickies)


def test_there_is_to_choose_from_what_the_board_holds() -> None:
    given = choices(board())
    assert list(given["kinds"]) == ["event", "command", "hotspot"]
    assert list(given["tags"].values()) == ["#B2B", "#vip"]
    assert list(given["lanes"]) == ["ordering", "paying", NO_LANE]
    assert given["owners"] == {"Ana": "Ana", "team-1": "Checkout team"}
    assert list(given["statuses"]) == ["open", "answered"]
