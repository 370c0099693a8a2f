"""What one may choose about OpenSLO; apart from its writer, so that it loads fast."""

from __future__ import annotations

from pydantic import Field

from stormdesk.exchange.operations.lag_options import LagOptions
from stormdesk.exchange.operations.metrics.options import Address, MetricsOptions


class OpenSloOptions(MetricsOptions, LagOptions):
    """Where the numbers come from that service levels are judged by."""

    prometheus_url: Address = Field(
        default="https://prometheus.example.com",
        title="Address of Prometheus",
        description="The data source that is asked; change it here, never in the files.",
    )
