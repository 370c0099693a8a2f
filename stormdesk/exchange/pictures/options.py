"""What one may choose about pictures; apart from their writers, so that it loads fast."""

from __future__ import annotations

from pydantic import Field, model_validator

from stormdesk.exchange.format import Options

_OF = Field(
    default="whole",
    title="What it shows",
    max_length=5_000_000,
    pattern=r"^(whole|lane .+|selection .+)$",
    description="What it shows: whole, lane NAME, or selection and ids of stickies with commas.",
)
_LEGEND = Field(default=True, description="Say below what the colours and signs mean.")
_DATE = Field(
    default=None,
    max_length=100,
    description="Printed in the title as it is; left out, equal boards give equal bytes.",
)


class SvgOptions(Options):
    """What the drawing shows, and whether it carries its board."""

    of: str = _OF
    legend: bool = _LEGEND
    date: str | None = _DATE
    embed_board: bool = Field(
        default=False,
        description="Put the whole board into the file, so that it opens in stormdesk again.",
    )


class PngOptions(Options):
    """What the picture shows, and how large it is: by a scale, or by its width."""

    of: str = _OF
    legend: bool = _LEGEND
    date: str | None = _DATE
    scale: float | None = Field(
        default=None,
        ge=0.01,
        le=20,
        description="Pixels a board unit; an event is 160 units wide. Left out, 1 or what fits.",
        json_schema_extra={"absent": "What fits"},
    )
    width: int | None = Field(
        default=None,
        ge=16,
        description="Pixels; in place of a scale.",
        json_schema_extra={"unit": "px", "absent": "By the scale"},
    )

    @model_validator(mode="after")
    def _is_one_of_both(self) -> PngOptions:
        if self.scale is not None and self.width is not None:
            raise ValueError("give a scale or a width, not both")
        return self


class HtmlOptions(Options):
    """What the page tells beside the drawing."""

    findings: bool = Field(default=True, description="List what the rules find.")
    notes: bool = Field(default=True, description="Show the notes of stickies.")
    date: str | None = _DATE
