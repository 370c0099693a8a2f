"""What one may choose about a table; apart from its writer, so that it loads fast."""

from __future__ import annotations

from pydantic import Field

from stormdesk.exchange.format import Options


class TableOptions(Options):
    """How the table is written."""

    excel: bool = Field(
        default=False, description="Begin with the mark by which Excel knows UTF-8."
    )
