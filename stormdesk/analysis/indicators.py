"""What the indicators of service levels measure, and in which unit."""

from __future__ import annotations

from stormdesk.model.service import Indicator, ServiceLevel

_SHARES: frozenset[Indicator] = frozenset(
    {"success-rate", "schema-error-rate", "replay-success", "duplicate-rate", "audit-coverage"}
)
_TIMES: frozenset[Indicator] = frozenset({"latency", "time-to-detect"})
BACKLOGS: frozenset[Indicator] = frozenset({"queue-depth", "consumer-lag"})
"""How much waits, which says nothing about what customers get."""
_JUMPING = BACKLOGS | {"latency"}
_TAIL_FROM = 90.0


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
