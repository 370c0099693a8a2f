"""The panel from which a workshop is led; it is made when somebody first looks at it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from stormdesk.desktop.facilitation import Facilitation
from stormdesk.desktop.panels.session_notes import SessionNotes
from stormdesk.desktop.panels.session_parts import column, label, small
from stormdesk.desktop.panels.session_phase import SessionPhase
from stormdesk.desktop.panels.session_phases import SessionPhases
from stormdesk.desktop.panels.session_records import SessionRecords
from stormdesk.desktop.panels.session_room import SessionRoom
from stormdesk.desktop.panels.session_start import SessionStart
from stormdesk.desktop.panels.session_time import SessionTime
from stormdesk.desktop.words import tr
from stormdesk.editor.editor import Editor
from stormdesk.layout.appearance import Palette


class SessionPage(QWidget):
    """Holds what begins a workshop, or else what leads it."""

    showing = Signal(tuple)
    walking = Signal(str)
    voting = Signal(object)

    def __init__(
        self,
        editor: Editor,
        facilitation: Facilitation,
        state: Path,
        palette: Palette,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._facilitation = facilitation
        self._state = state
        self._palette = palette
        self._start: QScrollArea | None = None
        self.lead: SessionLead | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        facilitation.turned.connect(lambda: self._layout.count() and self.refresh())

    @property
    def start(self) -> SessionStart:
        """What begins a workshop."""
        self.refresh()
        found = self._start.widget() if self._start is not None else None
        if not isinstance(found, SessionStart):
            raise LookupError("no session can begin while one runs")
        return found

    def refresh(self) -> None:
        """Show what begins a workshop, or what leads the one that runs."""
        is_running = self._facilitation.session is not None
        if is_running and self.lead is None:
            self._put(
                lead := SessionLead(self._editor, self._facilitation, self._state, self._palette)
            )
            self.lead = lead
            lead.showing.connect(self.showing)
            lead.phase.walking.connect(self.walking)
            lead.phase.voting.connect(self.voting)
            self._start = None
        elif not is_running and self._start is None:
            self._start = scrolled(SessionStart(self._editor, self._facilitation))
            self._put(self._start)
            self.lead = None

    def use_palette(self, palette: Palette) -> None:
        """Show kinds in other colours from now on."""
        self._palette = palette
        if self.lead is not None:
            self.lead.phase.use_palette(palette)

    def close_task(self) -> None:
        """Keep what was typed."""
        if self.lead is not None:
            self.lead.notes.keep()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while it was hidden."""
        super().showEvent(event)
        self.refresh()

    def _put(self, part: QWidget) -> None:
        self.close_task()
        before = self._layout.takeAt(0)
        if before is not None and (widget := before.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        self._layout.addWidget(part)
        self.setFocusProxy(part)


class SessionLead(QWidget):
    """Clock and buttons above, the phase and the room below."""

    showing = Signal(tuple)

    def __init__(
        self,
        editor: Editor,
        facilitation: Facilitation,
        state: Path,
        palette: Palette,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.time = SessionTime(facilitation)
        self.phase = SessionPhase(editor, facilitation, palette)
        self.phases = SessionPhases(facilitation)
        self.records = SessionRecords(editor, facilitation)
        self.notes = SessionNotes(editor.board.profile.id, state)
        self.room = SessionRoom(facilitation)
        inside = QWidget()
        parts = column(inside, 18)
        parts.setContentsMargins(12, 4, 12, 12)
        for part in (self.phase, self.phases, self.records, self.notes, self.room):
            parts.addWidget(part)
        parts.addStretch(1)
        layout = column(self, 0)
        if facilitation.is_left_over:
            layout.addWidget(_forgotten(facilitation))
        layout.addWidget(self.time)
        layout.addWidget(scrolled(inside), 1)
        self.phase.showing.connect(self.showing)
        self.records.showing.connect(self.showing)
        self.setFocusProxy(self.time.on)
        self.time.show_moment(facilitation.moment())


def scrolled(inside: QWidget) -> QScrollArea:
    """Return a place in which a part can be higher than there is room for."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusProxy(inside.focusProxy())
    area.setWidget(inside)
    return area


def _forgotten(facilitation: Facilitation) -> QWidget:
    place = QWidget()
    layout = column(place, 6)
    layout.setContentsMargins(12, 4, 12, 4)
    text = tr("This workshop was not ended. Nothing was logged in it for half a day.")
    layout.addWidget(label("told", text))
    layout.addWidget(small(tr("End it where it stopped"), facilitation.finish))
    return place
