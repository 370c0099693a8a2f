"""How much waits for a consumer group, as a level puts it: in messages, or in seconds."""

from __future__ import annotations

from stormdesk.analysis.indicators import BACKLOGS
from stormdesk.exchange.operations.lag_options import Lag
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.queries import Queries


def lag_query(level: Level, group: str, queries: Queries, lag: Lag) -> str | None:
    """Return PromQL of what waits for a group in the unit of a level; None where no source has it.

    Lag over rate is the messages that wait, over those that the group read a second of late.
    """
    if level.unit == "seconds" and lag == "event-age":
        return queries.query("lag-seconds", level.stream, (group,))
    waiting = queries.query("lag-messages", level.stream, (group,))
    if level.unit != "seconds" or waiting is None:
        return waiting
    rate = queries.query("consumed", level.stream, (group,))
    return None if rate is None else f"{waiting} / {rate}"


def lag_told(level: Level, lag: Lag) -> str | None:
    """Return what a level of a backlog is measured by, None of any other level."""
    if level.indicator not in BACKLOGS or level.form != "threshold":
        return None
    if level.unit == "messages":
        return "messages that wait"
    if lag == "event-age":
        return "the age of the oldest event that waits"
    return "lag over rate: messages that wait, over those read a second"
