"""The workshop on an open board as its facilitator leads it: phases, breaks and time."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from stormdesk.analysis.session_time import last_moment
from stormdesk.desktop.wall.moment import Moment
from stormdesk.desktop.wall.projection import Projection
from stormdesk.editor.editor import Editor
from stormdesk.editor.workshop import clock, session, timekeeping, versions
from stormdesk.exchange.agenda import Agenda, AgendaPhase
from stormdesk.exchange.agendas import Agendas
from stormdesk.model.board import Change
from stormdesk.model.session import Rhythm, Session

_WATCHER = "facilitation"
_PASSED_BY = 60
"""Seconds of a phase that are no more than going through it to another."""


class Facilitation(QObject):
    """Leads the running session by the clock of the room.

    ``told`` hands on every moment while a session runs, and once when it ended; ``alarmed`` tells
    each alarm as its time comes; ``turned`` that what can be done may differ.
    """

    told = Signal(object)
    alarmed = Signal(object)
    turned = Signal()

    def __init__(
        self,
        editor: Editor,
        projection: Projection,
        state: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._projection = projection
        self._state = state
        self._last: datetime | None = None
        projection.told.connect(self._pass_on)
        editor.document.follow(self._follow)
        self._attend()

    @property
    def session(self) -> Session | None:
        """The session that runs."""
        return session.running(self._editor.board)

    @property
    def agendas(self) -> Agendas:
        """The agendas to choose from, with what was refused of one's own."""
        return self._projection.shelf.agendas

    @property
    def agenda(self) -> Agenda | None:
        """The agenda that is followed."""
        return self._projection.shelf.agenda_of(self.session)

    @property
    def phase(self) -> AgendaPhase | None:
        """The phase of the agenda that is under way."""
        agenda, name = self.agenda, self._phase_name
        return agenda.phase(name) if agenda is not None else None

    @property
    def following(self) -> AgendaPhase | None:
        """The phase after it."""
        agenda = self.agenda
        return agenda.following(self._phase_name) if agenda is not None else None

    @property
    def preceding(self) -> AgendaPhase | None:
        """The phase before it."""
        agenda = self.agenda
        place = agenda.place(self._phase_name) if agenda is not None else None
        return agenda.phases[place - 1] if agenda is not None and place else None

    @property
    def is_resting(self) -> bool:
        """Whether a break or a pause is on."""
        running = self.session
        under_way = timekeeping.present(running) if running is not None else None
        return under_way is not None and under_way.kind != "work"

    @property
    def was_at_rest(self) -> bool:
        """Whether a break is on, or was the last thing before the present stretch."""
        running = self.session
        return running is not None and any(p.kind == "break" for p in running.phases[-2:])

    @property
    def is_left_over(self) -> bool:
        """Whether the session that runs was forgotten long ago."""
        running = self.session
        return running is not None and timekeeping.is_left_over(running, self.now())

    def now(self) -> datetime:
        """Return the time of the room."""
        return self._projection.now()

    def moment(self) -> Moment:
        """Return what belongs to this moment."""
        return self._projection.moment()

    def own_agendas(self) -> Path:
        """Return the folder of one's own agendas, which is there from now on and read anew."""
        shelf = self._projection.shelf
        shelf.folder.mkdir(parents=True, exist_ok=True)
        shelf.reload()
        return shelf.folder

    def begin(self, agenda: Agenda | None, names: Sequence[str]) -> None:
        """Begin a session with those who take part."""
        session.begin(self._editor.document, self.now(), agenda, names)

    def enter(self, phase: AgendaPhase | None) -> None:
        """Go on to a phase, or back to one; a version tells how the one before ended."""
        if phase is not None:
            self._save_version()
            session.enter(self._editor.document, phase, self.now())

    def turn_rest(self) -> None:
        """Send the room into a break, or go on after a break or pause."""
        if self.is_resting:
            session.resume(self._editor.document, self.now())
        else:
            session.take_break(self._editor.document, self.now())

    def turn_pause(self) -> None:
        """Stop the clock of the phase, or let it go on."""
        if self.is_resting:
            session.resume(self._editor.document, self.now())
        else:
            session.pause(self._editor.document, self.now())

    def extend(self, minutes: int) -> None:
        """Give the phase or break some minutes more, or fewer where negative."""
        session.extend(self._editor.document, minutes)

    def rate_time(self, counts: Sequence[int]) -> None:
        """Keep how the room says that its time is used, by how many gave it a 1 to 5."""
        session.rate_time(self._editor.document, counts)

    def set_participants(self, names: Sequence[str]) -> None:
        """Say who takes part."""
        session.set_participants(self._editor.document, names)

    def set_rhythm(self, rhythm: Rhythm) -> None:
        """Work and rest from now on as told."""
        session.set_rhythm(self._editor.document, rhythm)

    def finish(self) -> None:
        """Close the session; one that was forgotten ends when something was logged last."""
        running = self.session
        if running is not None:
            forgotten = self.is_left_over
            end = last_moment(running) if forgotten else self.now()
            self._save_version()
            session.finish(self._editor.document, end)

    @property
    def _phase_name(self) -> str | None:
        running = self.session
        work = timekeeping.phase_under_way(running) if running is not None else None
        return work.name if work is not None else None

    def _save_version(self) -> None:
        """Keep how the board was at the end of a phase, unless it was only passed by."""
        board, name = self._editor.board, self._phase_name
        if name is None or self.moment().reading.elapsed < _PASSED_BY:
            return
        document, now = self._editor.document, self.now()
        # A disk that is full is told by the journal; the workshop goes on.
        with suppress(OSError):
            versions.save_version(document, versions.free_name(board, name), now, self._state)

    def _attend(self) -> None:
        wanted = self.session is not None and not self.is_left_over
        self._projection.watch(_WATCHER, is_watched=wanted)

    def _follow(self, change: Change) -> None:
        if not any(isinstance(each, Session) for _, *pair in change for each in pair):
            return
        self._attend()
        self.told.emit(self.moment())
        self.turned.emit()

    def _pass_on(self, moment: Moment) -> None:
        now = self.now()
        # A clock that slept longer rings no alarms of the hours between.
        before = max(self._last or now, now - timedelta(minutes=1))
        self._last = now
        for alarm in clock.alarms_between(self.session, before, now):
            self.alarmed.emit(alarm)
        self.told.emit(moment)
