"""Private notes of the facilitator about this board."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from stormdesk.desktop.panels.session_parts import column, field, label
from stormdesk.desktop.words import tr
from stormdesk.document.notes import keep_notes, read_notes

_PAUSE = 400
_HIGH = 130


class SessionNotes(QWidget):
    """Keeps what is typed, half a second after the last key at the latest."""

    def __init__(self, board_id: str, state: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board_id = board_id
        self._state = state
        self.text = QPlainTextEdit(read_notes(board_id, state))
        self._kept = self.text.toPlainText()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_HIGH)
        self._told = label("faint", tr("Kept on this computer; in no file and no export."))
        layout = column(self, 4)
        layout.addWidget(field(tr("Notes for yourself"), self.text))
        layout.addWidget(self.text)
        layout.addWidget(self._told)
        self._due = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due.timeout.connect(self.keep)
        self.text.textChanged.connect(self._due.start)

    def keep(self) -> None:
        """Keep what is typed; say so where that fails."""
        self._due.stop()
        text = self.text.toPlainText()
        if text == self._kept:
            return
        try:
            keep_notes(self._board_id, self._state, text)
        except OSError as error:
            self._told.setText(tr("Not kept: {why}", why=error.strerror or error))
        else:
            self._kept = text

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep it before it goes out of sight."""
        self.keep()
        super().hideEvent(event)
