"""What one may choose about paper; apart from its writers, so that it loads fast."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from stormdesk.exchange.format import Options
from stormdesk.exchange.paper.page_size import FITTED, PAGES, Orientation, PageSize

TileSize = Literal["A4", "A3", "A2", "Letter", "Tabloid"]
KindName = Literal[
    "event", "command", "actor", "policy", "aggregate", "read-model", "system", "hotspot",
    "opportunity", "value", "screen", "note",
]  # fmt: skip


class PosterOptions(Options):
    """How the poster is drawn, and how it is cut into sheets."""

    page: PageSize = Field(
        default=FITTED,
        description="As large as the board, or a sheet that the board is fitted on: A0 to A4,"
        " Letter, Tabloid, or a size such as 900x600mm.",
        json_schema_extra={"suggested": [*PAGES]},
    )
    orientation: Orientation = Field(
        default="auto", description="How a sheet is held; auto takes what shows the board larger."
    )
    margin: float | None = Field(
        default=None,
        ge=0,
        le=200,
        description="Free round the poster, in millimetres; left out, it grows with the board.",
        json_schema_extra={"unit": "mm", "absent": "Grows with the board"},
    )
    tiles: TileSize | None = Field(
        default=None,
        description="Cut the poster into sheets of this size, with a page on how they fit.",
        json_schema_extra={"absent": "Not cut"},
    )
    overlap: float = Field(
        default=10,
        ge=0,
        le=50,
        description="How much a tile shows of the next one, in millimetres.",
        json_schema_extra={"unit": "mm"},
    )
    tile_margin: float = Field(
        default=10,
        ge=5,
        le=30,
        description="Free at the edges of a tile, where printers do not print, in millimetres.",
        json_schema_extra={"unit": "mm"},
    )
    legend: bool = Field(default=True, description="Say below what the colours and signs mean.")
    date: str | None = Field(
        default=None,
        max_length=100,
        description="Printed in the title as it is; left out, equal boards give equal bytes.",
    )


class CardOptions(Options):
    """How the stickies are printed as cards."""

    paper: Literal["A4", "Letter"] = Field(default="A4", description="What they are printed on.")
    style: Literal["colours", "outlines"] = Field(
        default="colours",
        description="In their colours to cut out, or outlines to print on sticky paper.",
    )
    place: Literal["corner", "back", "none"] = Field(
        default="corner",
        description="Where lane and column stand; backs are mirrored to print on both sides.",
    )
    flip: Literal["short-edge", "long-edge"] = Field(
        default="short-edge", description="Over which edge the printer turns a sheet for its back."
    )
    gap: float = Field(
        default=0,
        ge=0,
        le=15,
        description="Free between cards, in millimetres.",
        json_schema_extra={"unit": "mm"},
    )
    kinds: tuple[KindName, ...] = Field(
        default=(), description="Only stickies of these kinds; left out, all."
    )
