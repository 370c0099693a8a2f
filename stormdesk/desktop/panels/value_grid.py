"""The grid of what events are worth against how fast they are delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from stormdesk.desktop.words import counted, tr
from stormdesk.late import resolved

if TYPE_CHECKING:
    from stormdesk.analysis.value_matrix import ValueMatrix

DOUBT = "stormdesk.analysis.value_matrix:doubt_about"
_ROWS = (("high", "High value"), ("medium", "Medium"), ("low", "Low"), (None, "Not told"))
_COLUMNS = (("real-time", "In real time"), ("batch", "In batches"), (None, "Not told"))
_DOUBTS = {
    "cost": "Worth little and hurried: it may cost more than it brings.",
    "delay": "Worth much and made to wait.",
}


class ValueGrid(QWidget):
    """A number for every value and way of delivery, which leads to its events."""

    showing = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: dict[tuple[str | None, str | None], QPushButton] = {}
        self._values: ValueMatrix | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 6, 12, 2)
        grid.setSpacing(2)
        title = QLabel(tr("Events by value and delivery"))
        title.setProperty("role", "section")
        grid.addWidget(title, 0, 0, 1, len(_COLUMNS) + 1)
        for column, (_, name) in enumerate(_COLUMNS, 1):
            grid.addWidget(_label(name, Qt.AlignmentFlag.AlignHCenter), 1, column)
            grid.setColumnStretch(column, 1)
        for line, (value, name) in enumerate(_ROWS, 2):
            grid.addWidget(_label(name, Qt.AlignmentFlag.AlignLeft), line, 0)
            for column, (delivery, _) in enumerate(_COLUMNS, 1):
                grid.addWidget(self._cell(value, delivery), line, column)
        self.hide()

    def cell(self, value: str | None, delivery: str | None) -> QPushButton:
        """Return the number of one cell."""
        return self._cells[value, delivery]

    def show_values(self, values: ValueMatrix) -> None:
        """Show how many events lie where; nothing where no event says anything yet."""
        self._values = values
        self.setVisible(values.is_told)
        for (value, delivery), cell in self._cells.items():
            number = len(values.at(value, delivery))
            doubt = resolved(DOUBT)(value, delivery) if number else None
            told = counted(number, "event", "events")
            cell.setText(str(number) if number else "·")
            cell.setEnabled(bool(number))
            cell.setProperty("doubtful", bool(doubt))
            cell.setToolTip(f"{told}\n{tr(_DOUBTS[doubt])}" if doubt else told)
            cell.setAccessibleName(f"{_named(_ROWS, value)}, {_named(_COLUMNS, delivery)}: {told}")
            cell.style().polish(cell)

    def _cell(self, value: str | None, delivery: str | None) -> QPushButton:
        cell = QPushButton()
        cell.setProperty("number", True)
        cell.setAutoDefault(False)
        cell.clicked.connect(lambda: self._show(value, delivery))
        self._cells[value, delivery] = cell
        return cell

    def _show(self, value: str | None, delivery: str | None) -> None:
        if self._values is not None:
            self.showing.emit(self._values.at(value, delivery))


def _label(text: str, alignment: Qt.AlignmentFlag) -> QLabel:
    label = QLabel(tr(text))
    label.setProperty("role", "field")
    label.setAlignment(alignment | Qt.AlignmentFlag.AlignVCenter)
    return label


def _named(names: tuple[tuple[str | None, str], ...], key: str | None) -> str:
    return next(tr(name) for each, name in names if each == key)
