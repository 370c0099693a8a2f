"""The service levels of a board as rules look at them and mend them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from stormdesk.analysis.indicators import spoken
from stormdesk.analysis.stickies import changed, standing
from stormdesk.model.board import Board, Change
from stormdesk.model.once import once
from stormdesk.model.service import ServiceLevel
from stormdesk.model.sticky import Sticky


@once
def measured(board: Board) -> list[Sticky]:
    """Return the stickies of which something is promised."""
    return [s for s in standing(board) if s.service_levels]


def where(board: Board, lacking: Callable[[ServiceLevel], Any]) -> Iterator[tuple[Sticky, str]]:
    """Yield stickies with the indicators of their levels that lack something."""
    for sticky in measured(board):
        found = dict.fromkeys(spoken(v) for v in sticky.service_levels if lacking(v))
        if found:
            *others, last = found
            yield sticky, f"{', '.join(others)} and {last}" if others else last


def with_levels(sticky: Sticky, fields: Callable[[ServiceLevel], dict[str, Any]]) -> Change:
    """Return the change that gives each level of a sticky the fields that are told for it."""
    levels = tuple(v.revised(**fields(v)) for v in sticky.service_levels)
    return changed(sticky, service_levels=levels)
