"""The simulations of one open board: the one under way, the last two, and the moment looked at."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from stormdesk.analysis.simulation.result import Simulation
from stormdesk.analysis.simulation.scenario import Scenario
from stormdesk.desktop.tasks import Task
from stormdesk.document.document import Document
from stormdesk.late import resolved
from stormdesk.model.board import Board, Change

SIMULATED = "stormdesk.desktop.simulation_work:simulated"
STOP = "stormdesk.desktop.simulation_work:stop"
"""Found when they are first needed: nobody who opens a board has to wait for them."""

_PAUSE = 200


@dataclass(frozen=True, slots=True)
class Run:
    """What was found, and the board that it was found of."""

    board: Board
    found: Simulation


class SimulationRuns(QObject):
    """Simulates in a worker; nothing of it reaches the board, which it only reads.

    ``ended`` tells that a run is over, however it ended, ``aged`` that the board is another than
    the last result is of, or the same again, and ``moved`` that another moment is looked at.
    """

    progressed = Signal(float)
    ended = Signal()
    aged = Signal()
    moved = Signal()
    _heard = Signal(int, float)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._task = Task(self)
        self._number = 0
        self._stopped = Event()
        self._heard.connect(self._tell)
        self._due = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due.timeout.connect(self._grow_old)
        self.last: Run | None = None
        self.before: Run | None = None
        self.error: Exception | None = None
        self.is_running = False
        self.is_of_earlier_board = False
        self.moment: int | None = None
        document.follow(self._follow)

    def run(self, scenario: Scenario, seed: int) -> None:
        """Simulate the board as it is now."""
        self._stopped.set()
        self._number += 1
        board, number, stopped = self._document.board, self._number, Event()
        self._stopped, self.is_running, self.error = stopped, True, None

        def tell(share: float) -> None:
            if stopped.is_set():
                resolved(STOP)()
            self._heard.emit(number, share)

        self._task.run(
            lambda: resolved(SIMULATED)(board, scenario, seed, tell),
            lambda found: self._take(Run(board, found)),
            self._fail,
        )
        self.progressed.emit(0.0)

    def cancel(self) -> None:
        """Want the run that is under way no longer; the last result stays."""
        if self.is_running:
            self._stopped.set()
            self._number += 1
            self._task.drop()
            self._end()

    def look_at(self, moment: int | None) -> None:
        """Look at one of the sampled moments of the last run, or at none."""
        if self.last is None:
            moment = None
        elif moment is not None:
            moment = max(0, min(moment, len(self.last.found.times) - 1))
        if moment != self.moment:
            self.moment = moment
            self.moved.emit()

    def close_task(self) -> None:
        """End the worker."""
        self._stopped.set()
        self._number += 1
        self._due.stop()
        self._task.close()

    def _take(self, run: Run) -> None:
        last = self.last
        if last is not None and not _is_alike(last, run):
            self.before = None
        elif last is not None and last.found.scenario != run.found.scenario:
            self.before = last
        self.last = run
        if self.moment is not None:
            self.moment = min(self.moment, len(run.found.times) - 1)
        self._grow_old()
        self._end()

    def _fail(self, error: Exception) -> None:
        self.error = error
        self._end()

    def _end(self) -> None:
        self.is_running = False
        self.ended.emit()

    def _tell(self, number: int, share: float) -> None:
        if number == self._number and self.is_running:
            self.progressed.emit(share)

    def _follow(self, change: Change) -> None:
        if self.last is not None:
            self._due.start()

    def _grow_old(self) -> None:
        is_old = self.last is not None and self.last.board != self._document.board
        if is_old != self.is_of_earlier_board:
            self.is_of_earlier_board = is_old
            self.aged.emit()


def _is_alike(before: Run, after: Run) -> bool:
    """Tell whether one is to be held against the other: the same trouble for the same time."""
    one, other = before.found.scenario, after.found.scenario
    return (one.name, one.duration) == (other.name, other.duration)
