"""A room for tests of workshops: a board, its document, and a wall clock that is set by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

from stormdesk.document.document import Document
from stormdesk.exchange.agenda import Agenda
from stormdesk.model.board import Board
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky

TEN = datetime.fromisoformat("2026-11-24T10:00:00")
AGENDA = Agenda.model_validate(
    {
        "id": "short",
        "title": "Short",
        "for": "tests",
        "phases": [
            {"name": "Explore", "goal": "g", "minutes": 10, "rest": 5, "palette": ["event"]},
            {"name": "Sort", "goal": "g", "minutes": 20, "palette": ["hotspot"]},
            {"name": "Close", "goal": "g", "minutes": 15, "legend": ["vote"]},
        ],
    }
)


def at(minutes: float) -> datetime:
    """Return a moment so many minutes after ten o'clock."""
    return TEN + timedelta(minutes=minutes)


def board_of(*records: Record) -> Board:
    return Board.of([Profile(id="board", title="Board"), *records])


def event(name: str, column: float = 1, **fields: object) -> Sticky:
    return Sticky.model_validate(
        {"id": name, "kind": Kind.EVENT, "text": f"{name} happened", "at": column, **fields}
    )


def document_of(*records: Record) -> Document:
    return Document(board_of(*records))
