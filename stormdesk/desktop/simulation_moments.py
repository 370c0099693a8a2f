"""What a simulation says of stickies at one moment: how much waits there, and what is broken."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from stormdesk.analysis.indicators import BACKLOGS
from stormdesk.analysis.quantity import seconds
from stormdesk.analysis.simulation.result import LevelResult, Simulation
from stormdesk.analysis.simulation.spelling import as_number, as_time
from stormdesk.desktop.promise_words import INDICATORS
from stormdesk.desktop.words import tr
from stormdesk.model.board import Board
from stormdesk.model.repetition import repetitions_of

_SHORTEST_LINE = 100.0
"""Where no line of a run is longer, none is shown as a long one."""
_THOUSANDS = ((1e9, "G"), (1e6, "M"), (1e3, "k"))


@dataclass(frozen=True, slots=True)
class Mark:
    """What is shown at a sticky; ``share`` is how full its bar is, None where it has none."""

    share: float | None
    text: str
    short: str
    is_over: bool


class Moments:
    """Knows of each sampled moment of a run what is to be shown at which sticky."""

    def __init__(self, board: Board, found: Simulation) -> None:
        self._board = board
        self._found = found
        self._longest = max([_SHORTEST_LINE, *(c.depth.most for c in found.consumers)])
        self._broken: defaultdict[str, list[LevelResult]] = defaultdict(list)
        for level in found.breached:
            if level.consumer is None or level.indicator not in BACKLOGS:
                self._broken[level.end or level.event].append(level)

    def at(self, moment: int) -> dict[str, Mark]:
        """Return the marks of one of the sampled moments, by sticky."""
        marks = self._waiting(moment)
        now = self._found.times[moment]
        for event, levels in self._broken.items():
            names = [tr(INDICATORS[v.indicator]) for v in levels if _is_broken(v, now)]
            if names:
                more = tr("{n} service levels", n=len(names)) if len(names) > 1 else names[0]
                marks[event] = Mark(None, f"✕ {more}", "✕", is_over=True)
        for sticky_id, mark in tuple(marks.items()):
            marks.update(
                dict.fromkeys((s.id for s in repetitions_of(self._board, sticky_id)), mark)
            )
        return marks

    def _waiting(self, moment: int) -> dict[str, Mark]:
        marks: dict[str, Mark] = {}
        for consumer in self._found.consumers:
            depth, lag = consumer.depth.values[moment], consumer.lag.values[moment]
            if depth < 1:
                continue
            shares = [
                value / limit
                for in_seconds, value in ((False, depth), (True, lag))
                if (limit := limit_of(self._found, consumer.id, in_seconds=in_seconds))
            ]
            share = max(shares) if shares else depth / self._longest
            is_over = bool(shares) and share > 1
            sign = "! " if is_over else ""
            time = as_time(round(lag) if lag >= 10 else lag)
            text = sign + tr("{n} wait · {time}", n=as_number(depth), time=time)
            marks[consumer.id] = Mark(min(share, 1.0), text, f"{sign}{as_short(depth)}", is_over)
        return marks


def limit_of(found: Simulation, consumer: str, *, in_seconds: bool) -> float | None:
    """Return the lowest threshold of a consumer's backlog, in messages or in seconds."""
    limits = [
        seconds(level.threshold) if in_seconds else float(level.threshold)
        for level in found.levels
        if level.consumer == consumer
        and level.indicator in BACKLOGS
        and level.why_not is None
        and level.threshold is not None
        and level.threshold.isdecimal() is not in_seconds
    ]
    return min(limits, default=None)


def as_short(number: float) -> str:
    """Spell a number in as few letters as can be read: ``240k``."""
    for size, letter in _THOUSANDS:
        if number >= size:
            return f"{number / size:.3g}{letter}" if number < 1000 * size else f"{number:.2g}"
    return f"{number:.0f}"


def _is_broken(level: LevelResult, now: float) -> bool:
    return level.breached_at is not None and level.breached_at <= now
