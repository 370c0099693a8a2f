"""The small sign of every kind, which tells kinds apart where colour cannot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stormdesk.model.sticky import Kind

GRID = 24
"""Glyphs are drawn on a square of this many units."""

STROKE = 2.0
"""Width of a glyph's lines on that square; ends and joints are round."""

Move = tuple[Literal["M"], float, float]
Line = tuple[Literal["L"], float, float]
Curve = tuple[Literal["C"], float, float, float, float, float, float]
Close = tuple[Literal["Z"]]
Path = tuple[Move | Line | Curve | Close, ...]
"""Absolute commands as SVG spells them; a curve has two control points and an end."""

_ROUND = 0.5522847498  # how far the control points of a quarter circle lie, in radii


@dataclass(frozen=True, slots=True)
class Glyph:
    """What is stroked in ink, and what is filled with it."""

    lines: Path = ()
    solid: Path = ()


def glyph_of(kind: Kind, sign: Literal["+", "-"] | None = None) -> Glyph:
    """Return the sign of a kind; that of a value tells created from destroyed."""
    if kind is Kind.VALUE and sign == "-":
        return _LOSS
    return _GLYPHS[kind]


def _line(*points: tuple[float, float], closed: bool = False) -> Path:
    (x, y), *others = points
    path: Path = (("M", x, y), *(("L", *point) for point in others))
    return (*path, ("Z",)) if closed else path


def _circle(x: float, y: float, r: float) -> Path:
    k = r * _ROUND
    return (
        ("M", x + r, y),
        ("C", x + r, y + k, x + k, y + r, x, y + r),
        ("C", x - k, y + r, x - r, y + k, x - r, y),
        ("C", x - r, y - k, x - k, y - r, x, y - r),
        ("C", x + k, y - r, x + r, y - k, x + r, y),
        ("Z",),
    )


_SHOULDERS: Path = (
    ("M", 3.5, 21.5),
    ("C", 3.5, 16, 7, 13.5, 12, 13.5),
    ("C", 17, 13.5, 20.5, 16, 20.5, 21.5),
    ("Z",),
)
_EYE: Path = (
    ("M", 1.5, 12),
    ("C", 4.5, 7.2, 8, 5, 12, 5),
    ("C", 16, 5, 19.5, 7.2, 22.5, 12),
    ("C", 19.5, 16.8, 16, 19, 12, 19),
    ("C", 8, 19, 4.5, 16.8, 1.5, 12),
    ("Z",),
)
_CLOUD: Path = (
    ("M", 6.6, 19),
    ("C", 3.6, 19, 1.5, 17, 1.5, 14.3),
    ("C", 1.5, 11.8, 3.3, 10, 5.8, 9.7),
    ("C", 6.4, 6.8, 8.8, 4.9, 11.7, 4.9),
    ("C", 15, 4.9, 17.6, 7.2, 18, 10.2),
    ("C", 20.7, 10.3, 22.5, 12.1, 22.5, 14.6),
    ("C", 22.5, 17.1, 20.6, 19, 18, 19),
    ("Z",),
)
_BULB: Path = (
    ("M", 9, 17),
    ("C", 9, 14.4, 5.5, 13, 5.5, 8.8),
    ("C", 5.5, 5, 8.4, 2.2, 12, 2.2),
    ("C", 15.6, 2.2, 18.5, 5, 18.5, 8.8),
    ("C", 18.5, 13, 15, 14.4, 15, 17),
    ("Z",),
)
_GAIN = Glyph((*_circle(12, 12, 9.5), *_line((12, 7), (12, 17)), *_line((7, 12), (17, 12))))
_LOSS = Glyph((*_circle(12, 12, 9.5), *_line((7, 12), (17, 12))))

_GLYPHS: dict[Kind, Glyph] = {
    # something that happened, on the line of time
    Kind.EVENT: Glyph(
        (*_line((1.5, 12), (6, 12)), *_line((18, 12), (22.5, 12))), _circle(12, 12, 6)
    ),
    # the pointer that presses a button
    Kind.COMMAND: Glyph(
        solid=_line(
            (5, 2), (5, 19.4), (9.3, 15.6), (12.2, 22.2), (15.4, 20.8), (12.6, 14.4), (18.4, 14.1),
            closed=True,
        )
    ),
    # a person
    Kind.ACTOR: Glyph(solid=(*_circle(12, 7, 4.8), *_SHOULDERS)),
    # what strikes by itself
    Kind.POLICY: Glyph(
        solid=_line(
            (14, 1.5), (4.5, 13.7), (11, 13.7), (9.5, 22.5), (19.5, 9.8), (13, 9.8), closed=True
        )
    ),
    # a solid whole
    Kind.AGGREGATE: Glyph(
        (
            *_line((12, 2), (21, 6.8), (21, 17.2), (12, 22), (3, 17.2), (3, 6.8), closed=True),
            *_line((3, 6.8), (12, 11.6), (21, 6.8)),
            *_line((12, 11.6), (12, 22)),
        )
    ),
    # what is looked at
    Kind.READ_MODEL: Glyph(_EYE, _circle(12, 12, 3.4)),
    # somewhere else
    Kind.SYSTEM: Glyph(_CLOUD),
    # beware
    Kind.HOTSPOT: Glyph(
        (*_line((12, 2.5), (22.5, 21), (1.5, 21), closed=True), *_line((12, 9.2), (12, 14))),
        _circle(12, 17.4, 1.3),
    ),
    # an idea
    Kind.OPPORTUNITY: Glyph(
        (*_BULB, *_line((9.6, 20), (14.4, 20)), *_line((11, 22.6), (13, 22.6)))
    ),
    Kind.VALUE: _GAIN,
    # a window
    Kind.SCREEN: Glyph(
        (
            *_line((2, 3.5), (22, 3.5), (22, 20.5), (2, 20.5), closed=True),
            *_line((2, 9), (22, 9)),
        ),
        (*_circle(5.4, 6.3, 1), *_circle(9, 6.3, 1)),
    ),
    # lines of writing
    Kind.NOTE: Glyph(
        (*_line((3, 5.5), (21, 5.5)), *_line((3, 12), (21, 12)), *_line((3, 18.5), (14, 18.5)))
    ),
}  # fmt: skip
