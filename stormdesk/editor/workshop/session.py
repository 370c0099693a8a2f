"""The workshop that is held on a board: begun, led from phase to phase, and closed.

All of it is one record that the document logs, so that it is there again after a crash. Each verb
returns the session as it is then; without one that runs, the verbs do nothing and return None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from stormdesk.analysis.session_time import running as running
from stormdesk.document.document import Document
from stormdesk.editor.workshop import timekeeping
from stormdesk.exchange.agenda import Agenda, AgendaPhase
from stormdesk.model.board import Board
from stormdesk.model.people import Participant
from stormdesk.model.session import Rhythm, Session


def begin(
    document: Document,
    now: datetime,
    agenda: Agenda | None = None,
    participants: Iterable[str] | None = None,
) -> Session:
    """Begin a session, closing one that still runs; with an agenda, its first phase begins too.

    Without names, the participants of the board take part.
    """
    board = document.board
    there = [p.name for p in board.in_order(Participant)]
    names = tuple(dict.fromkeys(there if participants is None else participants))
    before = running(board)
    date = now.date().isoformat()
    session = Session(id=_new_id(board, date), date=date, order=board.next_order(Session)).revised(
        start=timekeeping.spelled(now),
        participants=names,
        agenda=agenda.id if agenda is not None else None,
        minutes=agenda.minutes if agenda is not None else None,
        rhythm=agenda.rhythm if agenda is not None else None,
    )
    if agenda is not None:
        session = timekeeping.entered(session, agenda.phases[0], now, len(board.stickies))
    document.log(*([timekeeping.closed(before, now)] if before is not None else ()), session)
    return session


def enter(document: Document, phase: AgendaPhase, now: datetime) -> Session | None:
    """Go on to a phase, or back to one; a break or pause ends with it."""
    stickies = len(document.board.stickies)
    return revise(document, lambda s: timekeeping.entered(s, phase, now, stickies))


def pause(document: Document, now: datetime) -> Session | None:
    """Stop the clock of the phase."""
    return revise(document, lambda s: timekeeping.paused(s, now))


def resume(document: Document, now: datetime) -> Session | None:
    """Go on with the phase after a pause or break."""
    return revise(document, lambda s: timekeeping.resumed(s, now))


def extend(document: Document, minutes: int) -> Session | None:
    """Give the phase, or the break, some minutes more, or fewer where negative."""
    return revise(document, lambda s: timekeeping.extended(s, minutes))


def take_break(document: Document, now: datetime, minutes: int | None = None) -> Session | None:
    """Send the room into a break, as long as its rhythm says where no minutes are given."""
    return revise(document, lambda s: timekeeping.rested(s, now, minutes))


def rate_time(document: Document, counts: Sequence[int]) -> Session | None:
    """Keep how many gave their time a 1, 2, 3, 4 and 5 at the last break, or else in the phase."""
    return revise(document, lambda s: timekeeping.rated(s, counts))


def set_rhythm(document: Document, rhythm: Rhythm) -> Session | None:
    """Work and rest from now on as told."""
    kept = None if rhythm == Rhythm() else rhythm
    return revise(document, lambda s: s.revised(rhythm=kept))


def set_participants(document: Document, names: Iterable[str]) -> Session | None:
    """Say who takes part, in the order in which they vote and tell."""
    return revise(document, lambda s: s.revised(participants=tuple(dict.fromkeys(names))))


def note(document: Document, text: str) -> Session | None:
    """Add a line to the notes of the session."""
    line = text.strip()
    return revise(document, lambda s: s.revised(notes=f"{s.notes}\n{line}".strip()))


def finish(document: Document, now: datetime) -> Session | None:
    """Close the session."""
    return revise(document, lambda s: timekeeping.closed(s, now))


def revise(document: Document, change: Callable[[Session], Session]) -> Session | None:
    """Log what becomes of the running session, and return it."""
    before = running(document.board)
    if before is None:
        return None
    after = change(before)
    if after != before:
        document.log(after)
    return after


def _new_id(board: Board, date: str) -> str:
    plain, number = f"session:{date}", 1
    found = plain
    while found in board.records:
        number += 1
        found = f"{plain}~{number}"
    return found
