"""What events are worth against how fast they are delivered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stormdesk.analysis.evidence import stickies_of
from stormdesk.model.board import Board
from stormdesk.model.sticky import Kind

_DOUBTFUL = {("low", "real-time"): "cost", ("high", "batch"): "delay"}


@dataclass(frozen=True, slots=True)
class ValueMatrix:
    """The ids of events by value and delivery; None where the board does not say."""

    cells: Mapping[tuple[str | None, str | None], tuple[str, ...]]

    def at(self, value: str | None, delivery: str | None) -> tuple[str, ...]:
        """Return the events of one cell."""
        return self.cells.get((value, delivery), ())

    @property
    def is_told(self) -> bool:
        """Whether any event says its value or its delivery."""
        return any(cell != (None, None) for cell in self.cells)


def doubt_about(value: str | None, delivery: str | None) -> str | None:
    """Return what a cell risks: ``cost`` where little is hurried, ``delay`` where much waits."""
    return _DOUBTFUL.get((value or "", delivery or ""))


def value_matrix(board: Board) -> ValueMatrix:
    """Return the events of a board by value and delivery."""
    cells: dict[tuple[str | None, str | None], list[str]] = {}
    for event in stickies_of(board, Kind.EVENT):
        message = event.message
        place = (message.value, message.delivery) if message is not None else (None, None)
        cells.setdefault(place, []).append(event.id)
    return ValueMatrix({place: tuple(ids) for place, ids in cells.items()})
