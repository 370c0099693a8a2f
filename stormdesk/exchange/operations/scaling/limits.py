"""How many messages may wait for a group on a topic: as levels say, or as one could begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from stormdesk.analysis.indicators import BACKLOGS
from stormdesk.analysis.quantity import as_rate, seconds
from stormdesk.analysis.targets import suggestions
from stormdesk.exchange.operations.metrics.promql import number
from stormdesk.exchange.operations.scaling.backlogs import Backlog
from stormdesk.model.board import Board
from stormdesk.model.service import ServiceLevel, Standing

_UNSAID = " (nobody has stated it)"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many messages may wait; ``standing`` tells how far one may rely on it, ``reason`` why."""

    waiting: Decimal
    standing: Standing
    reason: str


def limits_of(backlog: Backlog) -> Iterator[Limit]:
    """Yield what the levels of a backlog say, where that is a number of messages."""
    for level in backlog.levels:
        doubt = f" ({level.doubt})" if level.doubt else ""
        if level.threshold is None:
            continue
        if level.unit == "messages":
            told = f"{level.title} of {number(level.threshold)} messages"
            yield Limit(level.threshold, level.standing, f"{told}{doubt}")
        elif backlog.load.usual is not None:
            told = f"{level.title} of {number(level.threshold)} s"
            rate = backlog.load.usual
            yield _in_time(backlog, level.threshold, rate, level.standing, told, doubt)


def suggested_limits(backlog: Backlog, board: Board) -> Iterator[Limit]:
    """Yield what one could begin with where nobody says how much may wait, of known rates only."""
    rate = backlog.load.usual
    if rate is None:
        return
    events = {subject.sticky.id for subject in backlog.reader.subjects}
    consumers = {sticky.id for sticky in backlog.reader.stickies}
    for each in suggestions(board):
        level = each.level
        if each.event in events and level.consumer in consumers and level.indicator in BACKLOGS:
            yield from _suggested(backlog, level, rate)


def _suggested(backlog: Backlog, level: ServiceLevel, rate: Decimal) -> Iterator[Limit]:
    what = level.indicator.replace("-", " ")
    if level.threshold is None:
        return
    if level.threshold.isdigit():
        told = f"a usual first {what} of {level.threshold} messages{_UNSAID}"
        yield Limit(Decimal(level.threshold), "assumed", told)
    else:
        told, lag = f"a usual first {what} of {level.threshold}", seconds(level.threshold)
        yield _in_time(backlog, Decimal(str(lag)), rate, "assumed", told, _UNSAID)


def _in_time(
    backlog: Backlog, lag: Decimal, rate: Decimal, standing: Standing, told: str, doubt: str
) -> Limit:
    """Return a limit of time as the messages that come within it."""
    reason = f"{told} at {as_rate(float(rate))} on {backlog.topic.name}{doubt}"
    return Limit(lag * rate, standing, reason)
