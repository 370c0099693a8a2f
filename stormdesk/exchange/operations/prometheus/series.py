"""The names of recorded series, which rules, alerts and dashboards share.

Source: Prometheus, "Recording rules", naming; the series of Sloth, for which dashboards exist.
"""

from __future__ import annotations

from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.metrics.promql import duration, string

OBJECTIVE = "slo:objective:ratio"
BUDGET = "slo:error_budget:ratio"
PERIOD = "slo:time_period:days"
CURRENT_BURN = "slo:current_burn_rate:ratio"
PERIOD_BURN = "slo:period_burn_rate:ratio"
REMAINING = "slo:period_error_budget_remaining:ratio"
BAD_RATE = "slo:sli_bad:rate5m"
TOTAL_RATE = "slo:sli_total:rate5m"
PROCESSED_RATE = "event:processed:rate5m"
FAILED_RATE = "event:failed:rate5m"
SENT_RATE = "event:sent:rate5m"
COHORT_ERRORS = "cohort:sli_error:ratio_rate5m"


def error_ratio(window: int) -> str:
    """Return the series that holds the share of bad events over some seconds."""
    return f"slo:sli_error:ratio_rate{duration(window)}"


def of_level(series: str, level: Level) -> str:
    """Return a recorded series of one level, as PromQL."""
    return f"{series}{{slo={string(level.name)}}}"
