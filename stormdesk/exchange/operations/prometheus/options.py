"""What one may choose about rules and alerts; apart from their writer, so that it loads fast."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from stormdesk.exchange.operations.metrics.options import MetricsOptions


class AlertOptions(MetricsOptions):
    """What decides which alerts there are."""

    fast_burn: bool = Field(
        default=False,
        title="Page when a quarter of the budget burns in an hour",
        description="One more page for levels that page, beside those of several windows.",
    )
    lag: Literal["event-age", "lag-over-rate"] = Field(
        default="event-age",
        title="Lag in seconds",
        description=(
            "Taken from the age of the oldest event that waits, which consumers have to report, or"
            " reckoned from the lag in messages and the rate at which they are consumed."
        ),
        json_schema_extra={
            "names": {"event-age": "Age of the oldest event", "lag-over-rate": "Lag over rate"}
        },
    )


class PrometheusOptions(AlertOptions):
    """What is written beside rules and their tests."""

    prometheus_rule: bool = Field(
        default=False,
        title="PrometheusRule for Kubernetes",
        description="The rules once more as resources of the Prometheus operator.",
    )
