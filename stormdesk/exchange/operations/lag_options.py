"""How a lag in seconds is measured, as one may choose it; apart, so that it loads fast."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from stormdesk.exchange.format import Options

Lag = Literal["event-age", "lag-over-rate"]


class LagOptions(Options):
    """What a lag in seconds is taken from; artefacts that are used together choose alike."""

    lag: Lag = Field(
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
