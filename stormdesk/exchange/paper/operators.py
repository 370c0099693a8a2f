"""The operators of a page's content, as text; lengths are board units and y grows downwards."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, cos, radians, sin, tan

from stormdesk.layout.geometry import Box, Point
from stormdesk.layout.glyphs import Curve, Move, Path

_ROUND = 0.5522847498  # how far the control points of a quarter circle lie, in radii


def number(value: float) -> str:
    """Return a number as short as a hundredth of a unit allows."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def fill(colour: str) -> str:
    """Set the colour of areas and text, from ``#RRGGBB``."""
    return f"{_channels(colour)} rg"


def stroke(colour: str, width: float) -> str:
    """Set the colour and the width of lines."""
    return f"{_channels(colour)} RG {number(width)} w"


def blended(colour: str, ground: str, share: float) -> str:
    """Return the opaque colour that looks like a share of one colour laid over a ground."""
    pairs = zip(_bytes(colour), _bytes(ground), strict=True)
    return "#" + "".join(
        f"{round(over * share + under * (1 - share)):02X}" for over, under in pairs
    )


def rectangle(box: Box) -> str:
    """Return the outline of a box."""
    return f"{number(box[0])} {number(box[1])} {number(box[2])} {number(box[3])} re"


def rounded(box: Box, radius: float) -> str:
    """Return the outline of a box with round corners."""
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    r = min(radius, box.width / 2, box.height / 2)
    k = r * (1 - _ROUND)
    return outline(
        (
            ("M", x + r, y),
            ("L", right - r, y),
            ("C", right - k, y, right, y + k, right, y + r),
            ("L", right, bottom - r),
            ("C", right, bottom - k, right - k, bottom, right - r, bottom),
            ("L", x + r, bottom),
            ("C", x + k, bottom, x, bottom - k, x, bottom - r),
            ("L", x, y + r),
            ("C", x, y + k, x + k, y, x + r, y),
            ("Z",),
        )
    )


def line(start: Point, end: Point) -> str:
    """Return a straight line."""
    return f"{number(start.x)} {number(start.y)} m {number(end.x)} {number(end.y)} l"


def polygon(points: Iterable[Point]) -> str:
    """Return a closed outline with these corners."""
    first, *others = points
    path: Path = (("M", first.x, first.y), *(("L", x, y) for x, y in others), ("Z",))
    return outline(path)


def outline(path: Path) -> str:
    """Return a path of the layout."""
    return " ".join(map(_step, path))


def arc(centre: Point, radius: float, start: float, end: float) -> Path:
    """Return an arc in degrees, counter-clockwise from three o'clock."""
    parts = ceil((end - start) / 90)
    step = radians((end - start) / parts)
    reach = radius * 4 / 3 * tan(step / 4)
    path: list[Move | Curve] = []
    leaving = 0.0, 0.0
    for part in range(parts + 1):
        angle = radians(start) + part * step
        x, y = centre.x + radius * cos(angle), centre.y - radius * sin(angle)
        dx, dy = -sin(angle) * reach, -cos(angle) * reach
        if part == 0:
            path.append(("M", x, y))
        else:
            path.append(("C", *leaving, x - dx, y - dy, x, y))
        leaving = x + dx, y + dy
    return tuple(path)


def moved(x: float, y: float, scale: float = 1.0) -> str:
    """Move the origin there and enlarge what follows."""
    return f"{_exact(scale)} 0 0 {_exact(scale)} {number(x)} {number(y)} cm"


def turned(degrees: float, centre: Point) -> str:
    """Turn what follows clockwise round a point."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    x = centre.x - c * centre.x + s * centre.y
    y = centre.y - s * centre.x - c * centre.y
    return f"{_exact(c)} {_exact(s)} {_exact(-s)} {_exact(c)} {number(x)} {number(y)} cm"


def _step(command: tuple[object, ...]) -> str:
    letter, *numbers = command
    if letter == "Z":
        return "h"
    shown = " ".join(number(value) for value in numbers if isinstance(value, float | int))
    return f"{shown} {str(letter).lower()}"


def _exact(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _channels(colour: str) -> str:
    return " ".join(f"{value / 255:.3f}".rstrip("0").rstrip(".") for value in _bytes(colour))


def _bytes(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
