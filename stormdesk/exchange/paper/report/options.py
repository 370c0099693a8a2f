"""What one may choose about a report; apart from its writer, so that it loads fast."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from stormdesk.exchange.format import Options

Preset = Literal["engineering", "executive", "workshop"]
Section = Literal[
    "cover", "contents", "summary", "timeline", "map", "contexts", "catalogue", "hotspots",
    "decisions", "steps", "votes", "glossary", "participants", "sessions", "findings", "readiness",
    "legend",
]  # fmt: skip
_LEFT_OUT: Mapping[Preset, frozenset[Section]] = MappingProxyType(
    {
        "engineering": frozenset[Section](),
        "executive": frozenset[Section](
            {
                "contents", "timeline", "contexts", "catalogue", "votes", "glossary",
                "participants", "sessions", "findings", "readiness", "legend",
            }
        ),
        "workshop": frozenset[Section](
            {"map", "contexts", "catalogue", "findings", "readiness"}
        ),
    }
)  # fmt: skip


class ReportOptions(Options):
    """How the report is written."""

    preset: Preset = Field(
        default="engineering",
        title="For whom",
        description=(
            "For whom it is. Engineering: everything. Executive: at most four pages of what is"
            " there, what is open and what was decided. Workshop: the wall, what was said and what"
            " comes next."
        ),
        json_schema_extra={
            "names": {
                "engineering": "Engineering",
                "executive": "Executive",
                "workshop": "Workshop",
            }
        },
    )
    without: tuple[Section, ...] = Field(
        default=(),
        title="Without these sections",
        description="Sections that are left out, beside those that the preset leaves out.",
    )
    page: Literal["A4", "Letter"] = Field(default="A4", description="The paper it is printed on.")
    date: str | None = Field(
        default=None,
        max_length=100,
        description="Printed on the cover as it is; as YYYY-MM-DD it is also the day that tells"
        " what is overdue. Left out, equal boards give equal bytes.",
    )
    logo: str | None = Field(
        default=None,
        max_length=4096,
        description="A PNG, JPEG or SVG picture for the cover; left out, the one that the board"
        " names, where it lies beside the board.",
        json_schema_extra={"file": True},
    )

    def has(self, section: Section) -> bool:
        """Tell whether a section is wanted."""
        return section not in self.without and section not in _LEFT_OUT[self.preset]

    @property
    def most_pages(self) -> int | None:
        """How many pages the report may have, None for as many as it needs."""
        return 4 if self.preset == "executive" else None
