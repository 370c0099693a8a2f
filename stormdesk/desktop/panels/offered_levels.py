"""The button that takes suggested levels: a few at once, many group by group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from stormdesk.desktop.promise_words import INDICATORS
from stormdesk.desktop.tip import tip
from stormdesk.desktop.words import counted, tr

if TYPE_CHECKING:
    from stormdesk.analysis.targets import Concern, Suggestion

_FEW = 5
"""Suggestions that are taken at once; of more, nobody would look at each."""
_CONCERNS: dict[Concern, str] = {
    "hot-path": "Hot path",
    "money": "Money",
    "audit": "Audit",
    "other": "All other events",
}


class OfferedLevels(QPushButton):
    """Says what it would add, which is assumed until somebody agrees."""

    taken = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: list[Suggestion] = []
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.setAutoDefault(False)
        self.clicked.connect(self._take_all)

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Offer these suggestions, and no others."""
        self._offered = [*suggestions]
        number = len(self._offered)
        is_many = number > _FEW
        self._menu.clear()
        if is_many:
            self._fill_menu()
            self.setText(tr("Take of {n} …", n=number))
            self.setToolTip(tr("Take the suggestions of one group of events"))
        else:
            self.setText(tr("Take all {n}", n=number) if number > 1 else tr("Take"))
            self.setToolTip(tip(added(self._offered)))
        self.setMenu(self._menu if is_many else None)
        self.setVisible(number > 0)

    def _fill_menu(self) -> None:
        for concern, name in _CONCERNS.items():
            among = [each for each in self._offered if each.concern == concern]
            if among:
                events = counted(len({each.event for each in among}), "event", "events")
                text = tr("{name}: {n} of {events}", name=tr(name), n=len(among), events=events)
                act = self._menu.addAction(text, lambda among=among: self.taken.emit(among))
                act.setToolTip(tip(added(among)))

    def _take_all(self) -> None:
        if not self._menu.actions():
            self.taken.emit(self._offered)


def added(suggestions: Sequence[Suggestion]) -> str:
    """Return in a sentence what would be added, by indicator."""
    numbers = Counter(tr(INDICATORS[each.level.indicator]) for each in suggestions)
    parts = ", ".join(f"{number} × {name}" for name, number in sorted(numbers.items()))
    return tr("Adds {parts}; each is assumed until somebody agrees.", parts=parts)
