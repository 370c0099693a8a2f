"""How well a text stands out from what it is written on, after WCAG 2."""

from __future__ import annotations

from functools import lru_cache

LEAST_CONTRAST = 4.5
"""What WCAG 2 asks of text (level AA)."""

_ENOUGH = 5.2
"""A little more, since headers are painted somewhat darker than their lane."""
_STEPS = 20


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB``, from 0 to 1."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=1024)
def legible_ground(colour: str, ink: str, paper: str) -> str:
    """Return a colour, or the nearest to it on the way to the paper that carries the ink."""
    for step in range(_STEPS + 1):
        mixed = _mixed(colour, paper, step / _STEPS)
        if contrast(mixed, ink) >= _ENOUGH:
            return mixed
    return paper


def _mixed(colour: str, other: str, share: float) -> str:
    if not share:
        return colour
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
