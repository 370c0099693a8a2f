"""What a board promises and what it should, with how much of it is agreed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from stormdesk.analysis.promises import measured
from stormdesk.analysis.targets import Suggestion, suggestions
from stormdesk.model.board import Board
from stormdesk.model.sticky import Sticky


@dataclass(frozen=True, slots=True)
class LevelOverview:
    """The stickies that promise something, what more is suggested, and the numbers counted.

    Every level is one number. It is agreed where it is known by whom, and else only stated, or
    assumed.
    """

    promising: tuple[Sticky, ...]
    suggestions: tuple[Suggestion, ...]
    agreed: int
    stated: int
    total: int


def level_overview(board: Board) -> LevelOverview:
    """Return what is promised on a board, in its order, and what should be."""
    promising = tuple(measured(board))
    levels = [level for sticky in promising for level in sticky.service_levels]
    standing = Counter(level.standing for level in levels)
    return LevelOverview(
        promising, suggestions(board), standing["confirmed"], standing["stated"], len(levels)
    )
