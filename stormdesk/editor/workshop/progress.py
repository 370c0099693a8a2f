"""How far the room has come in a phase: what the agenda calls enough, held against the board."""

from __future__ import annotations

from dataclasses import dataclass

from stormdesk.analysis.measures import Measured, measured, stickies_per_minute
from stormdesk.editor.workshop.timekeeping import phase_under_way
from stormdesk.exchange.agenda import AgendaPhase, Enough
from stormdesk.model.board import Board
from stormdesk.model.session import Session


@dataclass(frozen=True, slots=True)
class Progress:
    """One thing that is asked of a phase; ``is_reached`` is None where only people can tell."""

    enough: Enough
    measured: Measured | None
    is_reached: bool | None


def progress(board: Board, phase: AgendaPhase) -> tuple[Progress, ...]:
    """Return how far each thing is that a phase asks for."""
    return tuple(_of(board, enough) for enough in phase.enough)


def pace(session: Session, board: Board, elapsed: int) -> float:
    """Return how many stickies a minute came in this phase, which has taken so many seconds."""
    visits = [p.stickies for p in session.phases if p.stickies is not None]
    if phase_under_way(session) is None or not visits:
        return 0.0
    return stickies_per_minute(visits[-1], len(board.stickies), elapsed)


def _of(board: Board, enough: Enough) -> Progress:
    found = measured(board, enough.measure) if enough.measure is not None else None
    return Progress(enough, found, found.reaches(enough.at_least) if found is not None else None)
