"""What one may choose about a close-out pack; apart from its writer, so that it loads fast."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from stormdesk.exchange.format import Options


class CloseOutOptions(Options):
    """How the pack is written."""

    preset: Literal["workshop", "engineering", "executive"] = Field(
        default="workshop",
        title="Report for whom",
        description="For whom the report in it is written.",
        json_schema_extra={
            "names": {
                "workshop": "Workshop",
                "engineering": "Engineering",
                "executive": "Executive",
            }
        },
    )
    page: Literal["A4", "Letter"] = Field(
        default="A4", description="The paper that the report is printed on."
    )
    date: str | None = Field(
        default=None,
        max_length=100,
        description="Printed as it is; left out, equal boards give equal bytes.",
    )
