"""What is observed: asked for beside, painted on the canvas, explained in a corner of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from stormdesk.desktop.canvas.lane_painter import HEADER
from stormdesk.desktop.canvas.observability_painter import (
    STATES_FROM,
    State,
    sign_picture,
    state_picture,
)
from stormdesk.desktop.canvas.view import Canvas
from stormdesk.desktop.tasks import Task
from stormdesk.desktop.words import tr
from stormdesk.late import resolved
from stormdesk.layout.appearance import SIDE
from stormdesk.model.board import Board, Change
from stormdesk.model.service import Observability

if TYPE_CHECKING:
    from stormdesk.analysis.observation import Observed, Tally

OBSERVATION = "stormdesk.analysis.observation:observation"
TALLY = "stormdesk.analysis.observation:tally"
"""Found when they are first asked for: nobody who opens a board has to wait for them."""

_PAUSE = 200
_ASIDE = 14
_RADIUS = 9.0
_WORDS: tuple[tuple[Observability, str], ...] = (
    ("trace", "Traced"),
    ("metric", "Measured"),
    ("log", "Logged"),
    ("audit", "Audited"),
)
_STATES: tuple[tuple[State, str], ...] = (
    ("whole", "all that should be"),
    ("part", "some of it"),
    ("none", "nothing of it"),
)


class ObservabilityLegend(QFrame):
    """While it is shown, the canvas shows what is observed, and it counts how much that is."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._task = Task(self)
        self._due = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due.timeout.connect(self.look)
        self.counts: dict[Observability, QLabel] = {}
        self.afar = QLabel()
        self.setObjectName("find")
        self.setAccessibleName(tr("Legend of what is observed"))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lay_out()
        self.hide()
        canvas.installEventFilter(self)
        canvas.zoomed.connect(self._tell_distance)
        canvas.editor.document.follow(self._follow)

    @property
    def is_on(self) -> bool:
        """Whether the canvas shows what is observed."""
        return not self.isHidden()

    def toggle(self) -> None:
        """Show what is observed, or show it no more."""
        if self.is_on:
            self._due.stop()
            self._task.drop()
            self.hide()
            self._canvas.observed.show({})
        else:
            self.show()
            self._tell_distance()
            self.look()

    def look(self) -> None:
        """Look at the board as it is now."""
        board = self._canvas.editor.board

        def found() -> tuple[dict[str, Observed], dict[Observability, Tally]]:
            return _looked_over(board)

        self._task.run(found, lambda both: self.show_observed(*both), _pass_over)

    def show_observed(
        self, observed: dict[str, Observed], counted: dict[Observability, Tally]
    ) -> None:
        """Show how stickies are observed, and how many of them."""
        if not self.is_on:
            return
        for point, number in counted.items():
            self.counts[point].setText(tr("{n} of {all}", n=number.there, all=number.wanted))
        self._canvas.observed.show(observed)
        self._settle()

    def close_task(self) -> None:
        """End the worker, and look no more."""
        self._due.stop()
        self._task.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep in the lower left corner of the canvas."""
        if watched is self._canvas and event.type() == QEvent.Type.Resize:
            self._settle()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 10, 14, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        title = QLabel(tr("What is observed"))
        title.setProperty("role", "section")
        grid.addWidget(title, 0, 0, 1, 3)
        of = QLabel(tr("Events and consumers, of those\nthat are or should be"))
        of.setProperty("role", "faint")
        grid.addWidget(of, 1, 0, 1, 3)
        sharp = self._canvas.devicePixelRatioF()
        for line, (point, word) in enumerate(_WORDS, 2):
            sign = QLabel()
            sign.setPixmap(sign_picture(point, _RADIUS, sharp, is_there=True))
            self.counts[point] = QLabel()
            self.counts[point].setProperty("role", "faint")
            self.counts[point].setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(sign, line, 0)
            grid.addWidget(QLabel(tr(word)), line, 1)
            grid.addWidget(self.counts[point], line, 2)
        line = len(_WORDS) + 2
        lacking = QLabel()
        lacking.setPixmap(sign_picture("trace", _RADIUS, sharp, is_there=False))
        grid.addWidget(lacking, line, 0)
        grid.addWidget(QLabel(tr("Should be, and is not")), line, 1, 1, 2)
        self.afar.setProperty("role", "section")
        grid.addWidget(self.afar, line + 1, 0, 1, 3)
        for below, (state, words) in enumerate(_STATES, line + 2):
            sign = QLabel()
            sign.setPixmap(state_picture(state, sharp))
            sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(sign, below, 0)
            grid.addWidget(QLabel(tr(words)), below, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def _tell_distance(self) -> None:
        """Say what stands at a sticky from afar, or that it is too small for anything."""
        is_seen = self._canvas.camera.scale * SIDE >= STATES_FROM
        text = tr("From afar one mark tells") if is_seen else tr("Too far off: zoom in for marks")
        if text != self.afar.text():
            self.afar.setText(text)
        self._settle()

    def _settle(self) -> None:
        self.adjustSize()
        self.move(round(HEADER) + _ASIDE, self._canvas.height() - self.height() - _ASIDE)

    def _follow(self, change: Change) -> None:
        if self.is_on:
            self._due.start()


def _looked_over(board: Board) -> tuple[dict[str, Observed], dict[Observability, Tally]]:
    observed = resolved(OBSERVATION)(board)
    return observed, resolved(TALLY)(board, observed)


def _pass_over(error: Exception) -> None:
    """Leave what was shown last: the board changes again soon, and is looked at again."""
