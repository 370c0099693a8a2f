"""The small bar at the corner of the canvas that takes what is looked for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from stormdesk.desktop.icons import draw, faint_icon
from stormdesk.desktop.words import counted, tr

_WIDTH = 380


class FindBar(QFrame):
    """Tells what is looked for and where to step; it finds nothing itself."""

    searching = Signal(str)
    stepping = Signal(int)
    closing = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("find")
        self.setAccessibleName(tr("Find"))
        self.entry = QLineEdit()
        self.entry.setPlaceholderText(tr("Text, #tag, @owner or id"))
        self.entry.setAccessibleName(tr("Find"))
        self.entry.textChanged.connect(self.searching)
        self.count = QLabel()
        self.count.setProperty("role", "faint")
        sign = QLabel()
        sign.setPixmap(faint_icon("find").pixmap(18, 18))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.setSpacing(4)
        layout.addWidget(sign)
        layout.addWidget(self.entry, 1)
        layout.addWidget(self.count)
        layout.addSpacing(2)
        self._add_button("chevron-up", tr("Previous match"), lambda: self.stepping.emit(-1))
        self._add_button("chevron", tr("Next match"), lambda: self.stepping.emit(1))
        self._add_button("close", tr("Close the find bar"), self.closing.emit)
        self.setFocusProxy(self.entry)
        self.hide()

    def open(self) -> None:
        """Show the bar with all of its text selected, ready to be typed over."""
        self.show()
        self.raise_()
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.entry.selectAll()
        self.searching.emit(self.entry.text())

    def fit(self, room: int) -> None:
        """Take as much width as there is room for, and no more than is needed."""
        self.setFixedWidth(min(_WIDTH, room))
        self.adjustSize()

    def show_count(self, current: int, total: int) -> None:
        """Tell how many were found, and the which of them is selected; 0 for none."""
        is_missing = bool(self.entry.text().strip()) and not total
        text = counted(total, "match", "matches") if total else ""
        if current:
            text = tr("{n} of {total}", n=f"{current:,}", total=f"{total:,}")
        self.count.setText(tr("No match") if is_missing else text)
        self.entry.setAccessibleDescription(self.count.text())
        if bool(self.entry.property("wrong")) != is_missing:
            self.entry.setProperty("wrong", is_missing)
            self.entry.style().unpolish(self.entry)
            self.entry.style().polish(self.entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter to step, and Escape to close."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepping.emit(-1 if is_back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.closing.emit()
        else:
            super().keyPressEvent(event)

    def _add_button(self, name: str, label: str, run: object) -> None:
        button = QToolButton()
        draw(button, name)
        button.setToolTip(label)
        button.setAccessibleName(label)
        button.clicked.connect(run)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(button)
