"""How a session keeps its time: stretches of work, breaks and pauses, one behind the other.

A phase that a break or pause parts goes on as another stretch of the same name. The last stretch
has no end while the session runs. Nothing here asks for the time: it is handed in, as the local
time of the room.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from stormdesk.analysis.session_time import HALF_A_DAY, last_moment, local
from stormdesk.analysis.session_time import phase_under_way as phase_under_way
from stormdesk.exchange.agenda import AgendaPhase
from stormdesk.model.problem import BadInput
from stormdesk.model.session import Phase, Rhythm, Session

BREAK, PAUSE = "Break", "Pause"
GRADES = 5


def spelled(now: datetime) -> str:
    """Return a time of day as the log spells it."""
    return now.strftime("%H:%M:%S")


def is_left_over(session: Session, now: datetime) -> bool:
    """Tell whether nothing was logged for so long that nobody can be in the room any more."""
    return local(now) - last_moment(session) >= HALF_A_DAY


def rhythm_of(session: Session) -> Rhythm:
    """Return how the room works and rests."""
    return session.rhythm or Rhythm()


def present(session: Session) -> Phase | None:
    """Return the stretch that is under way."""
    last = session.phases[-1] if session.phases else None
    return last if last is not None and last.start is not None and last.end is None else None


def next_rest(session: Session) -> int:
    """Return how many minutes the next break takes."""
    rhythm = rhythm_of(session)
    breaks = sum(phase.kind == "break" for phase in session.phases)
    return rhythm.long_rest if (breaks + 1) % rhythm.long_every == 0 else rhythm.rest


def entered(session: Session, phase: AgendaPhase, now: datetime, stickies: int) -> Session:
    """Return the session in a phase of its agenda."""
    begun = Phase(name=phase.name, start=spelled(now), minutes=phase.minutes, stickies=stickies)
    return _followed(session, begun, now)


def paused(session: Session, now: datetime) -> Session:
    """Return the session with its phase stopped; itself where nothing is under way."""
    under_way = present(session)
    if under_way is None or under_way.kind != "work":
        return session
    return _followed(session, Phase(name=PAUSE, kind="pause", start=spelled(now)), now)


def rested(session: Session, now: datetime, minutes: int | None = None) -> Session:
    """Return the session in a break."""
    long = next_rest(session) if minutes is None else minutes
    under_way = present(session)
    if under_way is not None and under_way.kind == "break":
        return session
    return _followed(
        session, Phase(name=BREAK, kind="break", start=spelled(now), minutes=long), now
    )


def resumed(session: Session, now: datetime) -> Session:
    """Return the session at work again on the phase that a break or pause parted."""
    under_way, work = present(session), phase_under_way(session)
    if under_way is None or under_way.kind == "work":
        return session
    if work is None:
        return _ended(session, now)
    again = Phase(name=work.name, start=spelled(now)).revised(minutes=work.minutes)
    return _followed(session, again, now)


def extended(session: Session, minutes: int) -> Session:
    """Return the session with more minutes for its break, or else its phase, none below zero."""
    under_way = present(session)
    is_break = under_way is not None and under_way.kind == "break"
    wanted = under_way if is_break else phase_under_way(session)
    if wanted is None:
        return session
    longer = wanted.revised(minutes=max(0, (wanted.minutes or 0) + minutes))
    return session.revised(phases=tuple(longer if p is wanted else p for p in session.phases))


def rated(session: Session, counts: Sequence[int]) -> Session:
    """Return the session with a return-on-time vote at its last break, or else its last stretch.

    Raises BadInput unless there is a count for each of the five grades.
    """
    if len(counts) != GRADES or any(count < 0 for count in counts):
        raise BadInput("return on time", "count the hands for each of 1, 2, 3, 4 and 5")
    breaks = [phase for phase in session.phases if phase.kind == "break"]
    rated_phase = (breaks or [*session.phases] or [None])[-1]
    if rated_phase is None:
        return session
    kept = rated_phase.revised(return_on_time=tuple(counts) if any(counts) else ())
    return session.revised(phases=tuple(kept if p is rated_phase else p for p in session.phases))


def closed(session: Session, now: datetime) -> Session:
    """Return the session ended, with all that is under way in it; ballots are revealed."""
    ended = _ended(session, now)
    end = _not_before(ended, now)
    turns = tuple(t if t.end is not None else t.revised(end=end, at=None) for t in ended.turns)
    ballots = tuple(b if b.revealed else b.revised(revealed=end) for b in ended.ballots)
    return ended.revised(end=end, turns=turns, ballots=ballots)


def _followed(session: Session, phase: Phase, now: datetime) -> Session:
    ended = _ended(session, now)
    start = _not_before(ended, now)
    return ended.revised(phases=(*ended.phases, phase.revised(start=start)))


def _ended(session: Session, now: datetime) -> Session:
    under_way = present(session)
    if under_way is None:
        return session
    done = under_way.revised(end=_not_before(session, now))
    return session.revised(phases=(*session.phases[:-1], done))


def _not_before(session: Session, now: datetime) -> str:
    """Return the time to log: never before what was logged, nor with nothing for half a day."""
    last, now = last_moment(session), local(now)
    return spelled(max(now, last) if now - last < HALF_A_DAY else last)
