"""The panel of simulations: what to go through, and what would come of the board's flows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from stormdesk.desktop.panels.simulation_result import SimulationView
from stormdesk.desktop.panels.simulation_setup import SimulationSetup
from stormdesk.desktop.simulation_runs import SimulationRuns
from stormdesk.desktop.tasks import Task
from stormdesk.desktop.words import tr
from stormdesk.editor import typing
from stormdesk.editor.editor import Editor
from stormdesk.late import resolved
from stormdesk.model.board import Change

if TYPE_CHECKING:
    from stormdesk.analysis.simulation.plan import Plan

PLANNED = "stormdesk.desktop.simulation_work:planned"
"""Found when it is first needed: nobody who opens a board has to wait for it."""

_PAUSE = 250
_SETUP, _RESULT = 0, 1
_WHOLE = 1000


class SimulationPanel(QWidget):
    """Runs simulations of the board, which stays as it is, and shows what they found."""

    showing = Signal(tuple)

    def __init__(self, editor: Editor, runs: SimulationRuns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._runs = runs
        self._task = Task(self)
        self._due = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due.timeout.connect(self.look)
        self.tabs = QTabBar()
        self.setup, self.result = SimulationSetup(), SimulationView(runs)
        self.run, self.cancel = QPushButton(tr("Run")), QPushButton(tr("Cancel"))
        self.progress = QProgressBar()
        self.told = QLabel()
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()

    def close_task(self) -> None:
        """End the worker, and look no more."""
        self._due.stop()
        self._task.close()

    def look(self) -> None:
        """Look which consumers the board has now."""
        board, scenario = self._editor.board, self.setup.wanted

        def show(plan: Plan) -> None:
            self.setup.show_plan(board, plan)

        self._task.run(lambda: resolved(PLANNED)(board, scenario), show, self._tell_error)

    def start(self) -> None:
        """Simulate the board as it is now."""
        typing.finish(self._editor)
        if self.setup.is_wrong:
            self.turn_to(_SETUP)
            self._tell(tr("Correct what is marked first."))
            return
        self._tell("")
        self._runs.run(self.setup.wanted, self.setup.seed.value())
        self._name_buttons()

    def turn_to(self, page: int) -> None:
        """Show one of the two pages."""
        self.tabs.setCurrentIndex(page)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while the panel was hidden."""
        super().showEvent(event)
        self._due.start(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Run by Ctrl+Enter; Escape cancels what is under way."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.start()
        elif event.key() == Qt.Key.Key_Escape and self._runs.is_running:
            self._runs.cancel()
        else:
            super().keyPressEvent(event)

    def _turn(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        # The keyboard begins where there is something to choose.
        is_found = page == _RESULT and self._runs.last is not None
        proxy = self.result.rows if is_found else self.tabs
        self.setFocusProxy(self.setup.scenario if page == _SETUP else proxy)

    def _take(self) -> None:
        """Show what a run found, on the board too, or why it found nothing."""
        self._name_buttons()
        last, error = self._runs.last, self._runs.error
        if error is not None:
            self._tell_error(error)
        if last is not None and last is not self._shown:
            self._shown = last
            self.result.refresh()
            in_setup = self.setup.isAncestorOf(self.window().focusWidget() or self)
            self.turn_to(_RESULT)
            if in_setup:
                self.result.setFocus()
            # Where nothing happened there is no time to be led through.
            has_happened = any(each.rate for each in last.found.consumers)
            if self._runs.moment is None and has_happened:
                self._runs.look_at(len(last.found.times) - 1)

    def _name_buttons(self) -> None:
        is_running = self._runs.is_running
        has_focus = self.run.hasFocus() or self.cancel.hasFocus()
        self.run.setVisible(not is_running)
        self.cancel.setVisible(is_running)
        self.progress.setVisible(is_running)
        if has_focus:
            (self.cancel if is_running else self.run).setFocus()

    def _tell_error(self, error: Exception) -> None:
        self._tell(tr("This could not be simulated: {why}", why=error))

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _lay_out(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        # The progress beside them takes what room is left, and none of theirs.
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.tabs.setAccessibleName(tr("Pages of the simulation"))
        for name in (tr("Set up"), tr("Result")):
            self.tabs.addTab(name)
        self._pages.addWidget(self.setup)
        self._pages.addWidget(self.result)
        self.run.setProperty("primary", True)
        self.run.setToolTip(tr("Simulate the board as it is now (Ctrl+Enter)"))
        self.progress.setRange(0, _WHOLE)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("How much is simulated"))
        self.told.setProperty("role", "wrong")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setContentsMargins(12, 0, 12, 0)
        above = QHBoxLayout()
        above.setContentsMargins(8, 0, 12, 0)
        above.setSpacing(8)
        above.addWidget(self.tabs)
        above.addWidget(self.progress, 1)
        above.addStretch(0)
        for button in (self.run, self.cancel):
            button.setAutoDefault(False)
            above.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 8)
        layout.setSpacing(8)
        layout.addLayout(above)
        layout.addWidget(self.told)
        layout.addWidget(self._pages, 1)
        self.told.hide()
        self._shown = self._runs.last
        self._name_buttons()
        self.setFocusProxy(self.setup.scenario)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turn)
        self.run.clicked.connect(self.start)
        self.cancel.clicked.connect(self._runs.cancel)
        self._runs.ended.connect(self._take)
        self._runs.progressed.connect(lambda share: self.progress.setValue(round(share * _WHOLE)))
        self.result.showing.connect(self.showing)
        self._editor.document.follow(self._follow)

    def _follow(self, change: Change) -> None:
        if self.isVisible():
            self._due.start()
