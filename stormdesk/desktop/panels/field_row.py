"""One field of the inspector."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from stormdesk.desktop.panels.entries import MIXED, Entry, TickEntry, mark_wrong
from stormdesk.desktop.panels.fields import Field
from stormdesk.desktop.words import tr
from stormdesk.model.board import Board
from stormdesk.model.record import Record


class FieldRow(QWidget):
    """A label, the entry under it, and what is wrong with it."""

    def __init__(self, field: Field, board: Board) -> None:
        super().__init__()
        self.field = field
        self.entry: Entry = field.entry(board)
        self.entry.setAccessibleName(tr(field.label or field.name))
        self._wrong = QLabel()
        self._wrong.setProperty("role", "wrong")
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        if not isinstance(self.entry, TickEntry):
            label = QLabel(tr(field.label))
            label.setProperty("role", "field")
            label.setBuddy(self.entry)
            layout.addWidget(label)
        layout.addWidget(self.entry)
        layout.addWidget(self._wrong)

    def show_records(self, board: Board, records: Sequence[Record], *, afresh: bool) -> None:
        """Show what the records hold; unless ``afresh``, not over what somebody is changing."""
        is_at_work = self.entry.hasFocus() or bool(self.entry.accessibleDescription())
        if self.entry.is_dirty and is_at_work and not afresh:
            return
        values = {self.field.shown(board, getattr(record, self.field.name)) for record in records}
        self.entry.show_value(values.pop() if len(values) == 1 else MIXED)
        self.show_wrong("")

    def show_wrong(self, why: str) -> None:
        """Say why the value cannot be taken; nothing where it can."""
        mark_wrong(self.entry, bool(why))
        self.entry.setAccessibleDescription(why)
        self._wrong.setText(why)
        self._wrong.setVisible(bool(why))
