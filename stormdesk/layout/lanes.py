"""The lanes of a wall: how high each is, and how they lie on one another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from stormdesk.layout.arrange import MARGIN
from stormdesk.layout.bands import COLLAPSED_HEIGHT, UNNAMED, Members
from stormdesk.model.board import Board
from stormdesk.model.context import Context

LEAST_HEIGHT = 240.0
"""Height of an empty lane."""

_EMPTY = Members()


class LaneBox(NamedTuple):
    """Where a lane is; it reaches as far left and right as anybody looks. None: no context."""

    context_id: str | None
    name: str
    owner: str | None
    top: float
    height: float
    collapsed: bool = False

    @property
    def home(self) -> str:
        """Its key among lanes and parking lot."""
        return UNNAMED if self.context_id is None else self.context_id

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


def stacked_lanes(board: Board, members: Mapping[str, Members]) -> tuple[LaneBox, ...]:
    """Return the lanes of a board from top to bottom, each as high as what stands in it asks."""
    lanes: list[LaneBox] = []
    top = 0.0
    contexts: list[Context | None] = [*board.in_order(Context)]
    if UNNAMED in members or not contexts:
        contexts.insert(0, None)
    for context in contexts:
        content = members.get(context.id if context else UNNAMED, _EMPTY).bottom + MARGIN
        if context is None:
            lane = LaneBox(None, "", None, top, max(content, LEAST_HEIGHT))
        else:
            height = max(content, LEAST_HEIGHT if context.height is None else context.height)
            if context.collapsed:
                height = COLLAPSED_HEIGHT
            lane = LaneBox(context.id, context.name, context.owner, top, height, context.collapsed)
        lanes.append(lane)
        top = lane.bottom
    return tuple(lanes)
