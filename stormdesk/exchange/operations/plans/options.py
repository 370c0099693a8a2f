"""What one may choose about plans; apart from their writer, so that it loads fast."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from stormdesk.exchange.operations.prometheus.options import AlertOptions


class PlanOptions(AlertOptions):
    """Which prices there are; alerts are called as in the export of rules."""

    prices: Annotated[str, StringConstraints(max_length=1_000, pattern=r"^[^\x00-\x1f\x7f]*$")] = (
        Field(
            default="",
            title="File of prices",
            description=(
                "The prices.yaml of an earlier export, filled in; without it the cost plan shows"
                " volumes alone."
            ),
        )
    )
    batch: int = Field(
        default=100,
        ge=2,
        le=1_000_000,
        title="Messages in a batch",
        description="What the cost plan reckons with where it says what batching would save.",
    )
