"""Where everything that mentions speak of stands in a report."""

from __future__ import annotations

from collections.abc import Sequence

from stormdesk.exchange.paper.pdf_file import Spot
from stormdesk.exchange.paper.report.edition import anchor_of
from stormdesk.exchange.paper.report.leaf import Leaf
from stormdesk.exchange.paper.report.timeline_part import place_of
from stormdesk.model.board import Board
from stormdesk.model.repetition import original_of


def spots_of(leaves: Sequence[Leaf], board: Board) -> dict[str, Spot]:
    """Return the spots of all anchors; what has no entry of its own is where the timeline has it.

    What repeats another sticky leads to that one.
    """
    spots: dict[str, Spot] = {}
    for number, leaf in enumerate(leaves):
        for anchor, top in leaf.anchors.items():
            spots.setdefault(anchor, Spot(number, max(0.0, top)))
    for sticky in board.stickies.values():
        original = original_of(board, sticky)
        ways = (anchor_of(sticky), anchor_of(original), place_of(sticky))
        found = next((spots[way] for way in ways if way in spots), None)
        if found is not None:
            spots[anchor_of(sticky)] = found
    return spots
