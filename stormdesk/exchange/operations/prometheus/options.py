"""What one may choose about rules and alerts; apart from their writer, so that it loads fast."""

from __future__ import annotations

from pydantic import Field

from stormdesk.exchange.operations.lag_options import LagOptions
from stormdesk.exchange.operations.metrics.options import DASHBOARDS, Address, MetricsOptions


class AlertOptions(MetricsOptions, LagOptions):
    """What decides which alerts there are."""

    fast_burn: bool = Field(
        default=False,
        title="Page when a quarter of the budget burns in an hour",
        description=(
            "One more page, beside those of several windows, for levels that page and whose budget"
            " can burn so fast: over four weeks only those of about 99.5 % and more."
        ),
    )


class PrometheusOptions(AlertOptions):
    """What is written beside rules and their tests."""

    dashboard_base: Address = Field(
        default=DASHBOARDS,
        title="Address of Grafana",
        description="Alerts link to the dashboard of those on call there, as grafana exports it.",
    )
    prometheus_rule: bool = Field(
        default=False,
        title="PrometheusRule for Kubernetes",
        description="The rules once more as resources of the Prometheus operator.",
    )
