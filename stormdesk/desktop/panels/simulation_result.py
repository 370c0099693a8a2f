"""What a simulation found, to be read: how levels fared, plots of a consumer, and all rows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QTreeWidgetItem, QVBoxLayout, QWidget

from stormdesk.analysis.simulation.result import ConsumerResult
from stormdesk.desktop.panels.simulation_latency import LatencyPlot
from stormdesk.desktop.panels.simulation_plot import Curve, Plot
from stormdesk.desktop.panels.simulation_rows import (
    groups_of,
    missing_of,
    name_of,
    scenario_of,
    summary_of,
)
from stormdesk.desktop.panels.told_rows import ToldRows
from stormdesk.desktop.simulation_moments import limit_of
from stormdesk.desktop.simulation_runs import SimulationRuns
from stormdesk.desktop.words import tr

_FOLDED = {"paths", "taken"}


class SimulationView(QWidget):
    """Shows the last run, held against the one before; a row leads to its stickies."""

    showing = Signal(tuple)

    def __init__(self, runs: SimulationRuns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self.summary, self.scenario = _label("title"), _label("faint")
        self.old, self.missing = _label("wrong"), _label("faint")
        self.consumer = QComboBox()
        self.lag, self.depth, self.retries = Plot(), Plot(), Plot()
        self.latency = LatencyPlot()
        self._path: tuple[str, str] | None = None
        self.rows = ToldRows(tr("What was simulated"))
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the last run as it is now."""
        last = self._runs.last
        for part in (*self._plotted, self.latency, self.rows):
            part.setVisible(last is not None)
        self._tell_age()
        if last is None:
            self.summary.setText(tr("Nothing is simulated yet"))
            self.missing.setText(tr("Choose a scenario under “Set up”, and run it."))
            return
        found, before = last.found, self._runs.before
        self.summary.setText(summary_of(found))
        self.scenario.setText(scenario_of(last.board, found, is_compared=before is not None))
        self.missing.setText(missing_of(last.board, found))
        self.missing.setVisible(bool(self.missing.text()))
        self._fill_consumers()
        self._plot_latency()
        self.rows.show_groups(groups_of(last, before), _FOLDED)

    def choose(self, consumer: str) -> None:
        """Plot a consumer."""
        number = self.consumer.findData(consumer)
        if number >= 0:
            self.consumer.setCurrentIndex(number)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the stickies of a row by Enter."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._take_row(self.rows.currentItem())
            return True
        return super().eventFilter(watched, event)

    def _take_row(self, item: QTreeWidgetItem | None) -> None:
        row = self.rows.row(item)
        if item is None or row is None:
            return
        if item.parent() is None:
            item.setExpanded(not item.isExpanded())
            return
        if len(row.records) == 1:
            self.choose(row.records[0])
        elif len(row.records) == 2:
            self._path = (row.records[0], row.records[1])
            self._plot_latency()
        if row.records:
            self.showing.emit(row.records)

    def _fill_consumers(self) -> None:
        last = self._runs.last
        waits = max(last.found.consumers, key=lambda c: c.lag.most, default=None) if last else None
        chosen = self.consumer.currentData() or (waits.id if waits is not None else None)
        with QSignalBlocker(self.consumer):
            self.consumer.clear()
            for each in last.found.consumers if last is not None else ():
                if each.rate:
                    self.consumer.addItem(name_of(last.board, each.id) if last else "", each.id)
            self.consumer.setCurrentIndex(max(0, self.consumer.findData(chosen)))
        self.consumer.setVisible(self.consumer.count() > 0)
        self._plot()

    def _plot(self) -> None:
        last, before = self._runs.last, self._runs.before
        consumer = str(self.consumer.currentData())
        now = last.found.consumer(consumer) if last is not None else None
        for plot in (self.lag, self.depth, self.retries):
            plot.setVisible(now is not None)
        if last is None or now is None:
            return
        then = before.found.consumer(consumer) if before is not None else None
        found, times, moment = last.found, last.found.times, self._runs.moment
        lag_limit = limit_of(found, consumer, in_seconds=True)
        depth_limit = limit_of(found, consumer, in_seconds=False)
        curves = (
            (self.lag, tr("Lag"), "lag", lag_limit),
            (self.depth, tr("Messages that wait"), "depth", depth_limit),
            (self.retries, tr("Retries"), "retries", None),
        )
        for plot, name, series, limit in curves:
            curve = Curve(
                tr("{name}, simulated", name=name),
                times,
                _values(now, series),
                _values(then, series) if then is not None else (),
                limit,
                is_time=series == "lag",
            )
            plot.show_curve(curve, moment)
        for plot in (self.depth, self.retries):
            plot.setVisible(plot.curve.most > 0)

    @property
    def _plotted(self) -> tuple[QWidget, ...]:
        return (self.consumer, self.lag, self.depth, self.retries)

    def _plot_latency(self) -> None:
        last = self._runs.last
        if last is None:
            return
        there = {(each.origin, each.event) for each in last.found.paths}
        path = self._path if self._path in there else None
        self.latency.show_path(last, self._runs.before, path)
        self.latency.show_sample(self._runs.moment)

    def _tell_age(self) -> None:
        is_old = self._runs.last is not None and self._runs.is_of_earlier_board
        self.old.setText(tr("This is of an earlier board: run it again.") if is_old else "")
        self.old.setVisible(is_old)

    def _show_moment(self) -> None:
        for plot in (self.lag, self.depth, self.retries):
            plot.show_moment(self._runs.moment)
        self.latency.show_sample(self._runs.moment)

    def _lay_out(self) -> None:
        self.consumer.setAccessibleName(tr("Consumer that is plotted"))
        self.consumer.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.consumer.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.rows.setMinimumHeight(80)
        above = QVBoxLayout()
        above.setContentsMargins(12, 0, 12, 0)
        above.setSpacing(5)
        told = (self.summary, self.scenario, self.old, self.missing, self.consumer)
        for part in (*told, self.lag, self.depth, self.retries, self.latency):
            above.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(above)
        layout.addWidget(self.rows, 1)
        layout.addStretch(0)
        self.setFocusProxy(self.rows)

    def _connect(self) -> None:
        self.consumer.currentIndexChanged.connect(lambda _: self._plot())
        for plot in (self.lag, self.depth, self.retries):
            plot.picked.connect(self._runs.look_at)
        self.latency.moment_picked.connect(self._runs.look_at)
        self.rows.itemClicked.connect(self._take_row)
        self.rows.installEventFilter(self)
        self._runs.moved.connect(self._show_moment)
        self._runs.aged.connect(self._tell_age)


def _values(consumer: ConsumerResult, series: str) -> tuple[float, ...]:
    return getattr(consumer, series).values


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
