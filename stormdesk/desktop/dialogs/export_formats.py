"""The formats that a board can be written in, under headings and found by a few letters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from stormdesk.desktop.words import tr
from stormdesk.exchange.format import Format, Group
from stormdesk.exchange.formats import ALIASES

_ROW, _HEADING = 31, 34
_BESIDE = 72
"""Pixels of a row beside its text: paddings, edges and the scroll bar."""
_FORMAT = Qt.ItemDataRole.UserRole


class FormatList(QWidget):
    """A list under a search line; ``chosen`` tells that another format is."""

    chosen = Signal()

    def __init__(self, formats: Iterable[Format], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        order = list(get_args(Group))
        self.formats = sorted(formats, key=lambda form: order.index(form.group))
        self.setObjectName("format-list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.entry = QLineEdit()
        self.entry.setPlaceholderText(tr("Find a format"))
        self.entry.setAccessibleName(tr("Find a format"))
        self.entry.setClearButtonEnabled(True)
        self.entry.textChanged.connect(self._filter)
        self.entry.installEventFilter(self)
        self.list = QListWidget()
        self.list.setObjectName("formats")
        self.list.setAccessibleName(tr("Formats"))
        self.list.installEventFilter(self)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows: dict[str, QListWidgetItem] = {}
        self._headings: dict[str, QListWidgetItem] = {}
        self._fill()
        self._current = self.formats[0]
        self.list.setCurrentItem(self._rows[self._current.name])
        self.list.currentItemChanged.connect(self._take)
        widths = [self.fontMetrics().horizontalAdvance(tr(each.label)) for each in self.formats]
        self.setFixedWidth(max(208, max(widths) + _BESIDE))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 14, 0, 8)
        layout.setSpacing(6)
        entry = QVBoxLayout()
        entry.setContentsMargins(0, 0, 10, 0)
        entry.addWidget(self.entry)
        layout.addLayout(entry)
        layout.addWidget(self.list, 1)

    @property
    def form(self) -> Format:
        """The format that is chosen."""
        return self._current

    def choose(self, name: str) -> None:
        """Choose a format by its name; nothing where it is not offered."""
        if name in self._rows:
            self.entry.clear()
            self.list.setCurrentItem(self._rows[name])
            self.list.scrollToItem(self._rows[name])

    @property
    def offered(self) -> list[str]:
        """The names of the formats that can be seen, from above."""
        return [name for name, row in self._rows.items() if not row.isHidden()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let keys move in the list from the search line, and letters search from the list."""
        if watched is self.entry and isinstance(event, QKeyEvent) and event.type() == _PRESS:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() == Qt.Key.Key_Escape and self.entry.text():
                self.entry.clear()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == _PRESS:
            text, told = event.text(), self.entry.text()
            if event.key() == Qt.Key.Key_Backspace:
                self.entry.setText(told[:-1])
                return True
            if text.isprintable() and text.strip() + told and text:
                self.entry.setText(told + text)
                return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        for form in self.formats:
            if form.group not in self._headings:
                heading = QListWidgetItem(tr(form.group).upper())
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                heading.setSizeHint(QSize(0, _HEADING))
                font = QFont(self.font())
                font.setPixelSize(11)
                font.setBold(True)
                heading.setFont(font)
                heading.setTextAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
                self.list.addItem(heading)
                self._headings[form.group] = heading
            row = QListWidgetItem(tr(form.label))
            row.setSizeHint(QSize(0, _ROW))
            row.setData(_FORMAT, form.name)
            self.list.addItem(row)
            self._rows[form.name] = row

    def _filter(self, told: str) -> None:
        words = told.lower().split()
        seen: set[str] = set()
        for form in self.formats:
            text = _words_of(form)
            is_found = all(word in text for word in words)
            self._rows[form.name].setHidden(not is_found)
            seen |= {form.group} if is_found else set()
        for group, heading in self._headings.items():
            heading.setHidden(group not in seen)
        if self.offered and self._current.name not in self.offered:
            self.list.setCurrentItem(self._rows[self.offered[0]])

    def _step(self, by: int) -> None:
        names = self.offered
        if self._current.name in names:
            at = names.index(self._current.name) + by
            if 0 <= at < len(names):
                self.list.setCurrentItem(self._rows[names[at]])

    def _take(self, item: QListWidgetItem | None) -> None:
        name = item.data(_FORMAT) if item is not None else None
        if name is not None and name != self._current.name:
            self._current = next(each for each in self.formats if each.name == name)
            self.chosen.emit()


_PRESS = QEvent.Type.KeyPress


def _words_of(form: Format) -> str:
    aliases = [alias for alias, (name, _) in ALIASES.items() if name == form.name]
    return " ".join([form.name, tr(form.label), form.suffix, tr(form.group), *aliases]).lower()
