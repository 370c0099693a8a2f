"""What a person should know of an export before it is sent to anybody."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from stormdesk.desktop.words import counted, tr

_LEAST, _MOST = 2, 4
"""Lines that are seen at a time."""


class ExportNotes(QWidget):
    """Shows what a format has nothing of, or cannot show; away where there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel()
        self.heading.setProperty("role", "field")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setObjectName("notes")
        self.text.setAccessibleName(tr("What to know of this export"))
        self.text.setTabChangesFocus(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.heading)
        layout.addWidget(self.text)

    def show_notes(self, notes: Sequence[str]) -> None:
        """Show others."""
        self.heading.setText(counted(len(notes), "note", "notes"))
        self.text.setPlainText("\n".join(f"{each[:1].upper()}{each[1:]}" for each in notes))
        rows = min(_MOST, max(_LEAST, len(notes)))
        self.text.setFixedHeight(rows * self.text.fontMetrics().lineSpacing() + 20)
        self.setVisible(bool(notes))
