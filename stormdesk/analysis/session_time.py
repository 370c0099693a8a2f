"""When the stretches of a workshop were, from the times of day that its log tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from stormdesk.model.board import Board
from stormdesk.model.session import Phase, Session

HALF_A_DAY = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase of the log with its moments; the last one ends now while it has no end."""

    phase: Phase
    start: datetime
    end: datetime

    @property
    def seconds(self) -> float:
        """How long it took."""
        return (self.end - self.start).total_seconds()


def running(board: Board) -> Session | None:
    """Return the session that was begun and not closed, the last one if there are several."""
    open_ones = [s for s in board.in_order(Session) if s.start is not None and s.end is None]
    return open_ones[-1] if open_ones else None


def phase_under_way(session: Session) -> Phase | None:
    """Return the last stretch of work, which goes on behind a break or pause."""
    return next((p for p in reversed(session.phases) if p.kind == "work"), None)


def began(session: Session) -> datetime:
    """Return when a session began."""
    return moment_after(session.start or "00:00", datetime.combine(_day(session), time()))


def local(now: datetime) -> datetime:
    """Return a moment as the clock on the wall of the room tells it, whatever its time zone."""
    return now.replace(tzinfo=None)


def stretches(session: Session, now: datetime | None = None) -> list[Stretch]:
    """Return the stretches that have a start, with their moments; without now, as logged.

    A clock that was set back a little stands still meanwhile; a day has passed where a time of day
    lies more than half a day before the one that comes first.
    """
    last, found = began(session), list[Stretch]()
    for phase in session.phases:
        if phase.start is None:
            continue
        start = moment_after(phase.start, last)
        last = moment_after(phase.end, start) if phase.end is not None else start
        if phase.end is None and now is not None:
            last = max(start, local(now))
        found.append(Stretch(phase, start, last))
    return found


def moment_after(told: str, last: datetime) -> datetime:
    """Return the moment that a logged time of day means, known to come after another moment."""
    found = datetime.combine(last.date(), time.fromisoformat(told))
    if found < last - HALF_A_DAY:
        return found + timedelta(days=1)
    return max(found, last)


def last_moment(session: Session) -> datetime:
    """Return when something was logged last."""
    past = stretches(session)
    return past[-1].end if past else began(session)


def _day(session: Session) -> date:
    return date.fromisoformat(session.date)
