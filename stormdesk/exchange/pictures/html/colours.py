"""The colours of a drawing in dark surroundings: what stands round the stickies turns dark."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.lane_drawing import LaneDrawing
from stormdesk.layout.appearance import DEFAULT_PALETTE, Palette
from stormdesk.layout.arrangement import Arrangement
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.geometry import Box
from stormdesk.layout.themes import palette_of

LIGHT = replace(DEFAULT_PALETTE, outer_ink="#1B1A1A")
"""The palette of the drawing: ink on lanes has to be told from ink on stickies, which stays."""

_SET = re.compile(r"(?<![\d.])([\d.]+ [\d.]+ [\d.]+) (?:rg|RG)\b")


def dark_colours(arrangement: Arrangement, typefaces: Typefaces, frame: Box) -> Mapping[str, str]:
    """Return the dark colour for every one that stands round the stickies.

    Lanes may have any colour, and names have grounds made of it: so the ground is drawn in both
    palettes, and what stands in the same place goes together.
    """
    dark = palette_of("dark")
    pairs = {
        old.lower(): new.lower()
        for old, new in (
            (LIGHT.flow, dark.flow),
            (LIGHT.loop, dark.loop),
            (LIGHT.heat, dark.heat),
            (LIGHT.paper, dark.paper),
            *zip(LIGHT.areas, dark.areas, strict=True),
        )
    }
    both = [_ground(arrangement, typefaces, frame, each) for each in (LIGHT, dark)]
    for old, new in zip(*both, strict=True):
        pairs.setdefault(old, new)
    return {old: new for old, new in sorted(pairs.items()) if old != new}


def _ground(
    arrangement: Arrangement, typefaces: Typefaces, frame: Box, palette: Palette
) -> list[str]:
    drawing = Drawing(typefaces)
    LaneDrawing(drawing, arrangement, palette, frame, 1.0).draw_ground()
    return [_hexadecimal(found) for found in _SET.findall(drawing.operators)]


def _hexadecimal(channels: str) -> str:
    return "#" + "".join(f"{round(float(part) * 255):02x}" for part in channels.split())
