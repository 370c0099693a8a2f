"""What one may choose about an interview sheet; apart from its writer, so that it loads fast."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from stormdesk.exchange.format import Options


class InterviewOptions(Options):
    """Which phase asks, and how the sheet is filled in."""

    sheet: Literal["text", "html"] = Field(
        default="text",
        title="Kind of sheet",
        description="Text for an answer by mail, or a page for a browser that sends nothing.",
        json_schema_extra={"names": {"text": "Text", "html": "Web page"}},
    )
    agenda: str | None = Field(
        default=None,
        max_length=400,
        description="The agenda by its name, such as big-picture. Left out, the one that the"
        " workshop follows, else the one of the board's level.",
        json_schema_extra={"absent": "That of the workshop"},
    )
    phase: str | None = Field(
        default=None,
        max_length=400,
        description="The phase by its name. Left out, the one under way, else the first silent"
        " one.",
        json_schema_extra={"absent": "The one under way"},
    )
    agenda_file: Path | None = Field(
        default=None,
        description="An agenda of your own, in place of those that come with the program.",
        json_schema_extra={"file": True},
    )

    def ending(self, usual: str) -> str:
        """Return how the name of the file ends."""
        return usual if self.sheet == "text" else usual.removesuffix(".txt") + ".html"
