"""Which hotspots still wait."""

from __future__ import annotations

from typing import Any

import pytest

from stormdesk.model.board import Board
from stormdesk.model.hotspot import hotspots, is_open, is_settled, open_hotspots
from stormdesk.model.sticky import Kind, Sticky


def hotspot(sticky_id: str = "h", **more: Any) -> Sticky:
    return Sticky(id=sticky_id, kind=Kind.HOTSPOT, text="Who pays?", **more)


@pytest.mark.parametrize(
    ("told", "waits", "settled"),
    [
        ({}, True, False),
        ({"status": "open", "owner": "Ada"}, True, False),
        ({"status": "deferred"}, True, False),
        ({"status": "deferred", "owner": " "}, True, False),
        ({"status": "deferred", "owner": "Ada"}, False, False),
        ({"status": "answered"}, False, True),
        ({"status": "accepted"}, False, True),
        ({"parked": True}, True, False),
    ],
)
def test_a_hotspot_waits_until_it_is_settled_or_in_good_hands(
    told: dict[str, Any], waits: bool, settled: bool
) -> None:
    assert (is_open(hotspot(**told)), is_settled(hotspot(**told))) == (waits, settled)


def test_nothing_else_is_an_open_hotspot() -> None:
    assert not is_open(Sticky(id="o", kind=Kind.OPPORTUNITY, text="Sell more", status="open"))


def test_a_hotspot_counts_once_and_the_parking_lot_as_well() -> None:
    board = Board.of(
        [
            hotspot("aside", order=3, parked=True),
            hotspot("first", order=1),
            hotspot("again", order=2, again="first"),
            hotspot("done", order=4, status="answered"),
        ]
    )
    assert [h.id for h in hotspots(board)] == ["first", "aside", "done"]
    assert [h.id for h in open_hotspots(board)] == ["first", "aside"]
