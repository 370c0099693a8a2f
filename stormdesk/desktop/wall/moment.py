"""What a room is shown beside the board at one moment: clocks, legend, walk and votes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from stormdesk.analysis.session_time import local
from stormdesk.analysis.votes import Ranked, ranking
from stormdesk.editor.workshop import ballots, clock, telling, walk
from stormdesk.editor.workshop.session import running
from stormdesk.exchange.agenda import Agenda, AgendaPhase, Mark
from stormdesk.model.board import Board
from stormdesk.model.once import once
from stormdesk.model.session import Session, WalkMode
from stormdesk.model.sticky import Kind, Sticky


@dataclass(frozen=True, slots=True)
class Told:
    """A step of a walk: the sticky, what stands round it, what is asked, and who tells."""

    sticky: Sticky
    around: walk.Around
    mode: WalkMode
    question: str
    by: str | None
    left: int | None
    step: int
    steps: int


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many votes of how many were cast in the ballot that is under way; never for what."""

    cast: int
    wanted: int


@dataclass(frozen=True, slots=True)
class Result:
    """A ballot that was revealed, with what was voted for, most votes first."""

    ballot: str
    ranked: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """All of it; ``entered`` is the phase that was entered last, and the which visit that is.

    ``back_at`` is when the break is over, ``waiting`` how many stickies nobody sees yet.
    """

    reading: clock.Reading
    phase: AgendaPhase | None
    following: AgendaPhase | None
    entered: tuple[str, int]
    legend: tuple[Mark, ...]
    told: Told | None
    turnout: Turnout | None
    result: Result | None
    back_at: datetime | None
    waiting: int = 0


def moment_of(board: Board, agenda: Agenda | None, now: datetime) -> Moment:
    """Return what is shown of a board, where the agenda is that of the running session."""
    session = running(board)
    reading = clock.reading(session, agenda, now)
    phase = agenda.phase(reading.phase) if agenda is not None else None
    following = agenda.following(reading.phase) if agenda is not None else None
    rest = reading.rest_left
    return Moment(
        reading=reading,
        phase=phase,
        following=following,
        entered=_entered(session),
        legend=agenda.legend_at(reading.phase) if agenda is not None else marks_on(board),
        told=_told(board, session, phase, agenda, now),
        turnout=_turnout(board),
        result=_result(board, session),
        back_at=local(now) + timedelta(seconds=rest) if rest is not None else None,
    )


@once
def marks_on(board: Board) -> tuple[Mark, ...]:
    """Return what a legend has to explain on a board without an agenda: the kinds in use."""
    there = {sticky.kind for sticky in board.stickies.values()}
    return tuple(kind for kind in Kind if kind in there)


def _entered(session: Session | None) -> tuple[str, int]:
    """Return the phase that was entered last, and the which visit to any phase that is."""
    if session is None:
        return "", 0
    visits = [p for p in session.phases if p.kind == "work" and p.stickies is not None]
    return (visits[-1].name, len(visits)) if visits else ("", 0)


def _told(
    board: Board,
    session: Session | None,
    phase: AgendaPhase | None,
    agenda: Agenda | None,
    now: datetime,
) -> Told | None:
    turn = telling.turn_under_way(board)
    sticky = board.stickies.get(turn.at or "") if turn is not None else None
    if turn is None or sticky is None or session is None:
        return None
    language = agenda.language if agenda is not None else "en"
    step, steps = walk.progress(board, turn.mode, sticky.id)
    return Told(
        sticky=sticky,
        around=walk.around(board, sticky.id),
        mode=turn.mode,
        question=walk.question(sticky, turn.mode, phase, language),
        by=turn.by,
        left=telling.time_left(session, now),
        step=step,
        steps=steps,
    )


def _turnout(board: Board) -> Turnout | None:
    ballot = ballots.open_ballot(board)
    return Turnout(*ballots.turnout(board, ballot)) if ballot is not None else None


def _result(board: Board, session: Session | None) -> Result | None:
    shown = [b for b in session.ballots if b.revealed is not None] if session is not None else []
    ranked = ranking(board, shown[-1]) if shown else ()
    return Result(shown[-1].name, ranked) if ranked else None
