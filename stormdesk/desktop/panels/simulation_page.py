"""The place of the simulation panel, which is made when somebody first looks at it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stormdesk.desktop.panels.simulation import SimulationPanel
from stormdesk.desktop.simulation_runs import SimulationRuns
from stormdesk.editor.editor import Editor


class SimulationPage(QWidget):
    """Holds the panel: its many entries would delay every board, and most are never simulated."""

    showing = Signal(tuple)

    def __init__(self, editor: Editor, runs: SimulationRuns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._runs = runs
        self._panel: SimulationPanel | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    @property
    def panel(self) -> SimulationPanel:
        """The panel, which is made where it was not yet."""
        if self._panel is None:
            self._panel = SimulationPanel(self._editor, self._runs)
            self._panel.showing.connect(self.showing)
            self._layout.addWidget(self._panel)
            self.setFocusProxy(self._panel)
        return self._panel

    def close_task(self) -> None:
        """End the workers, and look no more."""
        if self._panel is not None:
            self._panel.close_task()
        self._runs.close_task()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the panel the first time."""
        super().showEvent(event)
        self.panel.show()
