"""Entries for one of several values, for yes or no, and for any of a few words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from stormdesk.desktop.panels.marking import mark
from stormdesk.desktop.panels.mixed import Mixed
from stormdesk.desktop.words import tr

_PAUSE = 700
"""Milliseconds after which what keys have chosen is meant."""


class ChoiceEntry(QComboBox):
    """One of several values; choosing commits, by keys after a pause, on Enter or on leaving."""

    committed = Signal()
    entered = Signal()

    def __init__(self, choices: Sequence[tuple[object, str]]) -> None:
        super().__init__()
        self._shown = -1
        self._is_keyed = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.committed)
        self._values = [value for value, _ in choices]
        self.addItems([label for _, label in choices])
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(self._choose)

    @property
    def is_dirty(self) -> bool:
        """Whether something was chosen that is not committed."""
        return self._pause.isActive()

    def value(self) -> object:
        """Return what is chosen."""
        return self._values[self.currentIndex()]

    def show_value(self, value: object) -> None:
        """Show what the board holds."""
        is_mixed = isinstance(value, Mixed)
        self.setPlaceholderText(tr("several") if is_mixed else "")
        mark(self, "mixed", is_mixed)
        self._pause.stop()
        self._shown = self._values.index(value) if value in self._values else -1
        self.setCurrentIndex(self._shown)

    def commit(self) -> None:
        """Say that the value is to be taken, if it was changed."""
        if self.is_dirty:
            self._pause.stop()
            self.committed.emit()

    def go_on(self, label: str) -> None:
        """Choose what was chosen in the entry that this one replaces."""
        self.setCurrentIndex(self.findText(label))
        self._pause.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Commit on Enter; go back to what the board holds on Escape; where shown, out of here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.is_dirty:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.is_dirty:
            self._pause.stop()
            self.setCurrentIndex(self._shown)
        else:
            self._is_keyed = True
            super().keyPressEvent(event)
            self._is_keyed = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that a person came here."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit on leaving."""
        super().focusOutEvent(event)
        self.commit()

    def _choose(self) -> None:
        # Letters and arrows pass others on their way to what is meant.
        if self._is_keyed:
            self._pause.start()
        else:
            self.committed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel: scrolling past must not choose."""
        event.ignore()


class TickEntry(QCheckBox):
    """Yes or no; ticking commits."""

    committed = Signal()
    entered = Signal()
    is_dirty = False

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.clicked.connect(lambda _: self.committed.emit())

    def value(self) -> bool:
        """Return whether it is ticked."""
        return self.isChecked()

    def show_value(self, value: object) -> None:
        """Show what the board holds."""
        self.setTristate(isinstance(value, Mixed))
        if isinstance(value, Mixed):
            self.setCheckState(Qt.CheckState.PartiallyChecked)
        else:
            self.setChecked(bool(value))

    def commit(self) -> None:
        """Nothing waits here: ticking has committed already."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that a person came here."""
        super().focusInEvent(event)
        self.entered.emit()


class TicksEntry(QWidget):
    """Any of a few words, each with its tick; ticking commits."""

    committed = Signal()
    entered = Signal()
    is_dirty = False

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._ticks = {word: TickEntry(label) for word, label in choices}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for number, tick in enumerate(self._ticks.values()):
            layout.addWidget(tick, number // 2, number % 2)
            tick.committed.connect(self.committed)
            tick.entered.connect(self.entered)
        self.setFocusProxy(next(iter(self._ticks.values())))

    def value(self) -> tuple[str, ...]:
        """Return the words that are ticked."""
        return tuple(word for word, tick in self._ticks.items() if tick.isChecked())

    def show_value(self, value: object) -> None:
        """Show what the board holds."""
        for word, tick in self._ticks.items():
            is_ticked = isinstance(value, tuple) and word in value
            tick.show_value(value if isinstance(value, Mixed) else is_ticked)

    def commit(self) -> None:
        """Nothing waits here: ticking has committed already."""
