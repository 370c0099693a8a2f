"""What a simulation is to go through: scenario, seed, time, and what is tried otherwise."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from stormdesk.analysis.simulation.scenario import (
    MOST_MINUTES,
    SCENARIOS,
    Remedy,
    Scenario,
    about,
    scenario_named,
)
from stormdesk.desktop.panels.simulation_remedies import RemedyForm
from stormdesk.desktop.panels.simulation_rows import name_of
from stormdesk.desktop.panels.simulation_words import SCENARIO_NAMES
from stormdesk.desktop.words import tr
from stormdesk.model.board import Board

if TYPE_CHECKING:
    from stormdesk.analysis.simulation.plan import Plan, Stage

_FIRST = "peak"
_MINUTES = 10
_NARROWEST = 60
_MOST_SEED = 999_999_999
_AS_IT_IS = Remedy()


class SimulationSetup(QScrollArea):
    """Holds what is tried of each consumer; the board keeps what it says of them."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board: Board | None = None
        self._stages: dict[str, Stage] = {}
        self._remedies: dict[str, Remedy] = {}
        self.scenario = QComboBox()
        for name in SCENARIOS:
            self.scenario.addItem(tr(SCENARIO_NAMES[name]), name)
        self.scenario.setCurrentIndex(SCENARIOS.index(_FIRST))
        self.about = _label("faint")
        self.seed, self.minutes = QSpinBox(), QSpinBox()
        self.seed.setRange(0, _MOST_SEED)
        self.seed.setValue(1)
        self.seed.setToolTip(tr("Where the dice begin: the same number gives the same result."))
        self.minutes.setRange(1, MOST_MINUTES)
        self.minutes.setValue(_MINUTES)
        self.minutes.setToolTip(tr("How long a time is simulated, in minutes."))
        self.consumer = QComboBox()
        self.form = RemedyForm()
        self.reset = QPushButton(tr("Nothing otherwise"))
        self.told = _label("faint")
        self._lay_out()
        self._connect()
        self._tell_scenario()

    @property
    def wanted(self) -> Scenario:
        """What is to be simulated."""
        scenario = scenario_named(str(self.scenario.currentData()), float(self.minutes.value()))
        tried = {
            i: r for i, r in sorted(self._remedies.items()) if i in self._stages or not self._stages
        }
        return replace(scenario, remedies=MappingProxyType(tried))

    @property
    def is_wrong(self) -> bool:
        """Whether something is written that is no value."""
        return self.form.is_wrong

    def show_plan(self, board: Board, plan: Plan) -> None:
        """Show the consumers that messages of a board can reach, the busiest first."""
        self._board = board
        self._stages = {i: plan.stages[i] for i in plan.in_order}
        chosen = self.consumer.currentData()
        with QSignalBlocker(self.consumer):
            self.consumer.clear()
            for stage in self._stages:
                self.consumer.addItem(self._called(stage), stage)
            self.consumer.setCurrentIndex(max(0, self.consumer.findData(chosen)))
        for part in (self.consumer, self.form, self.reset):
            part.setVisible(bool(self._stages))
        self.told.setText(
            tr("Left empty, the value of the board is used. Nothing here changes the board.")
            if self._stages
            else tr("No messages reach a consumer on this board, so nothing can be tried.")
        )
        self._show_consumer()

    def choose(self, consumer: str) -> None:
        """Show what is tried of a consumer."""
        self.consumer.setCurrentIndex(self.consumer.findData(consumer))

    def _show_consumer(self) -> None:
        stage = self._stages.get(str(self.consumer.currentData()))
        if stage is not None and self._board is not None:
            sticky = self._board.stickies[stage.id]
            self.form.show_stage(sticky, stage, self._remedies.get(stage.id, _AS_IT_IS))

    def _take_remedy(self) -> None:
        consumer = str(self.consumer.currentData())
        remedy = self.form.remedy
        if remedy == _AS_IT_IS:
            self._remedies.pop(consumer, None)
        else:
            self._remedies[consumer] = remedy
        self.consumer.setItemText(self.consumer.currentIndex(), self._called(consumer))
        self.changed.emit()

    def _forget(self) -> None:
        """Try nothing otherwise, of any consumer."""
        self._remedies.clear()
        for number in range(self.consumer.count()):
            self.consumer.setItemText(number, self._called(str(self.consumer.itemData(number))))
        self._show_consumer()
        self.changed.emit()

    def _called(self, consumer: str) -> str:
        name = name_of(self._board, consumer) if self._board is not None else consumer
        return tr("{name} (otherwise)", name=name) if consumer in self._remedies else name

    def _tell_scenario(self) -> None:
        self.about.setText(tr(about(str(self.scenario.currentData()))))
        self.changed.emit()

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(12, 0, 12, 8)
        layout.setSpacing(7)
        layout.addWidget(_field(tr("Scenario"), self.scenario))
        layout.addWidget(self.scenario)
        layout.addWidget(self.about)
        numbers = QHBoxLayout()
        numbers.setSpacing(8)
        for label, entry in ((tr("Minutes"), self.minutes), (tr("Seed"), self.seed)):
            entry.setMinimumWidth(_NARROWEST)
            numbers.addWidget(_field(label, entry))
            numbers.addWidget(entry, 1)
        layout.addLayout(numbers)
        layout.addSpacing(6)
        heading = _label("section")
        heading.setText(tr("What if a consumer were otherwise?"))
        layout.addWidget(heading)
        for combo in (self.scenario, self.consumer):
            combo.setMinimumWidth(_NARROWEST)
            combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.consumer.setAccessibleName(tr("Consumer"))
        self.reset.setProperty("small", True)
        self.reset.setAutoDefault(False)
        for part in (self.consumer, self.form, self.told):
            layout.addWidget(part)
        layout.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.setWidget(inside)

    def _connect(self) -> None:
        self.scenario.currentIndexChanged.connect(lambda _: self._tell_scenario())
        self.consumer.currentIndexChanged.connect(lambda _: self._show_consumer())
        self.form.changed.connect(self._take_remedy)
        self.reset.clicked.connect(self._forget)
        for entry in (self.seed, self.minutes):
            entry.valueChanged.connect(lambda _: self.changed.emit())


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _field(text: str, entry: QWidget) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "field")
    label.setBuddy(entry)
    entry.setAccessibleName(text)
    return label
