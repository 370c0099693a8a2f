"""The bar below the canvas that leads through the time of a simulation."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QToolButton,
    QWidget,
)

from stormdesk.analysis.simulation.spelling import as_time
from stormdesk.desktop.canvas.simulation_painter import draw_bar
from stormdesk.desktop.canvas.view import Canvas
from stormdesk.desktop.icons import draw
from stormdesk.desktop.simulation_moments import Mark, Moments
from stormdesk.desktop.simulation_runs import SimulationRuns
from stormdesk.desktop.tip import tip
from stormdesk.desktop.words import tr

_FRAME = 40
_BIG_STEP = 18
_SAMPLE = (30, 13)


class SimulationBar(QFrame):
    """While it is shown, the canvas shows where queues grow at the moment that is looked at."""

    turned = Signal()

    def __init__(self, canvas: Canvas, runs: SimulationRuns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._runs = runs
        self._moments: Moments | None = None
        self._clock = QTimer(self, interval=_FRAME)
        self._clock.timeout.connect(self._go_on)
        self.setObjectName("simulation-bar")
        self.setAccessibleName(tr("Simulated time"))
        self.play, self.slider = QToolButton(), QSlider(Qt.Orientation.Horizontal)
        self.told, self.old = QLabel(), QLabel()
        self._lay_out()
        self._connect()
        self.hide()

    @property
    def is_on(self) -> bool:
        """Whether the canvas shows a moment of a simulation."""
        return not self.isHidden()

    @property
    def is_playing(self) -> bool:
        """Whether time goes on by itself."""
        return self._clock.isActive()

    def toggle(self) -> None:
        """Show the last simulation on the canvas, or show it no more."""
        if self.is_on:
            self._runs.look_at(None)
        elif self._runs.last is not None:
            self._runs.look_at(len(self._runs.last.found.times) - 1)

    def toggle_play(self) -> None:
        """Let time go on by itself, from the start where it is at the end; or stop it."""
        if self.is_playing:
            self._stop()
            return
        if self.slider.value() == self.slider.maximum():
            self._runs.look_at(0)
        self._clock.start()
        self._name_play()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Play and stop by Space, end by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() == Qt.Key.Key_Space:
            self.toggle_play()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End by an Escape on the canvas that nothing else needs."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and event.key() == Qt.Key.Key_Escape and self.is_on and self._is_idle():
            self._runs.look_at(None)
            return True
        return super().eventFilter(watched, event)

    def _is_idle(self) -> bool:
        editor = self._canvas.editor
        is_at_rest = type(editor.tool) is type(editor.idle()) and not editor.selection
        return is_at_rest and editor.document.open_edit is None

    def _show(self) -> None:
        """Show the moment that is looked at, or none."""
        moment, last = self._runs.moment, self._runs.last
        if moment is None or last is None or self._moments is None:
            self._stop()
            if self.is_on:
                self.hide()
                self._canvas.simulated.show({})
                self.turned.emit()
            return
        self.slider.setMaximum(len(last.found.times) - 1)
        self.slider.blockSignals(True)
        self.slider.setValue(moment)
        self.slider.blockSignals(False)
        self.told.setText(self._words(moment))
        self.slider.setAccessibleDescription(self.told.text())
        self._canvas.simulated.show(self._moments.at(moment))
        if not self.is_on:
            self.show()
            self.turned.emit()

    def _take(self) -> None:
        last = self._runs.last
        self._moments = Moments(last.board, last.found) if last is not None else None
        if last is not None:
            # The slider stays where it is while the time beside it gets longer and shorter.
            words = [self._words(moment) for moment in range(len(last.found.times))]
            metrics = self.told.fontMetrics()
            self.told.setMinimumWidth(max(metrics.horizontalAdvance(word) for word in words) + 2)
        self._show()

    def _words(self, moment: int) -> str:
        times = self._runs.last.found.times if self._runs.last is not None else (0.0,)
        now, end = as_time(times[moment]), as_time(times[-1])
        return tr("Simulated: {now} of {end}", now=now, end=end)

    def _go_on(self) -> None:
        if self.slider.value() >= self.slider.maximum():
            self._stop()
        else:
            self._runs.look_at(self.slider.value() + 1)

    def _stop(self) -> None:
        self._clock.stop()
        self._name_play()

    def _close(self) -> None:
        self._runs.look_at(None)
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_play(self) -> None:
        draw(self.play, "pause" if self.is_playing else "play")
        told = tr("Stop the time (Space)") if self.is_playing else tr("Let time go on (Space)")
        self.play.setToolTip(told)
        self.play.setAccessibleName(told)

    def _lay_out(self) -> None:
        self.slider.setAccessibleName(tr("Simulated time"))
        self.slider.setPageStep(_BIG_STEP)
        self.slider.setMinimumWidth(80)
        self.old.setText(tr("of an earlier board"))
        self.old.setProperty("role", "wrong")
        self.old.setToolTip(tip(tr("The board was changed since; run again to see what it does.")))
        self.old.hide()
        close = QToolButton()
        draw(close, "close")
        close.setToolTip(tr("Show the simulation no more (Esc)"))
        close.setAccessibleName(tr("Show the simulation no more"))
        close.clicked.connect(self._close)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 8, 4)
        layout.setSpacing(8)
        layout.addWidget(self.play)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.told)
        layout.addWidget(self.old)
        for mark, text in (
            (Mark(0.6, "", "", is_over=False), tr("waits")),
            (Mark(1.0, "!", "!", is_over=True), tr("over its level")),
            (Mark(None, "✕", "✕", is_over=True), tr("level broken")),
        ):
            layout.addWidget(_Sample(mark))
            words = QLabel(text)
            words.setProperty("role", "faint")
            layout.addWidget(words)
        self.setToolTip(
            tip(
                tr(
                    "A bar is full where as much waits as the service level allows; without a"
                    " level, as the longest line of the run. All numbers are simulated."
                )
            )
        )
        layout.addWidget(close)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._name_play()

    def _connect(self) -> None:
        self.play.clicked.connect(self.toggle_play)
        self.slider.valueChanged.connect(self._runs.look_at)
        self._runs.ended.connect(self._take)
        self._runs.moved.connect(self._show)
        self._runs.aged.connect(lambda: self.old.setVisible(self._runs.is_of_earlier_board))
        self._canvas.installEventFilter(self)


class _Sample(QWidget):
    """A mark as it is on the canvas."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self._mark = mark
        self.setFixedSize(QSize(*_SAMPLE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            font = self.font()
            font.setPixelSize(10)
            font.setBold(True)
            painter.setFont(font)
            rect = QRectF(1, 1, _SAMPLE[0] - 2, _SAMPLE[1] - 2)
            draw_bar(painter, rect, self._mark, self._mark.text)
