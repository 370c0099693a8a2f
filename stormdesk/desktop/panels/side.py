"""The side of the window, which shows one of its panels at a time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

_ABREAST = 3
"""Names side by side; more of them would not fit at the panel's usual width."""
_MOST = 100
"""From here on the panel itself tells how many there are."""


class Side(QFrame):
    """Rows of names above, the panel of the chosen one below."""

    turned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setMinimumWidth(280)
        self._buttons: dict[str, QPushButton] = {}
        self._names: dict[str, str] = {}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._head = QGridLayout()
        self._head.setContentsMargins(10, 8, 10, 0)
        self._head.setSpacing(2)
        self._head.setColumnStretch(_ABREAST, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head)
        layout.addWidget(self._stack, 1)

    @property
    def page(self) -> str:
        """The name of the panel that is shown."""
        return next((n for n, b in self._buttons.items() if b.isChecked()), "")

    def add(self, name: str, label: str, panel: QWidget, *, is_numbered: bool = False) -> None:
        """Add a panel under a name; ``is_numbered`` leaves room for how much is in it."""
        button = QPushButton(_numbered(label, _MOST) if is_numbered else label)
        button.setProperty("page", True)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.turn_to(name))
        self._buttons[name], self._names[name] = button, label
        self._group.addButton(button)
        self._head.addWidget(button, *divmod(self._head.count(), _ABREAST))
        if is_numbered:
            # The names beside and below it stay where they are, whatever it counts.
            button.ensurePolished()
            button.setMinimumWidth(button.sizeHint().width())
            button.setText(label)
        self._stack.addWidget(panel)
        if self._stack.count() == 1:
            button.setChecked(True)

    def turn_to(self, name: str) -> None:
        """Show the panel of that name."""
        self._buttons[name].setChecked(True)
        self._stack.setCurrentIndex(list(self._buttons).index(name))
        self.turned.emit(name)

    def show_number(self, name: str, number: int) -> None:
        """Show beside a panel's name how much there is in it."""
        self._buttons[name].setText(_numbered(self._names[name], number))


def _numbered(label: str, number: int) -> str:
    if not number:
        return label
    return f"{label}  {number}" if number < _MOST else f"{label}  {_MOST - 1}+"
