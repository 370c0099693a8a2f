"""Walking from sticky to sticky by the keyboard."""

from __future__ import annotations

import pytest
from hand import Hand

from stormdesk.editor import walking
from stormdesk.editor.walking import Direction
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.profile import Profile
from stormdesk.model.sticky import Kind, Sticky


def at(sticky_id: str, column: float, y: float, kind: Kind = Kind.EVENT, **more: object) -> Sticky:
    made = Sticky(
        id=sticky_id, kind=kind, text=sticky_id, context="a", at=column, order=int(column * 10)
    )
    return made.placed(x=320.0 * (column - 1), y=y).revised(**more)


def hand() -> Hand:
    """A row of three, one below the second, and a far one that the first leads to."""
    return Hand(
        Board.of(
            [
                Profile(id="b", title="B"),
                Context(id="a", name="A"),
                Context(id="z", name="Z", order=1),
                at("one", 1, 40),
                at("two", 2, 40),
                at("below", 2, 240),
                at("three", 3, 40),
                at("far", 9, 440, status=None),
                at("first question", 4, 40, Kind.HOTSPOT),
                at("old question", 5, 40, Kind.HOTSPOT, status="answered"),
                at("second question", 6, 40, Kind.HOTSPOT),
                Flow.between("one", "far"),
                Flow.between("far", "one"),
            ]
        )
    )


@pytest.mark.parametrize(
    ("start", "direction", "end"),
    [
        ("one", "right", "far"),  # the flow, though two is nearer
        ("far", "left", "one"),
        ("two", "right", "three"),
        ("three", "left", "two"),
        ("two", "down", "below"),
        ("below", "up", "two"),
        ("one", "left", "far"),  # against the flow that comes back
        ("one", "up", None),
    ],
)
def test_right_and_left_follow_the_flows_and_space_where_there_are_none(
    start: str, direction: Direction, end: str | None
) -> None:
    found = hand()
    found.editor.select([start])
    assert walking.walk(found.editor, direction) == end
    assert found.editor.selection == {end or start}


def test_a_walk_begins_where_the_pointer_is() -> None:
    found = hand().at(700, 60)
    assert walking.walk(found.editor, "right") == "three"


def test_a_walk_from_several_goes_on_from_the_foremost() -> None:
    found = hand()
    found.editor.select(["two", "three"])
    assert walking.walk(found.editor, "left") == "one"


def test_a_walk_leads_from_a_flow_to_its_ends_and_from_lane_to_lane() -> None:
    found = hand()
    found.editor.select(["flow:one>far"])
    assert walking.walk(found.editor, "right") == "far"
    found.editor.select(["a"])
    assert walking.walk(found.editor, "down") == "z"
    assert walking.walk(found.editor, "down") is None
    assert walking.walk(found.editor, "up") == "a"
    assert walking.walk(found.editor, "right") == "one"


def test_an_empty_board_is_no_place_to_walk() -> None:
    assert walking.walk(Hand().editor, "right") is None


def test_open_hotspots_come_one_after_the_other_and_round() -> None:
    editor = hand().editor
    assert [walking.next_hotspot(editor, 1) for _ in range(3)] == [
        "first question",
        "second question",
        "first question",
    ]
    assert walking.next_hotspot(editor, -1) == "second question"
    editor.select(["three"])
    assert walking.next_hotspot(editor, -1) == "second question"
    editor.select(["old question"])
    assert walking.next_hotspot(editor, 1) == "second question"
    assert walking.next_hotspot(Hand().editor, 1) is None


def test_a_hotspot_that_is_put_off_is_walked_to_until_somebody_sees_to_it() -> None:
    editor = Hand(
        Board.of(
            [
                Profile(id="b", title="B"),
                Context(id="a", name="A"),
                at("put off", 1, 40, Kind.HOTSPOT, status="deferred"),
                at("in good hands", 2, 40, Kind.HOTSPOT, status="deferred", owner="Ada"),
            ]
        )
    ).editor
    assert [walking.next_hotspot(editor, 1) for _ in range(2)] == ["put off", "put off"]
