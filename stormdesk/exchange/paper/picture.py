"""A picture that somebody else made, as large as fits a place and not larger."""

from __future__ import annotations

from typing import Protocol

from stormdesk.exchange.paper.drawing import Drawing
from stormdesk.exchange.paper.raster import Raster, read_raster
from stormdesk.exchange.paper.svg_picture import is_svg, read_svg
from stormdesk.layout.geometry import Box


class Picture(Protocol):
    """Something that draws itself."""

    def draw(self, drawing: Drawing, place: Box) -> None:
        """Draw the picture into a place, at its upper left corner, in its own proportion."""
        ...


def read_picture(content: bytes) -> Picture:
    """Return the picture in the bytes of a PNG, JPEG or SVG file.

    Raises BadInput where it is none, or is broken.
    """
    return read_svg(content) if is_svg(content) else _Dots(read_raster(content))


class _Dots:
    """A picture of dots."""

    def __init__(self, raster: Raster) -> None:
        self._raster = raster

    def draw(self, drawing: Drawing, place: Box) -> None:
        """Draw the picture into a place, at its upper left corner, in its own proportion."""
        raster = self._raster
        scale = min(place.width / raster.width, place.height / raster.height)
        width, height = raster.width * scale, raster.height * scale
        name = f"P{len(drawing.pictures)}"
        drawing.pictures[name] = raster
        # An image stands upright where the page's y grows upwards.
        drawing.apart(
            f"{width:.3f} 0 0 {-height:.3f} {place.x:.3f} {place.y + height:.3f} cm /{name} Do"
        )
