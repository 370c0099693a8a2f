"""What is observed: asked for beside, painted on the canvas, explained in a corner of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from stormdesk.desktop.canvas.lane_painter import HEADER
from stormdesk.desktop.canvas.observability_painter import sign_picture
from stormdesk.desktop.canvas.view import Canvas
from stormdesk.desktop.tasks import Task
from stormdesk.desktop.words import tr
from stormdesk.late import resolved
from stormdesk.model.board import Change
from stormdesk.model.service import Observability

if TYPE_CHECKING:
    from stormdesk.analysis.observation import Observed

OBSERVATION = "stormdesk.analysis.observation:observation"
"""Found when it is first asked for: nobody who opens a board has to wait for it."""

_PAUSE = 200
_ASIDE = 14
_RADIUS = 9.0
_WORDS: tuple[tuple[Observability, str], ...] = (
    ("trace", "Traced"),
    ("metric", "Measured"),
    ("log", "Logged"),
    ("audit", "Audited"),
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
        self.setObjectName("find")
        self.setAccessibleName(tr("Legend of what is observed"))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lay_out()
        self.hide()
        canvas.installEventFilter(self)
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
            self._settle()
            self.look()

    def look(self) -> None:
        """Look at the board as it is now."""
        board = self._canvas.editor.board
        self._task.run(lambda: resolved(OBSERVATION)(board), self.show_observed, _pass_over)

    def show_observed(self, observed: dict[str, Observed]) -> None:
        """Show how stickies are observed, and count it."""
        if not self.is_on:
            return
        for point, label in self.counts.items():
            there = sum(point in each.there for each in observed.values())
            missing = sum(point in each.missing for each in observed.values())
            label.setText(tr("{n} of {all}", n=there, all=there + missing))
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
        sharp = self._canvas.devicePixelRatioF()
        for line, (point, word) in enumerate(_WORDS, 1):
            sign = QLabel()
            sign.setPixmap(sign_picture(point, _RADIUS, sharp, is_there=True))
            self.counts[point] = QLabel()
            self.counts[point].setProperty("role", "faint")
            self.counts[point].setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(sign, line, 0)
            grid.addWidget(QLabel(tr(word)), line, 1)
            grid.addWidget(self.counts[point], line, 2)
        lacking = QLabel()
        lacking.setPixmap(sign_picture("trace", _RADIUS, sharp, is_there=False))
        grid.addWidget(lacking, len(_WORDS) + 1, 0)
        told = QLabel(tr("Should be, and is not"))
        grid.addWidget(told, len(_WORDS) + 1, 1, 1, 2)
        grid.setColumnStretch(1, 1)

    def _settle(self) -> None:
        self.adjustSize()
        self.move(round(HEADER) + _ASIDE, self._canvas.height() - self.height() - _ASIDE)

    def _follow(self, change: Change) -> None:
        if self.is_on:
            self._due.start()


def _pass_over(error: Exception) -> None:
    """Leave what was shown last: the board changes again soon, and is looked at again."""
