"""The themes a board can be shown in; each is data: what differs from the usual colours."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, get_args

from stormdesk.layout.appearance import DEFAULT_PALETTE, Palette
from stormdesk.model.sticky import Kind
from stormdesk.resources import resource

ThemeName = Literal["default", "projector", "colour-vision-safe", "greyscale", "dark"]
THEMES: tuple[ThemeName, ...] = get_args(ThemeName)
TITLES: dict[ThemeName, str] = {
    "default": "Default",
    "projector": "Projector: strong colours, thick lines",
    "colour-vision-safe": "Colour-vision safe",
    "greyscale": "Greyscale print",
    "dark": "Dark surroundings",
}


@cache
def palette_of(theme: ThemeName) -> Palette:
    """Return the colours of a theme."""
    if theme == "default":
        return DEFAULT_PALETTE
    told: dict[str, Any] = json.loads(resource(f"themes/{theme}.json").read_text(encoding="utf-8"))
    kinds = {Kind(kind): colour for kind, colour in told.get("kinds", {}).items()}
    told["kinds"] = MappingProxyType({**DEFAULT_PALETTE.kinds, **kinds})
    for several in ("lanes", "areas"):
        told[several] = tuple(told.get(several, getattr(DEFAULT_PALETTE, several)))
    return replace(DEFAULT_PALETTE, **told)


def is_dark(theme: ThemeName) -> bool:
    """Tell whether the window round the board is dark too."""
    return theme == "dark"
