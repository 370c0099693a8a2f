"""What the indicators of service levels measure, and in which unit."""

from __future__ import annotations

from decimal import Decimal

from stormdesk.model.service import Indicator, ServiceLevel

_SHARES: frozenset[Indicator] = frozenset(
    {"success-rate", "schema-error-rate", "replay-success", "duplicate-rate", "audit-coverage"}
)
_UPPER_BOUNDS: frozenset[Indicator] = frozenset({"schema-error-rate", "duplicate-rate"})
_TIMES: frozenset[Indicator] = frozenset({"latency", "time-to-detect"})
BACKLOGS: frozenset[Indicator] = frozenset({"queue-depth", "consumer-lag"})
"""How much waits, which says nothing about what customers get."""
_WITH_THRESHOLD = BACKLOGS | _TIMES
_NOT_OVER_TIME: frozenset[Indicator] = frozenset({"replay-success", "time-to-detect"})
"""Measured at every replay run, and at every game day."""
_JUMPING = BACKLOGS | {"latency"}
_TAIL_FROM = 90.0
_TURNED_FROM = Decimal(50)


def pages_on_a_moment(level: ServiceLevel) -> bool:
    """Tell whether a level wakes people for a single bad moment of what jumps by nature."""
    calmed = level.window or level.min_count or level.objective
    return level.criticality == "page" and level.indicator in _JUMPING and not calmed


def has_tail(level: ServiceLevel) -> bool:
    """Tell whether a level speaks of nearly all that it measures, and not of the average."""
    return level.objective is not None and float(level.objective.rstrip("% ")) >= _TAIL_FROM


def unit_fits(level: ServiceLevel) -> bool:
    """Tell whether the threshold of a level is in the unit that its indicator is measured in."""
    if level.threshold is None:
        return True
    unit = level.threshold.lstrip("0123456789.")
    if level.indicator in _SHARES:
        return unit == "%"
    if level.indicator in _TIMES:
        return unit not in ("", "%")
    if level.indicator == "queue-depth":
        return unit == ""
    return unit != "%" or level.indicator == "completeness"


def is_chain(level: ServiceLevel) -> bool:
    """Tell whether a level is measured from one event to another."""
    return level.indicator == "completeness" or level.start is not None or level.end is not None


def has_number(level: ServiceLevel) -> bool:
    """Tell whether a level names any number that it could be held to."""
    return not (level.objective is None and level.threshold is None and level.within is None)


def spoken(level: ServiceLevel) -> str:
    """Return what messages call the indicator of a level: “queue depth”."""
    return level.indicator.replace("-", " ")


def lacking(level: ServiceLevel) -> tuple[str, ...]:
    """Return what a level needs to be measured and does not name, in words."""
    is_share = level.objective is not None and share_of(level) != 100
    over_time = is_share and level.indicator not in _NOT_OVER_TIME
    chained = is_chain(level)
    limited = level.threshold or (chained and level.within)
    needed = (
        (level.indicator in _WITH_THRESHOLD and not limited, "a threshold"),
        (over_time and level.window is None, "a window"),
        (chained and level.start is None, "the event it starts from"),
        (chained and level.end is None, "the event it ends with"),
        (level.indicator == "completeness" and level.within is None, "a time limit"),
    )
    return tuple(word for is_missing, word in needed if is_missing)


def share_of(level: ServiceLevel) -> Decimal:
    """Return the objective of a level as a number of percent, 0 without one."""
    return Decimal((level.objective or "0").rstrip("% "))


def is_turned_round(level: ServiceLevel) -> bool:
    """Tell whether an objective says what must be good where it is the most that may be bad."""
    return level.indicator in _UPPER_BOUNDS and share_of(level) > _TURNED_FROM
