"""What the clocks of a workshop show: the phase, the break, the session against its plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from stormdesk.analysis.session_time import Stretch, began, local, stretches
from stormdesk.editor.workshop import timekeeping
from stormdesk.exchange.agenda import Agenda
from stormdesk.model.session import Phase, Session

State = Literal["idle", "work", "break", "pause", "over"]
AlarmKind = Literal["phase-ending", "phase-over", "break-due", "break-over", "session-over"]

ENDING = 120
"""Seconds before the end of a phase at which the room is told."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All clocks at one moment, in seconds; what is left is negative once it is overdrawn.

    ``rest_left`` is of the break, which takes ``rest`` in all, ``until_break`` of the work before
    the next, which takes ``next_rest``. ``late`` is how far the end by now lies behind the planned
    one, negative where it is early; None without a plan.
    """

    state: State
    phase: str | None
    planned: int
    elapsed: int
    left: int
    rest_left: int | None
    rest: int
    until_break: int
    next_rest: int
    session_elapsed: int
    session_planned: int | None
    late: int | None

    @property
    def share(self) -> float:
        """How much of the phase, or of the break, is over: 0 to 1."""
        whole, left = self.planned, self.left
        if self.rest_left is not None:
            whole, left = self.rest, self.rest_left
        return max(0.0, min(1.0, 1 - left / whole)) if whole > 0 else 1.0


@dataclass(frozen=True, slots=True)
class Alarm:
    """A moment at which the facilitator is told something."""

    at: datetime
    kind: AlarmKind


def reading(session: Session | None, agenda: Agenda | None, now: datetime) -> Reading:
    """Return what the clocks show."""
    if session is None or session.start is None:
        return Reading("idle", None, 0, 0, 0, None, 0, 0, 0, 0, None, None)
    now = local(now)
    past = stretches(session, now)
    under_way, work = timekeeping.present(session), timekeeping.phase_under_way(session)
    planned, elapsed = _minutes(work), _seconds(_run(past))
    resting = under_way is not None and under_way.kind == "break"
    rest_left = _minutes(under_way) - _seconds(past[-1:]) if resting else None
    rhythm = timekeeping.rhythm_of(session)
    worked = _seconds([s for s in past[_after_break(past) :] if s.phase.kind == "work"])
    since = began(session)
    ended = past[-1].end if past else since
    spent = int(((ended if session.end is not None else max(now, since)) - since).total_seconds())
    total = session.minutes * 60 if session.minutes is not None else None
    left = planned - elapsed
    ahead = 0 if session.end is not None else max(0, left) + max(0, rest_left or 0)
    if session.end is None and agenda is not None:
        ahead += _later(agenda, work, is_resting=resting)
    return Reading(
        state=_state(session, under_way),
        phase=work.name if work is not None else None,
        planned=planned,
        elapsed=elapsed,
        left=left,
        rest_left=rest_left,
        rest=_minutes(under_way) if resting else 0,
        until_break=rhythm.work * 60 - worked,
        next_rest=timekeeping.next_rest(session) * 60,
        session_elapsed=spent,
        session_planned=total,
        late=spent + ahead - total if total is not None else None,
    )


def alarms(session: Session | None, now: datetime) -> tuple[Alarm, ...]:
    """Return the alarms of what is under way, past and to come, as it stands."""
    if session is None or session.start is None or session.end is not None:
        return ()
    now = local(now)
    shown, under_way = reading(session, None, now), timekeeping.present(session)
    begun = stretches(session, now)[-1].start if under_way is not None else now
    found: list[Alarm] = []

    def due(kind: AlarmKind, seconds: int) -> None:
        found.append(Alarm(now + timedelta(seconds=seconds), kind))

    match shown.state:
        case "work":
            due("phase-over", shown.left)
            if shown.planned > ENDING:
                due("phase-ending", shown.left - ENDING)
            due("break-due", shown.until_break)
        case "break":
            due("break-over", shown.rest_left or 0)
        case _:
            pass
    if shown.session_planned is not None:
        due("session-over", shown.session_planned - shown.session_elapsed)
    # What lies before the present stretch was told when it came.
    return tuple(sorted((a for a in found if a.at >= begun), key=lambda a: (a.at, a.kind)))


def alarms_between(session: Session | None, before: datetime, now: datetime) -> tuple[Alarm, ...]:
    """Return the alarms that came after one moment and no later than another."""
    first, last = local(before), local(now)
    return tuple(alarm for alarm in alarms(session, now) if first < alarm.at <= last)


def next_alarm(session: Session | None, now: datetime) -> Alarm | None:
    """Return the first alarm that is still to come."""
    moment = local(now)
    return next((alarm for alarm in alarms(session, now) if alarm.at > moment), None)


def _state(session: Session, under_way: Phase | None) -> State:
    if session.end is not None:
        return "over"
    return under_way.kind if under_way is not None else "idle"


def _run(past: list[Stretch]) -> list[Stretch]:
    """Return the stretches of the last phase, without the breaks and pauses that part it."""
    found: list[Stretch] = []
    for stretch in reversed(past):
        if stretch.phase.kind != "work":
            continue
        if found and stretch.phase.name != found[-1].phase.name:
            break
        found.append(stretch)
        if stretch.phase.stickies is not None:
            # It was entered here; before that it was another visit.
            break
    return found


def _after_break(past: list[Stretch]) -> int:
    return max((i for i, s in enumerate(past, 1) if s.phase.kind == "break"), default=0)


def _later(agenda: Agenda, work: Phase | None, *, is_resting: bool) -> int:
    """Return the seconds of all phases that are still to come, and of the breaks between them."""
    place = agenda.place(work.name) if work is not None else None
    if work is not None and place is None:
        return 0
    first = 0 if place is None else place + 1
    rests = [p.rest for p in agenda.phases[:-1]]
    coming = rests[first if is_resting else max(0, first - 1) :]
    return 60 * (sum(p.minutes for p in agenda.phases[first:]) + sum(coming))


def _minutes(phase: Phase | None) -> int:
    return 60 * (phase.minutes or 0) if phase is not None else 0


def _seconds(some: list[Stretch]) -> int:
    return int(sum(stretch.seconds for stretch in some))
