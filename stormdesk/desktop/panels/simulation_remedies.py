"""What is tried otherwise about a consumer in a simulation, beside what the board says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from stormdesk.analysis.quantity import seconds
from stormdesk.analysis.simulation.scenario import Remedy
from stormdesk.analysis.simulation.spelling import as_share, as_time
from stormdesk.desktop.panels.marking import mark
from stormdesk.desktop.panels.simulation_words import REMEDY_NAMES, spelled
from stormdesk.desktop.words import tr
from stormdesk.model.sticky import Sticky

if TYPE_CHECKING:
    from stormdesk.analysis.simulation.plan import Stage

_MOST = 1_000_000
_NARROWEST = 60
_SWITCH = ((None, ""), (True, "yes"), (False, "no"))
_BACKOFFS = ((None, ""), *((name, name) for name in ("none", "fixed", "linear", "exponential")))
_ENTRIES = ("parallelism", "partitions", "service_time", "attempts", "first", "failure")
_CHOICES: tuple[tuple[str, tuple[tuple[Any, str], ...]], ...] = (
    ("backoff", _BACKOFFS),
    ("circuit_breaker", _SWITCH),
    ("idempotent", _SWITCH),
    ("dead_letter", _SWITCH),
)


@dataclass(frozen=True, slots=True)
class Tried:
    """What an entry holds: a value, or None to leave it as the board says; or what is no value."""

    value: Any = None
    is_wrong: bool = False


class RemedyForm(QWidget):
    """Entries for one consumer; an empty one leaves what the board says, which it shows."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: dict[str, QLineEdit] = {}
        self.choices: dict[str, QComboBox] = {}
        self._is_filling = False
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for name in _ENTRIES:
            entry = self.entries[name] = QLineEdit()
            entry.setMinimumWidth(_NARROWEST)
            entry.textChanged.connect(self._change)
            _add(grid, tr(REMEDY_NAMES[name]), entry)
        for name, values in _CHOICES:
            choice = self.choices[name] = QComboBox()
            for value, word in values:
                choice.addItem(tr(word) if word else "", value)
            choice.setMinimumWidth(_NARROWEST)
            choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.currentIndexChanged.connect(self._change)
            _add(grid, tr(REMEDY_NAMES[name]), choice)

    @property
    def is_wrong(self) -> bool:
        """Whether something is written that is no value."""
        return any(self._tried(name).is_wrong for name in self.entries)

    @property
    def remedy(self) -> Remedy:
        """What is to be otherwise; what cannot be read leaves what the board says."""
        values = {name: self._tried(name).value for name in self.entries}
        values |= {name: choice.currentData() for name, choice in self.choices.items()}
        return replace(Remedy(), **values)

    def show_stage(self, sticky: Sticky, stage: Stage, remedy: Remedy) -> None:
        """Show a consumer: what the board says of it, and what is tried instead."""
        self._is_filling = True
        for name, told in _on_the_board(sticky, stage).items():
            if name in self.entries:
                self.entries[name].setPlaceholderText(told)
                self.entries[name].setToolTip(tr("On the board: {value}", value=told))
                value = getattr(remedy, name)
                self.entries[name].setText(spelled(name, value) if value is not None else "")
            else:
                choice = self.choices[name]
                choice.setItemText(0, tr("{value} (board)", value=told))
                choice.setCurrentIndex(max(0, choice.findData(getattr(remedy, name))))
        self.entries["partitions"].setEnabled(not stage.is_called)
        self._is_filling = False

    def _change(self) -> None:
        for name, entry in self.entries.items():
            mark(entry, "wrong", self._tried(name).is_wrong)
        if not self._is_filling:
            self.changed.emit()

    def _tried(self, name: str) -> Tried:
        text = self.entries[name].text().strip().replace(" ", "")
        if not text:
            return Tried()
        try:
            return Tried(_read(name, text))
        except ValueError:
            return Tried(is_wrong=True)


def _read(name: str, text: str) -> float | int:
    """Return the value of an entry. Raises ValueError."""
    if name in ("service_time", "first"):
        return seconds(text)
    if name == "failure":
        share = float(text.removesuffix("%")) / 100
        if not 0 <= share <= 1:
            raise ValueError(text)
        return share
    least = 0 if name == "attempts" else 1
    number = int(text)
    if not least <= number <= _MOST:
        raise ValueError(text)
    return number


def _on_the_board(sticky: Sticky, stage: Stage) -> Mapping[str, str]:
    """Return what is simulated where nothing else is tried."""
    stated = sticky.handling.parallelism if sticky.handling is not None else None
    known = as_time(stage.service) if stage.service is not None else tr("not known")
    return {
        "parallelism": str(stated) if stated is not None else tr("not known: 1"),
        "partitions": str(stage.partitions) if stage.partitions is not None else tr("no limit"),
        "service_time": known,
        "attempts": tr("{n} times", n=stage.attempts) if stage.attempts else tr("never"),
        "first": as_time(stage.first),
        "failure": as_share(stage.failure),
        "backoff": tr(stage.backoff),
        "circuit_breaker": _yes(is_so=stage.breaker is not None),
        "idempotent": _yes(is_so=stage.is_idempotent),
        "dead_letter": _yes(is_so=stage.has_dead_letter),
    }


def _yes(*, is_so: bool) -> str:
    return tr("yes") if is_so else tr("no")


def _add(grid: QGridLayout, label: str, entry: QWidget) -> None:
    words = QLabel(label)
    words.setProperty("role", "field")
    words.setBuddy(entry)
    entry.setAccessibleName(label)
    line = grid.rowCount()
    grid.addWidget(words, line, 0)
    grid.addWidget(entry, line, 1)
