"""What one may choose about a YAML model; apart from its writer, so that it loads fast."""

from __future__ import annotations

from pydantic import Field

from stormdesk.exchange.format import Options


class YamlOptions(Options):
    """What a YAML model holds."""

    layout: bool = Field(
        default=True,
        description="Keep where stickies stand; else the board is arranged anew when it is read.",
    )
