"""How the window speaks of a service level: its indicator and its numbers."""

from __future__ import annotations

from stormdesk.desktop.words import tr
from stormdesk.model.service import Indicator, ServiceLevel

INDICATORS: dict[Indicator, str] = {
    "success-rate": "Success rate",
    "latency": "Latency, end to end",
    "queue-depth": "Queue depth",
    "consumer-lag": "Consumer lag",
    "schema-error-rate": "Schema errors",
    "replay-success": "Replay success",
    "duplicate-rate": "Duplicates",
    "audit-coverage": "Audit coverage",
    "time-to-detect": "Time to detect",
    "completeness": "Completeness",
}
_UPPER_BOUNDS = ("schema-error-rate", "duplicate-rate")


def numbers(level: ServiceLevel) -> str:
    """Return what a level promises: ``95% ≤ 500ms · 28d``."""
    sign = "≤ " if level.indicator in _UPPER_BOUNDS else ""
    share = f"{sign}{level.objective}" if level.objective else ""
    limit = f"≤ {level.threshold}" if level.threshold else ""
    within = tr("in {time}", time=level.within) if level.within else ""
    promise = " ".join(filter(None, (share, limit, within))) or tr("no number")
    return " · ".join(filter(None, (promise, level.window)))
