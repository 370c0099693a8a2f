"""The vote on how well the time is used: hands for one to five, taken at the break."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSpinBox, QWidget

from stormdesk.desktop.facilitation import Facilitation
from stormdesk.desktop.panels.session_parts import column, label, small
from stormdesk.desktop.words import tr
from stormdesk.editor.workshop.timekeeping import GRADES

_MOST = 999
_NARROW = 44


class ReturnVote(QWidget):
    """Counts hands; what was counted is kept with the break."""

    def __init__(self, facilitation: Facilitation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facilitation = facilitation
        self.hands = [QSpinBox() for _ in range(GRADES)]
        self.told = label("faint")
        layout = column(self, 4)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addWidget(label("section", tr("Was the time well spent? Hands for 1 to 5")))
        grid = QGridLayout()
        grid.setSpacing(4)
        for grade, entry in enumerate(self.hands, 1):
            entry.setRange(0, _MOST)
            entry.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
            entry.setAlignment(Qt.AlignmentFlag.AlignCenter)
            entry.setMinimumWidth(_NARROW)
            entry.setAccessibleName(tr("Hands for {n}", n=grade))
            entry.lineEdit().returnPressed.connect(self.keep)
            head = QLabel(str(grade))
            head.setProperty("role", "field")
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(head, 0, grade)
            grid.addWidget(entry, 1, grade)
        layout.addLayout(grid)
        self.button = small(tr("Keep"), self.keep)
        layout.addWidget(self.button)
        layout.addWidget(self.told)

    def keep(self) -> None:
        """Keep what was counted."""
        counts = [entry.value() for entry in self.hands]
        self._facilitation.rate_time(counts)
        number = sum(counts)
        if number:
            mean = sum(grade * count for grade, count in enumerate(counts, 1)) / number
            self.told.setText(tr("Kept: {mean} of 5 from {n}", mean=f"{mean:.1f}", n=number))
        else:
            self.told.setText(tr("Nothing counted."))
        for entry in self.hands:
            entry.setValue(0)
