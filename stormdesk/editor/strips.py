"""Strips: stickies that stand edge to edge in grammatical order and so lead to one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stormdesk.editor.pointer import Pointer
from stormdesk.editor.wall import Wall
from stormdesk.layout.geometry import Box, Point
from stormdesk.model.context import Flow
from stormdesk.model.grammar import may_lead_to
from stormdesk.model.sticky import Sticky

_REACH = 14
_FARTHEST = 40.0
_ASKEW = 40.0


@dataclass(frozen=True, slots=True)
class Joint:
    """How far a load still moves to touch a neighbour, and what then leads to what.

    ``beside`` is the neighbour, whose lane the load comes to lie in.
    """

    dx: float
    dy: float
    source: str
    target: str
    edge: tuple[Point, Point]
    beside: str


def joint(
    wall: Wall, load: Mapping[str, Box], moving: frozenset[str], pointer: Pointer
) -> Joint | None:
    """Return the nearest joint that a load makes where it is now; None where nothing is near.

    ``moving`` is all that is carried, of which ``load`` may join.
    """
    reach = min(_FARTHEST, pointer.reach(_REACH))
    best: tuple[float, Joint] | None = None
    for sticky_id, box in load.items():
        sticky = wall.board.stickies[sticky_id]
        for other_id, other_box in wall.found(box.inflated(reach + 1)).items():
            other = wall.board.stickies[other_id]
            if other_id in moving or other.pinned_to is not None or other.parked:
                continue
            for found in _joints(sticky, box, other, other_box):
                distance = abs(found.dx) + abs(found.dy) / 4
                gap, askew = _apart(found, box, other_box)
                near = gap <= reach and askew <= max(reach, _ASKEW)
                if near and (best is None or distance < best[0]):
                    best = distance, found
    return best[1] if best is not None else None


def flows_of(wall: Wall, found: Joint) -> list[Flow]:
    """Return the flow that a joint makes; none where the two are joined already."""
    ends = (found.source, found.target), (found.target, found.source)
    if any(Flow.derived_id(*each) in wall.board.flows for each in ends):
        return []
    return [Flow.between(found.source, found.target, wall.board.next_order(Flow))]


def _joints(sticky: Sticky, box: Box, other: Sticky, beside: Box) -> Iterable[Joint]:
    level = beside.center.y - box.center.y
    if may_lead_to(other.kind, sticky.kind):
        top, bottom = max(box.y + level, beside.y), min(box.bottom + level, beside.bottom)
        edge = Point(beside.right, top), Point(beside.right, bottom)
        yield Joint(beside.right - box.x, level, other.id, sticky.id, edge, other.id)
        edge = Point(beside.x, beside.bottom), Point(beside.x + _common(box, beside), beside.bottom)
        yield Joint(beside.x - box.x, beside.bottom - box.y, other.id, sticky.id, edge, other.id)
    if may_lead_to(sticky.kind, other.kind):
        top, bottom = max(box.y + level, beside.y), min(box.bottom + level, beside.bottom)
        edge = Point(beside.x, top), Point(beside.x, bottom)
        yield Joint(beside.x - box.right, level, sticky.id, other.id, edge, other.id)
        edge = Point(beside.x, beside.y), Point(beside.x + _common(box, beside), beside.y)
        yield Joint(beside.x - box.x, beside.y - box.bottom, sticky.id, other.id, edge, other.id)


def _common(box: Box, other: Box) -> float:
    return min(box.width, other.width)


def _apart(found: Joint, box: Box, other: Box) -> tuple[float, float]:
    """Return the gap across the common edge, and how far the two are out of line along it."""
    upright = found.edge[0].x == found.edge[1].x
    gap, askew = (found.dx, found.dy) if upright else (found.dy, found.dx)
    return abs(gap), abs(askew)
