"""A plot of how long messages took, minute by minute."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stormdesk.analysis.simulation.result import PathResult, Simulation
from stormdesk.desktop.panels.simulation_plot import Curve, Plot
from stormdesk.desktop.panels.simulation_rows import name_of
from stormdesk.desktop.simulation_runs import Run
from stormdesk.desktop.words import tr


class LatencyPlot(Plot):
    """Plots the percentiles of one path; ``moment_picked`` is of all sampled moments."""

    moment_picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples: tuple[float, ...] = ()
        self.picked.connect(self._tell_moment)

    def show_path(self, run: Run, before: Run | None, path: tuple[str, str] | None) -> None:
        """Plot a path of a run, or the slowest of the first of both; nothing where nobody came."""
        now = _path(run.found, path or _slowest((before or run).found))
        minutes = run.found.minutes
        is_alike = now is not None and before is not None and before.found.minutes == minutes
        then = _path(before.found, (now.origin, now.event)) if is_alike and before else None
        told = [n for n in range(len(minutes)) if now and now.p95_by_minute[n] is not None]
        self.setVisible(now is not None and len(told) > 1)
        if now is None or len(told) <= 1:
            return
        self._samples = run.found.times
        names = name_of(run.board, now.origin), name_of(run.board, now.event)
        self.setToolTip(
            tr(
                "From where messages begin, {origin}, to {event}: of each minute how long 95 of"
                " 100 messages took at most; the thin lines are p50 and p99.",
                origin=names[0],
                event=names[1],
            )
        )
        compared = then is not None and all(then.p95_by_minute[n] is not None for n in told)
        curve = Curve(
            tr("Simulated p95 to {event}", event=names[1]),
            [minutes[n] for n in told],
            [now.p95_by_minute[n] or 0.0 for n in told],
            [then.p95_by_minute[n] or 0.0 for n in told] if then is not None and compared else (),
            is_time=True,
            beside=tuple(
                [each[n] or 0.0 for n in told] for each in (now.p50_by_minute, now.p99_by_minute)
            ),
        )
        self.show_curve(curve, None)

    def show_sample(self, sample: int | None) -> None:
        """Paint the line at the minute of a sampled moment, or none."""
        if sample is None or sample >= len(self._samples):
            self.show_moment(None)
        else:
            times = self.curve.times
            self.show_moment(min(bisect_left(times, self._samples[sample]), len(times) - 1))

    def _tell_moment(self, minute: int) -> None:
        at = bisect_left(self._samples, self.curve.times[minute])
        self.moment_picked.emit(min(at, len(self._samples) - 1))


def _path(found: Simulation, path: tuple[str, str] | None) -> PathResult | None:
    return next((each for each in found.paths if (each.origin, each.event) == path), None)


def _slowest(found: Simulation) -> tuple[str, str] | None:
    slowest = max(found.paths, key=lambda each: each.p95, default=None)
    return (slowest.origin, slowest.event) if slowest is not None else None
