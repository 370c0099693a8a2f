"""What the window remembers between runs, kept as JSON with only what differs from the start."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from stormdesk.document.file import write
from stormdesk.exchange.presets import Choice, Preset, sound_presets
from stormdesk.layout.themes import TITLES, ThemeName

WallTheme = Literal["same", "default", "projector", "colour-vision-safe", "greyscale", "dark"]
Page = Literal[
    "inspector", "findings", "outline", "context-map", "readiness", "glossary", "service-levels",
    "simulation", "session", "inbox", "votes", "versions",
]  # fmt: skip
_MOST_RECENT = 12
_MOST_EXPORTS = 200


class LastExport(Choice):
    """How and where a board was exported last, and what was written if that is one file."""

    format: str
    path: str
    sha256: str = ""


class Settings(BaseModel):
    """All that is remembered; ``geometry``, ``panes`` and ``desk`` are Qt's own bytes in base 64.

    A field with a section is one that a person sets in the dialog. ``choices`` are the options
    last used by format, ``exports`` the last export by board.
    """

    model_config = ConfigDict(frozen=True)

    recent: tuple[str, ...] = Field(default=(), max_length=_MOST_RECENT)
    geometry: str = ""
    panes: str = ""
    side_panel: bool = True
    side_page: Page = "inspector"
    unfolded: tuple[str, ...] = Field(default=("message",), max_length=100)
    contracts: bool = False
    desk: str = ""
    minimap: bool = True
    wall_screen: str = Field(default="", max_length=200)
    export_folder: str = ""
    export_format: str = ""
    export_opens: bool = False
    print_actual_size: bool = False
    choices: dict[str, Choice] = Field(default_factory=dict, max_length=200)
    presets: tuple[Preset, ...] = Field(default=(), max_length=500)
    exports: dict[str, LastExport] = Field(default_factory=dict, max_length=_MOST_EXPORTS)
    bundles: dict[str, str] = Field(default_factory=dict, max_length=200)
    theme: ThemeName = Field(
        default="default",
        description="Of the board on the screen; the poster keeps the usual colours.",
        json_schema_extra={"section": "Appearance", "names": {**TITLES}},
    )
    reduced_motion: bool = Field(
        default=False,
        description="Zoom and arrange at once, without gliding there.",
        json_schema_extra={"section": "Appearance"},
    )
    snapping: bool = Field(
        default=True,
        description="A sticky that is dragged comes in line with what is near. Alt refuses.",
        json_schema_extra={"section": "Hand"},
    )
    wall_theme: WallTheme = Field(
        default="same",
        title="Theme of the wall",
        description="Of the board on the projector.",
        json_schema_extra={
            "section": "Room",
            "names": {"same": "The same as on this screen", **TITLES},
        },
    )
    back_row: bool = Field(
        default=False,
        title="Watch the back row",
        description="Tell below the board whether the last row can read the smallest text in view.",
        json_schema_extra={"section": "Room"},
    )
    beep: bool = Field(
        default=False,
        title="Beep when a time is over",
        description="Of a phase, a break or the workshop; its clock changes colour anyway.",
        json_schema_extra={"section": "Room"},
    )
    screen_width: float = Field(
        default=2.0,
        ge=0.2,
        le=20,
        title="Width of the picture",
        description="On the wall, or of the display.",
        json_schema_extra={"section": "Room", "unit": "m"},
    )
    room_distance: float = Field(
        default=6.0,
        ge=0.5,
        le=60,
        title="From the picture to the last row",
        json_schema_extra={"section": "Room", "unit": "m"},
    )


class SettingsFile:
    """The settings with the file they are kept in; a damaged file costs only what is damaged."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.value = _read(path)

    def change(self, **changes: Any) -> None:
        """Remember other values; a disk that does not take them is no reason to stop working."""
        changed = Settings.model_validate({**self.value.model_dump(), **changes})
        if changed != self.value:
            self.value = changed
            text = json.dumps(changed.model_dump(mode="json", exclude_defaults=True), indent=2)
            with suppress(OSError):
                self.path.parent.mkdir(parents=True, exist_ok=True)
                write(self.path, text.encode() + b"\n")

    def note_recent(self, path: Path) -> None:
        """Put a board's file first among the recent ones."""
        name = str(path.absolute())
        others = [each for each in self.value.recent if each != name]
        self.change(recent=(name, *others)[:_MOST_RECENT])

    def note_export(self, board_id: str, last: LastExport) -> None:
        """Keep how and where a board was exported last."""
        others = {i: each for i, each in self.value.exports.items() if i != board_id}
        latest = dict([*others.items()][-(_MOST_EXPORTS - 1) :])
        self.change(exports={**latest, board_id: last})

    def forget_exports(self, board_id: str) -> None:
        """Keep nothing of how and where a board was exported."""
        left = {i: each for i, each in self.value.exports.items() if i != board_id}
        self.change(exports=left)

    def forget_recent(self, *paths: Path) -> None:
        """Take files off the recent ones."""
        gone = {str(path.absolute()) for path in paths}
        self.change(recent=tuple(each for each in self.value.recent if each not in gone))


def sections() -> dict[str, list[str]]:
    """Return the fields that a person sets, by section."""
    found: dict[str, list[str]] = {}
    for name, field in Settings.model_fields.items():
        extra = field.json_schema_extra
        if isinstance(extra, dict) and isinstance(extra.get("section"), str):
            found.setdefault(str(extra["section"]), []).append(name)
    return found


def _read(path: Path) -> Settings:
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    kept: dict[str, Any] = {}
    if isinstance(found, dict):
        if "presets" in found:
            found = {**found, "presets": sound_presets(found["presets"])}
        for name in Settings.model_fields:
            if name in found and _is_sound(name, found[name]):
                kept[name] = found[name]
    return Settings.model_validate(kept)


def _is_sound(name: str, value: Any) -> bool:
    try:
        Settings.model_validate({name: value})
    except ValidationError:
        return False
    return True
