"""Flows there and back between two stickies: one way for both, on which they keep to the right."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.ways import Way
from stormdesk.model.board import Board
from stormdesk.model.context import Flow

ASIDE = 9.0
"""How far each of the two keeps from the middle, in board units."""


def answer_to(flow: Flow, board: Board) -> Flow | None:
    """Return the flow that leads back, if there is one."""
    return next((f for f in board.outgoing(flow.target) if f.target == flow.source), None)


def leading(flow: Flow, answer: Flow, boxes: Mapping[str, Box]) -> Flow:
    """Return that of two flows whose way both take: rather no loop, and rather one to the right."""

    def rank(each: Flow) -> tuple[bool, bool, str]:
        return each.loop, boxes[each.source].x > boxes[each.target].x, each.id

    return min(flow, answer, key=rank)


def kept_right(way: Way, *, back: bool = False) -> Way:
    """Return the right-hand side of a way of upright and level pieces, or of that way back."""
    points = way[::-1] if back else way
    sides = [_right(one, other) for one, other in pairwise(points)]
    nowhere = Point(0.0, 0.0)
    # A corner keeps away from both its pieces, which are at right angles; an end from its only one.
    around = zip(points, [nowhere, *sides], [*sides, nowhere], strict=True)
    return tuple(point.moved(*before).moved(*after) for point, before, after in around)


def _right(one: Point, other: Point) -> Point:
    dx, dy = other.x - one.x, other.y - one.y
    length = abs(dx) + abs(dy) or 1.0
    return Point(-dy / length * ASIDE, dx / length * ASIDE)
