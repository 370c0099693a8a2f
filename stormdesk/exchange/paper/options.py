"""What one may choose about a poster; apart from its writer, so that it loads fast."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from stormdesk.exchange.format import Options

PageSize = Literal["fitted", "A0", "A1", "A2", "A3", "A4", "Letter", "Tabloid"]


class PosterOptions(Options):
    """How the poster is drawn."""

    page: PageSize = Field(
        default="fitted",
        description="As large as the board, or a sheet in landscape that the board is fitted on.",
    )
    legend: bool = Field(default=True, description="Say below what the colours and signs mean.")
    date: str | None = Field(
        default=None,
        max_length=100,
        description="Printed in the title as it is; left out, equal boards give equal bytes.",
    )
