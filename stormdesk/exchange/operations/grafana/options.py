"""What one may choose about dashboards; apart from their writer, so that it loads fast."""

from __future__ import annotations

from pydantic import Field

from stormdesk.exchange.operations.prometheus.options import AlertOptions


class GrafanaOptions(AlertOptions):
    """What dashboards show; choose sources and alerts as for the rules, for they read those."""

    traces: bool = Field(
        default=True,
        title="Traces from Tempo",
        description="Lists of traces on debug dashboards, with a variable for their data source.",
    )
