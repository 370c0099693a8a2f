"""The side of the window, which shows one of its panels at a time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.panels.page_tab import PageTab


class Side(QFrame):
    """One row of drawings above, the name of the chosen one and its panel below.

    Tab reaches the row, the arrows go along it; eleven drawings fit into the narrowest side.
    """

    turned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setMinimumWidth(280)
        self._tabs: dict[str, PageTab] = {}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self.title = QLabel()
        self.title.setProperty("role", "page")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setContentsMargins(12, 8, 12, 0)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(8, 8, 8, 0)
        self._head.setSpacing(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head)
        layout.addWidget(self.title)
        layout.addWidget(self._stack, 1)

    @property
    def page(self) -> str:
        """The name of the panel that is shown."""
        return next((n for n, b in self._tabs.items() if b.isChecked()), "")

    def add(self, name: str, label: str, panel: QWidget, *, drawing: str = "") -> None:
        """Add a panel under a name; its drawing is ``panel-NAME`` unless another is named."""
        tab = self._tabs[name] = PageTab(drawing or name, label)
        tab.clicked.connect(lambda: self.turn_to(name))
        self._group.addButton(tab)
        self._head.addWidget(tab)
        self._stack.addWidget(panel)
        if self._stack.count() == 1:
            tab.setChecked(True)
            self.title.setText(tab.title)

    def turn_to(self, name: str) -> None:
        """Show the panel of that name."""
        self._tabs[name].setChecked(True)
        self._stack.setCurrentIndex(list(self._tabs).index(name))
        self.title.setText(self._tabs[name].title)
        self.turned.emit(name)

    def show_number(self, name: str, number: int) -> None:
        """Show beside a panel's name how much there is in it."""
        self._tabs[name].show_number(number)
        if name == self.page:
            self.title.setText(self._tabs[name].title)
