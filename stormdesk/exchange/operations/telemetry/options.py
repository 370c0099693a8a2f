"""What one may choose about telemetry; apart from its writer, so that it loads fast."""

from __future__ import annotations

from pydantic import Field

from stormdesk.exchange.operations.lag_options import LagOptions


class TelemetryOptions(LagOptions):
    """How much is kept of what services report."""

    sampled: int = Field(
        default=10,
        ge=0,
        le=100,
        title="Share of ordinary traces kept (%)",
        description="Traces with errors and slow ones are kept all the same.",
    )
