"""How many numbers of a board are agreed, in words and as a bar, and who agrees to more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.panels.service_level_rows import open_of, summary_of
from stormdesk.desktop.words import tr

if TYPE_CHECKING:
    from stormdesk.analysis.level_overview import LevelOverview


class AgreedNumbers(QWidget):
    """Tells how far the numbers that nobody agreed to have burned down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary, self.open = _label("title"), _label("faint")
        self.burned = QProgressBar()
        self.burned.setTextVisible(False)
        self.burned.setAccessibleName(tr("Numbers that are agreed"))
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("Name or role of the domain"))
        self.name.setAccessibleName(tr("Who agrees"))
        label = _label("field")
        label.setText(tr("Agreed by"))
        label.setWordWrap(False)
        label.setBuddy(self.name)
        who = QHBoxLayout()
        who.addWidget(label)
        who.addWidget(self.name, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.summary, self.open, self.burned):
            layout.addWidget(part)
        layout.addSpacing(2)
        layout.addLayout(who)
        self.open.hide()
        self.burned.hide()
        self.summary.setText(tr("Looking the board over…"))

    def show_overview(self, found: LevelOverview) -> None:
        """Show what was found of the board."""
        self.summary.setText(summary_of(found))
        self.open.setText(open_of(found))
        self.open.setVisible(bool(self.open.text()))
        self.burned.setRange(0, max(1, found.total))
        self.burned.setValue(found.agreed)
        self.burned.setVisible(found.total > 0)


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
