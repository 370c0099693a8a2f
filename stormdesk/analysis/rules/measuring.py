"""Rules about what makes a service level possible to measure."""

from __future__ import annotations

from typing import Any

from stormdesk.analysis.deliveries import deliveries
from stormdesk.analysis.finding import Finding, Found, Level, named, rule
from stormdesk.analysis.indicators import (
    BACKLOGS,
    has_number,
    is_turned_round,
    lacking,
    share_of,
    spoken,
)
from stormdesk.analysis.origin_time import origin_time, origin_time_name
from stormdesk.analysis.payload import shared_types
from stormdesk.analysis.promises import measured, where, with_levels
from stormdesk.model.board import Board, Change
from stormdesk.model.service import ServiceLevel


@rule(Level.WARNING)
def service_level_incomplete(board: Board) -> Found:
    """A service level has all that its indicator is measured with.

    A latency, a backlog and the time until somebody knows need the threshold from which on they
    are bad. A share is reckoned over a window. A chain needs the event it starts from, the one it
    ends with, and how long it may take. Whatever of it is missing, no alert can be made.
    """
    for sticky in measured(board):
        for level in sticky.service_levels:
            missing = lacking(level) if has_number(level) else ()
            if missing:
                *others, last = missing
                told = f"{', '.join(others)} and {last}" if others else last
                yield (
                    (sticky.id,),
                    f"the {spoken(level)} level of {named(sticky.text)} lacks {told}",
                    f"add {told}",
                )


def _turned(board: Board, finding: Finding) -> Change:
    def put_right(level: ServiceLevel) -> dict[str, Any]:
        share = (100 - share_of(level)).normalize()
        return {"objective": f"{share:f}%"} if is_turned_round(level) else {}

    return with_levels(board.stickies[finding.records[0]], put_right)


@rule(Level.WARNING, fix=_turned)
def error_share_turned_round(board: Board) -> Found:
    """The objective of what should not happen is the most of it that is borne.

    Messages that nobody can read and messages that come twice are counted as such: 0.01% says that
    one in ten thousand is borne, and 99.99% that hardly any must be right. Write down the share
    that may be bad.
    """
    for sticky, which in where(board, is_turned_round):
        yield (
            (sticky.id,),
            f"the objective of {which} of {named(sticky.text)} bears nearly everything",
            "write down the share that may be bad",
        )


@rule(Level.WARNING)
def backlog_without_consumer(board: Board) -> Found:
    """A backlog is somebody's.

    Each consumer of an event has a queue of its own and falls behind by itself. Where there are
    several or none, a queue depth or a lag has to name the one that is meant.
    """
    read_by: dict[str, int] = {}
    for event, _, _ in deliveries(board):
        read_by[event.id] = read_by.get(event.id, 0) + 1
    for sticky, which in where(board, lambda v: v.indicator in BACKLOGS and v.consumer is None):
        number = read_by.get(sticky.id, 0)
        if number != 1:
            read = f"is read by {number} consumers" if number else "is read by nobody"
            yield (
                (sticky.id,),
                f"{named(sticky.text)} {read} and its {which} names none",
                "name the consumer that is measured",
            )


@rule(Level.ADVICE, ("software-design",))
def chain_without_origin_time(board: Board) -> Found:
    """The end of a chain knows when the chain began.

    How long something took, or whether it came in time, is measured where it ends, and there only
    the message is at hand. Pass the time of the first event on along the way.
    """
    types = shared_types(board)
    for sticky in measured(board):
        for level in sticky.service_levels:
            start, end = board.stickies.get(level.start or ""), board.stickies.get(level.end or "")
            if start is None or end is None or end.message is None or not end.message.fields:
                continue
            if origin_time(start, end, types) is None:
                yield (
                    tuple(dict.fromkeys((sticky.id, end.id))),
                    f"{named(end.text)} does not tell when {named(start.text)} happened",
                    f"add a timestamp such as {origin_time_name(start)}, passed on along the way",
                )
