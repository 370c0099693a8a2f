"""What is observed: asked for beside, painted on the canvas, explained in a corner of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

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
_BESIDE = 8
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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 14, 8)
        layout.setSpacing(4)
        layout.addWidget(_label("section", tr("What is observed")))
        layout.addWidget(
            _label("faint", tr("Events and consumers, of those that are or should be"))
        )
        layout.addLayout(self._points())
        self.afar.setProperty("role", "section")
        layout.addWidget(self.afar)
        sharp = self._canvas.devicePixelRatioF()
        states = QHBoxLayout()
        states.setSpacing(_BESIDE)
        for state, words in _STATES:
            states.addWidget(_pictured(state_picture(state, sharp)))
            states.addWidget(QLabel(tr(words)))
            states.addSpacing(_BESIDE)
        states.addStretch(1)
        layout.addLayout(states)

    def _points(self) -> QGridLayout:
        """Return the signs and how many there are of each, two in a line: the canvas needs room."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(_BESIDE)
        grid.setVerticalSpacing(2)
        sharp = self._canvas.devicePixelRatioF()
        for number, (point, word) in enumerate(_WORDS):
            line, column = divmod(number, 2)
            self.counts[point] = _label("faint", "")
            self.counts[point].setAlignment(Qt.AlignmentFlag.AlignRight)
            sign = _pictured(sign_picture(point, _RADIUS, sharp, is_there=True))
            for place, part in enumerate((sign, QLabel(tr(word)), self.counts[point])):
                grid.addWidget(part, line, 4 * column + place)
        lacking = _pictured(sign_picture("trace", _RADIUS, sharp, is_there=False))
        grid.addWidget(lacking, 2, 0)
        grid.addWidget(QLabel(tr("Should be, and is not")), 2, 1, 1, -1)
        grid.setColumnMinimumWidth(3, _BESIDE)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(5, 1)
        return grid

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


def _label(role: str, text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    return label


def _pictured(picture: QPixmap) -> QLabel:
    label = QLabel()
    label.setPixmap(picture)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


def _looked_over(board: Board) -> tuple[dict[str, Observed], dict[Observability, Tally]]:
    observed = resolved(OBSERVATION)(board)
    return observed, resolved(TALLY)(board, observed)


def _pass_over(error: Exception) -> None:
    """Leave what was shown last: the board changes again soon, and is looked at again."""
