"""One field of a form."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolTip, QVBoxLayout, QWidget

from stormdesk.analysis.glossary import field_help
from stormdesk.desktop.panels.choice_entries import ChoiceEntry, TickEntry
from stormdesk.desktop.panels.entries import Entry
from stormdesk.desktop.panels.fields import Field
from stormdesk.desktop.panels.marking import mark_wrong
from stormdesk.desktop.panels.mixed import MIXED
from stormdesk.desktop.panels.text_entries import AreaEntry, LineEntry
from stormdesk.desktop.tip import tip
from stormdesk.desktop.words import tr
from stormdesk.model.board import Board
from stormdesk.model.record import Record

_BESIDE = 72
"""Pixels of a label that stands before its entry."""


class FieldRow(QWidget):
    """A label with its help, the entry under it, and what is wrong with it."""

    def __init__(self, field: Field, board: Board, records: Sequence[Record]) -> None:
        super().__init__()
        self.field = field
        self.entry: Entry = field.entry(board, records)
        self.entry.setAccessibleName(tr(field.label))
        self.entry.setToolTip(tr(field.help))
        self.entry.setWhatsThis(tr(field.help))
        self._wrong = QLabel()
        self._wrong.setProperty("role", "wrong")
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._lay_out(layout)
        layout.addWidget(self._wrong)
        if isinstance(self.entry, LineEntry | AreaEntry):
            self.entry.typed.connect(self._forgive)

    def event(self, event: QEvent) -> bool:
        """Explain the word behind the label when somebody rests on it."""
        told = field_help(self.field.name) if event.type() == QEvent.Type.ToolTip else None
        if told is not None and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), tip(told), self)
            return True
        return super().event(event)

    def show_records(self, board: Board, records: Sequence[Record], *, afresh: bool) -> None:
        """Show what the records hold; unless ``afresh``, not over what somebody is changing."""
        is_at_work = self.entry.hasFocus() or self.is_wrong
        if self.entry.is_dirty and is_at_work and not afresh:
            return
        values = {self.field.value(board, record) for record in records}
        self.entry.show_value(values.pop() if len(values) == 1 else MIXED)
        self.show_wrong("")

    @property
    def is_wrong(self) -> bool:
        """Whether what is typed cannot be taken."""
        return bool(self.entry.accessibleDescription())

    def show_wrong(self, why: str) -> None:
        """Say why the value cannot be taken; nothing where it can."""
        mark_wrong(self.entry, bool(why))
        self.entry.setAccessibleDescription(why)
        self._wrong.setText(why)
        self._wrong.setVisible(bool(why))

    def take_over(self, old: FieldRow) -> None:
        """Hold what was being typed in the row that this one replaces."""
        if not old.entry.is_dirty:
            return
        if isinstance(self.entry, LineEntry) and isinstance(old.entry, LineEntry):
            self.entry.setText(old.entry.text())
            self.entry.setCursorPosition(old.entry.cursorPosition())
        elif isinstance(self.entry, AreaEntry) and isinstance(old.entry, AreaEntry):
            self.entry.setPlainText(old.entry.toPlainText())
            self.entry.setTextCursor(old.entry.textCursor())
        elif isinstance(self.entry, ChoiceEntry) and isinstance(old.entry, ChoiceEntry):
            self.entry.go_on(old.entry.currentText())
        self.show_wrong(old.entry.accessibleDescription())

    def _forgive(self) -> None:
        # What the board holds is never wrong.
        if self.is_wrong and not self.entry.is_dirty:
            self.show_wrong("")

    def _lay_out(self, layout: QVBoxLayout) -> None:
        if self.field.is_plain and not isinstance(self.entry, AreaEntry | TickEntry):
            line = QHBoxLayout()
            title = self._title()
            title.setFixedWidth(_BESIDE)
            line.addWidget(title)
            line.addWidget(self.entry, 1)
            layout.addLayout(line)
            return
        if not isinstance(self.entry, TickEntry):
            layout.addWidget(self._title())
        layout.addWidget(self.entry)

    def _title(self) -> QLabel:
        help_text = "" if self.field.is_plain else tr(self.field.help).rstrip(".")
        tail = f" · {escape(help_text)}" if help_text else ""
        title = QLabel(f"<b>{escape(tr(self.field.label))}</b>{tail}")
        title.setProperty("role", "field")
        title.setWordWrap(True)
        title.setBuddy(self.entry)
        return title
