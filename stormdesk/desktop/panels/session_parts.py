"""What the pages of a workshop are made of: labels, headings and small buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

ENTRY_WIDTH = 60
"""Pixels that an entry needs at least, so that a narrow side can be narrow."""


def label(role: str, text: str = "") -> QLabel:
    """Return a label of a role in the style sheet, as wide as there is room for."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setMinimumWidth(1)
    return made


def field(text: str, entry: QWidget) -> QLabel:
    """Return the label of an entry, which takes its name from it."""
    made = label("field", text)
    made.setBuddy(entry)
    entry.setAccessibleName(text)
    entry.setMinimumWidth(ENTRY_WIDTH)
    return made


def small(text: str, run: Callable[[], object], tip: str = "") -> QPushButton:
    """Return a small button."""
    made = QPushButton(text.replace("&", "&&"))
    made.setAutoDefault(False)
    made.setToolTip(tip)
    made.clicked.connect(lambda _=False: run())
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a widget the colours of a tone in the style sheet."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def column(parent: QWidget | None = None, spacing: int = 6) -> QVBoxLayout:
    """Return a layout of parts one below the other, without a margin."""
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    return made


class Rows(QVBoxLayout):
    """Parts one below the other, made anew only where what they show is something else.

    So a row that has the keyboard keeps it while the rest of the board changes.
    """

    def __init__(self, spacing: int = 0) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._shown: object = None

    def fill(self, shown: object, parts: Callable[[], Iterable[QWidget]]) -> None:
        """Show parts for a value, which tells whether they are the same as before."""
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for part in parts():
            self.addWidget(part)
            part.show()
