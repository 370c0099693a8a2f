"""Who is in the room, how it works and rests, and the end of the workshop."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QSpinBox, QWidget

from stormdesk.desktop.facilitation import Facilitation
from stormdesk.desktop.panels.session_parts import column, field, label, small
from stormdesk.desktop.words import tr
from stormdesk.editor.workshop.timekeeping import rhythm_of
from stormdesk.model.session import Rhythm

_HIGH = 110
_MOST = 600
_NAMES = {
    "work": "Minutes of work before a break",
    "rest": "Minutes of a break",
    "long_rest": "Minutes of a long break",
    "long_every": "Breaks up to the long one",
    "turn": "Minutes that one narrator tells",
}


class SessionRoom(QWidget):
    """Changes the running session as soon as something is entered."""

    def __init__(self, facilitation: Facilitation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facilitation = facilitation
        self.names = QPlainTextEdit()
        self.names.setTabChangesFocus(True)
        self.names.setFixedHeight(_HIGH)
        self.rhythm = {name: QSpinBox() for name in _NAMES}
        self.end = small(tr("End the workshop"), facilitation.finish)
        layout = column(self, 6)
        layout.addWidget(field(tr("Who takes part, one name a line"), self.names))
        layout.addWidget(self.names)
        layout.addWidget(label("section", tr("Rhythm")))
        grid = QGridLayout()
        grid.setSpacing(6)
        grid.setColumnStretch(0, 1)
        for line, (name, entry) in enumerate(self.rhythm.items()):
            entry.setRange(1, 100 if name == "long_every" else _MOST)
            entry.setKeyboardTracking(False)
            grid.addWidget(field(tr(_NAMES[name]), entry), line, 0)
            grid.addWidget(entry, line, 1)
            entry.valueChanged.connect(lambda _: self._set_rhythm())
        layout.addLayout(grid)
        layout.addWidget(self.end)
        self.names.textChanged.connect(self._set_names)
        facilitation.turned.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds for the session that runs."""
        session = self._facilitation.session
        if session is None:
            return
        if not self.names.hasFocus():
            with QSignalBlocker(self.names):
                self.names.setPlainText("\n".join(session.participants))
        rhythm = rhythm_of(session)
        for name, entry in self.rhythm.items():
            with QSignalBlocker(entry):
                entry.setValue(getattr(rhythm, name))

    def _set_names(self) -> None:
        lines = self.names.toPlainText().splitlines()
        self._facilitation.set_participants([line.strip() for line in lines if line.strip()])

    def _set_rhythm(self) -> None:
        told = {name: entry.value() for name, entry in self.rhythm.items()}
        self._facilitation.set_rhythm(Rhythm(**told))
