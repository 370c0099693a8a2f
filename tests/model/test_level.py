from __future__ import annotations

import pytest

from stormdesk.model.board import Board
from stormdesk.model.level import level_of, palette
from stormdesk.model.profile import Level, Profile
from stormdesk.model.sticky import Kind, Sticky


def board(*kinds: Kind, level: Level | None = None) -> Board:
    profile = Profile(id="b", title="Board", level=level)
    return Board.of([profile, *(Sticky(id=kind, kind=kind, text="x") for kind in kinds)])


@pytest.mark.parametrize(
    ("kinds", "level"),
    [
        ([], "big-picture"),
        ([Kind.EVENT, Kind.NOTE, Kind.VALUE], "big-picture"),
        ([Kind.EVENT, Kind.COMMAND], "process"),
        ([Kind.READ_MODEL], "process"),
        ([Kind.POLICY, Kind.AGGREGATE], "software-design"),
        ([Kind.SCREEN], "software-design"),
    ],
)
def test_the_level_is_the_lowest_that_holds_the_kinds(kinds: list[Kind], level: Level) -> None:
    assert level_of(board(*kinds)) == level


def test_the_level_that_a_board_names_counts() -> None:
    assert level_of(board(Kind.AGGREGATE, level="big-picture")) == "big-picture"


def test_every_level_holds_the_one_below() -> None:
    big, process, design = (
        set(palette(level)) for level in ("big-picture", "process", "software-design")
    )
    assert big < process < design == set(Kind)
    assert Kind.NOTE in big
